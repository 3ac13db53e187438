import { mean } from '../../statistics/descriptive.ts'
import type { Estimate } from '../estimate.ts'
import { notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import { benchDay, type ResponderLotUsed } from '../suppression/runs.ts'
import type { CellOrigin } from '../suppression/suppression-cells.ts'
import type { SharedRun } from './combine-runs.ts'
import type { PotencyPlate, PotencyRun } from './potency-results.ts'

/** A comparison on one plate with what makes it part of a run. */
export type PlateOfPotency = { readonly plate: PotencyPlate; readonly performedAt: string | undefined; readonly test: CellOrigin; readonly reference: CellOrigin; readonly lot: ResponderLotUsed }

/**
 * Runs of one series: thaw or harvest of the test material x responder lot x day, as for suppression. Several plates (or reference vials)
 * of one run are averaged, potencies on the logarithm, plates without parallelism shown left out. Plates without a day are one run per
 * thaw and lot, which is not counted where another run of that thaw and lot has a day, since it may be the same run.
 */
export function potencyRuns(plates: readonly PlateOfPotency[]): readonly SharedRun[] {
  const groups = new Map<string, PlateOfPotency[]>()
  const withDay = new Set<string>()
  for (const plate of plates) {
    const day = benchDay(plate.performedAt)
    if (day !== undefined) withDay.add(whoOf(plate))
    const key = JSON.stringify([whoOf(plate), day ?? ''])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [plate])
    else group.push(plate)
  }
  const runs = [...groups.values()].flatMap((group) => runOf(group, withDay))
  return runs.sort((a, b) => compareText(a.run.day, b.run.day) || compareText(a.run.label, b.run.label) || compareText(a.run.runKey, b.run.runKey))
}

function runOf(group: readonly PlateOfPotency[], withDay: ReadonlySet<string>): SharedRun[] {
  const sorted = group.toSorted((a, b) => compareText(a.plate.plateCode, b.plate.plateCode) || compareText(a.plate.testKey, b.plate.testKey) || compareText(a.plate.referenceKey, b.plate.referenceKey))
  const [first] = sorted
  if (first === undefined) return []
  const { test, lot } = first
  const day = benchDay(first.performedAt)
  const plates = sorted.map((p) => p.plate)
  const label = `${test.label}, responders ${lot.code}, ${day ?? 'day not recorded'}`
  const undated = day === undefined && withDay.has(whoOf(first)) ? 'the day is not recorded, and another run of this thaw or harvest and responder lot has one: it may be the same run' : undefined
  const usable = plates.filter((p) => p.parallelism.outcome === 'parallel' && p.relativePotency.value !== null)
  const reasons = plates.filter((p) => !usable.includes(p)).map((p) => `plate ${p.plateCode}: ${p.parallelism.outcome === 'parallel' ? (p.relativePotency.notAssessable ?? 'not assessable') : `${p.parallelism.outcome === 'not parallel' ? 'not parallel' : 'parallelism not shown'} (${p.parallelism.reason})`}`)
  const leftOut = undated ?? (usable.length === 0 ? reasons.join('; ') : undefined)
  const run: PotencyRun = {
    runKey: `${whoOf(first)}|${day ?? 'day not recorded'}`,
    label,
    day: day ?? 'not recorded',
    plates,
    relativePotency: averaged(usable.map((p) => p.relativePotency), reasons, true, plates),
    ...(leftOut === undefined ? {} : { leftOut }),
    suppressionDifference: undated === undefined ? differenceOf(plates) : notAssessed(undated, 'S_test - S_ref at the reference ratio', contextOf(plates.map((p) => p.suppressionDifference), 'points')),
  }
  const references = [...new Map(sorted.map((p) => [p.reference.key, p.reference])).values()]
  return [{ run, test, references, lot }]
}

function differenceOf(plates: readonly PotencyPlate[]): Estimate {
  const usable = plates.map((p) => p.suppressionDifference).filter((e) => e.value !== null)
  const reasons = plates.flatMap((p) => (p.suppressionDifference.value === null ? [`plate ${p.plateCode}: ${p.suppressionDifference.notAssessable ?? 'not assessable'}`] : []))
  return averaged(usable, reasons, false, plates)
}

/** The estimate of a single plate as it is; of several the mean (potencies: geometric) without an interval. */
function averaged(usable: readonly Estimate[], reasons: readonly string[], logarithmic: boolean, plates: readonly PotencyPlate[]): Estimate {
  const [first] = usable
  const what = logarithmic ? 'relative potency e_ref/e_test of parallel curves' : 'S_test - S_ref at the reference ratio'
  const warnings = usable.length > 0 ? reasons.map((r) => `Left out: ${r}.`) : []
  if (first === undefined) return notAssessed(reasons.join('; '), what, contextOf(plates.map((p) => (logarithmic ? p.relativePotency : p.suppressionDifference)), logarithmic ? '' : 'points'))
  if (usable.length === 1) return { ...first, warnings: [...first.warnings, ...warnings] }
  const values = usable.flatMap((e) => (e.value === null ? [] : [logarithmic ? Math.log(e.value) : e.value]))
  const center = mean(values) ?? NaN
  const why = `mean of ${String(usable.length)} comparisons of one run: the spread that counts is that between runs`
  const context = contextOf(usable, first.unit)
  return withoutInterval(logarithmic ? Math.exp(center) : center, why, `${what}; ${logarithmic ? 'geometric mean' : 'mean'} over the comparisons of this run`, { ...context, warnings: [...new Set([...(context.warnings ?? []), ...warnings])] })
}

function contextOf(estimates: readonly Estimate[], unit: string): GroupContext {
  const sources = new Map(estimates.flatMap((e) => e.sources.map((s) => [`${s.id}${s.pointer ?? ''}`, s] as const)))
  return { unit, n: sources.size, nOf: 'wells', simulated: estimates.some((e) => e.simulated), sources: [...sources.values()], warnings: estimates.flatMap((e) => e.warnings) }
}

function whoOf(p: PlateOfPotency): string {
  return `${p.test.key}|${p.lot.id}`
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
