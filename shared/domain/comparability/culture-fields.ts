import { ordered } from '../../records/ordered.ts'
import { valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { formatRecorded } from '../../util/format-number.ts'
import { canonicalField } from '../canonical-field.ts'
import { effectiveConditions, type ConditionName } from '../culture/effective-conditions.ts'
import { isSimulated } from '../simulated.ts'
import type { BatchUse } from './batch-use.ts'
import { combined, derivedValue, noValue, recordedValue, sourceAt } from './compared-value.ts'
import type { ComparedValue } from './comparability-results.ts'
import type { FieldSpec } from './field-spec.ts'
import type { CompareRule } from './tolerances.ts'

type Passage = RecordOf<'passage'>

const rows: readonly (readonly [name: ConditionName, label: string, why: string, rule: CompareRule, unit?: string])[] = [
  ['basalMedium', 'Basal medium', 'Medium changes phenotype and growth.', 'words'],
  ['serum', 'Serum or substitute', 'Serum type and lot are a main source of variation between labs.', 'words'],
  ['serumPercent', 'Serum', 'The amount of serum sets growth.', 'amountPercent', '%'],
  ['serumLotId', 'Serum lot', 'Lots of serum differ in what they support.', 'words'],
  ['supplements', 'Supplements', 'Growth factors select cells and change suppression.', 'words'],
  ['oxygenPercent', 'Oxygen', 'Physiological oxygen (1 to 5 %) differs from room air.', 'amountPercent', '%'],
  ['coating', 'Coating', 'Coatings select which cells attach.', 'words'],
  ['format', 'Format', 'Three-dimensional culture changes secretion.', 'words'],
  ['targetDensityPerCm2', 'Target seeding density', 'Density changes growth and differentiation.', 'amountPercent', 'cells/cm²'],
  ['detachment', 'Detachment', 'Enzymes cut surface markers.', 'words'],
  ['priming', 'Priming in culture', 'Licensing changes what stromal cells secrete.', 'words'],
]

/** Conditions that held for the passages whose cells were used, inherited ones included. */
export const cultureFields: readonly FieldSpec[] = rows.map(([name, label, why, rule, unit = '']) => ({
  id: `culture-${name}`, group: 'Culture', label, unit, why, rule, ofBatch: (use) => conditionOf(use, name, unit),
}))

/**
 * Passages whose cells went into the assay condition and the arm compared; where the batch was used in neither, those of its highest
 * passage number.
 */
export function passagesOf({ notebook, batch, assay, arm }: BatchUse): readonly Passage[] {
  if (assay === null && arm === null) {
    const own = notebook.all('passage').filter((p) => p.batchId === batch.id)
    const last = Math.max(...own.map((p) => p.number))
    return own.filter((p) => p.number === last)
  }
  const used = [...(assay?.materials.map((m) => notebook.get('passage', m.passageId)) ?? []), ...(arm?.cells.map((c) => c.passage) ?? [])]
  return [...new Map(used.flatMap((p) => (p === undefined ? [] : [[p.id, p]]))).values()]
}

function conditionOf(use: BatchUse, name: ConditionName, unit: string): ComparedValue {
  return combined(passagesOf(use).map((passage) => ofPassage(use, passage, name, unit)), noValue('not recorded', 'the passage of the cells used is not recorded'))
}

function ofPassage({ notebook }: BatchUse, passage: Passage, name: ConditionName, unit: string): ComparedValue {
  const { conditions, conflicts } = effectiveConditions(notebook, passage)
  const pointer = `/conditions/${name}`
  const conflict = conflicts.find((c) => c.name === name)
  if (conflict !== undefined) return noValue('unknown', `pooled harvests differ (${conflict.parents.join(', ')})`, [sourceAt(passage, pointer)])
  const found = conditions.get(name)
  if (found === undefined) return recordedValue(passage, pointer, undefined)
  const { from, value } = found
  if (name === 'serumLotId' && typeof value === 'string') {
    const lot = notebook.get('reagent-lot', value)
    return derivedValue(lot?.code ?? 'lot not in the notebook', [sourceAt(from, pointer)], isSimulated(from, pointer), { key: value })
  }
  if (name === 'supplements' || name === 'priming') {
    return additions(from, pointer, from.conditions?.[name])
  }
  return recordedValue(from, pointer, value, unit)
}

type Additions = NonNullable<Passage['conditions']>['priming']

/** Agents with concentration and time; an empty list says that there were none. Lots are left out. */
export function additions(record: RecordOf<'passage'> | RecordOf<'assay'>, pointer: string, list: Additions | Omit<NonNullable<Additions>, 'hours'>): ComparedValue {
  if (list === undefined) return recordedValue(record, pointer, undefined)
  const words = ordered(list).map(([, a]) => [valueOf(a.agent) ?? 'agent not recorded', amount(valueOf(a.concentration), valueOf(a.concentrationUnit) ?? ''), amount('hours' in a ? valueOf(a.hours) : undefined, 'h')].filter((w) => w !== '').join(' '))
  const text = words.length === 0 ? 'none' : words.toSorted().join(', ')
  return derivedValue(text, [sourceAt(record, pointer)], isSimulated(record, pointer), { key: words.length === 0 ? 'none' : canonicalField(list) })
}

function amount(value: number | undefined, unit: string): string {
  return value === undefined ? '' : `${formatRecorded(value)} ${unit}`.trim()
}
