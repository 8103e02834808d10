import type { ScreenStrings } from '../ui/strings/widget.ts'

export type EmailProblem = keyof ScreenStrings['email']['problems']

/** What to change before this can be an address; null if it can be one. Only the reply proves that it is. */
export function emailProblem(typed: string): EmailProblem | null {
  const email = typed.trim()
  if (email === '') return 'empty'
  const at = email.lastIndexOf('@')
  if (at < 0) return 'at'
  if (at === 0) return 'name'
  if (/[\s,;<>]/.test(email) || email.indexOf('@') !== at) return 'other'
  const domain = email.slice(at + 1)
  if (!/\.[^.]{2,}$/.test(domain)) return 'ending'
  return /^[^.].*[^.]$/.test(domain) && !domain.includes('..') ? null : 'other'
}
