import type { ReactNode } from 'react'
import type { RecordOf } from '../../../shared/records/record-kinds.ts'
import type { PageRow, RecordSlots } from '../records/record-slots.ts'
import { CulturePanel } from './culture-panel.tsx'

/** What the page of a batch has besides its form: culture, the report. */
export const batchSlots: RecordSlots = {
  first: [{ value: 'culture', label: 'Culture', content: forBatch((batch) => <CulturePanel batch={batch} />) }],
  report: (row) => ({ kind: 'batch', id: row.id }),
}

function forBatch(content: (batch: RecordOf<'batch'>) => ReactNode): (row: PageRow) => ReactNode {
  return (row) => (row.record.kind === 'batch' ? content(row.record) : null)
}
