import { blankWords, valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { formatRecorded } from '../../util/format-number.ts'
import type { BoundedValue } from '../endpoints/bounded-value.ts'
import { geometricMeanOfGroup, meanOfGroup, medianOfGroup } from '../endpoints/location.ts'
import type { GroupContext } from '../group-estimate.ts'
import { isSimulated } from '../simulated.ts'
import { cellsOfMaterial } from '../suppression/suppression-cells.ts'
import { foldChange } from './fold-change.ts'
import type { MediatorGroup, MediatorResults, MediatorSeries } from './mediator-results.ts'
import { replicateGroups, type ReplicateGroup } from './replicates.ts'

type Measurement = RecordOf<'mediator-measurement'>

/**
 * Mediators of one batch: measurements of its passages, and of assays that hold its cells (where the measurement names a material, only
 * if that material is of the batch). Per measurement: groups over independent replicates, and fold changes against the reference group:
 * the one named, else the first in printed order. The unit is the independent replicate, a run; technical replicates are averaged into it.
 * Never a verdict.
 */
export function mediatorResults(notebook: Notebook, batchId: string): MediatorResults {
  return { batchId, series: notebook.all('mediator-measurement').filter((m) => isOfBatch(notebook, m, batchId)).map((m) => seriesOf(notebook, m)) }
}

function isOfBatch(notebook: Notebook, { subject }: Measurement, batchId: string): boolean {
  if (subject.type === 'passage') return notebook.get('passage', subject.passageId)?.batchId === batchId
  const assay = notebook.get('assay', subject.assayId)
  if (assay === undefined) return false
  const keys = subject.materialKey === undefined ? Object.keys(assay.materials) : [subject.materialKey]
  return keys.some((key) => cellsOfMaterial(notebook, assay, key)?.batchId === batchId)
}

function seriesOf(notebook: Notebook, m: Measurement): MediatorSeries {
  const subject = subjectOf(notebook, m)
  const simulated = isSimulated(m) || (subject.record !== undefined && isSimulated(subject.record))
  const unit = valueOf(m.unit) ?? ''
  const isCycles = /^(Δ|d|delta[ -]?)?c[tqp]$/i.test(unit.trim())
  const mediator = valueOf(m.mediator) ?? 'mediator not named'
  const groups = replicateGroups(m.values)
  const context = { unit, nOf: 'runs', simulated, sources: [{ kind: 'mediator-measurement', id: m.id, name: mediator }] } as const
  const named = valueOf(m.referenceGroup)
  const reference = named === undefined ? groups[0] : groups.find((g) => g.label === named)
  const excluded = ordered(m.values).filter(([, v]) => v.excluded !== undefined)
  return {
    measurementId: m.id,
    mediator,
    level: valueOf(m.analyteLevel) ?? blankWords(m.analyteLevel) ?? '',
    method: valueOf(m.method) ?? blankWords(m.method) ?? '',
    matrix: valueOf(m.matrix) ?? blankWords(m.matrix) ?? '',
    unit,
    normalisation: valueOf(m.normalisation) ?? blankWords(m.normalisation) ?? '',
    collected: hours(m.collectedAfterH),
    priming: valueOf(m.priming) ?? blankWords(m.priming) ?? '',
    subject: subject.words,
    limits: `${limitWords(m.lowerLimit)} to ${limitWords(m.upperLimit)}${unit === '' ? '' : ` ${unit}`}`,
    groups: groups.map((g) => groupOf(g, isCycles, context)),
    folds: reference === undefined ? [] : groups.filter((g) => g !== reference).map((g) => foldChange(g, reference, isCycles, { ...context, unit: '' })),
    warnings: [
      ...groups.flatMap((g) => g.warnings),
      ...(named !== undefined && reference === undefined ? [`The reference group "${named}" has no values: no fold change is made.`] : []),
      ...(isCycles && /^c/i.test(unit.trim()) && valueOf(m.normalisation) === undefined ? ['Threshold cycles without a reference gene: fold changes also contain differences of the amount of RNA.'] : []),
      ...excluded.map(([, v]) => `A value of ${valueOf(v.group) ?? 'a group'} is excluded: ${v.excluded?.reason ?? ''}.`),
      ...limitWarnings(m, unit),
    ],
    simulated,
  }
}

function groupOf(group: ReplicateGroup, isCycles: boolean, shared: Omit<GroupContext, 'n'>): MediatorGroup {
  const known = group.replicates.flatMap((r): BoundedValue[] => (r.value === null ? [] : [{ value: r.value, ...(r.bound === undefined ? {} : { bound: r.bound }) }]))
  const lost = group.replicates.filter((r) => r.value === null)
  const technical = group.replicates.map((r) => r.technical)
  const words = technical.length === 0 || Math.max(...technical) === 1 ? [] : [`Technical replicates (${[...new Set(technical)].toSorted((a, b) => a - b).join(', ')} per run) are averaged; n counts independent replicates.`]
  const context: GroupContext = { ...shared, n: known.length, warnings: [...words, ...lost.map((r) => `Replicate ${r.label} is left out: ${r.notAssessable ?? ''}.`)] }
  return {
    label: group.label,
    replicates: group.replicates.map(({ named: _, ...r }) => r),
    mean: meanOfGroup(known, context),
    geometricMean: isCycles ? null : geometricMeanOfGroup(known, context),
    median: medianOfGroup(known, context),
  }
}

/** Values beyond the limits that are not marked as such: kept as they are, and named. */
function limitWarnings(m: Measurement, unit: string): readonly string[] {
  const [lower, upper] = [valueOf(m.lowerLimit), valueOf(m.upperLimit)]
  return ordered(m.values).flatMap(([, item]) => {
    const value = valueOf(item.value)
    if (value === undefined || item.excluded !== undefined || valueOf(item.bound) !== undefined) return []
    if (lower !== undefined && value < lower) return [`${valueOf(item.group) ?? 'A group'}: ${formatRecorded(value)} ${unit} lies below the lower limit of quantification, but is not marked as such; it is used as it is.`]
    return upper !== undefined && value > upper ? [`${valueOf(item.group) ?? 'A group'}: ${formatRecorded(value)} ${unit} lies above the upper limit of quantification, but is not marked as such; it is used as it is.`] : []
  })
}

function subjectOf(notebook: Notebook, { subject }: Measurement): { readonly words: string; readonly record: RecordOf<'passage'> | RecordOf<'assay'> | undefined } {
  if (subject.type === 'passage') {
    const passage = notebook.get('passage', subject.passageId)
    return { words: passage === undefined ? 'passage not in the notebook' : `passage ${passage.code}`, record: passage }
  }
  const assay = notebook.get('assay', subject.assayId)
  if (assay === undefined) return { words: 'assay not in the notebook', record: undefined }
  const condition = assay.conditions[subject.conditionKey]?.label ?? subject.conditionKey
  const material = subject.materialKey === undefined ? '' : `, ${assay.materials[subject.materialKey]?.label ?? subject.materialKey}`
  return { words: `assay ${assay.code}, ${condition}${material}`, record: assay }
}

function hours(value: Measurement['collectedAfterH']): string {
  const h = valueOf(value)
  return h === undefined ? (blankWords(value) ?? '') : `${formatRecorded(h)} h`
}

function limitWords(value: Measurement['lowerLimit']): string {
  const limit = valueOf(value)
  return limit === undefined ? (blankWords(value) ?? '') : formatRecorded(limit)
}
