import { mean } from '../../statistics/descriptive.ts'
import type { ResultSource } from '../estimate.ts'
import type { ResponderLotUsed, Run } from '../suppression/runs.ts'
import { joinedThaws, unitGroups, type UnitGroups } from '../suppression/unit-groups.ts'
import type { RunPair } from './paired-results.ts'

/** A run, or several that belong together, with everything it may share with others. */
type Paired = { readonly pair: RunPair; readonly thaws: readonly string[]; readonly lot: ResponderLotUsed; readonly simulated: boolean }

/** Both sides of every run, and the independent units of those that are complete. */
export type RunPairs = {
  readonly pairs: readonly RunPair[]
  /** One value a unit, in the same order on both sides. */
  readonly first: readonly number[]
  readonly second: readonly number[]
  readonly of: UnitGroups['of']
  /** Complete pairs, before averaging to units. */
  readonly complete: number
  readonly warnings: readonly string[]
  readonly simulated: boolean
  readonly plateCodes: readonly string[]
}

/** How runs of two sides find each other: the same run (thaw or harvest x responder lot x day), or the same responders on the same day. */
export type PairedBy = 'run' | 'responders and day'

/** What the sides are, in words: "S without inhibitor", "S with indomethacin". */
export type SideNames = { readonly first: string; readonly second: string }

/**
 * Pairs the runs of two sides. By run: the same thaw or harvest, responder lot and day. By responders and day: the cells differ, and
 * what is shared is the responder lot and the day; several runs of one side in such a block are averaged.
 * Runs without an assessable S, without partner or (for blocks) without a known day are listed and left out.
 * Pairs that share a thaw or harvest of either side, or a responder donor, are averaged to independent units first.
 */
export function pairRuns(firsts: readonly Run[], seconds: readonly Run[], by: PairedBy, names: SideNames): RunPairs {
  const keyOf = (run: Run): string => (by === 'run' ? run.summary.runKey : `${run.lot.id}|${run.summary.day}`)
  const keys = [...new Set([...firsts, ...seconds].map(keyOf))]
  const all = keys.map((key) => pairOf(firsts.filter((r) => keyOf(r) === key), seconds.filter((r) => keyOf(r) === key), by, names))
  const sorted = all.toSorted((a, b) => compareText(a.pair.day, b.pair.day) || compareText(a.pair.label, b.pair.label))
  const complete = sorted.filter(({ pair }) => pair.leftOut === undefined)
  const levels = joinedThaws(complete.map((p) => p.thaws))
  const { groups, of, warnings } = unitGroups(complete.map((p, i) => ({ thaw: levels[i] ?? '', lot: p.lot })))
  const side = (value: (p: RunPair) => number | null): readonly number[] => groups.flatMap((group) => mean(group.flatMap((i) => { const p = complete[i]; return p === undefined ? [] : (value(p.pair) ?? []) })) ?? [])
  return {
    pairs: sorted.map((p) => p.pair),
    first: side((p) => p.first),
    second: side((p) => p.second),
    of,
    complete: complete.length,
    warnings,
    simulated: sorted.some((p) => p.simulated),
    plateCodes: [...new Set(complete.flatMap((p) => p.pair.plates))],
  }
}

/** Plates of the complete pairs as sources. */
export function sourcesOfPairs(pairs: RunPairs, plates: ReadonlyMap<string, ResultSource>): readonly ResultSource[] {
  return pairs.plateCodes.flatMap((code) => plates.get(code) ?? [])
}

function pairOf(firsts: readonly Run[], seconds: readonly Run[], by: PairedBy, names: SideNames): Paired {
  const both = [...firsts, ...seconds]
  const [any] = both
  if (any === undefined) throw new Error('a pair has at least one run')
  const values = (runs: readonly Run[]): number | null => mean(runs.flatMap((r) => r.summary.suppressionPercent ?? [])) ?? null
  const [first, second] = [values(firsts), values(seconds)]
  const missing = (runs: readonly Run[], which: string): readonly string[] =>
    runs.length === 0 ? [`${which} was not tested in it`] : values(runs) === null ? [`${which}: ${runs.map((r) => r.summary.notAssessable ?? 'not assessable').join('; ')}`] : []
  const undated = by === 'responders and day' && any.summary.day === 'not recorded' ? ['the day is not recorded, so that nothing can be paired by it'] : []
  const leftOut = [...undated, ...missing(firsts, names.first), ...missing(seconds, names.second)].join('; ')
  const label = by === 'run' ? any.summary.label : `responders ${any.lot.code}, ${any.summary.day === 'not recorded' ? 'day not recorded' : any.summary.day}`
  const used = both.filter((r) => r.summary.suppressionPercent !== null)
  return {
    pair: {
      label, day: any.summary.day, responderLot: any.lot.code, first, second,
      ...(leftOut === '' ? {} : { leftOut }),
      plates: [...new Set(both.flatMap((r) => r.summary.plates))],
    },
    thaws: [...new Set(used.map((r) => r.origin.key))],
    lot: any.lot,
    simulated: both.some((r) => r.summary.simulated),
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
