import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { OpenedStore } from '../open-store.ts'
import { askOwner } from '../store/embedded/claim.ts'
import { StoreUnavailable } from '../store/unavailable.ts'
import { deskBehind, deskIn } from './desk-source.ts'
import type { DeskQuestion, DeskSource } from './desk-source.ts'

export interface DeskPlace {
  config: Pick<Config, 'dataDir' | 'databaseUrl'>
  open: () => Promise<OpenedStore>
}

/** Through the server that has the folder, if one does; else the store is opened for as long as it takes. */
export async function withDesk<T>(place: DeskPlace, work: (desk: DeskSource) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = place.config
  if (databaseUrl !== null) return withStore(place, ({ store }) => work(deskIn(store)))
  await requireDesk(dataDir)
  const ask = (question: DeskQuestion) => askOwner(dataDir, question)
  const running = await ask({ action: 'read-desk', what: 'accounts' })
  if (!running.answered) return withStore(place, ({ store }) => work(deskIn(store)))
  return work(
    deskBehind(async (question) => {
      const asked = await ask(question)
      if (asked.answered) return asked.answer
      throw new StoreUnavailable('Frontdesk was stopped meanwhile. Run the same command again.')
    }),
  )
}

export async function withStore<T>(
  { open }: DeskPlace,
  work: (opened: OpenedStore) => Promise<T>,
): Promise<T> {
  const opened = await open()
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

/** Opening would make one: a mistyped DATA_DIR would be an empty desk, and its backup an empty file. */
async function requireDesk(dataDir: string): Promise<void> {
  await access(join(dataDir, 'journal')).catch((cause: unknown) => {
    throw new StoreUnavailable(
      `DATA_DIR "${dataDir}" holds no desk. Set DATA_DIR as for npm start, or DATABASE_URL.`,
      cause,
    )
  })
}
