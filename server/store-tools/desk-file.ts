import type { Counts } from './desk-item.ts'

/** A file that cannot be written, or is not the whole file that was written. One line: where, what, what to do. */
export class DeskFileProblem extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'DeskFileProblem'
  }
}

/** The first line says both. */
export const format = 'frontdesk-desk'
/** Of the layout. A reader refuses a later one. */
export const version = 1

/** The last line: without it the file was cut. */
export interface End {
  end: Counts & { sha256: string }
}
