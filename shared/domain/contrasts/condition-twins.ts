import { blankWords, valueOf } from '../../records/blank.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { canonicalJson } from '../../util/canonical-json.ts'

type Assay = RecordOf<'assay'>
type Condition = Assay['conditions'][string]
type Field = keyof Condition

/** Two conditions that may be compared, and what else differs between them without forbidding it. */
export type Twins = { readonly firstKey: string; readonly secondKey: string; readonly what: string; readonly warnings: readonly string[] }

/** Fields that must agree, with the words for those that do not. */
const mustAgree = {
  stimulus: 'stimulus', stimulusDose: 'dose of stimulus', stimulusDoseUnit: 'unit of the dose', contact: 'contact', arrest: 'growth arrest', arrestDose: 'dose of arrest', arrestDoseUnit: 'unit of the arrest dose',
  priming: 'priming', readout: 'read-out', readoutUnit: 'unit of the read-out', proliferationIndex: 'index of division', generationCountsAs: 'meaning of generation counts', target: 'cells read', lysedCells: 'cells lysed', effectorsPerTarget: 'effectors per target',
  coCultureH: 'length of co-culture', pulseH: 'pulse', ratioDenominator: 'denominator of the ratio',
} as const satisfies Partial<Record<Field, string>>
type Agreeing = keyof typeof mustAgree

/** Fields that may differ because the set-up asks for it (a transwell needs a larger well), and are said. */
const mayDiffer = { plateFormat: 'plate format', respondersPerWell: 'responders per well', accessoryCellsPerWell: 'accessory cells per well', medium: 'medium', serum: 'serum', serumPercent: 'percentage of serum' } as const satisfies Partial<Record<Field, string>>

/** Conditions of an assay that differ in contact, or in priming, and in nothing else that must agree: contact (or primed) first. */
export function conditionTwins(assay: Assay, kind: 'contact' | 'priming'): readonly Twins[] {
  const all = ordered(assay.conditions)
  return all.flatMap(([firstKey, a]) => all.flatMap(([secondKey, b]): Twins[] => {
    const what = kind === 'contact' ? withoutContact(a, b) : notPrimed(a, b)
    if (what === undefined || differences(a, b, [kind]).length > 0) return []
    const said = Object.entries(mayDiffer).flatMap(([field, words]) => (same(a, b, field as keyof typeof mayDiffer) ? [] : [words]))
    return [{ firstKey, secondKey, what, warnings: said.length === 0 ? [] : [`${a.label} and ${b.label} also differ in ${said.join(', ')}.`] }]
  }))
}

/** What, apart from the fields given, keeps two conditions from being compared, in words. */
export function differences(a: Condition, b: Condition, apartFrom: readonly Agreeing[]): readonly string[] {
  return Object.entries(mustAgree).flatMap(([field, words]) => (apartFrom.includes(field as Agreeing) || same(a, b, field as Agreeing) ? [] : [words]))
}

function withoutContact(a: Condition, b: Condition): string | undefined {
  const contact = valueOf(b.contact)
  return valueOf(a.contact) === 'contact' && (contact === 'transwell' || contact === 'conditioned-medium') ? { transwell: 'transwell', 'conditioned-medium': 'conditioned medium' }[contact] : undefined
}

function notPrimed(a: Condition, b: Condition): string | undefined {
  return ordered(a.priming).length > 0 && ordered(b.priming).length === 0 ? 'not primed' : undefined
}

/** Equal values, or both without one; a value beside a blank is a difference, because it is not known to be none. */
function same(a: Condition, b: Condition, field: Field): boolean {
  const [x, y] = [a[field], b[field]]
  if (field === 'priming') return canonicalJson(x ?? {}) === canonicalJson(y ?? {})
  const [blankX, blankY] = [blankWords(x), blankWords(y)]
  if (blankX !== undefined || blankY !== undefined) return blankX !== undefined && blankY !== undefined
  return x === y
}
