import { valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import type { Estimate, ResultSource } from '../estimate.ts'
import { notAssessed, withoutInterval } from '../group-estimate.ts'
import { isSimulated } from '../simulated.ts'
import { cellsInjected, hoursAfterThaw, passagesOf, plannedCells, preparationOf, viabilityOf, viableAfter, weightAt, type DoseContext } from './dose-amounts.ts'
import { dueDay, type DoseSlot } from './dose-plan.ts'
import type { AnimalDose, DoseAmounts, DoseStatus } from './dose-results.ts'
import { dayGiven } from './study-days.ts'

type Animal = RecordOf<'experiment'>['animals'][string]
type Preparation = RecordOf<'preparation'>

/** An animal in its arm; `isRecorded` when any injection of the arm is on record, `lastDay` the last day of which anything is. */
export type DosedAnimal = { readonly key: string; readonly animal: Animal; readonly armKey: string; readonly isRecorded: boolean; readonly lastDay: number }

/**
 * One dose of one animal: its injections together (cells and cells per kg are summed, each with the weight of its own day), against the
 * plan. Hours from thaw and viability are those of the latest and the least viable preparation. Failed injections count as no cells.
 * A part that is missing or impossible leaves its amount without a value, with the reason; nothing stands in for it.
 */
export function animalDose(context: DoseContext, dosed: DosedAnimal, slot: DoseSlot): AnimalDose {
  const { given, plan } = slot
  const { status, reason } = statusOf(context, dosed, slot)
  const preparations = [...new Set(given.flatMap((one) => preparationOf(context, one) ?? []))]
  const days = given.flatMap((one) => dayGiven(one, context.experiment) ?? [])
  return {
    animalKey: dosed.key, animal: dosed.animal.earTag, armKey: dosed.armKey, dose: slot.number, isPlanned: plan !== undefined, status,
    day: days.length === 0 ? null : Math.min(...days),
    injections: given.length,
    preparations: preparations.map((p) => p.code),
    passages: [...new Set(preparations.flatMap((p) => passagesOf(context, p)))],
    ...amountsOf(context, dosed, slot, preparations, reason),
    ...(dosed.animal.excluded === undefined ? {} : { excludedBecause: dosed.animal.excluded.reason }),
    notes: notesOf(slot),
  }
}

function amountsOf(context: DoseContext, dosed: DosedAnimal, { given, plan }: DoseSlot, preparations: readonly Preparation[], nothing: string): DoseAmounts {
  const sources: readonly ResultSource[] = [
    ...given.map((one) => ({ kind: 'administration', id: one.id, name: `animal ${dosed.animal.earTag}` })),
    ...preparations.map((p) => ({ kind: 'preparation', id: p.id, name: p.code })),
  ]
  const simulated = context.simulated || given.some((one) => isSimulated(one)) || preparations.some((p) => isSimulated(p))
  const make = (unit: string, value: Result<number>, method: string, warnings: readonly string[] = []): Estimate => {
    const shared = { unit, n: given.length, nOf: 'doses', simulated, sources, warnings } as const
    return value.ok ? withoutInterval(value.value, 'one animal: no sampling interval', method, shared) : notAssessed(value.error, method, shared)
  }
  const weights = given.map((one) => weightAt(context, dosed.key, one))
  const weightNotes = [...new Set(weights.flatMap((w) => (w.ok && w.value.note !== undefined ? [w.value.note] : [])))]
  const cells = given.map((one) => cellsInjected(context, one))
  const effective = given.filter((one) => valueOf(one.quality) !== 'failed')
  const hours = effective.map((one) => hoursAfterThaw(context, one))
  const how = hours.flatMap((h) => (h.ok ? [h.value.how] : []))[0]
  const actual = given.length === 0 ? fail(nothing) : total(cells)
  const nominal = plannedCells(plan, weights[0] ?? fail('not given: the planned cells per kg have no weight to count with'))
  const deviation = !nominal.ok ? nominal : !actual.ok ? actual : nominal.value > 0 ? ok(100 * (actual.value / nominal.value - 1)) : fail('no cells were planned')
  const ofEffective = (parts: readonly Result<number>[], which: 'least' | 'most'): Result<number> => (parts.length === 0 ? fail(given.length === 0 ? nothing : 'no injection succeeded') : extreme(parts, which))
  const viability = (of: 'viabilityPercent' | 'viabilityAfterInjectionPercent'): Result<number> =>
    ofEffective(effective.map((one) => { const p = preparationOf(context, one); return p === undefined ? fail('no cell preparation is named') : viabilityOf(valueOf(p[of])) }), 'least')
  return {
    nominal: make('cells', nominal, valueOf(plan?.plannedCells) === undefined ? 'planned cells per kg × body weight' : 'planned cells'),
    actual: make('cells', actual, 'live cells per ml of the preparation × volume given; a failed injection gives none'),
    perKg: make('cells/kg', given.length === 0 ? actual : total(cells.map((c, i) => perKilogram(c, weights[i]))), 'live cells given / body weight on the day of the dose', weightNotes),
    deviation: make('%', deviation, '100 (actual / nominal − 1)'),
    hoursFromThaw: make('h', ofEffective(hours.map((h) => (h.ok ? ok(h.value.hours) : h)), 'most'), `hours from thaw, ${how ?? 'not known'}`),
    viability: make('%', viability('viabilityPercent'), 'viability of the preparation before use'),
    viabilityAfter: make('%', viability('viabilityAfterInjectionPercent'), 'viability of what was left after the last injection'),
    viableAfter: make('cells', given.length === 0 ? actual : total(given.map((one, i) => viableAfter(context, one, cells[i] ?? fail('not recorded')))), 'live cells given × viability after / before the injections; taken as if no cell was lost'),
  }
}

function notesOf({ given, how }: DoseSlot): readonly string[] {
  const failed = given.filter((one) => valueOf(one.quality) === 'failed').length
  return [...new Set([
    ...(given.length > 1 ? [`${given.length} injections for this dose`] : []),
    ...(given.some((one) => valueOf(one.quality) === 'partial') ? ['partial injection: counts with the volume on record'] : []),
    ...(failed > 0 ? [`${failed} failed: counts as no cells`] : []),
    ...(how === 'by day' ? ['the injection names no planned dose: taken as the one planned for its day'] : []),
    ...(how === 'unplanned' ? ['fits no planned dose'] : []),
    ...given.flatMap((one) => valueOf(one.qualityNote) ?? []),
  ])]
}

/** What became of the dose, and why nothing was given where nothing was. */
function statusOf({ experiment }: DoseContext, { key, animal, isRecorded, lastDay }: DosedAnimal, { given, plan }: DoseSlot): { readonly status: DoseStatus; readonly reason: string } {
  if (given.length > 0) {
    const qualities = given.map((one) => valueOf(one.quality))
    if (qualities.every((q) => q === 'failed')) return { status: 'failed', reason: 'no injection succeeded' }
    return { status: qualities.some((q) => q === 'complete' || q === undefined) ? 'given' : 'partial', reason: 'not recorded' }
  }
  if (!isRecorded) return { status: 'not recorded', reason: 'no administration of this arm is recorded' }
  const due = plan === undefined ? undefined : dueDay(plan, experiment, key)
  if (due === undefined && valueOf(experiment.timing) === 'onset-relative') return { status: 'not recorded', reason: 'its own onset is not recorded: whether this dose was due is not known' }
  if (due !== undefined && animal.death !== undefined && animal.death.day <= due) return { status: 'not due', reason: 'the animal had died' }
  if (due !== undefined && due > lastDay) return { status: 'not due', reason: 'the records do not reach the day of this dose' }
  return { status: 'missed', reason: 'due, but no injection is on record' }
}

function perKilogram(cells: Result<number>, weight: ReturnType<typeof weightAt> | undefined): Result<number> {
  if (!cells.ok || weight === undefined || cells.value === 0) return cells
  return weight.ok ? ok((1000 * cells.value) / weight.value.grams) : weight
}

/** Sum of parts; the first part without a value is the reason why there is none. */
function total(parts: readonly Result<number>[]): Result<number> {
  let sum = 0
  for (const part of parts) {
    if (!part.ok) return part
    sum += part.value
  }
  return ok(sum)
}

function extreme(parts: readonly Result<number>[], which: 'least' | 'most'): Result<number> {
  const values: number[] = []
  for (const part of parts) {
    if (!part.ok) return part
    values.push(part.value)
  }
  return ok(which === 'least' ? Math.min(...values) : Math.max(...values))
}
