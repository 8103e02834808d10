/** Says how far something is, in percent, with the seconds that it took: on one line, or ten in a file. */
export function showProgress(name: string): (done: number) => void {
  const { isTTY } = process.stdout
  const started = performance.now()
  let shown = -1
  return (done) => {
    const percent = Math.floor(done * 100)
    if (percent === shown || (!isTTY && percent % 10 !== 0)) return
    shown = percent
    const seconds = Math.round((performance.now() - started) / 1000)
    say(`${isTTY ? '\r' : ''}${name}: ${percent} % after ${seconds} s${!isTTY || done === 1 ? '\n' : ''}`)
  }
}

export function say(words: string): void {
  process.stdout.write(words)
}
