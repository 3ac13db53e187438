import type { Tally } from './rates.ts'
import type { SimulatedVerdict } from './simulate-in-vitro.ts'

/** Adjusted p below which a test counts, as in the verdict rule. */
const alpha = 0.05

/** Counts one simulated outcome. An unbounded 90 % interval, or none, has no width: it counts as infinite. */
export function addTo(tally: Tally, { verdict, interval90, interval95, p }: SimulatedVerdict): void {
  tally.verdicts.set(verdict.kind, (tally.verdicts.get(verdict.kind) ?? 0) + 1)
  tally.halfWidths.push(interval90 === null || interval90.lower === null || interval90.upper === null ? Infinity : (interval90.upper - interval90.lower) / 2)
  if (interval95 !== null && ((interval95.lower !== null && interval95.lower > 0) || (interval95.upper !== null && interval95.upper < 0))) tally.excludesZero++
  if (p !== null && p < alpha) tally.testBelow5++
}
