import { fail, ok, type Result } from '../util/result.ts'
import { count, invalidGroup } from './numeric-input.ts'
import { doubledMidranks } from './ranks.ts'
import { isSeed, seededRandom, type SeededRandom } from './seeded-random.ts'
import { convolve, subsetSumCost, subsetSumDistribution, type IntegerDistribution } from './shift-algorithm.ts'

/** How animals were allocated, which is how labels may be exchanged. */
export type PermutationScheme = 'individual' | 'within-blocks' | 'whole-clusters'

export type PermutationUnit = {
  readonly value: number
  readonly arm: 'a' | 'b'
  /** The cage (block or cluster); any text that tells cages apart. Not used by the individual scheme. */
  readonly cage?: string | undefined
}

export type PermutationOptions = {
  /** Needed when the exact distribution is out of reach; stored with the result. Whole number, 0 to 4294967295. */
  readonly seed: number
  /** Draws of the Monte-Carlo test; default 99,999. */
  readonly draws?: number | undefined
  /** Most steps of counting to spend on the exact distribution; default 1e8, about half a second. */
  readonly exactLimit?: number | undefined
}

export type PermutationTest = {
  /** Two-sided. */
  readonly p: number
  /** Sum over arm a of midrank - (N + 1)/2: negative when arm a has the lower values. */
  readonly statistic: number
  /** Its mean over all permutations; 0 except within blocks. */
  readonly expected: number
  /** Smallest p that any exchange of the labels on these values could give: with too few cages no result can be significant. */
  readonly smallestP: number
  readonly n: { readonly a: number; readonly b: number; readonly unit: 'animals' | 'cages' | 'animals within cages' }
  readonly exact: boolean
  /** Monte-Carlo only; null when exact. */
  readonly seed: number | null
  readonly draws: number | null
  readonly method: string
  readonly warnings: readonly string[]
}

/** Scores, in whole numbers, of the things whose labels are exchanged, in strata within which they are exchanged. */
type Stratum = { readonly scores: readonly number[]; readonly chosen: number }

/**
 * Permutation test of the midrank sum of two arms, following the allocation: animals individually; animals within their cage
 * (cage = block); or whole cages (cage = unit). Ranks are taken over all animals. The statistic is the centred midrank sum of arm a,
 * T = sum (rank - (N + 1)/2), which for individual animals is the Mann-Whitney test and which stays comparable when cages differ in size.
 * p = P(|T - E| >= |t - E|) with E the mean of T over the permutations. Exact by the shift algorithm where it can be afforded, else
 * Monte-Carlo with (b + 1)/(M + 1) (Davison and Hinkley 1997, section 4.2) and the stored seed.
 *
 * Reasons for failure: an empty arm; a value that is no number; a missing cage where the scheme needs it; a whole cage with both arms
 * in it; no cage that holds both arms within blocks. All values tied: p = 1 with a warning.
 * @throws RangeError for an impossible seed or number of draws.
 */
export function permutationTest(units: readonly PermutationUnit[], scheme: PermutationScheme, options: PermutationOptions): Result<PermutationTest> {
  if (!isSeed(options.seed)) throw new RangeError(`seed must be a whole number from 0 to 4294967295, not ${options.seed}`)
  const draws = options.draws ?? 99_999
  if (!Number.isInteger(draws) || draws < 1) throw new RangeError(`draws must be a whole number of at least 1, not ${draws}`)
  const invalid =
    invalidGroup('arm a', units.filter((unit) => unit.arm === 'a').map((unit) => unit.value), 1) ??
    invalidGroup('arm b', units.filter((unit) => unit.arm === 'b').map((unit) => unit.value), 1)
  if (invalid !== undefined) return fail(invalid)
  // Doubled, so that midranks and the centre are whole numbers.
  const ranks = doubledMidranks(units.map((unit) => unit.value))
  const scored = units.map((unit, index) => ({ ...unit, score: (ranks[index] ?? 0) - (units.length + 1) }))
  const strata = strataOf(scored, scheme)
  if (!strata.ok) return strata
  const observed = scored.reduce((sum, unit) => (unit.arm === 'a' ? sum + unit.score : sum), 0)
  const expected = strata.value.reduce((sum, stratum) => sum + stratum.chosen * meanOf(stratum.scores), 0)
  const cost = strata.value.reduce((sum, stratum) => sum + subsetSumCost(stratum.scores, stratum.chosen), 0) + convolutionCost(strata.value)
  const exact = cost <= (options.exactLimit ?? 1e8)
  const { p, smallestP } = exact ? exactP(strata.value, observed, expected) : monteCarloP(strata.value, observed, expected, draws, seededRandom(options.seed))
  const n = counts(units, scheme)
  const label = { individual: 'individual animals', 'within-blocks': 'animals within cages', 'whole-clusters': 'whole cages' }[scheme]
  const how = exact ? 'exact' : `Monte-Carlo, ${draws} draws, seed ${options.seed}`
  const warnings: string[] = []
  if (scored.every((unit) => unit.score === 0)) warnings.push('All values are equal: the test cannot find a difference.')
  else if (smallestP > 0.05) {
    warnings.push(`No arrangement of ${count(n.a + n.b, n.unit === 'cages' ? 'cage' : 'animal')} could give p below ${smallestP.toPrecision(2)}: too few units for a test at 5 %.`)
  }
  return ok({
    p, smallestP, statistic: observed / 2, expected: expected / 2, n, exact, warnings,
    seed: exact ? null : options.seed, draws: exact ? null : draws, method: `midrank-sum permutation test of ${label}, two-sided, ${how}`,
  })
}

