import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { hoursBetween } from '../../util/partial-date.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import type { PlannedDose } from './dose-plan.ts'
import { dayGiven } from './study-days.ts'

type Experiment = RecordOf<'experiment'>
type Administration = RecordOf<'administration'>
type Preparation = RecordOf<'preparation'>
type Session = RecordOf<'scoring-session'>

/** What the amounts of one experiment are read from; `simulated` where the whole experiment is. */
export type DoseContext = { readonly notebook: Notebook; readonly experiment: Experiment; readonly sessions: readonly Session[]; readonly simulated: boolean }

/** The preparation an injection was made from, if it is named and on record. */
export function preparationOf({ notebook }: DoseContext, given: Administration): Preparation | undefined {
  return notebook.get('preparation', valueOf(given.preparationId))
}

/** Body weight for one injection, g: as recorded with it; else of that day's session; else at the start, and then `note` says so. Reasons: none recorded, or an impossible one. */
export function weightAt(context: DoseContext, animalKey: string, given: Administration): Result<{ readonly grams: number; readonly note?: string }> {
  const usable = (grams: number, what: string, note?: string): ReturnType<typeof weightAt> =>
    grams > 0 && Number.isFinite(grams) ? ok(note === undefined ? { grams } : { grams, note }) : fail(`${what} of ${grams} g is impossible`)
  const own = valueOf(given.bodyWeightG)
  if (own !== undefined) return usable(own, 'the body weight recorded with the injection')
  const day = dayGiven(given, context.experiment)
  const seen = context.sessions.filter((s) => s.day === day && s.observations[animalKey]?.excluded === undefined).map((s) => valueOf(s.observations[animalKey]?.weightG)).find((grams) => grams !== undefined)
  if (seen !== undefined) return usable(seen, "the body weight of that day's session", "weight of that day's session")
  const start = valueOf(context.experiment.animals[animalKey]?.startWeightG)
  if (start !== undefined) return usable(start, 'the weight at start', 'no weight on the day of the dose: weight at start')
  return fail('no body weight is recorded')
}

/** Live cells in one injection: live cells per ml of the preparation times the volume given; a failed injection gave none. Reasons: what is missing or impossible. */
export function cellsInjected(context: DoseContext, given: Administration): Result<number> {
  if (valueOf(given.quality) === 'failed') return ok(0)
  const preparation = preparationOf(context, given)
  if (preparation === undefined) return fail('no cell preparation is named')
  const perMl = valueOf(preparation.liveCellsPerMl)
  const volume = valueOf(given.volumeUl)
  if (perMl === undefined) return fail(`the live cells per ml of preparation ${preparation.code} are not recorded`)
  if (volume === undefined) return fail('the volume given is not recorded')
  if (!(perMl >= 0) || !(volume >= 0)) return fail('the cell count or the volume given is impossible (below 0)')
  return ok((perMl * volume) / 1000)
}

/** Cells planned for one animal: as planned, or cells per kg times its weight. Reasons: nothing planned, impossible, no weight. */
export function plannedCells(plan: PlannedDose | undefined, weight: Result<{ readonly grams: number }>): Result<number> {
  const cells = valueOf(plan?.plannedCells)
  const perKg = valueOf(plan?.cellsPerKg)
  if (cells === undefined && perKg === undefined) return fail(plan === undefined ? 'no planned dose fits' : 'no number of cells was planned')
  if (!((cells ?? perKg ?? NaN) >= 0)) return fail('the planned number of cells is impossible (below 0)')
  if (cells !== undefined) return ok(cells)
  return weight.ok ? ok(((perKg ?? 0) * weight.value.grams) / 1000) : weight
}

/**
 * Hours from thaw to one injection: from the (first) thaw of its vials where both times are known to the minute, else as recorded with the
 * preparation. Reasons: not recorded; an impossible number; given before it was thawed.
 */
export function hoursAfterThaw(context: DoseContext, given: Administration): Result<{ readonly hours: number; readonly how: string }> {
  const preparation = preparationOf(context, given)
  if (preparation === undefined) return fail('no cell preparation is named')
  const at = given.performedAt
  const thaws = ordered(preparation.vials).flatMap(([vialId]) => valueOf(context.notebook.get('vial', vialId)?.thaw?.at) ?? [])
  const measured = at === undefined ? [] : thaws.flatMap((thaw) => {
    const between = hoursBetween(thaw, at)
    return between?.precision === 'minute' ? [between.hours] : []
  })
  if (measured.length > 0 && measured.length === thaws.length) {
    if (Math.min(...measured) < 0) return fail('given before its vial was thawed, by the times on record')
    return ok({ hours: Math.max(...measured), how: measured.length === 1 ? 'from the thaw of the vial to the injection' : 'from the first thaw of its vials to the injection' })
  }
  const recorded = valueOf(preparation.hoursFromThaw)
  if (recorded === undefined) return fail(thaws.length === 0 ? 'no thaw is recorded: fresh cells, or not entered' : 'the time of the thaw or of the injection is not known to the minute')
  return recorded >= 0 ? ok({ hours: recorded, how: 'as recorded with the preparation' }) : fail(`${recorded} h from thaw is impossible`)
}

/** A percentage of viability as recorded; impossible ones and missing ones are reasons. */
export function viabilityOf(percent: number | undefined): Result<number> {
  if (percent === undefined) return fail('not recorded')
  return percent >= 0 && percent <= 100 ? ok(percent) : fail(`a viability of ${percent} % is impossible`)
}

/**
 * Live cells of one injection times viability after / viability before: what the needle and the wait may have left alive, if no cell was lost.
 * The suspension that is left after the last injection stood longest, so that animals injected earlier got more of them alive.
 */
export function viableAfter(context: DoseContext, given: Administration, cells: Result<number>): Result<number> {
  if (!cells.ok || cells.value === 0) return cells
  const preparation = preparationOf(context, given)
  const before = viabilityOf(valueOf(preparation?.viabilityPercent))
  const after = viabilityOf(valueOf(preparation?.viabilityAfterInjectionPercent))
  if (!before.ok) return fail(`viability before use: ${before.error}`)
  if (!after.ok) return fail(`viability after the injection: ${after.error}`)
  return before.value > 0 ? ok((cells.value * after.value) / before.value) : fail('a viability of 0 % before use leaves no live cells to count')
}

/** Code of the passage the cells of a preparation came from: its own, else those of its vials, in order of first use. */
export function passagesOf({ notebook }: DoseContext, preparation: Preparation): readonly string[] {
  const own = notebook.get('passage', preparation.passageId)?.code
  if (own !== undefined) return [own]
  const codes = ordered(preparation.vials).flatMap(([vialId]) => notebook.get('passage', notebook.get('bank', notebook.get('vial', vialId)?.bankId)?.passageId)?.code ?? [])
  return [...new Set(codes)]
}
