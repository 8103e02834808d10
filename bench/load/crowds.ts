import { join } from 'node:path'
import type { Figure } from '../figure.ts'
import { startWorker } from './orders.ts'
import type { Worker } from './orders.ts'
import type { Options } from './options.ts'
import { putUp } from './stand.ts'
import type { CaseName, Ground, Stand } from './stand.ts'
import { clientProcesses } from './talked.ts'
import { Tally } from './tally.ts'
import type { CrowdOrder, Returned } from './wire.ts'

/** These come first and are not counted: what is loaded and made once should not count for the others. */
const earlier = 200

/** Memory that a visitor takes who has opened the widget and says nothing, beside a bare socket. */
export function measureIdle(ground: Ground, options: Options, stores: CaseName[]): Promise<Figure[]> {
  const { visitors } = options
  return inTurn('idle', ground, options, stores, ['kbPerVisitor', 'cpuMsPerVisitor'], async (stand, all) => {
    await come(stand, all, earlier, false)
    const before = await stand.usage()
    await come(stand, all, visitors, false)
    const after = await stand.usage()
    return {
      visitors,
      kbPerVisitor: ((after.rssMb - before.rssMb) * 1024) / visitors,
      cpuMsPerVisitor: (after.cpuMs - before.cpuMs) / visitors,
      loopP99: after.loopP99Ms,
      rssMb: after.rssMb,
    }
  })
}

/** The server is killed and started again: until every visitor is back and has the lines that were lost on the way. */
export function measureStorm(ground: Ground, options: Options, stores: CaseName[]): Promise<Figure[]> {
  const { visitors } = options
  return inTurn('storm', ground, options, stores, ['backAll', 'cpuMsPerVisitor'], async (stand, all) => {
    await come(stand, all, visitors, true)
    await all(() => ({ do: 'lose' }))
    const killedAt = Date.now()
    await stand.killAndRestart()
    const listeningMs = Date.now() - killedAt
    const before = await stand.usage()
    const returned = await all<Returned>(() => ({ do: 'return' }))
    const after = await stand.usage()
    const back = returned.flatMap(({ backAt }) => backAt).sort((a, b) => a - b)
    const secondsUntil = (share: number) =>
      ((back[Math.ceil(share * back.length) - 1] ?? NaN) - killedAt) / 1000
    return {
      visitors,
      listeningMs,
      backP50: secondsUntil(0.5),
      backAll: secondsUntil(1),
      cpuMsPerVisitor: (after.cpuMs - before.cpuMs) / visitors,
      loopP99: Math.max(before.loopP99Ms, after.loopP99Ms),
      rssMb: after.rssMb,
      wrong: returned.reduce((sum, { wrong }) => sum + wrong, 0),
    }
  })
}

type TellAll = <Answer>(order: () => CrowdOrder) => Promise<Answer[]>

async function come(stand: Stand, all: TellAll, visitors: number, talk: boolean): Promise<void> {
  const [server] = stand.servers
  if (!server) throw new Error('no server is there')
  const count = Math.round(visitors / clientProcesses)
  await all(() => ({ do: 'come', port: server.port, count, talk }))
}

/** Each case in turn, run by run, with a crowd in processes of its own. */
async function inTurn(
  part: string,
  ground: Ground,
  { runs }: Options,
  stores: CaseName[],
  compared: string[],
  measure: (stand: Stand, all: TellAll) => Promise<Record<string, number>>,
): Promise<Figure[]> {
  const tally = new Tally(part)
  for (let run = 0; run < runs; run++)
    for (const name of ['echo', ...stores] as const) {
      const stand = await putUp(ground, name, { collect: part === 'idle' })
      const crowd: Worker<CrowdOrder>[] = Array.from({ length: clientProcesses }, () =>
        startWorker<CrowdOrder>(join(ground.programs, 'crowd.js')),
      )
      const all: TellAll = <Answer>(order: () => CrowdOrder) =>
        Promise.all(crowd.map((worker) => worker.tell<Answer>(order())))
      try {
        tally.add(name === 'echo' ? 'bare' : name, await measure(stand, all))
      } finally {
        await Promise.all([stand, ...crowd].map((each) => each.stop()))
      }
    }
  return tally.figures('bare', compared)
}
