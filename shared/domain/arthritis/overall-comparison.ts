import { dunn } from '../../statistics/many-groups/dunn.ts'
import { kruskalWallis } from '../../statistics/many-groups/kruskal-wallis.ts'
import { roundForRanking } from '../../statistics/ranks.ts'
import type { TestResult } from '../estimate.ts'
import { armValues, type Arm, type EffectContext } from './arm-effect.ts'
import { unitValues } from './arm-test.ts'
import type { OverallComparison } from './arthritis-results.ts'

/**
 * All arms of one experiment together: Kruskal-Wallis on the mean scores, and Dunn's comparisons of all pairs with Holm. They stand beside the
 * declared test and never replace it. Where whole cages were allocated, cages are the units.
 */
export function overallComparison(arms: readonly Arm[], context: EffectContext): OverallComparison {
  const { design, simulated } = context
  const usable = arms.flatMap((arm) => {
    const values = unitValues(armValues(arm, 'primary'), design.scheme)
    return values.ok && values.value.length > 0 ? [{ arm, values: values.value.map(roundForRanking) }] : []
  })
  const n = usable.reduce((sum, u) => sum + u.values.length, 0)
  const nOf = design.scheme === 'whole-clusters' ? 'cages' : 'animals'
  const base = { adjustedP: null, adjustment: 'none', smallestP: null, n, nOf, simulated } as const
  const groups = usable.map((u) => u.values)
  const blocks = design.scheme === 'within-blocks' ? ['Animals were randomised within cages; this test does not use the cages.'] : []
  const kw = kruskalWallis(groups)
  const test: TestResult = kw.ok
    ? { ...base, test: 'Kruskal-Wallis test of all arms', p: kw.value.p, statistic: kw.value.h, statisticName: 'H', method: kw.value.method, warnings: [...kw.value.warnings, ...blocks] }
    : { ...base, test: 'Kruskal-Wallis test of all arms', p: null, statistic: null, statisticName: 'H', method: 'no p value', warnings: [kw.error] }
  const pairs = dunn(groups)
  return {
    test,
    pairs: !pairs.ok || usable.length < 3 ? [] : pairs.value.map((pair) => ({
      a: usable[pair.a]?.arm.label ?? '',
      b: usable[pair.b]?.arm.label ?? '',
      test: { ...base, n: (groups[pair.a]?.length ?? 0) + (groups[pair.b]?.length ?? 0), test: "Dunn's comparison of mean ranks", p: pair.p, adjustedP: pair.adjustedP, adjustment: 'Holm over all pairs of arms', statistic: pair.z, statisticName: 'z', method: 'Dunn 1964, tie-corrected, normal approximation', warnings: blocks },
    })),
  }
}
