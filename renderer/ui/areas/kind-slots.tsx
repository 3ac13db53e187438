import { batchSlots } from '../batches/batch-slots.tsx'
import { PlatePanel } from '../plates/plate-panel.tsx'
import type { SlotMap } from '../records/record-slots.ts'

/** Tabs, panels and buttons that kinds add to their pages. A rich page is entered here; the frame does the rest. */
export const kindSlots: SlotMap = {
  batch: batchSlots,
  assay: { report: (row) => ({ kind: 'assay', id: row.id }) },
  experiment: { report: (row) => ({ kind: 'experiment', id: row.id }) },
  plate: { first: [{ value: 'wells', label: 'Wells', content: (row) => (row.record.kind === 'plate' ? <PlatePanel plate={row.record} head={row.head} /> : null) }], report: (row) => (row.record.kind === 'plate' ? { kind: 'assay', id: row.record.assayId } : null) },
}
