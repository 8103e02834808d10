import { z } from 'zod'
import { faqIdMaxLength } from '../../protocol/limits.ts'
import { talkKinds } from '../domain/talk-kinds.ts'

/** A text with something in it. */
const text = z.string().regex(/\S/, { abort: true })
const faqId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(faqIdMaxLength)
const languageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
// What is no tag is said of "languages" itself, and needs no texts.
const isLanguageTag = (tag: string): boolean => languageTag.safeParse(tag).success
const byLanguage = z.record(languageTag, text)
const schemaLink = z.string().optional().describe('Lets your editor complete and check this file.')

const link = z.strictObject({
  label: text.optional().describe('What the link says. The address itself where it is left out.'),
  url: z
    .string()
    .regex(/^(https?:\/\/\S+|mailto:\S+|tel:\S+|\/\S*)$/)
    .describe('Where it leads: https://…, mailto:…, tel:… or a path of your site that begins with "/".'),
})

/** One question with the ways to ask it, and its answer. */
export const faqEntry = z.strictObject({
  id: faqId.describe(
    'Names this entry for ever: lower-case letters, digits and hyphens, such as "refund-time". The same id in another language folder is its translation.',
  ),
  question: text.describe('The question as visitors see it in a list of choices.'),
  phrasings: z
    .array(text)
    .min(1)
    .describe(
      'Other ways a visitor might ask this, in their own words. Fifteen different ones work far better than five.',
    ),
  answer: text.describe('What visitors get to read. Markdown: **bold**, lists, [links](https://…).'),
  links: z.array(link).default([]).describe('Links that are listed under the answer.'),
  followUps: z
    .array(faqId)
    .default([])
    .describe('Ids of entries that visitors often want next. They are offered under the answer.'),
  handoff: z
    .boolean()
    .default(false)
    .describe('true: this question needs a person. What happens then is up to "handoff" in site.json.'),
  draft: z.boolean().default(false).describe('true: not ready yet. Left out of everything.'),
})

export const faqFile = z
  .strictObject({
    $schema: schemaLink,
    topic: text.describe('The heading that these questions stand under, such as "Delivery".'),
    unanswered: z
      .array(text)
      .default([])
      .describe(
        'Questions on this topic that no entry answers. The bot learns to say so, instead of giving the nearest answer, and offers a person.',
      ),
    entries: z.array(faqEntry).describe('The questions of this topic with their answers.'),
  })
  .meta({ title: 'FAQ file', description: 'Questions and answers on one topic, in one language.' })

const span = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { abort: true })
  .refine((value) => value.slice(0, 5) < value.slice(6), {
    error: 'ends before it begins. Write the earlier time first; a span cannot go past midnight.',
  })
const spans = z.array(span).optional().describe('Such as ["09:00-12:00", "13:00-17:00"].')

const hours = z.strictObject({
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'is no time zone. Write its IANA name, such as "Europe/Stockholm".' })
    .describe('The time zone of your office, by its IANA name, such as "Europe/Stockholm".'),
  weekly: z
    .strictObject({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans })
    .describe('When people are in, by weekday. Leave out the days off.'),
  holidays: z.array(z.iso.date()).default([]).describe('Days off, such as "2026-12-25".'),
})

/** More would let a few visitors keep the others waiting. */
const headStartMaxMinutes = 30
const headStart = z
  .number()
  .min(0)
  .max(headStartMaxMinutes)
  .default(0)
  .describe('Minutes, 0 to 30. 0: no head start.')

export const siteFile = z
  .strictObject({
    $schema: schemaLink,
    name: byLanguage.describe('The name of your shop or site, by language.'),
    greeting: byLanguage.describe('The first sentence that visitors see, by language.'),
    languages: z
      .array(languageTag)
      .min(1)
      .describe('Languages that visitors can have, by folder name. The first one stands in for the others.'),
    brand: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/)
      .default('#1b6a56')
      .describe('The colour of your brand, such as "#1b6a56".'),
    hours: hours.nullable().default(null).describe('Office hours. null or left out: none are shown.'),
    topQuestions: z.array(faqId).default([]).describe('Ids of entries that are offered at the start.'),
    keep: z
      .number()
      .min(0.5)
      .max(0.99)
      .default(0.9)
      .describe(
        'How eager the bot is: the share of known questions it should answer. Higher answers more, and errs more.',
      ),
    closeAfterHours: z
      .number()
      .min(1)
      .max(8760)
      .default(24)
      .describe(
        'A conversation with the bot in which nothing was said for so many hours closes by itself. The visitor may begin a new one at any time.',
      ),
    deleteAfterDays: z
      .int()
      .min(1)
      .max(36500)
      .nullable()
      .default(null)
      .describe(
        'A conversation that was closed so many days ago, and in which nothing happened since, is deleted for good with all that was said in it. null or left out: none ever is.',
      ),
    handoff: z
      .strictObject({
        misses: z
          .int()
          .min(1)
          .max(5)
          .default(2)
          .describe('After so many questions in a row without a useful answer, the bot offers a person.'),
        entry: z
          .enum(['make', 'offer'])
          .default('make')
          .describe('Entries with "handoff": true hand over at once ("make") or offer it ("offer").'),
        upset: z
          .enum(['make', 'offer'])
          .default('offer')
          .describe(
            'Visitors who are angry or distressed are handed over at once ("make") or offered it ("offer").',
          ),
        aheadMinutes: z
          .strictObject({ angry: headStart, distressed: headStart })
          .prefault({})
          .describe(
            'In the waiting line such a visitor stands as if they had joined so many minutes earlier: ahead only of those who joined less than that before them.',
          ),
      })
      .prefault({})
      .describe('When a person takes over.'),
    talk: z
      .strictObject({
        off: z
          .array(z.enum(talkKinds))
          .default([])
          .describe('What the bot shall not listen for: it then treats it like any other question.'),
        replies: z
          .partialRecord(z.enum(talkKinds), byLanguage)
          .default({})
          .describe(
            'Your own words instead of the bot’s, by language. {site} stands for the name of your site.',
          ),
      })
      .prefault({})
      .describe(
        'Small talk, praise, anger, and the wish for a person: what the bot hears besides questions.',
      ),
  })
  .superRefine(({ name, greeting, languages }, context) => {
    for (const [field, texts] of Object.entries({ name, greeting }))
      for (const language of languages.filter((each) => isLanguageTag(each) && !texts[each]))
        context.addIssue({
          code: 'custom',
          path: [field, language],
          message: `is missing, but "${language}" is one of "languages". Add it.`,
        })
  })
  .meta({ title: 'Site', description: 'What visitors see of your site, and how the bot behaves.' })

export type WrittenEntry = z.output<typeof faqEntry>

/** What `faq-data/faq.schema.json` must say. Draft 7 is what editors know best. */
export const faqJsonSchema = () => z.toJSONSchema(faqFile, { io: 'input', target: 'draft-7' })

/** What `faq-data/site.schema.json` must say. */
export const siteJsonSchema = () => z.toJSONSchema(siteFile, { io: 'input', target: 'draft-7' })

function isTimeZone(name: string): boolean {
  // The list costs a millisecond; a formatter, which also knows the old names, loads ICU for ten.
  if (Intl.supportedValuesOf('timeZone').includes(name)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
