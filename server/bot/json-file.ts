import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { relative } from 'node:path'
import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser'
import type { Node, ParseError } from 'jsonc-parser'
import { jsonMistake } from './json-mistake.ts'
import { decodeUtf8 } from './utf8.ts'

/** Far beyond what anybody writes; past it something else was put here by mistake. */
const fileMaxBytes = 5 * 1024 * 1024

export type JsonPath = (string | number)[]

/** A JSON file as its author sees it. */
export interface JsonFile {
  /** Undefined where the file cannot be read as JSON: `mistakes` then says why. */
  value: unknown
  mistakes: { line: number; message: string }[]
  /** The line of the value at this place, or of what it is missing from. */
  lineOf(path: JsonPath): number
  /** Equal for equal content. */
  digest: string
}

/** Reads strict JSON in UTF-8, with or without a byte order mark. Never throws for what a file contains. */
export async function readJsonFile(path: string, ifMissing?: string): Promise<JsonFile> {
  const bytes = await readBytes(path, ifMissing)
  if (typeof bytes === 'string') return unreadable(bytes, bytes)
  const digest = createHash('sha1').update(bytes).digest('base64')
  const decoded = decodeUtf8(bytes)
  if ('message' in decoded) return unreadable(decoded.message, digest, decoded.line)
  if (!decoded.text.trim()) return unreadable('the file is empty. Write it anew, or remove it.', digest)
  return parse(decoded.text, digest)
}

/** The file's bytes, or why there are none. */
async function readBytes(path: string, ifMissing?: string): Promise<Buffer | string> {
  try {
    if ((await stat(path)).size > fileMaxBytes)
      return 'the file is larger than 5 MB. Split it into several files.'
    return await readFile(path)
  } catch (cause) {
    const code = codeOf(cause)
    return code === 'ENOENT' && ifMissing ? ifMissing : whyUnreadable(code, 'file')
  }
}

export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}

/** What a code of the operating system means to whoever put the file there. */
export function whyUnreadable(code: string, what: 'file' | 'folder'): string {
  switch (code) {
    case 'ENOENT':
      return `there is no such ${what}. Check the name, or where a link of this name leads.`
    case 'EISDIR':
      return 'this is a folder, where a file is expected. Move what is in it, or rename it.'
    case 'EACCES':
    case 'EPERM':
      return `this ${what} may not be read by the account that Frontdesk runs as (${code}). Change its rights.`
    case 'ELOOP':
      return `this is a link that leads back to itself. Put the ${what} itself here.`
    default:
      return `the ${what} cannot be read (${code}). Check that it is a ${what}, and who may read it.`
  }
}

/** Relative to the working directory where it lies below it, as its author would type it. */
export function asCalled(path: string): string {
  const short = relative(process.cwd(), path)
  return (short.startsWith('..') ? path : short).replaceAll('\\', '/')
}

function parse(text: string, digest: string): JsonFile {
  const lineAt = lineFinder(text)
  const errors: ParseError[] = []
  const tree = parseNested(text, errors)
  const [first] = errors
  if (first) {
    const { offset, message } = jsonMistake(text, first)
    return unreadable(message, digest, lineAt(offset))
  }
  if (!tree) return unreadable('the brackets are nested too deeply. Write the file anew.', digest)
  return {
    value: getNodeValue(tree) as unknown,
    mistakes: doubledNames(tree).map((name) => ({
      line: lineAt(name.offset),
      message: `"${String(name.value)}" stands twice in the same braces. Keep one of them.`,
    })),
    lineOf: (path) => lineAt(nearest(tree, path).offset),
    digest,
  }
}

/** Null where the nesting is deeper than the stack. */
function parseNested(text: string, errors: ParseError[]): Node | null {
  try {
    return parseTree(text, errors, { disallowComments: true }) ?? null
  } catch (cause) {
    if (cause instanceof RangeError) return null
    throw cause
  }
}

function unreadable(message: string, digest: string, line = 1): JsonFile {
  return { value: undefined, mistakes: [{ line, message }], lineOf: () => 1, digest }
}

/** The node at this place, or the closest one around it. An entry is known by its id. */
function nearest(tree: Node, path: JsonPath): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length))
    if (node) return findNodeAtLocation(node, ['id']) ?? node
  }
  return tree
}

/** Only the last one would count, and the other text would be lost in silence. */
function doubledNames(node: Node): Node[] {
  const seen = new Set<unknown>()
  const doubled: Node[] = []
  for (const child of node.children ?? []) {
    const [name, value] = child.type === 'property' ? (child.children ?? []) : [undefined, child]
    if (name && seen.has(name.value)) doubled.push(name)
    if (name) seen.add(name.value)
    if (value) doubled.push(...doubledNames(value))
  }
  return doubled
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
