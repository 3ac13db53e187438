import type { ReactNode } from 'react'
import type { RecordOf } from '../../../shared/records/record-kinds.ts'
import type { PageRow, RecordSlots } from '../records/record-slots.ts'
import { CulturePanel } from './culture-panel.tsx'
import { CustodyPanel } from './custody-panel.tsx'
import { TestsPanel } from './tests-panel.tsx'

/** What the page of a batch has besides its form: culture, tests, custody, the report. */
export const batchSlots: RecordSlots = {
  first: [
    { value: 'culture', label: 'Culture', content: forBatch((batch) => <CulturePanel batch={batch} />) },
    { value: 'tests', label: 'Phenotype', content: forBatch((batch) => <TestsPanel batchId={batch.id} />) },
    { value: 'custody', label: 'Custody', content: forBatch((batch) => <CustodyPanel batchId={batch.id} />) },
  ],
  report: (row) => ({ kind: 'batch', id: row.id }),
}

function forBatch(content: (batch: RecordOf<'batch'>) => ReactNode): (row: PageRow) => ReactNode {
  return (row) => (row.record.kind === 'batch' ? content(row.record) : null)
}
