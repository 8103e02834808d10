import { effect } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { ofPage } from '../ui/page.ts'
import type { Chat } from './chat-model.ts'
import type { Missed } from './missed.ts'

const toneHz = 660
const toneSeconds = 0.35

/** So long another tab of the visitor's has to show the message to them, and to say so. */
const readElsewhereMs = 150
/** So much later the other tabs come to sound it at most: browsers wake those in the background once a second. */
const soundedElsewhereMs = 3_000

/** Tells of agents' messages while nobody looks: a number in the page's title, and a tone, which of several tabs one sounds. */
export function drawAttention(chat: Chat, { visible, first }: Missed): () => void {
  let heard = first()
  let timer: ReturnType<typeof setTimeout> | undefined
  const last = () => chat.unread.value.at(-1)?.id
  const stops = [
    markTitle(chat, visible),
    effect(() => {
      const id = last()
      const isSeen = chat.open.peek() && visible.peek()
      if (id && id !== heard && !isSeen && chat.sound.peek()) {
        clearTimeout(timer)
        timer = setTimeout(() => last() === id && inOneTab(id, playTone), readElsewhereMs)
      }
      heard = id ?? heard
    }),
  ]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

/** In whichever tab comes first. In each, where the browser has no locks to tell by: on plain http. */
function inOneTab(messageId: string, act: () => void): void {
  if (!navigator.locks) return act()
  const name = `frontdesk:tone:${messageId}`
  navigator.locks
    .request(name, { ifAvailable: true }, async (lock) => {
      if (!lock) return
      act()
      await new Promise((resolve) => setTimeout(resolve, soundedElsewhereMs))
    })
    .catch(act) // A frame that shares nothing with other tabs has no locks either.
}

/** The page's own title with "(2) " before it while the page is hidden and something is unread. */
function markTitle(chat: Chat, visible: ReadonlySignal<boolean>): () => void {
  let mark = ''
  const show = (next: string) => {
    // The page may have changed its title meanwhile: only our own mark is taken off.
    const title = ofPage('title')
    const own = mark && title.startsWith(mark) ? title.slice(mark.length) : title
    mark = next
    if (title !== next + own) Reflect.set(Document.prototype, 'title', next + own, document)
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
