import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'

/**
 * Notes on the name of the cells. ISCT 2005 (Horwitz et al.) and 2019 (Viswanathan et al., Cytotherapy 21:1019-1024): "stem" only where
 * self-renewal and differentiation were shown; otherwise "stromal". A name should also say the tissue of origin, in full or as a prefix.
 */
export function nomenclatureNotes(notebook: Notebook, batchId: string): readonly string[] {
  const batch = notebook.get('batch', batchId)
  const name = valueOf(batch?.cellName)
  if (batch === undefined || name === undefined) return []
  const tissue = valueOf(batch.tissue)
  const notes: string[] = []
  if (/\bstem\b/i.test(name) && valueOf(batch.stemEvidence) === undefined) notes.push(`The name "${name}" says "stem", but no evidence for self-renewal is recorded; ISCT (2005, 2019) asks for "stromal" then.`)
  if (tissue === undefined) notes.push('The tissue of origin is not recorded; names such as BM-MSC state it.')
  else if (batch.source.type !== 'cell-line' && !saysTissue(name, tissue)) notes.push(`The name "${name}" does not say the tissue of origin (${tissue}); names such as BM-MSC state it.`)
  return notes
}

/** Words that many tissues share. */
const unspecific = new Set(['tissue', 'fluid', 'blood', 'bone'])

/**
 * True when a name holds a word of the tissue, or an abbreviation of it before SC, MSC or stromal: its initials (BM-MSC, UC-MSC) or the
 * first one to three letters of its first word (ASC, AD-MSC), after a small letter for the species (hBM-MSC).
 */
function saysTissue(name: string, tissue: string): boolean {
  const words = tissue.toLowerCase().split(/[^\p{L}]+/u).filter((w) => w !== '')
  const first = words[0] ?? ''
  if (words.some((w) => !(words.length > 1 && unspecific.has(w)) && name.toLowerCase().includes(w))) return true
  const abbreviations = new Set([words.map((w) => w.charAt(0)).join(''), first.slice(0, 1), first.slice(0, 2), first.slice(0, 3)].map((a) => a.toUpperCase()))
  return [...name.matchAll(/(?<![\p{L}])[a-z]?(\p{Lu}\p{L}{0,3}?)[-‐‑ ]?(?:M?SCs?\b|stromal|stem)/gu)].some((m) => abbreviations.has((m[1] ?? '').toUpperCase()))
}
