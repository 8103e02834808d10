import { expect, test } from 'vitest'
import { requestIdPattern, visitorKeyPattern } from '../../protocol/limits.ts'
import { newRequestId, newVisitorKey } from '../../ui/ids.ts'

test('ids and keys fit the patterns of the protocol and never repeat', () => {
  const ids = Array.from({ length: 500 }, newRequestId)
  const keys = Array.from({ length: 500 }, newVisitorKey)
  for (const id of ids) expect(id).toMatch(requestIdPattern)
  for (const key of keys) expect(key).toMatch(visitorKeyPattern)
  expect(new Set([...ids, ...keys]).size).toBe(1000)
  expect(Math.min(...ids.map((id) => id.length))).toBeGreaterThanOrEqual(21)
})
