import type { InboxRow } from '../../protocol/agent.ts'
import { IconAssistant, IconClock, IconEnter, IconSent } from '../../ui/icons.tsx'
import type { ConsoleStrings } from '../../ui/strings/console.ts'
import type { MenuEntry } from '../frame/MenuList.tsx'
import type { TalkModel } from '../talk-model.ts'
import type { MoveRequest } from '../talk-moves.ts'

/** What else can be done with a conversation as it stands. Empty: no menu. */
export function moreEntries(talk: TalkModel, row: InboxRow, isMine: boolean, t: ConsoleStrings): MenuEntry[] {
  const move = (name: MoveRequest) => () => void talk.move(name)
  if (isMine)
    return [
      { name: t.release, more: t.releaseMore, icon: IconClock, choose: move('release') },
      { name: t.returnToBot, icon: IconAssistant, choose: move('return') },
    ]
  if (row.status === 'closed') return [{ name: t.reopen, icon: IconEnter, choose: move('reopen') }]
  if (row.status === 'waiting') return [{ name: t.closeConversation, icon: IconSent, choose: move('close') }]
  return []
}
