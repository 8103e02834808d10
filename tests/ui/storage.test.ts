// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openStorage } from '../../ui/storage.ts'

beforeEach(() => localStorage.clear())
afterEach(() => void vi.unstubAllGlobals())

const denied = () => {
  throw new DOMException('denied', 'SecurityError')
}

test('what is set outlives the page', () => {
  openStorage().set('key', 'value')
  expect(openStorage().get('key')).toBe('value')
  expect(openStorage().kept).toBe(true)
})

test('opening it stores nothing', () => {
  openStorage()
  expect(localStorage.length).toBe(0)
})

test('where storage is denied, values live in memory and it says so', () => {
  vi.stubGlobal('localStorage', { getItem: denied, setItem: denied, removeItem: denied })
  const storage = openStorage()
  expect(storage.kept).toBe(false)
  storage.set('key', 'value')
  expect(storage.get('key')).toBe('value')
  storage.remove('key')
  expect(storage.get('key')).toBeNull()
})

test('where storage is full, the new value lives in memory and the old ones can still be read', () => {
  localStorage.setItem('old', 'still here')
  const storage = openStorage()
  const real = localStorage
  vi.stubGlobal('localStorage', { getItem: (key: string) => real.getItem(key), setItem: denied })
  storage.set('key', 'value')
  expect(storage.get('key')).toBe('value')
  expect(storage.get('old')).toBe('still here')
  expect(storage.kept).toBe(false)
})
