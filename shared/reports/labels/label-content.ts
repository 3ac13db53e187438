import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { AnyRecord, RecordKind, RecordOf } from '../../records/record-kinds.ts'
import { scanCodeOf } from '../../records/scan-code.ts'
import { effectiveConditions } from '../../domain/culture/effective-conditions.ts'
import { isSimulated } from '../../domain/simulated.ts'
import { formatCells } from '../../util/format-number.ts'

/** What stands on one label. `lines` come in the order of their importance: those that find no room are left out from the end. */
export type LabelContent = { readonly scanCode: string; readonly code: string; readonly lines: readonly string[] }

/** Kinds that stand on a shelf, in an incubator or in a freezer, and so carry a label. */
export const labelledKinds = ['passage', 'vial', 'bank', 'batch', 'sample-tube', 'reagent-lot', 'responder-lot', 'preparation', 'plate'] as const satisfies readonly RecordKind[]
export type LabelledKind = (typeof labelledKinds)[number]
export type LabelledRecord = RecordOf<LabelledKind>

/** True for records that can carry a label. */
export function carriesLabel(record: AnyRecord): record is LabelledRecord {
  return labelledKinds.some((kind) => kind === record.kind)
}

/**
 * Label of a record: its code, and what a person needs who holds the flask or the vial in the hand. Only what is recorded; nothing is worked out
 * or guessed, and simulated records say so first.
 */
export function labelContent(notebook: Notebook, record: LabelledRecord): LabelContent {
  const simulated = isSimulated(record) ? ['SIMULATED'] : []
  return { scanCode: scanCodeOf(record.id), code: record.code, lines: [...simulated, ...linesOf(notebook, record)].filter((line) => line !== '') }
}

function linesOf(notebook: Notebook, record: LabelledRecord): readonly string[] {
  switch (record.kind) {
    case 'passage':
      return [...cellLines(notebook, record), said('seeded', record.seededAt), culture(notebook, record), operator(notebook, record)]
    case 'vial': {
      const bank = notebook.get('bank', record.bankId)
      return [...cellLines(notebook, notebook.get('passage', bank?.passageId)), cells(record.cells ?? bank?.cellsPerVial), said('frozen', bank?.frozenAt), words(bank?.freezeMedium), place(record)]
    }
    case 'bank':
      return [...cellLines(notebook, notebook.get('passage', record.passageId)), said('frozen', record.frozenAt), words(record.freezeMedium), record.release === undefined ? '' : record.release.status]
    case 'batch':
      return [words(record.cellName), words(record.tissue), donor(notebook, record)]
    case 'sample-tube': {
      const animal = notebook.get('experiment', record.experimentId)?.animals[record.animalKey]
      const day = valueOf(record.day)
      return [animal === undefined ? '' : `animal ${animal.earTag}`, words(record.material), day === undefined ? '' : `day ${String(day)}`, words(record.location)]
    }
    case 'reagent-lot':
      return [record.name, said('lot', record.lotNumber), said('expires', record.expiresAt), said('opened', record.openedAt), words(record.storage)]
    case 'responder-lot':
      return [words(record.cellType), cells(record.cells), said('frozen', record.frozenAt)]
    case 'preparation':
      return [said('ready', record.readyAt), said('cells/ml', valueOf(record.liveCellsPerMl) === undefined ? undefined : formatCells(valueOf(record.liveCellsPerMl) ?? 0)), words(record.vehicle)]
    case 'plate':
      return [notebook.get('assay', record.assayId)?.code ?? '', said('set up', record.performedAt), operator(notebook, record)]
  }
}

/** Batch, passage number, tissue and donor of cells. */
function cellLines(notebook: Notebook, passage: RecordOf<'passage'> | undefined): readonly string[] {
  const batch = notebook.get('batch', passage?.batchId)
  const number = passage === undefined ? '' : `P${String(passage.number)}`
  return [[batch?.code ?? '', number].filter((t) => t !== '').join(' '), batch === undefined ? '' : [words(batch.tissue), donor(notebook, batch)].filter((t) => t !== '').join(', ')]
}

function donor(notebook: Notebook, batch: RecordOf<'batch'>): string {
  switch (batch.source.type) {
    case 'donor':
      return notebook.get('donor', batch.source.donorId)?.code ?? ''
    case 'pool':
      return `pool of ${String(Object.keys(batch.source.members).length)}`
    case 'cell-line':
      return batch.source.name
  }
}

/** Medium and serum as they hold for the passage, inherited ones included. */
function culture(notebook: Notebook, passage: RecordOf<'passage'>): string {
  const { conditions } = effectiveConditions(notebook, passage)
  return [words(conditions.get('basalMedium')?.value), words(conditions.get('serum')?.value)].filter((t) => t !== '').join(' + ')
}

function operator(notebook: Notebook, record: { readonly operatorId?: unknown; readonly recordedBy?: string }): string {
  const id = typeof record.operatorId === 'string' ? record.operatorId : record.recordedBy
  const person = notebook.get('person', id)
  return person === undefined ? '' : (words(person.initials) || person.printedName)
}

function place(vial: RecordOf<'vial'>): string {
  const { location } = vial
  return location === undefined ? '' : [location.store, location.rack, location.box, location.position].map(words).filter((t) => t !== '').join(' / ')
}

function cells(value: RecordOf<'vial'>['cells']): string {
  const number = valueOf(value)
  return number === undefined ? '' : `${formatCells(number)} cells`
}

/** A date to the day; other words as they are. */
function said(what: string, value: unknown): string {
  const text = words(value).replace(/^(\d{4}-\d\d-\d\d)T.*$/, '$1')
  return text === '' ? '' : `${what} ${text}`
}

function words(value: unknown): string {
  const recorded = valueOf(value)
  return typeof recorded === 'string' ? recorded : ''
}
