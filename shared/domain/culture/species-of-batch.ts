import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'

/** Species of the donors, pool members or cell line of a batch, each once; undefined stands for any whose species is not recorded. */
export function speciesOf(notebook: Notebook, batchId: string | undefined): readonly (string | undefined)[] {
  const source = notebook.get('batch', batchId)?.source
  if (source === undefined) return []
  if (source.type === 'cell-line') return [valueOf(source.species)]
  const donorIds = source.type === 'donor' ? [source.donorId] : Object.values(source.members).map((m) => m.donorId)
  return [...new Set(donorIds.map((id) => valueOf(notebook.get('donor', id)?.species)))]
}
