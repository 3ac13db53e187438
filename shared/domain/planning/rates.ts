import { wilsonProportion } from '../../statistics/proportions.ts'
import { verdictKinds, verdictWord, type Side, type VerdictKind } from '../pairs/verdict.ts'
import type { ArmOutlook, Rate } from './planning-results.ts'

/** A proportion of replicates with its Monte-Carlo error. */
export function simulatedRate(hits: number, replicates: number): Rate {
  const p = hits / replicates
  const wilson = wilsonProportion({ events: hits, total: replicates })
  const interval = wilson.ok ? wilson.value.intervals[0] : undefined
  return { percent: 100 * p, standardError: 100 * Math.sqrt((p * (1 - p)) / replicates), lower: 100 * (interval?.lower ?? 0), upper: 100 * (interval?.upper ?? 1) }
}

/** A probability computed without drawing. */
export function exactRate(probability: number): Rate {
  const percent = 100 * Math.max(0, Math.min(1, probability))
  return { percent, standardError: 0, lower: percent, upper: percent }
}

/** Outcomes of replicates of one arm, as they are counted. */
export type Tally = {
  readonly verdicts: Map<VerdictKind, number>
  readonly halfWidths: number[]
  excludesZero: number
  testBelow5: number
}

export function emptyTally(): Tally {
  return { verdicts: new Map(), halfWidths: [], excludesZero: 0, testBelow5: 0 }
}

/** Counts of an arm as rates. @param tested whether a test was made in every replicate. */
export function outlookOf(label: string, truth: number, side: Side, tally: Tally, replicates: number, tested: boolean): ArmOutlook {
  const halves = tally.halfWidths.toSorted((a, b) => a - b)
  const middle = halves[Math.floor(halves.length / 2)] ?? Infinity
  return {
    label,
    truth,
    verdicts: verdictKinds.map((kind) => ({ kind, label: verdictWord(side, kind), rate: simulatedRate(tally.verdicts.get(kind) ?? 0, replicates) })),
    medianHalfWidth90: Number.isFinite(middle) ? middle : null,
    excludesZero: simulatedRate(tally.excludesZero, replicates),
    testBelow5: tested ? simulatedRate(tally.testBelow5, replicates) : null,
  }
}
