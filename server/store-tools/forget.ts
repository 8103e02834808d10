import { counted } from './desk-item.ts'
import { conversationsOf } from './one-visitor.ts'
import type { VisitorsConversation } from './one-visitor.ts'
import type { createProgress, Screen } from './progress.ts'
import { withDesk, withStore } from './reach-desk.ts'
import type { DeskPlace } from './reach-desk.ts'

interface Run extends DeskPlace {
  out: Screen
  err: Screen
  progress: ReturnType<typeof createProgress>
}

/** Shows all that is kept of one visitor; removes it for good where that was said. */
export async function forgetVisitor(who: string, isSure: boolean, run: Run): Promise<0 | 1> {
  const { out, err, progress } = run
  const found = await findVisitor(who, run)
  progress.clear()
  if (found.length === 0) {
    err.write(nobody(who))
    return 1
  }
  if (!isSure) {
    for (const { id, startedAt, status, entries, notes } of found)
      out.write(
        `${id}  ${new Date(startedAt).toISOString().slice(0, 10)}  ${status}  ${logs(entries, notes)}\n`,
      )
    out.write(`Nothing was removed yet: --yes removes ${counted(found.length, 'conversation')} for good.\n`)
    return 0
  }
  // The journal has their words no more once the store is closed.
  await withStore(run, ({ store }) => store.conversations.erase(found.map(({ id }) => id)))
  const left = await findVisitor(who, run)
  progress.clear()
  if (left.length > 0) {
    err.write(`Still there: ${left.map(({ id }) => id).join(', ')}. Run the same command again.\n`)
    return 1
  }
  const [entries, notes] = [sum(found, 'entries'), sum(found, 'notes')]
  out.write(`Removed ${counted(found.length, 'conversation')} with ${logs(entries, notes)}.\n`)
  err.write('Backups and exports that were made before still have them.\n')
  return 0
}

/** What to say where `who` is nobody. */
export function nobody(who: string): string {
  return (
    `Nobody in this desk is "${who}". Give the e-mail address that the visitor left, or the id of one of their ` +
    'conversations: it stands in the address of the console, after #conversation=.\n'
  )
}

function findVisitor(who: string, run: Run): Promise<VisitorsConversation[]> {
  return withDesk(run, (desk) =>
    conversationsOf(desk, who, {
      onProgress: (done, of) => run.progress.tell('Looking for them', done, of),
      onUnreadable: ({ id }) => void run.err.write(`Not looked into, because it cannot be read: ${id}\n`),
    }),
  )
}

function logs(entries: number, notes: number): string {
  return `${counted(entries, 'entry', 'entries')} and ${counted(notes, 'note')}`
}

function sum(list: VisitorsConversation[], what: 'entries' | 'notes'): number {
  return list.reduce((total, each) => total + each[what], 0)
}