/**
 * Smallest two-sided p that an allocation can ever give, whatever the data: 2 / (number of arrangements) when the arms are of equal size
 * in every block (the mirrored arrangement is as extreme), else 1 / (number of arrangements). 2, 3, 4 whole cages per arm: 0.33, 0.10, 0.029.
 * @param strata number of units per arm: one entry for individual animals or whole cages, one per cage for blocks; whole numbers >= 0.
 */
export function smallestReachableP(strata: readonly { readonly a: number; readonly b: number }[]): number {
  const logArrangements = strata.reduce((sum, { a, b }) => sum + logChoose(a + b, a), 0)
  const mirrored = strata.every(({ a, b }) => a === b) ? 2 : 1
  return Math.min(1, mirrored * Math.exp(-logArrangements))
}

function strataOf(units: readonly (PermutationUnit & { readonly score: number })[], scheme: PermutationScheme): Result<readonly Stratum[]> {
  if (scheme === 'individual') return ok([{ scores: units.map((unit) => unit.score), chosen: units.filter((unit) => unit.arm === 'a').length }])
  const cages = new Map<string, { readonly scores: number[]; a: number }>()
  for (const unit of units) {
    if (unit.cage === undefined) return fail('an animal has no cage, but the allocation was by cage')
    const cage = cages.get(unit.cage) ?? { scores: [], a: 0 }
    cage.scores.push(unit.score)
    if (unit.arm === 'a') cage.a++
    cages.set(unit.cage, cage)
  }
  const all = [...cages.entries()]
  const mixed = all.filter(([, cage]) => cage.a > 0 && cage.a < cage.scores.length)
  if (scheme === 'within-blocks') {
    if (mixed.length === 0) return fail('no cage holds animals of both arms: the labels cannot be exchanged within cages')
    return ok(all.map(([, cage]) => ({ scores: cage.scores, chosen: cage.a })))
  }
  const first = mixed[0]
  if (first !== undefined) return fail(`cage ${first[0]} holds animals of both arms, but whole cages were allocated`)
  const scores = all.map(([, cage]) => cage.scores.reduce((sum, score) => sum + score, 0))
  return ok([{ scores, chosen: all.filter(([, cage]) => cage.a > 0).length }])
}

function exactP(strata: readonly Stratum[], observed: number, expected: number): { readonly p: number; readonly smallestP: number } {
  const start: IntegerDistribution = { lowest: 0, probability: Float64Array.of(1) }
  const { lowest, probability } = strata.map((stratum) => subsetSumDistribution(stratum.scores, stratum.chosen)).reduce(convolve, start)
  const distance = (index: number): number => Math.abs(lowest + index - expected)
  const farthest = probability.reduce((far, mass, index) => (mass > 0 ? Math.max(far, distance(index)) : far), 0)
  // Sums are whole numbers and `expected` a fraction with small denominator: 1e-7 separates equal from different.
  const tail = (from: number): number => probability.reduce((total, mass, index) => (distance(index) >= from - 1e-7 ? total + mass : total), 0)
  return { p: Math.min(1, tail(Math.abs(observed - expected))), smallestP: Math.min(1, tail(farthest)) }
}

function monteCarloP(strata: readonly Stratum[], observed: number, expected: number, draws: number, random: SeededRandom): { readonly p: number; readonly smallestP: number } {
  const limit = Math.abs(observed - expected) - 1e-7
  const pools = strata.map((stratum) => ({ scores: [...stratum.scores], chosen: stratum.chosen }))
  let reached = 0
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0
    for (const { scores, chosen } of pools) {
      // The first steps of a Fisher-Yates shuffle choose the subset; the pool may stay shuffled for the next draw.
      for (let i = 0; i < chosen; i++) {
        const j = i + random.below(scores.length - i)
        const picked = scores[j] ?? 0
        scores[j] = scores[i] ?? 0
        scores[i] = picked
        sum += picked
      }
    }
    if (Math.abs(sum - expected) >= limit) reached++
  }
  const smallest = Math.max(1 / (draws + 1), smallestReachableP(strata.map(({ scores, chosen }) => ({ a: chosen, b: scores.length - chosen }))))
  return { p: (reached + 1) / (draws + 1), smallestP: smallest }
}

function counts(units: readonly PermutationUnit[], scheme: PermutationScheme): PermutationTest['n'] {
  const of = (arm: 'a' | 'b'): number => {
    const members = units.filter((unit) => unit.arm === arm)
    return scheme === 'whole-clusters' ? new Set(members.map((unit) => unit.cage)).size : members.length
  }
  const unit = scheme === 'whole-clusters' ? 'cages' : scheme === 'individual' ? 'animals' : 'animals within cages'
  return { a: of('a'), b: of('b'), unit }
}

/** Work of convolving the distributions of the strata one after the other, from the widths of their sums. */
function convolutionCost(strata: readonly Stratum[]): number {
  let width = 1
  let cost = 0
  for (const { scores, chosen } of strata) {
    const next = 1 + chosen * (scores.reduce((a, b) => Math.max(a, b), -Infinity) - scores.reduce((a, b) => Math.min(a, b), Infinity))
    cost += width * next
    width += next - 1
  }
  return cost
}

function meanOf(scores: readonly number[]): number {
  return scores.reduce((sum, score) => sum + score, 0) / scores.length
}

function logChoose(n: number, k: number): number {
  let log = 0
  for (let i = 1; i <= Math.min(k, n - k); i++) log += Math.log((n - i + 1) / i)
  return log
}
