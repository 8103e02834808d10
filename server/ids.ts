import { randomBytes } from 'node:crypto'
import type { NewId } from './ports.ts'

/** 144 random bits, base64url: 24 characters, nothing to guess and nothing to count. */
export const newRandomId: NewId = () => randomBytes(18).toString('base64url')
