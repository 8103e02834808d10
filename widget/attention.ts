import { effect } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Chat } from './chat-model.ts'
import type { Missed } from './missed.ts'

const toneHz = 660
const toneSeconds = 0.35

/** Tells of agents' messages while nobody looks: a number in the page's title, one tone each. */
export function drawAttention(chat: Chat, { visible, first }: Missed): () => void {
  let heard = first()
  const stops = [
    markTitle(chat, visible),
    effect(() => {
      const last = chat.unread.value.at(-1)?.id
      const isSeen = chat.open.peek() && visible.peek()
      if (last && last !== heard && !isSeen && chat.sound.peek()) playTone()
      heard = last ?? heard
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** The page's own title with "(2) " before it while the page is hidden and something is unread. */
function markTitle(chat: Chat, visible: ReadonlySignal<boolean>): () => void {
  let mark = ''
  const show = (next: string) => {
    // The page may have changed its title meanwhile: only our own mark is taken off.
    const own = mark && document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title
    mark = next
    if (document.title !== next + own) document.title = next + own
  }
  const stop = effect(() => {
    const count = chat.unread.value.length
    show(count > 0 && !visible.value ? `(${count}) ` : '')
  })
  return () => {
    stop()
    show('')
  }
}

/** One soft tone, made here: nothing is loaded. Silent until the visitor has clicked on the page. */
function playTone(): void {
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
