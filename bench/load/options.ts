import { parseArgs } from 'node:util'
import type { Plan } from './wire.ts'

export const parts = ['speed', 'rate', 'idle', 'storm'] as const
export type Part = (typeof parts)[number]

export interface Options {
  plan: Plan
  /** null: each that this machine can start. */
  store: 'embedded' | 'postgres' | null
  servers: number
  /** Idle ones, and those who come back. */
  visitors: number
  /** Messages a second, where the rate is fixed. */
  rate: number
  runs: number
  only: readonly Part[]
  profile: boolean
}

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      store: { type: 'string' },
      servers: { type: 'string', default: '2' },
      visitors: { type: 'string', default: '2000' },
      rate: { type: 'string', default: '1000' },
      seconds: { type: 'string', default: '8' },
      conversations: { type: 'string', default: '100' },
      length: { type: 'string', default: '100' },
      inflight: { type: 'string', default: '8' },
      agents: { type: 'string', default: '10' },
      runs: { type: 'string', default: '3' },
      only: { type: 'string', default: parts.join(',') },
      profile: { type: 'boolean', default: false },
    },
  })
  const number = (
    name: Exclude<keyof typeof values, 'profile' | 'store' | 'only'>,
    least: number,
    most: number,
  ) => {
    const given = Number(values[name])
    if (Number.isInteger(given) && given >= least && given <= most) return given
    throw new Error(`--${name} is "${values[name]}": not a whole number from ${least} to ${most}.`)
  }
  const { store = null } = values
  if (store !== null && store !== 'embedded' && store !== 'postgres')
    throw new Error(`--store is "${store}": not embedded or postgres. Leave it out for both.`)
  const only = values.only.split(',')
  const strange = only.find((name) => !parts.some((part) => part === name))
  if (strange !== undefined) throw new Error(`--only names "${strange}": not one of ${parts.join(', ')}.`)
  const seconds = number('seconds', 1, 60)
  return {
    plan: {
      conversations: number('conversations', 1, 2_000),
      agents: number('agents', 1, 100),
      length: number('length', 1, 4_000),
      inflight: number('inflight', 2, 64),
      perSecond: null,
      apart: false,
      pushes: true,
      warmUpS: Math.min(3, seconds),
      seconds,
    },
    store,
    servers: number('servers', 1, 8),
    visitors: number('visitors', 10, 20_000),
    rate: number('rate', 10, 20_000),
    runs: number('runs', 1, 15),
    only: parts.filter((part) => only.includes(part)),
    profile: values.profile,
  }
}
