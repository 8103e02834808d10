import field from '../ui/field.css?inline'
import conversation from './conversation.css?inline'

// What a conversation needs, from the second screen on: fetched while the visitor looks at the first.
export { Conversation } from './Conversation.tsx'
export { EmailForm } from './EmailForm.tsx'
export { Preview } from './Preview.tsx'
export { drawAttention } from './attention.ts'

export const styles = field + conversation
