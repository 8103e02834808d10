import type { Reply } from './refusals.ts'

export type Input<T, K extends keyof T> = T[K] extends { input: infer I } ? I : never
export type Data<T, K extends keyof T> = T[K] extends { data: infer D } ? D : never

/** Requests as Socket.IO wants them typed: one payload, one reply. */
export type Asking<T> = {
  [K in keyof T]: (input: Input<T, K>, reply: (answer: Reply<Data<T, K>>) => void) => void
}

/** News and signals as Socket.IO wants them typed: one payload, no reply. */
export type Telling<T> = { [K in keyof T]: (news: T[K]) => void }

/** The two namespaces of the socket. */
export const visitorNamespace = '/visitor'
export const agentNamespace = '/agent'
