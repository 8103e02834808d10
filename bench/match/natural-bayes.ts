import { phrasingsOf } from './contestant.ts'
import type { Contestant } from './contestant.ts'
import { naturalWords } from './natural-words.ts'

/** natural's BayesClassifier with its defaults. Its values are not chances until they add up to 1. */
export const naturalBayes: Contestant = {
  scoreIsChance: true,
  async open(faq) {
    const { default: BayesClassifier } = await import('natural/lib/natural/classifiers/bayes_classifier.js')
    const words = await naturalWords(faq.language)
    const classifier = new BayesClassifier()
    for (const { id, text } of phrasingsOf(faq)) classifier.addDocument(words(text), id)
    classifier.train()
    return (text) => {
      const classes = classifier.getClassifications(words(text))
      const sum = classes.reduce((total, { value }) => total + value, 0)
      return {
        ranked: classes
          .slice(0, 5)
          .map(({ label, value }) => ({ id: label, confidence: value / (sum || 1) })),
      }
    }
  },
}
