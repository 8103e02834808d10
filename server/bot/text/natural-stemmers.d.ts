// The package has no types for its deep paths; these are the only ones used, all by natural.ts.
declare module 'natural/lib/natural/stemmers/*' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
