import field from '../ui/field.css?inline'
import { Closing } from './Closing.tsx'
import ending from './ending.css?inline'
import type { Part } from './later.tsx'
import { Rate } from './Rate.tsx'

const styles = field + ending

// Both are wanted at once, when a conversation ends.
export const closing: Part<object> = { Show: Closing, styles }
export const rate: Part<object> = { Show: Rate, styles }
