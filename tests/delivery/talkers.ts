import { setTimeout as pause } from 'node:timers/promises'
import type { LightAgent } from './light-agent.ts'
import type { LightVisitor } from './light-visitor.ts'
import type { Random } from './random.ts'
import type { RealPages } from './real-pages.ts'

/** What no frame to a visitor may carry. */
export const noteMark = 'for agents only'

const questions = [
  'where is my order',
  'how do I return a bike',
  'opening hours on saturday',
  'which frame size at 180 cm',
  'qwrtz plmk',
]

/** Visitors may ask the desk sixty times a minute; what is retried counts too. */
const visitorPauseMs = { least: 1_200, most: 3_500 }
const agentPauseMs = { least: 150, most: 600 }

/** Each talks until `isOver`, at a pace of their own. No two texts are alike: that is how a text is found again. */
export function visitorTalks(visitor: LightVisitor, random: Random, isOver: () => boolean): Promise<void> {
  return repeat(visitorPauseMs, random, isOver, (turn) => visitor.say(`${visitor.name} says ${turn}`))
}

export function visitorAsksBot(visitor: LightVisitor, random: Random, isOver: () => boolean): Promise<void> {
  return repeat(visitorPauseMs, random, isOver, (turn) =>
    visitor.say(`${random.pick(questions)}, asks ${visitor.name} for the ${turn}. time`),
  )
}

export function agentTalks(agent: LightAgent, random: Random, isOver: () => boolean): Promise<void> {
  return repeat(agentPauseMs, random, isOver, (turn) => {
    const ids = [...agent.talks.keys()]
    if (ids.length === 0) return
    const id = random.pick(ids)
    if (random.next() < 0.15) agent.note(id, `${noteMark}: ${agent.name} notes ${turn}`)
    else agent.reply(id, `${agent.name} replies ${turn}`)
  })
}

export function pageTalks(page: RealPages, random: Random, isOver: () => boolean): Promise<void> {
  return repeat(visitorPauseMs, random, isOver, (turn) => page.say(`vera-page says ${turn}`))
}

async function repeat(
  { least, most }: { least: number; most: number },
  random: Random,
  isOver: () => boolean,
  act: (turn: number) => void | Promise<void>,
): Promise<void> {
  for (let turn = 1; !isOver(); turn++) {
    await pause(random.between(least, most))
    if (!isOver()) await act(turn)
  }
}
