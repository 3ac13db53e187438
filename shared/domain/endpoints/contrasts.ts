import { cliffsDelta } from '../../statistics/two-groups/cliffs-delta.ts'
import { hodgesLehmann } from '../../statistics/two-groups/hodges-lehmann.ts'
import { welchT } from '../../statistics/two-groups/welch-t.ts'
import { roundForRanking } from '../../statistics/ranks.ts'
import type { Result } from '../../util/result.ts'
import { adjustTests, armTest, unitValues, type ArmValue } from '../arthritis/arm-test.ts'
import type { Estimate, ResultSource, TestResult } from '../estimate.ts'
import { fromStatistic, notAssessed, type GroupContext } from '../group-estimate.ts'
import { hasBound, rankable, type BoundedValue } from './bounded-value.ts'
import type { EndpointContrast } from './endpoints-results.ts'
import { exponentiated } from './location.ts'
import { comparisonsOf, type Study, type StudyArm } from './study-arms.ts'

/** An analysed animal with its value. */
export type Measured = BoundedValue & { readonly animalKey: string; readonly armKey: string; readonly cageKey: string | undefined }

/** How a quantity is compared: ordinal by ranks only; numeric also by means; log also by the ratio of geometric means. */
export type Comparison = 'ordinal' | 'numeric' | 'log'

export type ContrastContext = { readonly unit: string; readonly comparison: Comparison; readonly simulated: boolean; readonly sources: readonly ResultSource[] }

const levels = [0.9, 0.95] as const

/**
 * Every arm (healthy ones left out) against each vehicle arm, arm minus vehicle: difference of means (Welch), ratio of geometric means
 * (Welch on ln), Hodges-Lehmann shift, Cliff's delta (Newcombe's method 5), permutation Mann-Whitney test with Holm's adjustment over the
 * contrasts of this quantity with one vehicle. Where whole cages were allocated, animals are averaged to cages first.
 * Limits of quantification have a place in the order and no size: with them only Cliff's delta and the test are given, all values beyond
 * the limit tied (see {@link rankable}); with whole cages only the test, as cages with limits have no mean.
 */
export function contrastsOf(study: Study, values: readonly Measured[], context: ContrastContext): readonly EndpointContrast[] {
  return comparisonsOf(study.arms).flatMap(({ vehicle, compared }) => {
    const drafts = compared.map((arm) => contrast(study, values, arm, vehicle, context))
    const tests = adjustTests(drafts.map((d) => d.test))
    return drafts.map((d, i) => ({ ...d, test: tests[i] ?? d.test }))
  })
}

function contrast(study: Study, values: readonly Measured[], arm: StudyArm, vehicle: StudyArm, context: ContrastContext): EndpointContrast {
  const treated = values.filter((v) => v.armKey === arm.key)
  const control = values.filter((v) => v.armKey === vehicle.key)
  const ranked = ranksOf(treated, control)
  const bounded = hasBound([...treated, ...control])
  const names = `${arm.label} against ${vehicle.label}`
  const units = (list: readonly Measured[]): Result<readonly number[]> => unitValues(list, study.design.scheme)
  const [t, v] = [units(treated), units(control)]
  const n = (t.ok ? t.value.length : 0) + (v.ok ? v.value.length : 0)
  const shared = (unit: string): GroupContext => ({ unit, n, nOf: study.unit, simulated: context.simulated, sources: context.sources, warnings: study.design.unitWarnings })
  const sizes = t.ok && v.ok ? `; ${t.value.length} against ${v.value.length} ${study.unit}` : ''
  const limits = 'values outside the limits of quantification are no measurements'
  const withValues = (method: string, unit: string, compute: (treated: readonly number[], control: readonly number[]) => Estimate): Estimate => {
    if (bounded) return notAssessed(limits, method, shared(unit))
    if (!t.ok) return notAssessed(t.error, method, shared(unit))
    if (!v.ok) return notAssessed(v.error, method, shared(unit))
    return compute(t.value, v.value)
  }
  const differenceMethod = `mean of ${arm.label} minus mean of ${vehicle.label}${sizes}`
  const ratioMethod = `geometric mean of ${arm.label} / geometric mean of ${vehicle.label}, Welch interval on the log scale${sizes}`
  const shiftMethod = `median difference, ${arm.label} minus ${vehicle.label}${sizes}`
  return {
    armKey: arm.key, armLabel: arm.label, vehicleArmKey: vehicle.key, vehicleLabel: vehicle.label,
    difference: context.comparison === 'ordinal' ? null : withValues(differenceMethod, context.unit, (a, b) => fromStatistic(welchT(a, b, levels), differenceMethod, shared(context.unit))),
    ratio: context.comparison !== 'log' ? null : withValues(ratioMethod, '', (a, b) => geometricMeanRatio(a, b, ratioMethod, shared(''))),
    hodgesLehmann: withValues(shiftMethod, context.unit, (a, b) => shiftOf(a, b, shiftMethod, shared(context.unit))),
    cliffsDelta: deltaOf(study, ranked, `P(${arm.label} higher) − P(${arm.label} lower) than ${vehicle.label}${sizes}`, { bounded, shared: shared('') }),
    test: testOf(study, ranked, names, context.simulated, n),
  }
}

