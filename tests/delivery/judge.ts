import type { Finding } from './finding.ts'
import type { History } from './history.ts'
import { freshPagesAgree, exportAgrees, realPagesAgree } from './judge-copies.ts'
import {
  acknowledgedIsStored,
  refusedIsNowhere,
  numbersHaveNoHoles,
  sendersOrderIsKept,
  botRepliesOnce,
  typedWasSent,
  movesFollow,
} from './judge-log.ts'
import {
  acknowledgedIsShown,
  screensShowTheStoredOrder,
  nothingUnsent,
  shownInTime,
  notesStayInside,
} from './judge-screens.ts'
import type { DisplayLimits } from './judge-screens.ts'
import { gather } from './seen.ts'

/** Looks for broken promises in what a run has seen. An empty list: none. */
export function judge(history: History, limits?: DisplayLimits): Finding[] {
  const seen = gather(history)
  return [
    ...acknowledgedIsStored(seen),
    ...acknowledgedIsShown(seen),
    ...screensShowTheStoredOrder(seen),
    ...nothingUnsent(seen),
    ...refusedIsNowhere(seen),
    ...numbersHaveNoHoles(seen),
    ...sendersOrderIsKept(seen),
    ...(limits ? shownInTime(seen, limits) : []),
    ...freshPagesAgree(seen),
    ...exportAgrees(seen),
    ...realPagesAgree(seen),
    ...notesStayInside(seen),
    ...botRepliesOnce(seen),
    ...typedWasSent(seen),
    ...movesFollow(seen),
  ]
}
