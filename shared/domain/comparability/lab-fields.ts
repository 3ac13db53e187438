import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { AnyRecord, RecordOf } from '../../records/record-kinds.ts'
import type { BatchUse } from './batch-use.ts'
import { combined, noValue, recordedValue } from './compared-value.ts'
import type { ComparedValue } from './comparability-results.ts'
import { passagesOf } from './culture-fields.ts'
import type { FieldSpec } from './field-spec.ts'

type Definition = RecordOf<'field-definition'>

/** Kinds of records a column rests on: a field the lab defined for one of them is compared like a built-in one. */
const comparedKinds = ['donor', 'batch', 'passage', 'bank', 'assay', 'responder-lot', 'experiment', 'preparation'] as const

/** Fields the lab defined, in the order of their codes. Words must be equal; so must numbers: the lab states no tolerance for them. */
export function labFields(notebook: Notebook): readonly FieldSpec[] {
  return notebook.all('field-definition').filter((d) => comparedKinds.some((k) => k === d.appliesTo)).map((definition) => ({
    id: `lab-${definition.id}`,
    group: 'Fields of the lab',
    label: definition.label,
    unit: valueOf(definition.unit) ?? '',
    why: valueOf(definition.why) ?? 'A field this laboratory defined; why it matters is not recorded.',
    rule: definition.type === 'number' ? 'exact number' : 'words',
    ofBatch: (use) => valueIn(use, definition),
  }))
}

function valueIn(use: BatchUse, definition: Definition): ComparedValue {
  const records = recordsOf(use, definition.appliesTo)
  const unit = valueOf(definition.unit) ?? ''
  return combined(records.map((r) => recordedValue(r, `/labFields/${definition.id}`, r.labFields?.[definition.id], unit)), noValue('not applicable', `no ${definition.appliesTo} record in this use`))
}

function recordsOf(use: BatchUse, kind: string): readonly AnyRecord[] {
  const { notebook, batch, assay, arm } = use
  switch (kind) {
    case 'donor': {
      const { source } = batch
      const ids = source.type === 'donor' ? [source.donorId] : source.type === 'pool' ? Object.values(source.members).map((m) => m.donorId) : []
      return ids.flatMap((id) => notebook.get('donor', id) ?? [])
    }
    case 'batch':
      return [batch]
    case 'passage':
      return passagesOf(use)
    case 'bank': {
      const vialBanks = assay?.materials.map((m) => notebook.get('vial', m.vialId)?.bankId) ?? []
      const banks = [...vialBanks, ...(arm?.cells.map((c) => c.bankId) ?? [])]
      return [...new Set(banks)].flatMap((id) => notebook.get('bank', id) ?? [])
    }
    case 'assay':
      return assay === null ? [] : [assay.assay]
    case 'responder-lot':
      return assay === null ? [] : Object.values(assay.assay.responders).flatMap((r) => notebook.get('responder-lot', r.responderLotId) ?? [])
    case 'experiment':
      return arm === null ? [] : [arm.experiment]
    case 'preparation':
      return arm === null ? [] : [...new Set(arm.given.map((g) => valueOf(g.preparationId)))].flatMap((id) => notebook.get('preparation', id) ?? [])
    default:
      return []
  }
}
