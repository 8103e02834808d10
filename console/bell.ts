import type { ReadonlySignal } from '@preact/signals'

export interface Bell {
  /** Somebody joined the waiting line. */
  ring(): void
  /** A visitor wrote in one's own conversation. Lower and softer. */
  knock(): void
  stop(): void
}

/** A desk bell made in the browser. Silent before the first click or key: browsers forbid it, and so do manners. */
export function createBell(isOn: ReadonlySignal<boolean>): Bell {
  let audio: AudioContext | null = null
  // With each touch and key, not the first alone: a tablet counts a tap only when the finger is lifted, and a call or a
  // screen that was off puts the sound to sleep again.
  const wake = () => {
    if (typeof AudioContext !== 'function') return
    audio ??= new AudioContext()
    // It may be refused until the next touch.
    if (isAsleep(audio)) audio.resume().catch(() => undefined)
  }
  for (const touch of touches) document.addEventListener(touch, wake)

  const play = (tones: readonly Tone[]) => {
    if (!audio || !isOn.peek()) return
    for (const tone of tones) strike(audio, tone)
  }
  return {
    ring: () => play(bellTones),
    knock: () => play(knockTones),
    stop() {
      for (const touch of touches) document.removeEventListener(touch, wake)
      void audio?.close()
    },
  }
}

const touches = ['pointerdown', 'pointerup', 'keydown'] as const

/** Safari has a state of its own for it, which its types do not know. */
function isAsleep({ state }: AudioContext): boolean {
  return state !== 'running' && state !== 'closed'
}

interface Tone {
  hertz: number
  loudness: number
  lastsS: number
}

/** A struck bell: a ground tone and two overtones that are not its multiples and fade sooner. */
const bellTones: readonly Tone[] = [
  { hertz: 1568, loudness: 0.12, lastsS: 1.4 },
  { hertz: 4233, loudness: 0.04, lastsS: 0.7 },
  { hertz: 8467, loudness: 0.015, lastsS: 0.3 },
]
const knockTones: readonly Tone[] = [{ hertz: 523, loudness: 0.08, lastsS: 0.4 }]

function strike(audio: AudioContext, tone: Tone): void {
  const now = audio.currentTime
  const source = audio.createOscillator()
  const volume = audio.createGain()
  source.frequency.value = tone.hertz
  volume.gain.setValueAtTime(tone.loudness, now)
  volume.gain.exponentialRampToValueAtTime(0.0001, now + tone.lastsS)
  source.connect(volume).connect(audio.destination)
  source.start(now)
  source.stop(now + tone.lastsS)
}
