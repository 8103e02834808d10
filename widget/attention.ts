import { effect } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'

const toneHz = 660
const toneSeconds = 0.35

/** The page's own title with "(2) " before it while the page is hidden and something is unread. */
export function markTitle(unread: ReadonlySignal<number>, visible: ReadonlySignal<boolean>): () => void {
  let mark = ''
  const show = (next: string) => {
    // The page may have changed its title meanwhile: only our own mark is taken off.
    const own = mark && document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title
    mark = next
    if (document.title !== next + own) document.title = next + own
  }
  const stop = effect(() => show(unread.value > 0 && !visible.value ? `(${unread.value}) ` : ''))
  return () => {
    stop()
    show('')
  }
}

/** One soft tone, made here: nothing is loaded. Silent until the visitor has clicked on the page. */
export function playTone(): void {
  if (!navigator.userActivation?.hasBeenActive) return
  const audio = new AudioContext()
  const tone = audio.createOscillator()
  const loudness = audio.createGain()
  const { currentTime: now } = audio
  tone.frequency.value = toneHz
  loudness.gain.setValueAtTime(0, now)
  loudness.gain.linearRampToValueAtTime(0.08, now + 0.02)
  loudness.gain.exponentialRampToValueAtTime(0.0001, now + toneSeconds)
  tone.connect(loudness).connect(audio.destination)
  tone.onended = () => void audio.close() // Nothing depends on when it is closed.
  tone.start(now)
  tone.stop(now + toneSeconds)
}
