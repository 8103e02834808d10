import type { z } from 'zod'
import { didYouMean } from './did-you-mean.ts'
import type { FaqProblem } from './faq-problem.ts'
import type { JsonFile, JsonPath } from './json-file.ts'

/** The part of a JSON Schema that names fields. */
interface Fields {
  type?: string
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
  language: 'Add "language": that of the questions, such as "en".',
  questions: 'Add "questions": the list of them, as [ … ].',
  'question.text': 'Add "text": what a visitor writes.',
  'question.id': 'Add "id": that of the entry that should answer, or null.',
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
  const misnamed = findMisnamed(json.value, issues, schema)
  return issues.flatMap((issue): FaqProblem[] => {
    const path = pathOf(issue)
    if (misnamed.some(({ missing }) => missing === issue)) return []
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null]
    return keys.map((key) => {
      const place = placeOf(json.value, path)
      const meant = misnamed.find(({ unknown }) => unknown === issue)
      const message =
        key === null
          ? sentence(issue, place)
          : unknownField(key, place, meant ? null : fieldsAt(schema, path), meant?.field)
      const line = json.lineOf(key === null ? path : [...path, key])
      return { file, line, ...(place.entry ? { entry: place.entry } : {}), message }
    })
  })
}

function pathOf(issue: z.core.$ZodIssue): JsonPath {
  return issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
}

interface Misnamed {
  unknown: z.core.$ZodIssue
  missing: z.core.$ZodIssue
  field: string
}

/** One unknown field where one is missing that could have its value: a single mistake, and "Remove it" would be bad advice. */
function findMisnamed(root: unknown, issues: z.core.$ZodIssue[], schema: Fields): Misnamed[] {
  return issues.flatMap((unknown): Misnamed[] => {
    if (unknown.code !== 'unrecognized_keys' || unknown.keys.length !== 1) return []
    const path = pathOf(unknown)
    const absent = issues.filter((issue) => {
      const other = pathOf(issue)
      const isHere = other.length === path.length + 1 && path.every((part, at) => part === other[at])
      return isHere && valueAt(root, other) === undefined
    })
    const [missing] = absent
    if (!missing || absent.length > 1) return []
    const field = String(missing.path.at(-1))
    const value = valueAt(root, [...path, unknown.keys[0]!])
    const type = Array.isArray(value) ? 'array' : typeof value
    return fieldsAt(schema, [...path, field]).type === type ? [{ unknown, missing, field }] : []
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

const kinds: Record<string, 'entry' | 'question'> = { entries: 'entry', questions: 'question' }

function placeOf(root: unknown, path: JsonPath): Place {
  const kind = kinds[String(path[0])]
  const inEntry = kind !== undefined && typeof path[1] === 'number'
  const rest = inEntry ? path.slice(2) : path
  const id = inEntry && kind === 'entry' ? valueAt(root, [...path.slice(0, 2), 'id']) : undefined
  const named = typeof id === 'string' && id.trim() !== '' ? id : undefined
  const owner = !inEntry ? 'the file' : named ? `entry "${named}"` : `${kind} ${Number(path[1]) + 1}`
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
  const add = (owner.startsWith('question ') ? howToAdd[`question.${field}`] : undefined) ?? howToAdd[field]
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
      return field === 'url' && /\s/.test(String(value).trim())
        ? `${subject} is ${shown(value)}. Write %20 for a space.`
        : `${subject} is ${shown(value)}. ${howToWrite[field] ?? 'Write it another way.'}`
    case 'invalid_value':
      return `${subject} is ${shown(value)}. Write ${issue.values.map(shown).join(' or ')}.`
    case 'too_small':
      return `${subject} is ${shown(value)}. Write at least ${issue.minimum}.`
    case 'too_big':
      if (Number(issue.maximum) < 1 && Number(value) > 1)
        return `${subject} is ${shown(value)}. Write a share: 0.9 for 90 %.`
      if (typeof value === 'string')
        return `${subject} has ${value.length} characters. Write at most ${issue.maximum}.`
      return `${subject} is ${shown(value)}. Write at most ${issue.maximum}.`
    case 'invalid_key':
      return `${subject} is not the name of a language. Use a language tag, such as "en" or "pt-BR".`
    default:
      return `${subject}: ${issue.message}.`
  }
}

function unknownField(key: string, place: Place, fields: Fields | null, meant?: string): string {
  const known = Object.keys(fields?.properties ?? {}).filter((name) => name !== '$schema')
  const inside = place.field
    ? `${place.owner === 'the file' ? '' : `${place.owner}: `}${place.name}`
    : place.owner
  const advice = meant
    ? `Did you mean "${meant}", which is missing?`
    : didYouMean(key, known, `Remove it. What can stand here: ${known.join(', ')}.`)
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
