import type { Term } from './vocabulary-term-type.ts'
import { vocabularyData } from './vocabulary-data.ts'

/** Names of the built-in vocabularies. Each is open: a lab adds its own terms as vocabulary-term records. */
export function vocabularyNames(): readonly string[] {
  return Object.keys(vocabularyData)
}

/** Built-in terms of a vocabulary, in the order in which forms offer them; empty for an unknown vocabulary. */
export function termsOf(vocabulary: string): readonly Term[] {
  return vocabularyData[vocabulary] ?? []
}

/** True when the term is built in; the lab's own terms are looked up by the caller. A vocabulary without built-in terms takes any. */
export function isKnownTerm(vocabulary: string, term: string): boolean {
  const terms = vocabularyData[vocabulary]
  return terms === undefined || terms.length === 0 || terms.some((t) => t.term === term)
}
