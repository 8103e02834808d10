import { expect, test } from 'vitest'
import { createTerminal } from '../../server/faq-tools/terminal.ts'

function said(screen: { isTTY?: boolean; columns?: number }, colours: boolean, text: string, indent = 0) {
  let out = ''
  const { say, paint } = createTerminal({ ...screen, write: (part) => (out += part) }, colours)
  say(paint('bold', 'faq.json:1') + text, indent)
  return out
}

const long = ': one two three four five six seven eight nine ten eleven twelve'

test('on a terminal lines are broken between words and go on indented', () => {
  const lines = said({ isTTY: true, columns: 44 }, false, long, 4).trimEnd().split('\n')
  expect(lines).toEqual(['faq.json:1: one two three four five six', '    seven eight nine ten eleven twelve'])
})

test('colours take no room in a line', () => {
  const lines = said({ isTTY: true, columns: 44 }, true, long, 4).split('\n')
  expect(lines[0]).toBe('\u001b[1mfaq.json:1\u001b[22m: one two three four five six')
})

test('what is piped stays one line a fact, without colours', () => {
  expect(said({}, false, long, 4)).toBe(`faq.json:1${long}\n`)
})
