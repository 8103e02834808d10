/** Where it is written. */
export interface Screen {
  isTTY?: boolean
  write(text: string): unknown
}

const onScreenEveryMs = 200
const inLogEveryMs = 10_000

/** Says how far a long run is: one line that changes on a screen, a line now and then in a log. */
export function createProgress(screen: Screen, now: () => number) {
  let toldAt = now()
  let isShown = false

  return {
    /** `of` is left out where the end is not known. */
    tell(what: string, done: number, of?: number): void {
      if (now() - toldAt < (screen.isTTY ? onScreenEveryMs : inLogEveryMs)) return
      toldAt = now()
      const far = `${what} … ${done.toLocaleString('en-US')}${of === undefined ? '' : ` of ${of.toLocaleString('en-US')}`}`
      screen.write(screen.isTTY ? `\r\u001b[K${far}` : `${far}\n`)
      isShown = screen.isTTY === true
    },
    /** Takes the line away, before something else is written. */
    clear(): void {
      if (isShown) screen.write('\r\u001b[K')
      isShown = false
    },
  }
}
