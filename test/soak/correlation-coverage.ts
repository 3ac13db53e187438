import { normal } from '../../shared/statistics/random-draws.ts'
import { stratifiedSpearman } from '../../shared/statistics/correlation/stratified-spearman.ts'
import { seededRandom } from '../../shared/statistics/seeded-random.ts'

/**
 * How often the 95 % interval of Spearman's rho holds the true one, for pairs with normal values: the rank correlation of a normal
 * population is 6/pi asin(r/2). Sets without an interval are counted apart.
 */
export function soakCorrelation(): void {
  console.log("Spearman's rho, 95 % interval by permutation (2,000 replicates up to 8 pairs, else 400)")
  for (const n of [5, 6, 8, 12, 20]) for (const r of [0, 0.4, 0.7, 0.9]) {
    const replicates = n <= 8 ? 2000 : 400
    const { covered, counted } = coverage(n, r, replicates, 100 * n + Math.round(10 * r))
    const p = covered / counted
    console.log(`  n = ${String(n)}, true rho ${((6 / Math.PI) * Math.asin(r / 2)).toFixed(2)}: ${(100 * p).toFixed(1)} % (±${(196 * Math.sqrt((p * (1 - p)) / counted)).toFixed(1)}), without interval ${((100 * (replicates - counted)) / replicates).toFixed(1)} %`)
  }
}

function coverage(n: number, r: number, replicates: number, seed: number): { readonly covered: number; readonly counted: number } {
  const random = seededRandom(seed)
  const truth = (6 / Math.PI) * Math.asin(r / 2)
  let covered = 0
  let counted = 0
  for (let i = 0; i < replicates; i++) {
    const pairs = Array.from({ length: n }, () => {
      const x = normal(random, 0, 1)
      return { x, y: r * x + Math.sqrt(1 - r * r) * normal(random, 0, 1), stratum: 'all' }
    })
    const result = stratifiedSpearman(pairs, { seed, draws: 4999 })
    const interval = result.ok ? result.value.intervals[0] : undefined
    if (interval === undefined) continue
    counted++
    if ((interval.lower ?? -1) <= truth && truth <= (interval.upper ?? 1)) covered++
  }
  return { covered, counted }
}