/** Ratio of geometric means of a to b: exp of Welch's difference of the mean logarithms. Not assessable with values that are not above 0. */
export function geometricMeanRatio(a: readonly number[], b: readonly number[], method: string, context: GroupContext): Estimate {
  if ([...a, ...b].some((x) => !(x > 0))) return notAssessed('a value is not above 0: it has no logarithm', method, context)
  const log = (x: readonly number[]): readonly number[] => x.map((value) => Math.log(value))
  return exponentiated(fromStatistic(welchT(log(a), log(b), levels), method, context))
}

/** Hodges-Lehmann shift at 95 and 90 %; small groups have the widest interval they can reach. */
function shiftOf(a: readonly number[], b: readonly number[], method: string, context: GroupContext): Estimate {
  const [x, y] = [a.map(roundForRanking), b.map(roundForRanking)]
  const main = fromStatistic(hodgesLehmann(x, y, 0.95), method, context)
  const other = hodgesLehmann(x, y, 0.9)
  if (!other.ok || main.intervals.length === 0) return main
  const more = other.value.intervals.filter((i) => !main.intervals.some((m) => Math.abs(m.level - i.level) < 1e-9))
  return { ...main, intervals: [...main.intervals, ...more] }
}

type Ranked = Result<{ readonly treated: readonly ArmValue[]; readonly control: readonly ArmValue[]; readonly warnings: readonly string[] }>

function ranksOf(treated: readonly Measured[], control: readonly Measured[]): Ranked {
  const all = [...treated, ...control]
  const ranked = rankable(all)
  if (!ranked.ok) return ranked
  const { ranks, recensored } = ranked.value
  const values = all.map((v, i): ArmValue => ({ animalKey: v.animalKey, cageKey: v.cageKey, value: ranks[i] ?? NaN }))
  const warnings = [
    ...(hasBound(all) ? ['Values outside the limits of quantification are tied at the lowest (highest) rank.'] : []),
    ...(recensored === 0 ? [] : [`${recensored} measured ${recensored === 1 ? 'value lies' : 'values lie'} beyond the widest limit of quantification and ${recensored === 1 ? 'is' : 'are'} tied with it.`]),
  ]
  return { ok: true, value: { treated: values.slice(0, treated.length), control: values.slice(treated.length), warnings } }
}

function deltaOf(study: Study, ranked: Ranked, method: string, { bounded, shared }: { readonly bounded: boolean; readonly shared: GroupContext }): Estimate {
  if (!ranked.ok) return notAssessed(ranked.error, method, shared)
  if (bounded && study.unit === 'cages') return notAssessed('whole cages were allocated, and cages with values outside the limits of quantification have no mean', method, shared)
  const t = unitValues(ranked.value.treated, study.design.scheme)
  const v = unitValues(ranked.value.control, study.design.scheme)
  if (!t.ok) return notAssessed(t.error, method, shared)
  if (!v.ok) return notAssessed(v.error, method, shared)
  return fromStatistic(cliffsDelta(t.value.map(roundForRanking), v.value.map(roundForRanking), levels), method, { ...shared, warnings: [...(shared.warnings ?? []), ...ranked.value.warnings] })
}

function testOf(study: Study, ranked: Ranked, names: string, simulated: boolean, n: number): TestResult {
  if (!ranked.ok) return { test: 'Mann-Whitney test (permutation)', p: null, adjustedP: null, adjustment: 'none', statistic: null, statisticName: '', smallestP: null, n, nOf: study.unit, method: `no p value, ${names}`, warnings: [ranked.error], simulated }
  const test = armTest(ranked.value.treated, ranked.value.control, study.design, simulated)
  return { ...test, warnings: [...test.warnings, ...ranked.value.warnings] }
}
