import { againstControl } from '../../shared/statistics/many-groups/against-control.ts'
import { dunnett } from '../../shared/statistics/many-groups/dunnett.ts'
import { normal } from '../../shared/statistics/random-draws.ts'
import { seededRandom } from '../../shared/statistics/seeded-random.ts'
import { pairedPercent } from '../../shared/statistics/two-groups/paired-percent.ts'

/** Share lost: how often the 95 % interval holds the true share, among experiments that have one. */
export type ShareRow = { readonly runs: number; readonly suppression: number; readonly runSd: number; readonly trueShare: number; readonly experiments: number; readonly defined: number; readonly covers: number; readonly medianWidth: number }

/**
 * Experiments of 3, 4 or 6 runs: S of a run normal about the true suppression, the share lost of a run normal about the true one (SD 0.1), each S read
 * with an error of 4 points. Deterministic by its seed.
 */
export function shareCoverage(experiments: number, seed: number): readonly ShareRow[] {
  const random = seededRandom(seed)
  const designs = [[60, 10], [30, 10]] as const
  return [3, 4, 6].flatMap((runs) => designs.flatMap(([suppression, runSd]) => [0, 0.5, 1.1].map((trueShare) => {
    const results = Array.from({ length: experiments }, () => {
      const s = Array.from({ length: runs }, () => suppression + runSd * normal(random, 0, 1))
      const read = (x: number): number => x + 4 * normal(random, 0, 1)
      const without = s.map(read)
      const lost = s.map((x, i) => (without[i] ?? NaN) - read(x * (1 - trueShare - 0.1 * normal(random, 0, 1))))
      return pairedPercent(lost, without)
    })
    const intervals = results.flatMap((r) => (r.ok ? (r.value.intervals[0] ?? []) : []))
    const widths = intervals.map((i) => (i.upper ?? NaN) - (i.lower ?? NaN)).toSorted((a, b) => a - b)
    const held = intervals.filter((i) => (i.lower ?? Infinity) <= 100 * trueShare && (i.upper ?? -Infinity) >= 100 * trueShare).length
    return { runs, suppression, runSd, trueShare, experiments, defined: intervals.length / experiments, covers: held / intervals.length, medianWidth: widths[Math.floor(widths.length / 2)] ?? NaN }
  })))
}

/** Within a plate: how often a ratio that does nothing is called different, and how often 15 % suppression is. */
export type PlateRow = { readonly spread: string; readonly suppressed: string; readonly plates: number; readonly falseAny: number; readonly falseDunnettAlone: number; readonly foundAt15: number | null; readonly methods: Readonly<Record<string, number>> }

/**
 * Plates of 6 control wells and 5 ratios in quadruplicate; control at 42,000, background 420. Spread of wells: constant coefficient of variation,
 * constant SD, or growing with the root of the signal. Deterministic by its seed.
 */
export function plateErrorRates(plates: number, seed: number): readonly PlateRow[] {
  const random = seededRandom(seed)
  const spreads: readonly (readonly [string, (mean: number) => number])[] = [
    ['CV 10 %', (m) => m * Math.exp(0.1 * normal(random, 0, 1))],
    ['CV 20 %', (m) => m * Math.exp(0.2 * normal(random, 0, 1))],
    ['SD 5 % of the control', (m) => m + 2100 * normal(random, 0, 1)],
    ['root of the signal', (m) => m + 15 * Math.sqrt(m) * normal(random, 0, 1)],
  ]
  const truths = [[0, 0, 0, 0, 0], [0, 0, 40, 70, 90], [0, 15, 60, 90, 98]] as const
  return spreads.flatMap(([spread, read]) => truths.map((truth): PlateRow => {
    const counts = { falseAny: 0, alone: 0, found: 0, methods: new Map<string, number>() }
    for (let i = 0; i < plates; i++) {
      const wells = (s: number, n: number): readonly number[] => Array.from({ length: n }, () => read(420 + (42_000 - 420) * (1 - s / 100)))
      const control = wells(0, 6)
      const groups = truth.map((s) => wells(s, 4))
      const [chosen, alone] = [againstControl(control, groups, 420), dunnett(control, groups)]
      if (!chosen.ok || !alone.ok) throw new Error('a simulated plate could not be compared')
      const called = chosen.value.comparisons.map((c) => (c.p ?? 1) < 0.05)
      if (truth.some((s, k) => s === 0 && called[k] === true)) counts.falseAny++
      if (truth.some((s, k) => s === 0 && (alone.value.comparisons[k]?.p ?? 1) < 0.05)) counts.alone++
      if (called[truth.findIndex((s) => s === 15)] === true) counts.found++
      counts.methods.set(chosen.value.method, (counts.methods.get(chosen.value.method) ?? 0) + 1)
    }
    const methods = Object.fromEntries([...counts.methods].map(([name, n]) => [name, n / plates]))
    return { spread, suppressed: truth.join(', '), plates, falseAny: counts.falseAny / plates, falseDunnettAlone: counts.alone / plates, foundAt15: truth.some((s) => s === 15) ? counts.found / plates : null, methods }
  }))
}
