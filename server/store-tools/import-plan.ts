import type { Account } from '../domain/account.ts'
import { isOpen } from '../domain/conversation.ts'
import type { WholeConversation } from '../domain/conversation.ts'
import type { Store } from '../store/port.ts'
import { compared } from './comparison.ts'
import { logProblems } from './conversation-problems.ts'
import { DeskFileProblem } from './desk-file.ts'
import { deskIn } from './desk-source.ts'
import type { Found } from './desk-source.ts'
import { Content, canonicalText } from './desk-item.ts'
import type { DeskItem } from './desk-item.ts'
import { readDeskFile } from './read-desk-file.ts'

/** What an import would do, found out before anything is saved. */
export interface ImportPlan {
  /** Of the whole file. */
  content: Content
  isNew(item: DeskItem): boolean
  newItems: number
  /** Conversations that went on here since the file was made, and accounts that were changed: they stay as they are. */
  further: Set<string>
}

const toldAtMost = 10

/**
 * Reads the whole file and compares it with what the desk has. Throws DeskFileProblem where the file is not whole, and
 * where it and the desk have different things under one id.
 */
export async function planImport(
  path: string,
  store: Store,
  told: (done: number) => void,
): Promise<ImportPlan> {
  const desk = deskIn(store)
  const ids = new Set(await desk.ids())
  const accounts = new Map((await desk.accounts()).map((account) => [account.id, account]))
  const collisions: string[] = []
  const further = new Set<string>()
  let newItems = 0

  function planAccount(inFile: Account): void {
    const here = accounts.get(inFile.id)
    const namesake = [...accounts.values()].find(
      ({ email, id }) => email === inFile.email && id !== inFile.id,
    )
    if (namesake) collisions.push(`${inFile.email} has an account here that is not the file's`)
    else if (!here) newItems++
    else if (canonicalText({ account: here }) !== canonicalText({ account: inFile })) further.add(inFile.id)
  }

  async function planNew({ id, state }: WholeConversation): Promise<void> {
    newItems++
    const open = ids.size > 0 && isOpen(state) && (await store.conversations.openOf(state.visitorId))
    if (open) collisions.push(`the visitor of conversation ${id} has the open conversation ${open.id} here`)
  }

  function planKnown(inFile: WholeConversation, here: Found | undefined): void {
    const standing = here && !('unreadable' in here) ? compared(here, inFile) : 'other'
    if (standing === 'other') collisions.push(`conversation ${inFile.id} is another one here`)
    if (standing === 'further') further.add(inFile.id)
  }

  const content = new Content()
  for await (const items of readDeskFile(path, content)) {
    for (const { item } of items) if ('account' in item) planAccount(item.account)
    const conversations = items.flatMap(({ item, line }) => conversationIn(path, item, line))
    const known = conversations.filter(({ id }) => ids.has(id))
    const here = await desk.read(known.map(({ id }) => id))
    for (const [index, each] of known.entries()) planKnown(each, here[index])
    for (const each of conversations) if (!ids.has(each.id)) await planNew(each)
    told(items.at(-1)!.line)
  }
  if (collisions.length > 0) throw collided(path, collisions)
  const isNew = (item: DeskItem) =>
    'account' in item ? !accounts.has(item.account.id) : !ids.has(item.conversation.id)
  return { content, isNew, newItems, further }
}

function conversationIn(path: string, item: DeskItem, line: number): WholeConversation[] {
  if ('account' in item) return []
  const [problem] = logProblems(item.conversation)
  if (problem) throw new DeskFileProblem(`${path}:${line}: conversation ${item.conversation.id}: ${problem}.`)
  return [item.conversation]
}

function collided(path: string, collisions: string[]): DeskFileProblem {
  const more = collisions.length - toldAtMost
  return new DeskFileProblem(
    [
      `${path} does not fit what this desk has. Import it into an empty DATA_DIR or database. Nothing was changed.`,
      ...collisions.slice(0, toldAtMost).map((each) => `  ${each}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n'),
  )
}
