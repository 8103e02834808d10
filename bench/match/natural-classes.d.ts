// The package has no types for its deep paths; these two are the baselines of the bench.
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    addDocument(words: string[], label: string): void
    train(): void
    getClassifications(words: string[]): { label: string; value: number }[]
  }
}

declare module 'natural/lib/natural/tfidf/tfidf.js' {
  export default class TfIdf {
    addDocument(words: string[]): void
    listTerms(document: number): { term: string; tf: number; tfidf: number }[]
    idf(term: string): number
  }
}
