import { carriesLabel, labelContent, type LabelContent } from '../../../shared/reports/labels/label-content.ts'
import type { NotebookMemory } from './notebook-memory.ts'

/**
 * What stands on the labels of records, in the order asked for; with `withVials`, a bank is followed by its vials in the order of their codes.
 * Records that are not there any more, or carry no label, are left out.
 */
export async function gatherLabels(memory: NotebookMemory, ids: readonly string[], withVials: boolean): Promise<readonly LabelContent[]> {
  await memory.catchUp()
  return memory.withDrafts([], (notebook) => ids.flatMap((id) => {
    const record = notebook.find(id)
    if (record === undefined || !carriesLabel(record)) return []
    const vials = withVials && record.kind === 'bank' ? notebook.all('vial').filter((v) => v.bankId === id) : []
    return [record, ...vials].map((r) => labelContent(notebook, r))
  }))
}
