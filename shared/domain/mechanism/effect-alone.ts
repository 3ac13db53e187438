import { valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { mean } from '../../statistics/descriptive.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { intervalAt, type Estimate } from '../estimate.ts'
import { fromStatistic, notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import type { SettingUsed } from '../settings-used.ts'
import { isSimulated } from '../simulated.ts'
import type { AssayRow } from '../suppression/assay-rows.ts'
import type { GroupWells, SuppressionRule } from '../suppression/plate-suppression.ts'
import { RUNS_NEEDED } from '../suppression/run-means.ts'
import { benchDay } from '../suppression/runs.ts'
import { impossibleSignal } from '../suppression/suppression-readout.ts'
import type { WellValue } from '../suppression/suppression-results.ts'
import { controlWells, usedSignals, type WellGroup } from '../suppression/suppression-wells.ts'
import { singularUnit, unitGroups } from '../suppression/unit-groups.ts'
import type { AloneOutcome, EffectAlone } from './mechanism-results.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>
export type Controls = Pick<GroupWells, 'stimulated' | 'unstimulated'>

/** Two sets of controls without MSC: those that are asked about, and those they are compared with. */
export type ControlPair = { readonly asked: (plate: Plate, group: WellGroup) => Controls; readonly base: (plate: Plate, group: WellGroup) => Controls }

const LEVELS = [0.95, 0.9]

/**
 * Suppression of the responders without any MSC, in points: 100 (1 - (C' - B')/(C - B)) per plate, C' and B' with what is asked about, mean over runs
 * (responder lot x day; shared donors averaged first) with t interval. Positive: the read-out falls.
 * @param limit beyond which a change matters.
 */
export function readoutAlone(assay: Assay, rows: readonly AssayRow[], rule: SuppressionRule, pair: ControlPair, what: string, limit: SettingUsed): EffectAlone {
  const method = `suppression of responders by ${what} without MSC, 100 (1 - (C' - B')/(C - B)) per plate: mean over runs, t interval with k - 1 df`
  return effectOver(assay, rows, method, 'points', limit, (plate, group) => {
    const blank = rule.readout === 'optical' ? controlWells(assay, plate, { role: 'blank', conditionKey: group.conditionKey }) : []
    const asked = netSignal(pair.asked(plate, group), rule, blank, what)
    if (!asked.ok) return asked
    const base = netSignal(pair.base(plate, group), rule, blank, 'nothing added')
    if (!base.ok) return base
    return base.value > 0 ? ok(100 * (1 - asked.value / base.value)) : fail('the stimulated wells do not exceed the background')
  })
}

/** Viability of the stimulated responders with what is asked about minus that without, in points; negative: cells die of it. */
export function viabilityAlone(assay: Assay, rows: readonly AssayRow[], pair: ControlPair, what: string, limit: SettingUsed): EffectAlone {
  const method = `viability of stimulated responders with ${what} minus without, no MSC: mean over runs, t interval with k - 1 df`
  return effectOver(assay, rows, method, 'points', limit, (plate, group) => {
    const viability = (wells: readonly WellValue[]): number | undefined => mean(wells.filter((w) => w.excludedBecause === undefined).flatMap((w) => valueOf(plate.wells[w.well]?.viabilityPercent) ?? []))
    const [asked, base] = [viability(pair.asked(plate, group).stimulated), viability(pair.base(plate, group).stimulated)]
    return asked === undefined || base === undefined ? fail('viability was not recorded in the wells') : ok(asked - base)
  })
}

function netSignal({ stimulated, unstimulated }: Controls, rule: SuppressionRule, blank: readonly WellValue[], what: string): Result<number> {
  const background = rule.background === 'none' ? blank : unstimulated
  for (const { well, signal, excludedBecause } of [...stimulated, ...background]) {
    const problem = signal === null || excludedBecause !== undefined ? undefined : impossibleSignal(rule.readout, signal)
    if (problem !== undefined) return fail(`the signal of well ${well} ${problem}`)
  }
  const c = mean(usedSignals(stimulated))
  const b = rule.background === 'none' && blank.length === 0 ? 0 : mean(usedSignals(background))
  if (c === undefined) return fail(`no usable stimulated well without MSC, ${what}`)
  return b === undefined ? fail(`no usable unstimulated well without MSC, ${what}`) : ok(c - b)
}

/** One value per plate, responder lot and stimulators; runs are responder lot x day, since no MSC are in it. */
function effectOver(assay: Assay, rows: readonly AssayRow[], method: string, unit: string, limit: SettingUsed, valueOn: (plate: Plate, group: WellGroup) => Result<number>): EffectAlone {
  const sets = [...new Map(rows.map((r) => [JSON.stringify([r.plate.id, r.group.responderKey, r.group.stimulatorKey]), r])).values()]
  const computed = sets.map((row) => ({ row, value: valueOn(row.plate, row.group) }))
  const runs = new Map<string, { readonly lot: AssayRow['lot']; readonly values: number[] }>()
  for (const { row, value } of computed) {
    if (!value.ok) continue
    const key = `${row.lot.id}|${benchDay(row.plate.performedAt) ?? 'day not recorded'}`
    const run = runs.get(key) ?? { lot: row.lot, values: [] }
    run.values.push(value.value)
    runs.set(key, run)
  }
  const list = [...runs.entries()]
  const { groups, of, warnings } = unitGroups(list.map(([key, run]) => ({ thaw: key, lot: run.lot })))
  const values = groups.flatMap((group) => mean(group.flatMap((i) => mean(list[i]?.[1].values ?? []) ?? [])) ?? [])
  const refused = refusals(computed.flatMap(({ row, value }) => (value.ok ? [] : [{ plate: row.plate.code, reason: value.error }])))
  const context: GroupContext = {
    unit,
    n: values.length,
    nOf: of === 'responder donors' ? 'donors' : 'runs',
    simulated: isSimulated(assay) || sets.some((r) => isSimulated(r.plate)),
    sources: [...new Map(computed.flatMap(({ row, value }) => (value.ok ? [[row.plate.id, { kind: 'plate', id: row.plate.id, name: row.plate.code }] as const] : []))).values()],
    warnings: values.length === 0 ? warnings : [...warnings, ...refused.map((r) => `Left out: ${r}.`)],
  }
  const estimate = estimateOf(values, method, { units: of === 'runs' ? 'runs' : of, one: singularUnit(of), refused }, context)
  return { estimate, outcome: outcomeOf(estimate, limit.value), limit }
}

function estimateOf(values: readonly number[], method: string, words: { readonly units: string; readonly one: string; readonly refused: readonly string[] }, context: GroupContext): Estimate {
  const value = mean(values)
  if (value === undefined) return notAssessed(words.refused.join('; ') || 'there are no plates', method, context)
  if (values.length < RUNS_NEEDED) return withoutInterval(value, `${String(values.length)} ${values.length === 1 ? words.one : words.units}, ${String(RUNS_NEEDED)} needed`, method, context)
  const interval = meanInterval(values, LEVELS)
  return interval.ok ? fromStatistic(interval, method, context) : withoutInterval(value, interval.error, method, context)
}

/** Each reason once, with the plates it holds for. */
function refusals(all: readonly { readonly plate: string; readonly reason: string }[]): readonly string[] {
  return [...new Set(all.map((r) => r.reason))].map((reason) => {
    const plates = [...new Set(all.filter((r) => r.reason === reason).map((r) => r.plate))]
    return `${reason} (${plates.length === 1 ? 'plate' : 'plates'} ${plates.join(', ')})`
  })
}

/** In the order of the verdict rule: shown to lie inside the limit; else shown to differ from 0, or as large as the limit; else neither. */
function outcomeOf(estimate: Estimate, limit: number): AloneOutcome {
  const [narrow, wide] = [intervalAt(estimate, 0.9), intervalAt(estimate, 0.95)]
  if (narrow !== undefined && (narrow.lower ?? -Infinity) > -limit && (narrow.upper ?? Infinity) < limit) return 'no relevant change'
  if (estimate.value === null) return 'not shown'
  const beyond = wide !== undefined && ((wide.lower ?? -Infinity) > 0 || (wide.upper ?? Infinity) < 0)
  return beyond || Math.abs(estimate.value) >= limit ? 'changes' : 'not shown'
}
