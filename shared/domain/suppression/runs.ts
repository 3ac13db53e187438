import { mean } from '../../statistics/descriptive.ts'
import { partialDateRange } from '../../util/partial-date.ts'
import type { CellOrigin } from './suppression-cells.ts'
import type { PlateSuppression, RunSuppression } from './suppression-results.ts'

/** Responder cells of a run. */
export type ResponderLotUsed = {
  readonly id: string
  readonly code: string
  readonly donorIds: readonly string[]
  /** Frozen pool of several donors: one lot, a standardised reagent rather than a donor. */
  readonly frozenPool: boolean
}

/** Suppression of one plate with what makes it part of a run. */
export type PlateOfRun = { readonly result: PlateSuppression; readonly performedAt: string | undefined; readonly origin: CellOrigin; readonly lot: ResponderLotUsed }

/** A run with what it may share with others. */
export type Run = { readonly summary: RunSuppression; readonly origin: CellOrigin; readonly lot: ResponderLotUsed }

/**
 * Runs of one series: thaw of a vial or harvest of a passage x responder lot x day of the plate, for each ratio above 0.
 * - Several plates (or materials) of one run: S_r is the plain mean of their S; plates that cannot be assessed are left out of it and named
 *   in a warning.
 * - Plates without a day (date missing, or known to the month or year only) cannot be told apart: with one thaw and lot they are one run,
 *   and where a run of that thaw and lot has a day, they are listed but not counted, since they may be that run.
 * Runs without an assessable S are listed with the reason.
 */
export function runsOf(plates: readonly PlateOfRun[]): { readonly runs: readonly Run[]; readonly warnings: readonly string[] } {
  const warnings = new Set<string>()
  const groups = new Map<string, PlateOfRun[]>()
  const withDay = new Set<string>()
  for (const plate of plates) {
    if (!(plate.result.ratio > 0)) continue
    const day = benchDay(plate.performedAt)
    const who = `${plate.origin.key}|${plate.lot.id}`
    if (day === undefined) warnings.add(`Plate ${plate.result.plateCode}: the day is not recorded (${plate.performedAt ?? 'no date'}); its run cannot be told from others. Enter the date.`)
    else withDay.add(who)
    const key = JSON.stringify([plate.result.ratio, who, day ?? ''])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [plate])
    else group.push(plate)
  }
  const runs = [...groups.values()].map((group) => runOf(group, withDay, warnings))
  const sorted = runs.toSorted((a, b) => a.summary.ratio - b.summary.ratio || compareText(a.summary.day, b.summary.day) || compareText(a.summary.runKey, b.summary.runKey))
  return { runs: sorted, warnings: [...warnings] }
}

function runOf(group: readonly PlateOfRun[], withDay: ReadonlySet<string>, warnings: Set<string>): Run {
  const [first] = group
  if (first === undefined) throw new Error('a run has at least one plate')
  const { origin, lot } = first
  const day = benchDay(first.performedAt)
  const who = `${origin.key}|${lot.id}`
  const label = `${origin.label}, responders ${lot.code}, ${day ?? 'day not recorded'}`
  const usable = group.filter((p) => p.result.suppression.value !== null)
  const refused = group.filter((p) => p.result.suppression.value === null)
  const reasons = refused.map((p) => `plate ${p.result.plateCode}: ${p.result.suppression.notAssessable ?? 'not assessable'}`)
  if (usable.length > 0) for (const reason of reasons) warnings.add(`Run ${label}, left out of its mean: ${reason}.`)
  const counted = day === undefined && withDay.has(who) ? [] : usable
  const value = mean(counted.flatMap((p) => (p.result.suppression.value === null ? [] : [p.result.suppression.value])))
  const why = usable.length === 0 ? reasons.join('; ') : 'the day is not recorded, and another run of this thaw or harvest and responder lot has one: it may be the same run'
  const summary: RunSuppression = {
    runKey: `${who}|${day ?? 'day not recorded'}`,
    label,
    source: origin.label,
    responderLot: lot.code,
    day: day ?? 'not recorded',
    ratio: first.result.ratio,
    suppressionPercent: value ?? null,
    ...(value === undefined ? { notAssessable: why } : {}),
    plates: [...new Set((usable.length > 0 ? usable : group).map((p) => p.result.plateCode))],
    simulated: group.some((p) => p.result.suppression.simulated),
  }
  return { summary, origin, lot }
}

/** Day of a bench time known at least to the day, as written at the bench; undefined when coarser or missing. */
export function benchDay(performedAt: string | undefined): string | undefined {
  const precision = performedAt === undefined ? undefined : partialDateRange(performedAt)?.precision
  return performedAt === undefined || precision === undefined || precision === 'year' || precision === 'month' ? undefined : performedAt.slice(0, 10)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
