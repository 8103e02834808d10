import { createRequire } from 'node:module'
import type { Contestant } from './contestant.ts'
import { phrasingsOf } from './contestant.ts'
import { nlpFolder } from './fetched.ts'

interface Manager {
  addDocument(language: string, text: string, intent: string): void
  train(): Promise<void>
  process(
    language: string,
    text: string,
  ): Promise<{ intent: string; classifications: { intent: string; score: number }[] }>
}

/** The intent that stands for "none of them". */
const none = 'None'

/**
 * NLP.js (node-nlp) with its defaults and with what it offers for questions that belong nowhere: words that it has not
 * seen speak for the intent "None". Its own decision: "None" is best, or nothing scores 0.5. It writes no files here
 * and prints nothing.
 */
export const nlpJs: Contestant = {
  scoreIsChance: true,
  async open(faq) {
    const { NlpManager } = createRequire(`${nlpFolder}/`)('node-nlp') as {
      NlpManager: new (settings: object) => Manager
    }
    const manager = new NlpManager({
      languages: [faq.language],
      autoSave: false,
      autoLoad: false,
      nlu: { log: false, useNoneFeature: true },
    })
    for (const { id, text } of phrasingsOf(faq)) manager.addDocument(faq.language, text, id)
    await manager.train()
    return async (text) => {
      const { intent, classifications } = await manager.process(faq.language, text)
      return {
        decision: intent === none ? 'unknown' : 'answer',
        ranked: classifications
          .filter((each) => each.intent !== none)
          .slice(0, 5)
          .map((each) => ({ id: each.intent, confidence: each.score })),
      }
    }
  },
}
