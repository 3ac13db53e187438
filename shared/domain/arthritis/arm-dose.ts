import { mean } from '../../statistics/descriptive.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import { formatSignificant } from '../../util/format-number.ts'
import type { Estimate, ResultSource } from '../estimate.ts'
import { fromStatistic, notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import { doseStatuses, type AmountName, type AnimalDose, type ArmDose, type DoseStatus } from './dose-results.ts'

const oncePerPreparation = 'measured once a preparation, not per animal'

/**
 * One dose of one arm over its animals; `dose` null sums the doses that were due of each animal first. Cells have t intervals over animals;
 * what is set or measured once a preparation has none, and its range is told instead.
 */
export function armDose(dose: number | null, plannedDay: number | null, own: readonly AnimalDose[]): ArmDose {
  const counts = Object.fromEntries(doseStatuses.map((status) => [status, own.filter((d) => d.status === status).length])) as Record<DoseStatus, number>
  const received = own.filter((d) => d.injections > 0)
  const each = (name: AmountName): readonly Estimate[] => received.map((d) => d[name])
  const cells = (name: AmountName): readonly Estimate[] => (dose === null ? summed(own, name) : each(name))
  const [nominal, actual] = [cells('nominal'), cells('actual')]
  const perDose = dose === null ? 'doses' : 'animals'
  return {
    dose, plannedDay, counts,
    passages: [...new Set(received.flatMap((d) => d.passages))],
    nominal: over(nominal, 'cells', 'planned, not sampled'),
    actual: over(actual, 'cells'),
    perKg: over(cells('perKg'), 'cells/kg'),
    deviation: over(dose === null ? actual.map((a, i) => deviationOf(a, nominal[i])) : each('deviation'), '%'),
    hoursFromThaw: over(each('hoursFromThaw'), 'h', 'set by the preparation, not sampled', perDose),
    viability: over(each('viability'), '%', oncePerPreparation, perDose),
    viabilityAfter: over(each('viabilityAfter'), '%', oncePerPreparation, perDose),
    viableAfter: over(cells('viableAfter'), 'cells'),
  }
}

/** Mean over animals (or all their doses); `noSample` states why the spread is none to make an interval from, and the range is given instead. */
function over(parts: readonly Estimate[], unit: string, noSample?: string, nOf: 'animals' | 'doses' = 'animals'): Estimate {
  const values = parts.flatMap((e) => e.value ?? [])
  const first = parts.find((e) => e.value === null)
  const notes = [...new Set(parts.flatMap((e) => e.warnings))].map((w) => `${parts.filter((e) => e.warnings.includes(w)).length} of ${parts.length} ${nOf}: ${w}.`)
  const missing = values.length === 0 || first === undefined ? [] : [`${parts.length - values.length} of ${parts.length} ${nOf} without a value (${first.notAssessable ?? 'not assessable'}).`]
  const context: GroupContext = { unit, n: values.length, nOf, simulated: parts.some((e) => e.simulated), sources: distinct(parts.flatMap((e) => e.sources)), warnings: [...missing, ...notes] }
  const method = parts[0] === undefined ? 'mean over animals' : `mean over ${nOf} of: ${parts[0].method}`
  const average = mean(values)
  if (average === undefined) return notAssessed(first?.notAssessable ?? 'no administration is recorded', method, context)
  if (noSample !== undefined) return withoutInterval(average, `${noSample}; range ${formatSignificant(Math.min(...values))} to ${formatSignificant(Math.max(...values))}`, method, context)
  const interval = meanInterval(values, [0.9, 0.95])
  return interval.ok ? fromStatistic(interval, method, context) : withoutInterval(average, interval.error, method, context)
}

/**
 * Sum of the doses that were due of each animal with at least one injection; an animal one of whose doses has no value has none. A dose
 * that is missing on record counts as no cells given, and with what was planned.
 */
function summed(doses: readonly AnimalDose[], name: AmountName): readonly Estimate[] {
  const keys = [...new Set(doses.filter((d) => d.injections > 0).map((d) => d.animalKey))]
  return keys.flatMap((key) => {
    const due = doses.filter((d) => d.animalKey === key && d.status !== 'not due')
    const first = due.find((d) => d.injections > 0)?.[name]
    if (first === undefined) return []
    const parts = due.map((d) => (d.status === 'missed' && name !== 'nominal' ? { ...d[name], value: 0 } : d[name]))
    const lost = parts.find((e) => e.value === null)
    const shared = { n: parts.length, simulated: parts.some((e) => e.simulated), sources: distinct(parts.flatMap((e) => e.sources)), warnings: [...new Set(parts.flatMap((e) => e.warnings))], method: parts.length === 1 ? first.method : `${first.method}; summed over the doses of an animal` }
    return [lost === undefined ? { ...first, ...shared, value: parts.reduce((sum, e) => sum + (e.value ?? 0), 0) } : { ...lost, ...shared }]
  })
}

function deviationOf(actual: Estimate, nominal: Estimate | undefined): Estimate {
  const base = { ...actual, unit: '%', method: '100 (actual / nominal − 1), all doses of an animal', warnings: [] }
  if (actual.value === null) return base
  if (nominal === undefined || nominal.value === null || !(nominal.value > 0)) return { ...base, value: null, notAssessable: nominal?.notAssessable ?? 'no cells were planned', noInterval: 'not assessable' }
  return { ...base, value: 100 * (actual.value / nominal.value - 1) }
}

function distinct(sources: readonly ResultSource[]): readonly ResultSource[] {
  return [...new Map(sources.map((s) => [s.id, s])).values()]
}
