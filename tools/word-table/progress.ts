/** Shows on one line how far something is, in percent, with the seconds that it took. */
export function showProgress(name: string): (done: number) => void {
  const started = performance.now()
  let shown = -1
  return (done) => {
    const percent = Math.floor(done * 100)
    if (percent === shown) return
    shown = percent
    const seconds = Math.round((performance.now() - started) / 1000)
    say(`\r${name}: ${percent} % after ${seconds} s${done === 1 ? '\n' : ''}`)
  }
}

export function say(words: string): void {
  process.stdout.write(words)
}
