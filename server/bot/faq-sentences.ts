import type { z } from 'zod'
import { didYouMean } from './did-you-mean.ts'
import type { FaqProblem } from './faq-problem.ts'
import type { JsonFile, JsonPath } from './json-file.ts'

/** The part of a JSON Schema that names fields. */
interface Fields {
  properties?: Record<string, Fields>
  additionalProperties?: Fields | boolean
  items?: Fields
  anyOf?: Fields[]
}

/** What to do about a field that is missing or empty. */
const howToAdd: Record<string, string> = {
  id: 'Add "id": a short name in lower case, such as "refund-time".',
  question: 'Add "question": how it reads in a list of choices.',
  phrasings: 'Add at least one way a visitor might ask this.',
  answer: 'Add "answer": what visitors get to read, in Markdown.',
  url: 'Add "url": where the link leads.',
  topic: 'Add "topic": the heading of these questions, such as "Delivery".',
  entries: 'Add "entries": the list of questions, as [ … ].',
  name: 'Add "name": { "en": "…" }, with every one of your languages.',
  greeting: 'Add "greeting": { "en": "…" }, with every one of your languages.',
  languages: 'Add "languages": [ "en" ], the main one first.',
  timeZone: 'Add "timeZone", such as "Europe/Stockholm".',
  weekly: 'Add "weekly": { "mon": ["09:00-17:00"] }, with every working day.',
}

/** What a text has to look like. */
const howToWrite: Record<string, string> = {
  id: 'Use lower-case letters, digits and single hyphens, such as "refund-time".',
  followUps: 'Use the id of an entry.',
  topQuestions: 'Use the id of an entry.',
  url: 'Begin with https://, mailto:, tel: or "/".',
  languages: 'Use a language tag, such as "en" or "pt-BR".',
  brand: 'Write a colour as "#1b6a56".',
  holidays: 'Write a date as "2026-12-25".',
  weekly: 'Write "09:00-17:00".',
}

const howToType: Record<string, string> = {
  string: 'Write a text in double quotes.',
  boolean: 'Write true or false, without quotes.',
  number: 'Write a number, without quotes.',
  int: 'Write a whole number, without quotes.',
  array: 'Write a list: [ "…", "…" ].',
  object: 'Write braces with names and values: { "…": "…" }.',
  record: 'Write braces with languages and texts: { "en": "…" }.',
}

/** What the schema found, in sentences that say where, what is wrong and what to do. */
export function problemsOf(file: string, json: JsonFile, issues: z.core.$ZodIssue[], schema: object) {
  return issues.flatMap((issue): FaqProblem[] => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null]
    return keys.map((key) => {
      const place = placeOf(json.value, path)
      const message = key === null ? sentence(issue, place) : unknownField(key, place, schema, path)
      const line = json.lineOf(key === null ? path : [...path, key])
      return { file, line, ...(place.entry ? { entry: place.entry } : {}), message }
    })
  })
}

interface Place {
  /** `entry "refund-time"`, or the file. */
  owner: string
  entry?: string
  /** The last name on the way there, for advice; empty for the owner itself. */
  field: string
  /** The way there, as `"hours.timeZone"` or `item 2 of "phrasings"`. */
  name: string
  value: unknown
}

function placeOf(root: unknown, path: JsonPath): Place {
  const inEntry = path[0] === 'entries' && typeof path[1] === 'number'
  const rest = inEntry ? path.slice(2) : path
  const id = inEntry ? valueAt(root, [...path.slice(0, 2), 'id']) : undefined
  const named = typeof id === 'string' && id.trim() !== '' ? id : undefined
  const owner = !inEntry ? 'the file' : named ? `entry "${named}"` : `entry ${Number(path[1]) + 1}`
  const names = rest.filter((part) => typeof part === 'string')
  const items = rest.filter((part) => typeof part === 'number').map((index) => `item ${index + 1} of `)
  const weekly = names.includes('weekly') && names.at(-1) !== 'weekly'
  return {
    owner,
    ...(named ? { entry: named } : {}),
    field: weekly ? 'weekly' : (names.at(-1) ?? ''),
    name: `${items.join('')}"${names.join('.')}"`,
    value: valueAt(root, path),
  }
}

function sentence(issue: z.core.$ZodIssue, place: Place): string {
  const { owner, field, name, value } = place
  const isItem = name.startsWith('item')
  const add = howToAdd[field]
  const subject = !field ? owner : owner === 'the file' ? name : `${owner}: ${name}`
  if (issue.code === 'custom') return `${subject} ${issue.message}`
  if (field && value === undefined) return `${owner} has no ${field}. ${add ?? 'Add it.'}`
  if (issue.code === 'too_small' && Array.isArray(value))
    return `${owner} has no ${field}. ${add ?? 'Add it.'}`
  if (typeof value === 'string' && value.trim() === '')
    return `${subject} is empty. ${(isItem ? undefined : add) ?? 'Write something, or remove it.'}`
  switch (issue.code) {
    case 'invalid_type':
      return `${subject} is ${kindOf(value)}. ${howToType[issue.expected] ?? `Write a ${issue.expected}.`}`
    case 'invalid_format':
      return `${subject} is ${shown(value)}. ${howToWrite[field] ?? 'Write it another way.'}`
    case 'invalid_value':
      return `${subject} is ${shown(value)}. Write ${issue.values.map(shown).join(' or ')}.`
    case 'too_small':
      return `${subject} is ${shown(value)}. Write at least ${issue.minimum}.`
    case 'too_big':
      return `${subject} is ${shown(value)}. Write at most ${issue.maximum}.`
    case 'invalid_key':
      return `${subject} is not the name of a language. Use a language tag, such as "en" or "pt-BR".`
    default:
      return `${subject}: ${issue.message}.`
  }
}

function unknownField(key: string, place: Place, schema: Fields, path: JsonPath): string {
  const known = Object.keys(fieldsAt(schema, path).properties ?? {}).filter((name) => name !== '$schema')
  const inside = place.field
    ? `${place.owner === 'the file' ? '' : `${place.owner}: `}${place.name}`
    : place.owner
  const advice = didYouMean(key, known, `Remove it. What can stand here: ${known.join(', ')}.`)
  return `${inside} has an unknown field "${key}". ${advice}`
}

function fieldsAt(schema: Fields, path: JsonPath): Fields {
  let at: Fields = schema
  for (const part of path) {
    const here = at.anyOf?.[0] ?? at
    at = (typeof part === 'number' ? here.items : here.properties?.[part]) ?? {}
  }
  return at.anyOf?.[0] ?? at
}

function valueAt(root: unknown, path: JsonPath): unknown {
  let at = root
  for (const part of path) at = at !== null && typeof at === 'object' ? Reflect.get(at, part) : undefined
  return at
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'a text'
  if (typeof value === 'object') return 'in braces'
  return typeof value === 'number' ? `the number ${value}` : shown(value)
}

function shown(value: unknown): string {
  const written = JSON.stringify(value)
  return written.length > 60 ? `${written.slice(0, 60)}…` : written
}
