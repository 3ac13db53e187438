const greek: Readonly<Record<string, string>> = { α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', κ: 'kappa', λ: 'lambda', μ: 'u', µ: 'u' }

/** Words of a text as they are searched: small letters, no accents, Greek letters written out, so that "IFN-gamma" finds IFN-γ. */
export function searchTerms(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[αβγδκλμµ]/g, (letter) => greek[letter] ?? letter)
  return plain.split(/[^\p{L}\p{N}+]+/u).filter((term) => term !== '')
}

/** How many letters may be wrong, as part of the length. Short words and numbers must be right: lot 1234 is not lot 1235. */
export function fuzziness(term: string): number {
  return term.length < 4 || /\d/.test(term) ? 0 : 0.25
}
