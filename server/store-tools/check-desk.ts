import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isOpen } from '../domain/conversation.ts'
import { isErrorCode } from '../store/embedded/file-system.ts'
import { logProblems, stateProblems } from './conversation-problems.ts'
import { Content, canonicalText, digestOf } from './desk-item.ts'
import type { DeskItem } from './desk-item.ts'
import { itemsOf } from './desk-source.ts'
import type { DeskSource, Unreadable } from './desk-source.ts'

export interface CheckReport {
  content: Content
  /** A sentence each. None: the desk is sound. */
  findings: string[]
}

/** Reads all of a desk and says what does not fit. */
export async function checkDesk(
  desk: DeskSource,
  onProgress: (done: number, of: number) => void,
): Promise<CheckReport> {
  const content = new Content()
  const findings: string[] = []
  const openOf = new Map<string, string>()
  const emails = new Set<string>()

  function look(item: DeskItem): void {
    if ('account' in item) {
      const { email } = item.account
      if (emails.has(email)) findings.push(`two accounts have the address ${email}`)
      emails.add(email)
      return
    }
    const { conversation } = item
    const { id, state } = conversation
    const problems = [...logProblems(conversation), ...stateProblems(conversation)]
    findings.push(...problems.map((problem) => `conversation ${id}: ${problem}`))
    if (!isOpen(state)) return
    const other = openOf.get(state.visitorId)
    if (other) findings.push(`conversations ${other} and ${id} are of one visitor, and both open`)
    openOf.set(state.visitorId, id)
  }

  const onUnreadable = ({ id, unreadable }: Unreadable) =>
    findings.push(`conversation ${id} cannot be read: ${unreadable}. Restore it from a backup`)
  for await (const item of itemsOf(desk, { onProgress, onUnreadable })) {
    content.add(item, digestOf(canonicalText(item)))
    look(item)
  }
  return { content, findings }
}

/** Damaged files that were set aside in the folder, now or before. */
export async function filesSetAside(folder: string): Promise<string[]> {
  const names = await Promise.all(
    ['', 'conversations', 'journal'].map(async (part) => {
      const found = await readdir(join(folder, part)).catch((cause: unknown) => {
        if (isErrorCode(cause, 'ENOENT')) return []
        throw cause
      })
      return found.filter((name) => name.includes('.corrupt-')).map((name) => join(folder, part, name))
    }),
  )
  return names
    .flat()
    .map((path) => `${path} was damaged and set aside. Restore it from a backup, then remove it`)
}
