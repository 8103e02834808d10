import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { talkKinds } from '../../domain/talk-kinds.ts'
import { primaryLanguage } from '../text/natural.ts'

const sentence = z.string().regex(/\S/)

const kind = z.strictObject({
  reply: sentence.optional().describe('What the bot says. {site} stands for the name of the site.'),
  examples: z.array(sentence).min(6).describe('How people say it, typos and all. No two alike.'),
})

/** What one language's file must say. */
export const talkFile = z
  .strictObject({
    $schema: z.string(),
    kinds: z.record(z.enum(talkKinds), kind).describe('What can be heard besides questions.'),
    questions: z
      .array(sentence)
      .min(40)
      .describe(
        'Questions and reports that look like talk and are none. They keep the bot from hearing too much.',
      ),
  })
  .meta({
    title: 'Talk',
    description: 'Small talk, praise, anger and the wish for a person, in one language.',
  })

export type TalkFile = z.output<typeof talkFile>

/** What `talk.schema.json` must say. */
export const talkJsonSchema = () => z.toJSONSchema(talkFile, { io: 'input', target: 'draft-7' })

/** The languages that there is a file for. */
export const talkLanguages: readonly string[] = 'ar da de en es fr id it ja nl no pt ru sv tr zh'.split(' ')

const sameLanguage: Record<string, string> = { nb: 'no', nn: 'no' }

/** The file that a language tag leads to; null where the bot cannot listen in it. */
export function talkLanguageOf(language: string): string | null {
  const primary = primaryLanguage(language)
  const name = Object.hasOwn(sameLanguage, primary) ? (sameLanguage[primary] ?? primary) : primary
  return talkLanguages.includes(name) ? name : null
}

// Beside this file, or seen from the built server in `dist/server/`.
const folders = ['./', '../../server/bot/talk/']

/** Reads the file of one of `talkLanguages`. */
export async function readTalkFile(language: string): Promise<TalkFile> {
  for (const folder of folders) {
    try {
      const text = await readFile(new URL(`${folder}${language}.json`, import.meta.url), 'utf8')
      return talkFile.parse(JSON.parse(text))
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause
    }
  }
  throw new Error(`server/bot/talk/${language}.json is missing: install Frontdesk again`)
}
