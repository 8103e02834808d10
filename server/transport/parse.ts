import { z } from 'zod'
import {
  agentNameMaxLength,
  commentMaxLength,
  emailMaxLength,
  faqIdMaxLength,
  messageMaxLength,
  noteMaxLength,
  pageTitleMaxLength,
  pageUrlMaxLength,
  passwordMinLength,
  requestIdPattern,
  visitorKeyPattern,
} from '../../protocol/limits.ts'

/** What comes off the wire, checked before anything reads it. Unknown keys are refused, not ignored. */
export type Schema<T> = z.ZodType<T>

/** As RFC 5646 (4.4.1) advises. */
const languageTagMaxLength = 35
const wishesMax = 10

const conversationId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)
const requestId = z.string().regex(requestIdPattern)
const faqId = z.string().min(1).max(faqIdMaxLength)
const sequence = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const instant = sequence
/** NUL and lone surrogates can be stored nowhere, so they go. */
const storable = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.replaceAll('\0', '').toWellFormed().trim())
/** Text that says something: an empty rest is refused. */
const written = (max: number) => storable(max).pipe(z.string().min(1))

const move = z.strictObject({ conversationId, requestId })
const since = z.strictObject({ conversationId, after: sequence })
const typing = z.strictObject({ conversationId, typing: z.boolean() })

/** Only hints, and the page's own: what no language tag looks like is left out, and so is what nobody would get to. */
const wishes = z.array(z.unknown()).transform((tags) => tags.filter(isShortText).slice(0, wishesMax))

const webAddress = z
  .string()
  .max(pageUrlMaxLength)
  .regex(/^https?:\/\//i)
  .or(z.literal(''))

export const visitorAuth = z.strictObject({ key: z.string().regex(visitorKeyPattern) })

export const visitorRequests = {
  'desk:hello': z.strictObject({
    conversationId: conversationId.nullable(),
    after: sequence,
    languages: wishes,
    page: z.strictObject({ url: webAddress.catch(''), title: storable(pageTitleMaxLength).catch('') }),
    timeZone: storable(64),
  }),
  'transcript:since': since,
  'message:send': z.strictObject({
    conversationId: conversationId.nullable(),
    messageId: requestId,
    text: written(messageMaxLength),
    faqId: faqId.optional(),
  }),
  'choice:pick': z.strictObject({ conversationId, requestId, of: sequence, faqId: faqId.nullable() }),
  'answer:rate': z.strictObject({ conversationId, requestId, of: sequence, helped: z.boolean() }),
  'handoff:request': z.strictObject({ conversationId: conversationId.nullable(), requestId }),
  'place:read': z.strictObject({ conversationId }),
  'waiting:stop': move,
  'email:leave': z.strictObject({ conversationId, requestId, email: z.email().max(emailMaxLength) }),
  'conversation:close': move,
  'conversation:rate': z.strictObject({
    conversationId,
    requestId,
    rating: z.number().int().min(1).max(5),
    comment: storable(commentMaxLength),
  }),
}

export const agentRequests = {
  'desk:hello': z.strictObject({}),
  'conversation:open': z.strictObject({ conversationId }),
  'conversation:leave': z.strictObject({ conversationId }),
  'transcript:since': since,
  'notes:since': since,
  'conversation:take': move,
  'conversation:release': move,
  'conversation:return': move,
  'conversation:close': move,
  'conversation:reopen': move,
  'message:send': z.strictObject({ conversationId, messageId: requestId, text: written(messageMaxLength) }),
  'note:add': z.strictObject({ conversationId, messageId: requestId, text: written(noteMaxLength) }),
  'presence:set': z.strictObject({ available: z.boolean() }),
  'opinions:list': z.strictObject({
    before: z.strictObject({ at: instant, id: conversationId }).nullable(),
  }),
  'closed:list': z.strictObject({
    before: z.strictObject({ since: instant, startedAt: instant, id: conversationId }).nullable(),
  }),
  'inbox:since': z.strictObject({ version: z.number() }),
}

export const typingSignal = typing
export const seenSignal = z.strictObject({ conversationId, sequence })

const password = z.string().min(1).max(200)
export const signIn = z.strictObject({ email: z.email().max(emailMaxLength), password })
export const setup = z.strictObject({
  token: z.string().min(1).max(100),
  email: z.email('The e-mail address is not complete.').max(emailMaxLength),
  name: z.string().trim().min(1, 'A name is needed: visitors will see it.').max(agentNameMaxLength),
  password: z
    .string()
    .min(passwordMinLength, `The password needs at least ${passwordMinLength} characters.`)
    .max(200),
})

function isShortText(tag: unknown): tag is string {
  return typeof tag === 'string' && tag.length <= languageTagMaxLength
}
