import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { WholeConversation } from '../../server/domain/conversation.ts'
import { runFaq } from '../../server/faq-tools/run.ts'

type Text = string | Buffer

/** A small FAQ that nothing is wrong with. */
export const soundFaq = {
  'site.json': {
    name: { en: 'Cobble & Chain', de: 'Kette & Kopfstein' },
    greeting: { en: 'Hello.', de: 'Guten Tag.' },
    languages: ['en', 'de'],
    topQuestions: ['delivery-cost'],
  },
  'en/shop.json': {
    topic: 'Shop',
    entries: [
      {
        id: 'delivery-cost',
        question: 'What does delivery cost?',
        phrasings: ['shipping fee', 'price of postage', 'how much to send it', 'do I pay for the parcel'],
        answer: 'Delivery is €40 in Europe, free from €1,000. See [prices](/delivery.html).',
        followUps: ['opening-hours'],
      },
      {
        id: 'opening-hours',
        question: 'When are you open?',
        phrasings: ['opening hours', 'are you there on Saturday', 'until what time', 'closed on holidays?'],
        answer: 'Monday to Friday, 9 am to 5:30 pm.',
      },
      {
        id: 'bicycle-repair',
        question: 'Do you repair bicycles?',
        phrasings: ['fix a flat tyre', 'my brakes squeak', 'workshop appointment', 'wheel is bent'],
        answer: 'Yes. A repair takes 14 days.',
      },
    ],
  },
  'de/shop.json': {
    topic: 'Laden',
    entries: [
      {
        id: 'delivery-cost',
        question: 'Was kostet die Lieferung?',
        phrasings: ['Versandkosten', 'Porto für ein Paket', 'wie teuer ist der Versand', 'Liefergebühr'],
        answer: 'In Europa 40 €, ab 1.000 € kostenlos. Siehe [Preise](/delivery.html).',
        followUps: ['opening-hours'],
      },
      {
        id: 'opening-hours',
        question: 'Wann haben Sie geöffnet?',
        phrasings: ['Öffnungszeiten', 'samstags da?', 'bis wann ist auf', 'an Feiertagen geschlossen?'],
        answer: 'Montag bis Freitag von 9 bis 17:30 Uhr.',
      },
      {
        id: 'bicycle-repair',
        question: 'Reparieren Sie Fahrräder?',
        phrasings: ['Reifen flicken', 'Bremsen quietschen', 'Termin in der Werkstatt', 'Felge verbogen'],
        answer: 'Ja. Das dauert 14 Tage.',
      },
    ],
  },
}

export type Faq = typeof soundFaq

/** Writes the sound FAQ with `change` made to a copy, then these files as they are. Returns the folder. */
export async function faqFolder(
  change: (faq: Faq) => void = () => undefined,
  files: Record<string, Text> = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'faq-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const faq = structuredClone(soundFaq)
  change(faq)
  const written = Object.entries(faq).map(([name, value]) => [name, JSON.stringify(value, null, 2)] as const)
  for (const [name, text] of [...written, ...Object.entries(files)]) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

/** Runs the tools as in a pipe; the folder is called FAQ in what they say. */
export function faqTool(folder: string, ...args: string[]) {
  return faqToolWith([], folder, ...args)
}

/** The same, where these conversations were had; it is the day after the beginning of time. */
export async function faqToolWith(conversations: WholeConversation[], folder: string, ...args: string[]) {
  const said = { out: '', err: '' }
  const code = await runFaq(args, {
    out: { write: (text) => (said.out += text) },
    err: { write: (text) => (said.err += text) },
    cwd: process.cwd(),
    faqDir: folder,
    learned: null,
    eachConversation: async (visit) => conversations.forEach(visit),
    now: () => 86_400_000,
    colours: false,
  })
  const named = (text: string) => text.replaceAll(folder, 'FAQ')
  return { code, out: named(said.out), err: named(said.err) }
}
