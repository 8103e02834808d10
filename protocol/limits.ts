/** Limits that both sides share. Lengths are in UTF-16 units, as `maxlength` counts them. */
export const messageMaxLength = 4000
export const noteMaxLength = 4000
export const emailMaxLength = 254
export const agentNameMaxLength = 60
export const passwordMinLength = 10
export const commentMaxLength = 1000
export const pageUrlMaxLength = 2000
export const pageTitleMaxLength = 300
export const faqIdMaxLength = 100

/** Entries in one reply to `transcript:since`; a client asks again while `head` is further. */
export const sinceLimit = 200

/** A client compares heads at least this often while a conversation is open on its screen. */
export const headCheckMs = 15_000

/** "Is writing" lasts this long after the last sign of it. */
export const typingLastsMs = 6_000
/** A writer says so again at most this often. */
export const typingRepeatMs = 3_000

/** Fewer real waits than this say nothing about the next one. */
export const waitSamplesMin = 20

/** 256 random bits in base64url. */
export const visitorKeyPattern = /^[A-Za-z0-9_-]{43}$/
/** What a sender may use as `messageId` or `requestId`. No ':' — the server derives ids with it. */
export const requestIdPattern = /^[A-Za-z0-9_-]{8,64}$/
