import type { Notebook } from '../../records/notebook.ts'
import { armFields } from './arm-fields.ts'
import { assayFields } from './assay-fields.ts'
import { useOfBatch, type BatchUse, type UseChoice } from './batch-use.ts'
import type { ComparabilityColumn, ComparabilityMatrix, ComparabilityResults, ComparedField, ComparedValue, FieldGroup, FieldOutcome, OutcomeCounts } from './comparability-results.ts'
import { noValue } from './compared-value.ts'
import { compareValues } from './compare-values.ts'
import { cultureFields } from './culture-fields.ts'
import { donorFields } from './donor-fields.ts'
import type { FieldSpec, LiteratureArm } from './field-spec.ts'
import { labFields } from './lab-fields.ts'
import { allTolerances, defaultTolerances, toleranceWords, type Tolerances } from './tolerances.ts'

/** What the batch is compared with. */
export type Comparator =
  | { readonly kind: 'batch'; readonly batchId: string; readonly use?: UseChoice }
  | { readonly kind: 'reference-lot'; readonly referenceLotId: string; readonly use?: UseChoice }
  | { readonly kind: 'literature-arm'; readonly studyId: string; readonly armKey: string }

export type ComparabilityOptions = { readonly use?: UseChoice; readonly tolerances?: Tolerances }

/**
 * Comparability of a batch with another batch, a reference lot or an arm of a published study, field by field (rules of judgement 6: equal,
 * within tolerance, differs, missing, not applicable). Both columns are a batch in one assay condition and one treatment arm; which ones,
 * where several are on record, is said in the notes of the column (see useOfBatch). Nothing is weighed into a score.
 * @throws Error when a record named by id is not in the notebook (a programming error: ids come from the notebook).
 */
export function comparability(notebook: Notebook, subjectBatchId: string, comparator: Comparator, options: ComparabilityOptions = {}): ComparabilityResults {
  const tolerances = options.tolerances ?? defaultTolerances
  const subject = useOfBatch(notebook, subjectBatchId, options.use)
  const other = sideOf(notebook, comparator, subject)
  const specs = [...donorFields, ...cultureFields, ...assayFields, ...armFields, ...labFields(notebook)].toSorted((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group))
  const compared = specs.map((spec, place): ComparedField => {
    const values = { subject: spec.ofBatch(subject), comparator: valueOfSide(spec, other) }
    const { outcome, detail } = compareValues(spec.rule, values.subject, values.comparator, tolerances)
    return { id: spec.id, order: place, group: spec.group, label: spec.label, unit: spec.unit ?? '', why: spec.why, tolerance: toleranceWords(spec.rule, tolerances), ...values, outcome, detail }
  })
  return {
    subject: subject.column,
    comparator: other.kind === 'batch' ? other.use.column : other.column,
    fields: order.flatMap((outcome) => compared.filter((f) => f.outcome === outcome)),
    counts: countsOf(compared),
    tolerances: allTolerances(tolerances),
    simulated: compared.some((f) => f.subject.simulated || f.comparator.simulated),
  }
}

/**
 * Several batches against the first, each in its own best matching use.
 * @param batchIds the comparator first; without a second one there is nothing to compare, and `comparisons` is empty.
 * @throws Error when no batch is named, or one is not in the notebook.
 */
export function comparabilityMatrix(notebook: Notebook, batchIds: readonly string[], tolerances: Tolerances = defaultTolerances): ComparabilityMatrix {
  const [first, ...rest] = batchIds
  if (first === undefined) throw new Error('no batch to compare')
  const reference = useOfBatch(notebook, first)
  const use: UseChoice = {
    ...(reference.column.assay === null ? {} : { assay: reference.column.assay }),
    ...(reference.column.arm === null ? {} : { arm: reference.column.arm }),
  }
  const comparisons = rest.map((batchId) => {
    const nearest = useOfBatch(notebook, batchId, {}, reference).column
    return comparability(notebook, batchId, { kind: 'batch', batchId: first, use }, { tolerances, use: { ...(nearest.assay === null ? {} : { assay: nearest.assay }), ...(nearest.arm === null ? {} : { arm: nearest.arm }) } })
  })
  return { comparator: reference.column, comparisons, simulated: comparisons.some((c) => c.simulated) }
}

type Side = { readonly kind: 'batch'; readonly use: BatchUse } | { readonly kind: 'literature'; readonly arm: LiteratureArm; readonly column: ComparabilityColumn }

const groups: readonly FieldGroup[] = ['Donor', 'Tissue and isolation', 'Culture', 'Cells in the assay', 'Assay', 'Cells in the animals', 'Animals and treatment', 'Fields of the lab']
const order: readonly FieldOutcome[] = ['differs', 'missing', 'within tolerance', 'equal', 'not applicable']

function sideOf(notebook: Notebook, comparator: Comparator, subject: BatchUse): Side {
  switch (comparator.kind) {
    case 'batch':
      return { kind: 'batch', use: useOfBatch(notebook, comparator.batchId, comparator.use, subject) }
    case 'reference-lot': {
      const lot = notebook.get('reference-lot', comparator.referenceLotId)
      if (lot === undefined) throw new Error(`no reference lot ${comparator.referenceLotId}`)
      const use = useOfBatch(notebook, lot.batchId, comparator.use, subject, lot.id)
      return { kind: 'batch', use: { ...use, column: { ...use.column, title: `${lot.code} (${use.column.title})` } } }
    }
    case 'literature-arm': {
      const study = notebook.get('literature-study', comparator.studyId)
      const arm = study?.arms[comparator.armKey]
      if (study === undefined || arm === undefined) throw new Error(`no arm ${comparator.armKey} of literature study ${comparator.studyId}`)
      const caveats = [study.caveat, arm.caveat].filter((c) => typeof c === 'string')
      return {
        kind: 'literature',
        arm: { study, armKey: comparator.armKey, arm },
        column: { kind: 'literature-arm', recordId: study.id, title: `${study.code}, ${arm.material}`, assay: null, arm: null, notes: [study.citation, `Verification: ${study.verification}.`, ...caveats] },
      }
    }
  }
}

function valueOfSide(spec: FieldSpec, side: Side): ComparedValue {
  if (side.kind === 'batch') return spec.ofBatch(side.use)
  if (spec.ofLiterature !== undefined) return spec.ofLiterature(side.arm)
  if (spec.group === 'Assay' || spec.group === 'Cells in the assay') return noValue('no use', 'no assay in the record of the study')
  // What is never asked of a published study counts as not recorded, so that a difference cannot hide behind it.
  return noValue('not recorded', 'not in the record of the study')
}

function countsOf(fields: readonly ComparedField[]): OutcomeCounts {
  const count = (outcome: FieldOutcome): number => fields.filter((f) => f.outcome === outcome).length
  return { equal: count('equal'), withinTolerance: count('within tolerance'), differs: count('differs'), missing: count('missing'), notApplicable: count('not applicable') }
}
