import { expect, test } from 'vitest'
import { nextOpening } from '../../server/domain/hours.ts'
import type { OfficeHours } from '../../server/domain/hours.ts'

const nineToFive = ['09:00-17:00']
const weekly = { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive }
const stockholm: OfficeHours = { timeZone: 'Europe/Stockholm', weekly, holidays: [] }
const everyDay: OfficeHours = { ...stockholm, weekly: { ...weekly, sat: nineToFive, sun: nineToFive } }

/** When it opens next, as ISO text in UTC; null while it is open or never opens. */
function opens(hours: OfficeHours, now: string): string | null {
  const opening = nextOpening(hours, Date.parse(now))
  return opening === null ? null : new Date(opening).toISOString().replace(':00.000Z', 'Z')
}

test('while office hours run there is no next opening', () => {
  expect(opens(stockholm, '2026-03-02T08:00Z')).toBeNull()
  expect(opens(stockholm, '2026-03-02T15:59:59.999Z')).toBeNull()
})

test('before the office opens, it opens today', () => {
  expect(opens(stockholm, '2026-03-02T07:59:59.999Z')).toBe('2026-03-02T08:00Z')
})

test('from the minute it closes, it opens tomorrow', () => {
  expect(opens(stockholm, '2026-03-02T16:00Z')).toBe('2026-03-03T08:00Z')
})

test('after Friday comes Monday', () => {
  expect(opens(stockholm, '2026-03-06T16:00Z')).toBe('2026-03-09T08:00Z')
  expect(opens(stockholm, '2026-03-08T12:00Z')).toBe('2026-03-09T08:00Z')
})

test('a holiday is a day off, in the office, not in London', () => {
  const closed: OfficeHours = { ...stockholm, holidays: ['2026-03-03'] }
  expect(opens(closed, '2026-03-02T16:00Z')).toBe('2026-03-04T08:00Z')
  expect(opens(closed, '2026-03-03T10:00Z')).toBe('2026-03-04T08:00Z')
  expect(opens(closed, '2026-03-02T23:30Z')).toBe('2026-03-04T08:00Z')
  expect(opens(closed, '2026-03-03T23:30Z')).toBe('2026-03-04T08:00Z')
})

test('a lunch break closes the desk until it is over', () => {
  const withLunch: OfficeHours = { ...stockholm, weekly: { mon: ['13:00-17:00', '09:00-12:00'] } }
  expect(opens(withLunch, '2026-03-02T07:00Z')).toBe('2026-03-02T08:00Z')
  expect(opens(withLunch, '2026-03-02T10:59Z')).toBeNull()
  expect(opens(withLunch, '2026-03-02T11:00Z')).toBe('2026-03-02T12:00Z')
  expect(opens(withLunch, '2026-03-02T12:00Z')).toBeNull()
  expect(opens(withLunch, '2026-03-02T16:00Z')).toBe('2026-03-09T08:00Z')
})

test('on the Sunday when the clocks go forward, nine is an hour earlier in UTC', () => {
  expect(opens(everyDay, '2026-03-28T17:00Z')).toBe('2026-03-29T07:00Z')
  expect(opens(everyDay, '2026-03-29T15:00Z')).toBe('2026-03-30T07:00Z')
})

test('late on the Saturday before the clocks go forward, the short Sunday still counts', () => {
  expect(opens(everyDay, '2026-03-28T22:30Z')).toBe('2026-03-29T07:00Z')
  expect(opens(everyDay, '2026-03-28T22:59Z')).toBe('2026-03-29T07:00Z')
})

test('on the Sunday when the clocks go back, nine is an hour later in UTC', () => {
  expect(opens(everyDay, '2026-10-24T16:00Z')).toBe('2026-10-25T08:00Z')
  expect(opens(everyDay, '2026-10-25T00:30Z')).toBe('2026-10-25T08:00Z')
  expect(opens(everyDay, '2026-10-25T16:00Z')).toBe('2026-10-26T08:00Z')
})

test('early hours on the day of the change are right on either side of UTC', () => {
  const early: OfficeHours = { ...everyDay, weekly: { sun: ['05:00-09:00'] } }
  const newYork: OfficeHours = { ...early, timeZone: 'America/New_York' }
  expect(opens(early, '2026-03-28T12:00Z')).toBe('2026-03-29T03:00Z')
  expect(opens(newYork, '2026-03-07T12:00Z')).toBe('2026-03-08T09:00Z')
  expect(opens(newYork, '2026-10-31T12:00Z')).toBe('2026-11-01T10:00Z')
})

test('hours through the night of the change have its length', () => {
  const night: OfficeHours = { ...stockholm, weekly: { sun: ['00:00-06:00'] } }
  expect(opens(night, '2026-03-29T03:59Z')).toBeNull()
  expect(opens(night, '2026-03-29T04:00Z')).toBe('2026-04-04T22:00Z')
  expect(opens(night, '2026-10-25T04:59Z')).toBeNull()
  expect(opens(night, '2026-10-25T05:00Z')).toBe('2026-10-31T23:00Z')
})

test('a day until midnight goes over into a day from midnight', () => {
  const through: OfficeHours = { ...stockholm, weekly: { mon: ['20:00-24:00'], tue: ['00:00-02:00'] } }
  expect(opens(through, '2026-03-02T22:59:59.999Z')).toBeNull()
  expect(opens(through, '2026-03-02T23:00Z')).toBeNull()
  expect(opens(through, '2026-03-03T01:00Z')).toBe('2026-03-09T19:00Z')
})

test('a desk that never opens, or not in the next two months, promises nothing', () => {
  expect(opens({ ...stockholm, weekly: {} }, '2026-03-02T12:00Z')).toBeNull()
  expect(opens({ ...stockholm, weekly: { mon: [] } }, '2026-03-02T12:00Z')).toBeNull()
  const mondays = Array.from({ length: 12 }, (_, i) =>
    new Date(Date.UTC(2026, 2, 2 + 7 * i)).toISOString().slice(0, 10),
  )
  const offOnMondays: OfficeHours = { ...stockholm, weekly: { mon: nineToFive }, holidays: mondays }
  expect(opens(offOnMondays, '2026-03-02T12:00Z')).toBeNull()
})

test('an office elsewhere keeps its own clock', () => {
  const at = (timeZone: string) => opens({ ...stockholm, timeZone }, '2026-03-01T12:00Z')
  expect(at('UTC')).toBe('2026-03-02T09:00Z')
  expect(at('America/New_York')).toBe('2026-03-02T14:00Z')
  expect(at('Asia/Kolkata')).toBe('2026-03-02T03:30Z')
  expect(at('Asia/Tokyo')).toBe('2026-03-02T00:00Z')
  expect(at('Pacific/Auckland')).toBe('2026-03-01T20:00Z')
  expect(at('Pacific/Apia')).toBe('2026-03-01T20:00Z')
})
