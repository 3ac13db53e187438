import { valueOf } from '../records/blank.ts'
import type { Notebook } from '../records/notebook.ts'

/**
 * Notes on the name of the cells. ISCT 2005 (Horwitz et al.) and 2019 (Viswanathan et al., Cytotherapy 21:1019-1024): "stem" only where
 * self-renewal and differentiation were shown; otherwise "stromal".
 */
export function nomenclatureNotes(notebook: Notebook, batchId: string): readonly string[] {
  const batch = notebook.get('batch', batchId)
  const name = valueOf(batch?.cellName)
  if (batch === undefined || name === undefined) return []
  const notes: string[] = []
  if (/\bstem\b/i.test(name) && valueOf(batch.stemEvidence) === undefined) notes.push(`The name "${name}" says "stem", but no evidence for self-renewal is recorded; ISCT (2005, 2019) asks for "stromal" then.`)
  if (valueOf(batch.tissue) === undefined) notes.push('The tissue of origin is not recorded; names such as BM-MSC state it.')
  return notes
}
