import { stratifiedSpearman, type StratifiedPair, type StratifiedSpearman } from '../../statistics/correlation/stratified-spearman.ts'
import { roundForRanking } from '../../statistics/ranks.ts'
import { isSeed } from '../../statistics/seeded-random.ts'
import { fail, type Result } from '../../util/result.ts'
import type { Estimate, TestResult } from '../estimate.ts'
import { fromStatistic } from '../group-estimate.ts'
import type { DonorPair, NamedReason, RankCorrelation } from './concordance-results.ts'

export type Permutations = { readonly seed: number; readonly draws: number }
type Chosen = { readonly pairs: readonly DonorPair[]; readonly leftOut: readonly NamedReason[] }

/**
 * Rank correlation of suppression in vitro and reduction in vivo over donors, in the two ways that keep the units independent: pairs of which no
 * two share a donor or an experiment, and all pairs (one per donor) exchanged within their experiment. First comes the one with more possible
 * arrangements, which its design decides and not its result. Simulated pairs, and pairs without an interval on a side, never enter.
 * @param donors one pair per donor, in the order of the codes.
 */
export function rankCorrelations(donors: readonly DonorPair[], permutations: Permutations): readonly RankCorrelation[] {
  const usable = donors.filter((d) => !d.simulated && d.notCorrelatedBecause === null)
  const excluded = donors.filter((d) => d.simulated || d.notCorrelatedBecause !== null).map((d) => ({ code: d.code, reason: d.simulated ? 'simulated values' : (d.notCorrelatedBecause ?? '') }))
  const independent = onePerExperiment(usable)
  const within = withCompany(usable)
  const made = [
    { arrangements: logFactorial(independent.pairs.length), result: correlation('independent pairs', independent, excluded, permutations) },
    { arrangements: [...sizes(within.pairs).values()].reduce((sum, n) => sum + logFactorial(n), 0), result: correlation('within experiments', within, excluded, permutations) },
  ]
  return made.sort((a, b) => b.arrangements - a.arrangements).map((m) => m.result)
}

/** The first pair of each experiment; the others share its vehicle group. */
function onePerExperiment(pairs: readonly DonorPair[]): Chosen {
  const first = new Map<string, DonorPair>()
  for (const p of pairs.toSorted((a, b) => tierOrder(a) - tierOrder(b))) if (!first.has(p.experimentId)) first.set(p.experimentId, p)
  const isFirst = (p: DonorPair): boolean => first.get(p.experimentId) === p
  return { pairs: pairs.filter(isFirst), leftOut: pairs.filter((p) => !isFirst(p)).map((p) => ({ code: p.code, reason: `shares experiment ${p.experimentCode} with pair ${first.get(p.experimentId)?.code ?? ''}` })) }
}

function withCompany(pairs: readonly DonorPair[]): Chosen {
  const n = sizes(pairs)
  const alone = (p: DonorPair): boolean => n.get(p.experimentId) === 1
  return { pairs: pairs.filter((p) => !alone(p)), leftOut: pairs.filter(alone).map((p) => ({ code: p.code, reason: `the only pair of experiment ${p.experimentCode}: nothing to exchange it with` })) }
}

function sizes(pairs: readonly DonorPair[]): ReadonlyMap<string, number> {
  const n = new Map<string, number>()
  for (const p of pairs) n.set(p.experimentId, (n.get(p.experimentId) ?? 0) + 1)
  return n
}

function correlation(kind: RankCorrelation['kind'], { pairs, leftOut }: Chosen, excluded: readonly NamedReason[], { seed, draws }: Permutations): RankCorrelation {
  const values = pairs.map((p): StratifiedPair => ({ x: roundForRanking(p.suppression?.value ?? NaN), y: roundForRanking(p.reduction?.value ?? NaN), stratum: kind === 'within experiments' ? p.experimentId : '' }))
  const computed: Result<StratifiedSpearman> = !isSeed(seed) || !Number.isInteger(draws) || draws < 1
    ? fail('the seed or number of permutations set by the lab is impossible')
    : values.length < 3 ? fail(`${String(values.length)} ${values.length === 1 ? 'donor' : 'donors'}, at least 3 needed`) : stratifiedSpearman(values, { seed, draws }, [0.95, 0.9])
  const sources = pairs.map((p) => ({ kind: 'pair', id: p.pairId, name: p.code }))
  const shared = { unit: 'correlation', n: pairs.length, nOf: 'donors', simulated: false, sources } as const
  const method = `rank correlation of suppression in vitro and reduction of the score in vivo, ${kind}`
  const rho: Estimate = fromStatistic(computed, method, {
    ...shared,
    assumptions: [{ assumption: 'donors are independent of each other', outcome: 'not checked', detail: kind === 'within experiments' ? 'exchanged within experiments only' : 'no two pairs share a donor or an experiment' }],
    warnings: computed.ok && computed.value.smallestP > 0.05 ? [`No arrangement of these values could give p below ${computed.value.smallestP.toPrecision(2)}.`] : [],
  })
  const test: TestResult = {
    test: "Spearman's rank correlation (permutation)", p: computed.ok ? computed.value.p : null, adjustedP: computed.ok ? computed.value.p : null, adjustment: 'none: one correlation',
    statistic: computed.ok ? computed.value.value : null, statisticName: 'rho', smallestP: computed.ok ? computed.value.smallestP : null, n: pairs.length, nOf: 'donors',
    method: computed.ok ? computed.value.method : 'no p value', warnings: computed.ok ? [] : [computed.error], simulated: false,
  }
  return { kind, rho, test, pairs: pairs.map((p) => p.code), leftOut: [...excluded, ...leftOut] }
}

function tierOrder(p: DonorPair): number {
  return p.linkTier === 'A' ? 0 : 1
}

function logFactorial(n: number): number {
  let log = 0
  for (let i = 2; i <= n; i++) log += Math.log(i)
  return log
}
