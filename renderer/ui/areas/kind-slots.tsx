import { batchSlots } from '../batches/batch-slots.tsx'
import { experimentSlots } from '../experiments/experiment-slots.tsx'
import { LabelsButton } from '../labels/labels-button.tsx'
import { NewAssayButton } from '../assays/new-assay-button.tsx'
import { PlatePanel } from '../plates/plate-panel.tsx'
import { BeginButton } from '../records/begin-button.tsx'
import type { RecordSlots, SlotMap } from '../records/record-slots.ts'

/** Kinds that stand on a shelf, in an incubator or in a freezer. */
const labelled: RecordSlots = { actions: (row) => <LabelsButton row={row} /> }

/** Tabs, panels and buttons that kinds add to their pages. A rich page is entered here; the frame does the rest. */
export const kindSlots: SlotMap = {
  donor: { actions: (row) => <BeginButton row={row} child="batch" /> },
  batch: { ...batchSlots, actions: (row) => <>{row.record.kind === 'batch' && <NewAssayButton batch={row.record} />}<LabelsButton row={row} /></> },
  assay: { report: (row) => ({ kind: 'assay', id: row.id }) },
  experiment: experimentSlots,
  passage: labelled,
  vial: labelled,
  bank: labelled,
  'sample-tube': labelled,
  'reagent-lot': labelled,
  'responder-lot': labelled,
  preparation: labelled,
  plate: { ...labelled, first: [{ value: 'wells', label: 'Wells', content: (row) => (row.record.kind === 'plate' ? <PlatePanel plate={row.record} head={row.head} /> : null) }], report: (row) => (row.record.kind === 'plate' ? { kind: 'assay', id: row.record.assayId } : null) },
}
