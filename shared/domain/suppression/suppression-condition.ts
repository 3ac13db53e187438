import { valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { backgroundOf, type SuppressionRule } from './plate-suppression.ts'
import type { SettingUsed } from '../settings-used.ts'
import { readoutKind } from './suppression-readout.ts'

type Assay = RecordOf<'assay'>
type Condition = Assay['conditions'][string]

/** Reference ratio of the notebook where a protocol declares none: 1 MSC per 10 responders. */
const DEFAULT_REFERENCE_RATIO = 0.1

/** How S is computed in a condition. The lowest stimulation index is the assay's, else the lab's, else the documented default. */
export function ruleOf(assay: Assay, condition: Condition | undefined, labLimit: SettingUsed): SuppressionRule {
  const own = valueOf(assay.minimumStimulationIndex)
  const minimumIndex = own === undefined ? { value: labLimit.value, source: labLimit.isDefault ? 'default' : 'setting of the lab' } : { value: own, source: 'declared in the assay' }
  return { background: backgroundOf(assay).background, readout: readoutKind(valueOf(condition?.readout), valueOf(condition?.readoutUnit)), minimumIndex }
}

/** What is subtracted, in words. */
export function backgroundWords(assay: Assay): string {
  const { background, recorded } = backgroundOf(assay)
  const words = {
    unstimulated: 'unstimulated responders subtracted',
    none: 'none subtracted (as published without background)',
    'msc-alone': 'MSC alone subtracted from wells with MSC, unstimulated responders from all',
  }[background]
  return recorded ? words : `${words} (not recorded; taken as default)`
}

/** Warnings that belong to every number of the condition. */
export function conditionWarnings(assay: Assay, condition: Condition | undefined): readonly string[] {
  const limit = valueOf(assay.minimumStimulationIndex)
  return [
    ...(condition === undefined ? ['The condition is not described in the assay.'] : []),
    ...(valueOf(condition?.ratioDenominator) === undefined
      ? ['The denominator of the ratio is not recorded (purified responders, or responders and accessory cells): 1:10 is ambiguous two-fold.']
      : []),
    ...(backgroundOf(assay).recorded ? [] : ['The background is not recorded; unstimulated responders are subtracted.']),
    ...(limit !== undefined && limit < 0 ? [`The lowest stimulation index declared, ${String(limit)}, is impossible; it refuses nothing.`] : []),
    ...(valueOf(condition?.readout) === undefined ? ['The read-out is not recorded: impossible signals cannot be recognised.'] : []),
  ]
}

/** The reference ratio of an assay whatever the condition: as declared, else (not declared, or impossible) the default. */
export function declaredRatio(assay: Assay): { readonly ratio: number; readonly isDefault: boolean } {
  const declared = valueOf(assay.referenceRatio)
  return declared !== undefined && declared > 0 ? { ratio: declared, isDefault: false } : { ratio: DEFAULT_REFERENCE_RATIO, isDefault: true }
}

/**
 * Ratio that the verdict of this condition uses, MSC per responder. Null where another condition is the declared reference, or the
 * declared ratio is impossible. Not declared: the default 0.1, with a warning. A declaration dated after a plate gives a warning.
 */
export function referenceRatioOf(assay: Assay, conditionKey: string, plates: readonly RecordOf<'plate'>[]): { readonly ratio: number | null; readonly warnings: readonly string[] } {
  const referenceCondition = valueOf(assay.referenceConditionKey)
  if (referenceCondition !== undefined && referenceCondition !== conditionKey) return { ratio: null, warnings: [] }
  const declared = valueOf(assay.referenceRatio)
  const declaredAt = valueOf(assay.referenceDeclaredAt)
  if (declared === undefined) return { ratio: DEFAULT_REFERENCE_RATIO, warnings: [`No reference ratio is declared; the default of ${String(DEFAULT_REFERENCE_RATIO)} MSC per responder is used.`] }
  if (!(declared > 0)) return { ratio: null, warnings: [`The reference ratio declared, ${String(declared)}, is impossible; it must be above 0.`] }
  const late = declaredAt === undefined ? [] : plates.filter((p) => p.performedAt !== undefined && p.performedAt.length >= 10 && p.performedAt.slice(0, 10) < declaredAt.slice(0, 10)).map((p) => p.code)
  const warnings = [
    ...(declaredAt === undefined ? ['When the reference ratio was declared is not recorded.'] : []),
    ...(late.length > 0 ? [`The reference ratio was declared after plate ${[...new Set(late)].join(', ')}.`] : []),
  ]
  return { ratio: declared, warnings }
}
