import type { WholeConversation } from '../domain/conversation.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Store } from '../store/port.ts'
import { DeskFileProblem } from './desk-file.ts'
import { canonicalText, digestOf } from './desk-item.ts'
import type { DeskItem } from './desk-item.ts'
import { deskIn } from './desk-source.ts'
import type { ImportPlan } from './import-plan.ts'
import { readDeskFile } from './read-desk-file.ts'

/** A commit takes as long for hundreds of conversations as for one. Long ones go with fewer others. */
const conversationsAtOnce = 500
const linesAtOnce = 3_000

/** Saves what is new. What was saved before a failure is found the next time, and not saved again. */
export async function importItems(
  path: string,
  store: Store,
  plan: ImportPlan,
  told: (done: number, of: number) => void,
): Promise<void> {
  let done = 0
  let gathered: WholeConversation[] = []
  let lines = 0

  async function save(): Promise<void> {
    if (gathered.length > 0) await saved(store.conversations.restore(gathered))
    done += gathered.length
    gathered = []
    lines = 0
    told(done, plan.newItems)
  }

  for await (const items of readDeskFile(path))
    for (const { item } of items) {
      if (!plan.isNew(item)) continue
      if ('account' in item) {
        const { account } = item
        await saved(store.accounts.change(account.id, (current) => current ?? account))
        done++
        continue
      }
      gathered.push(item.conversation)
      lines += item.conversation.entries.length + item.conversation.notes.length
      if (gathered.length >= conversationsAtOnce || lines >= linesAtOnce) await save()
    }
  await save()
}

/** Reads back all that the file has. Returns what is not there as it is in the file, but for what went on here. */
export async function missingIn(
  path: string,
  store: Store,
  { further }: ImportPlan,
  told: (done: number) => void,
): Promise<string[]> {
  const desk = deskIn(store)
  const accounts = (await desk.accounts()).map((account): DeskItem => ({ account }))
  const missing: string[] = []
  for await (const items of readDeskFile(path)) {
    const ids = items.flatMap(({ item }) => ('conversation' in item ? item.conversation.id : []))
    const read = (await desk.read(ids)).flatMap((each): DeskItem[] =>
      'unreadable' in each ? [] : [{ conversation: each }],
    )
    const here = new Map([...accounts, ...read].map((each) => [idOf(each), each]))
    for (const { item, digest, line } of items) {
      const same = here.get(idOf(item))
      const isThere = same && (further.has(idOf(item)) || digestOf(canonicalText(same)) === digest)
      if (!isThere) missing.push(nameOf(item))
      told(line)
    }
  }
  return missing
}

function idOf(item: DeskItem): string {
  return 'account' in item ? item.account.id : item.conversation.id
}

function nameOf(item: DeskItem): string {
  return 'account' in item ? `the account ${item.account.email}` : `conversation ${item.conversation.id}`
}

async function saved(saving: Promise<unknown>): Promise<void> {
  try {
    await saving
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    throw new DeskFileProblem(
      cause.code === 'try-again'
        ? 'The store cannot take it right now (full, slow or away). Run the same command again: it goes on from here.'
        : 'The desk changed while it was imported. Stop its servers and run the same command again: it goes on from here.',
    )
  }
}
