import { mean } from '../../statistics/descriptive.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import type { Estimate, ResultSource } from '../estimate.ts'
import { notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import type { IndependentUnits } from '../suppression/run-means.ts'
import type { ResponderLotUsed } from '../suppression/runs.ts'
import type { CellOrigin } from '../suppression/suppression-cells.ts'
import { joinedThaws, singularUnit, unitGroups } from '../suppression/unit-groups.ts'
import type { PotencyRun } from './potency-results.ts'

/** A run with what it may share with others: the thaws or harvests of both materials, and the responders. */
export type SharedRun = { readonly run: PotencyRun; readonly test: CellOrigin; readonly references: readonly CellOrigin[]; readonly lot: ResponderLotUsed }

/** Mean over independent units on the scale of averaging (ln for potencies), for further propagation. */
export type UnitMean = { readonly mean: number; readonly standardError: number; readonly df: number }

export type Combined = {
  readonly estimate: Estimate
  /** Absent without an interval. */
  readonly unitMean?: UnitMean
}

type Scale = { readonly to: (v: number) => number; readonly back: (v: number) => number; readonly unit: string; readonly method: string; readonly normal: string }

/** Fewest independent units that give an interval. */
export const UNITS_NEEDED = 3

/**
 * Relative potency over runs: ln(e_ref/e_test) of the runs with parallelism shown, mean and t interval over independent units, transformed
 * back. Runs left out are named. Sharing as for suppression (`independentUnits`), a thaw or harvest of the reference counting like one of the test
 * material: runs that share either are averaged first. Fewer than 3 units: no interval.
 */
export function combinedPotency(runs: readonly SharedRun[]): Combined {
  const scale = { to: Math.log, back: Math.exp, unit: '', method: 'relative potency e_ref/e_test: geometric mean', normal: 'ln of the relative potency is about normal over runs' }
  return combined(runs, (r) => r.relativePotency, scale, (r) => r.leftOut)
}

/** Difference of S at the reference ratio over runs, points: mean and t interval over independent units. */
export function combinedDifference(runs: readonly SharedRun[]): Combined {
  const scale = { to: (v: number) => v, back: (v: number) => v, unit: 'points', method: 'S_test - S_ref at the reference ratio: mean', normal: 'the differences are about normal over runs' }
  return combined(runs, (r) => r.suppressionDifference, scale, (r) => r.suppressionDifference.notAssessable)
}

function combined(all: readonly SharedRun[], estimateOf: (r: PotencyRun) => Estimate, scale: Scale, whyNot: (r: PotencyRun) => string | undefined): Combined {
  const used = all.filter(({ run }) => whyNot(run) === undefined && estimateOf(run).value !== null)
  const units = unitsOf(used, (r) => scale.to(estimateOf(r).value ?? NaN))
  const leftOut = all.filter((r) => !used.includes(r))
  const words = leftOut.map(({ run }) => `${run.label}: ${whyNot(run) ?? 'not assessable'}`)
  const method = `${scale.method} over ${units.of}${units.of === 'runs' ? '' : ', each the mean of its runs'}, t interval with k - 1 df${scale.back === Math.exp ? ' on the logarithm' : ''}`
  const k = units.values.length
  const context: GroupContext = {
    unit: scale.unit,
    n: k,
    nOf: units.of === 'responder donors' ? 'donors' : 'runs',
    simulated: used.some(({ run }) => estimateOf(run).simulated),
    sources: plateSources(used),
    warnings: [...units.warnings, ...(used.length > 0 && words.length > 0 ? [`${String(leftOut.length)} of ${String(all.length)} runs ${leftOut.length === 1 ? 'is' : 'are'} left out: ${words.join('; ')}.`] : [])],
    assumptions: [
      { assumption: 'runs are independent', outcome: 'holds', detail: `unit: ${units.of}; shared thaws and donors were averaged first` },
      { assumption: scale.normal, outcome: 'not checked', detail: `${String(k)} values are too few to check it` },
    ],
  }
  const center = mean(units.values)
  if (center === undefined) return { estimate: notAssessed(all.length === 0 ? 'there are no runs' : `no run can be used: ${words.join('; ')}`, method, { ...context, assumptions: [], simulated: all.some(({ run }) => estimateOf(run).simulated) }) }
  const value = scale.back(center)
  if (k < UNITS_NEEDED) return { estimate: withoutInterval(value, `${String(k)} ${k === 1 ? singularUnit(units.of) : units.of}, ${String(UNITS_NEEDED)} needed`, method, context) }
  const t = meanInterval(units.values, [0.95, 0.9])
  if (!t.ok) return { estimate: withoutInterval(value, t.error, method, context) }
  const intervals = t.value.intervals.map((i) => ({ ...i, lower: i.lower === null ? null : scale.back(i.lower), upper: i.upper === null ? null : scale.back(i.upper) }))
  const { noInterval: _, ...estimate } = { ...withoutInterval(value, '', method, context), intervals }
  return { estimate, unitMean: { mean: center, standardError: t.value.standardError, df: t.value.df } }
}

/** Units as for suppression; runs that share a thaw or harvest of the reference belong together like runs that share one of the test material. */
function unitsOf(used: readonly SharedRun[], valueOf: (r: PotencyRun) => number): IndependentUnits {
  const levels = joinedThaws(used.map((r) => [`test ${r.test.key}`, ...r.references.map((reference) => `reference ${reference.key}`)]))
  const { groups, of, warnings } = unitGroups(used.map((r, i) => ({ thaw: levels[i] ?? r.test.key, lot: r.lot })))
  const values = groups.flatMap((group) => mean(group.flatMap((i) => { const r = used[i]; return r === undefined ? [] : [valueOf(r.run)] })) ?? [])
  const byReference = new Set(used.map((r) => r.test.key)).size > new Set(levels).size
  return { values, of, warnings: byReference ? [...warnings, 'Runs with different thaws or harvests of the test material share one of the reference: they are not independent.'] : warnings }
}

function plateSources(runs: readonly SharedRun[]): readonly ResultSource[] {
  const plates = new Map(runs.flatMap(({ run }) => run.plates.map((p) => [p.plateId, p.plateCode] as const)))
  return [...plates].map(([id, name]) => ({ kind: 'plate', id, name }))
}
