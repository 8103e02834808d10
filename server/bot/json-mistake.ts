import { printParseErrorCode } from 'jsonc-parser'
import type { ParseError } from 'jsonc-parser'
import { knownSlip } from './json-slips.ts'
import type { Slip } from './json-slips.ts'

const snippetLength = 24

/** Where a mistake in JSON is best mended, and how. Of several only the first one is worth telling. */
export function jsonMistake(text: string, error: ParseError): Slip {
  const previous = Math.max(0, text.slice(0, error.offset).trimEnd().length - 1)
  const found = text.slice(error.offset, error.offset + error.length)
  if (error.offset >= text.trimEnd().length)
    return {
      offset: previous,
      message: 'the file ends before everything is closed. Add the missing "]" or "}", or what was cut off.',
    }
  if (text[previous] === ',' && closing.has(found))
    return { offset: previous, message: `there is a comma before the closing "${found}". Remove the comma.` }
  const slip = knownSlip({ text, offset: error.offset, found, previous })
  return slip ?? punctuation(error, previous, found) ?? { offset: error.offset, message: word(error, found) }
}

const closing = new Set([']', '}'])

/** What is missing is missing after what stands before it, which may be a line above. */
function punctuation(error: ParseError, offset: number, found: string): Slip | null {
  switch (printParseErrorCode(error.error)) {
    case 'CommaExpected':
      if (closing.has(found)) return { offset, message: `"${found}" closes what was not opened. Check it.` }
      return { offset, message: `a comma is missing before ${short(found)}. Add it at the end of this line.` }
    case 'ColonExpected':
      return { offset, message: 'a colon is missing after this name. Write "name": value.' }
    case 'CloseBraceExpected':
      return { offset, message: 'a closing "}" is missing. Add it.' }
    case 'CloseBracketExpected':
      return { offset, message: 'a closing "]" is missing. Add it.' }
    default:
      return null
  }
}

function word(error: ParseError, found: string): string {
  switch (printParseErrorCode(error.error)) {
    case 'PropertyNameExpected':
      return `a name in double quotes is expected, not ${short(found)}. Write "name": value.`
    case 'ValueExpected':
      return `a value is missing before ${short(found)}. Add it.`
    case 'UnexpectedEndOfString':
      return 'a text is not closed on its line. Add the closing quote, and write a line break as \\n.'
    case 'InvalidCharacter':
      return 'a text holds a tab or another control character. Write \\t, or remove it.'
    case 'InvalidEscapeCharacter':
    case 'InvalidUnicode':
      return 'a text has a \\ that means nothing. Write \\\\ for a backslash.'
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return 'JSON has no comments. Remove this one.'
    case 'EndOfFileExpected':
      return `there is something after the end: ${short(found)}. Remove it, or a bracket too many above.`
    default:
      return `${short(found)} is not JSON. Put names and texts in straight double quotes.`
  }
}

function short(found: string): string {
  return found.length > snippetLength ? `${found.slice(0, snippetLength)}…` : found
}
