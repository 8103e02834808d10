// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { closeConsole, openConsole, rowOf } from './desk-page.tsx'

afterEach(() => {
  closeConsole()
  vi.unstubAllGlobals()
})

/** Counts strikes: each sounds as several tones that start together. */
function listenForBell() {
  const starts: number[] = []
  const knob = { value: 0, setValueAtTime: () => knob, exponentialRampToValueAtTime: () => knob }
  let now = 0
  class FakeAudio {
    state = 'running'
    destination = {}
    currentTime = now++
    close = async () => undefined
    createGain = () => ({ gain: knob, connect: () => undefined })
    createOscillator = () => ({
      frequency: knob,
      connect: (next: unknown) => next,
      start: (at: number) => starts.push(at),
      stop: () => undefined,
    })
  }
  vi.stubGlobal('AudioContext', FakeAudio)
  return starts
}

const joins = (version: number, id: string) => ({ from: version - 1, version, rows: [rowOf(id)] })

test('the bell rings when somebody joins the line, after the first click and not before', async () => {
  const starts = listenForBell()
  const { desk } = await openConsole({ rows: [] })
  await screen.findByRole('heading', { name: 'No conversation yet' })
  void act(() => desk.push('inbox:changed', joins(2, 'vera')))
  expect(starts).toHaveLength(0)

  fireEvent.pointerDown(document.body)
  void act(() => desk.push('inbox:changed', joins(3, 'viktor')))
  const tones = starts.length
  expect(tones).toBeGreaterThan(0)

  // More words of somebody who already waits ring nothing.
  void act(() => desk.push('inbox:changed', { from: 3, version: 4, rows: [rowOf('viktor', { head: 2 })] }))
  // Nor does somebody who waits for an e-mail.
  const byEmail = rowOf('mina', { email: 'mina@example.com' })
  void act(() => desk.push('inbox:changed', { from: 4, version: 5, rows: [byEmail] }))
  expect(starts).toHaveLength(tones)
})

test('on a tablet, which counts a tap only when the finger is lifted, the bell wakes up', async () => {
  listenForBell()
  const asleep = vi.fn(() => Promise.reject(new Error('not allowed')))
  const awake = vi.fn(async () => undefined)
  const audio: { state: string; resume: () => Promise<void> }[] = []
  const Running = globalThis.AudioContext
  class OnTablet extends Running {
    constructor() {
      super()
      audio.push(Object.assign(this, { state: 'suspended', resume: asleep }))
    }
  }
  vi.stubGlobal('AudioContext', OnTablet)
  await openConsole({ rows: [] })
  await screen.findByRole('heading', { name: 'No conversation yet' })
  fireEvent.pointerDown(document.body)
  expect(asleep).toHaveBeenCalledTimes(1)
  Object.assign(audio[0]!, { resume: awake })
  fireEvent.pointerUp(document.body)
  expect(awake).toHaveBeenCalledTimes(1)
  Object.assign(audio[0]!, { state: 'running' })
  fireEvent.pointerUp(document.body)
  expect(awake).toHaveBeenCalledTimes(1)
  expect(audio).toHaveLength(1)
})

test('the bell can be switched off, and stays so after a reload', async () => {
  const starts = listenForBell()
  const { desk, storage } = await openConsole({ rows: [] })
  fireEvent.click(await screen.findByRole('button', { name: /Ada, available/ }))
  fireEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Sound' }))
  fireEvent.pointerDown(document.body)
  void act(() => desk.push('inbox:changed', joins(2, 'vera')))
  expect(starts).toHaveLength(0)
  closeConsole()

  await openConsole({ rows: [], storage })
  fireEvent.click(await screen.findByRole('button', { name: /Ada, available/ }))
  const sound = screen.getByRole('menuitemcheckbox', { name: 'Sound' })
  expect(sound.getAttribute('aria-checked')).toBe('false')
})
