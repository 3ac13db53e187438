import { mean } from '../../statistics/descriptive.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import type { Estimate } from '../estimate.ts'
import { fromStatistic, notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import type { EffectContext } from './arm-effect.ts'
import { unitValues, type ArmValue } from './arm-test.ts'

/**
 * Mean over the units of an arm (animals, or cages where whole cages were allocated) with t intervals of 90 and 95 %; the value alone
 * where there is one unit or no variation. Reasons for not being assessable: no value, an animal without a cage in a whole-cage design.
 */
export function groupEstimate(values: readonly ArmValue[], what: string, unit: string, { design, simulated, sources }: Pick<EffectContext, 'design' | 'simulated' | 'sources'>): Estimate {
  const nOf = design.scheme === 'whole-clusters' ? 'cages' : 'animals'
  const method = `mean over ${nOf} of the ${what}`
  const units = unitValues(values, design.scheme)
  const context: GroupContext = { unit, n: units.ok ? units.value.length : 0, nOf, simulated, sources, warnings: design.unitWarnings }
  if (!units.ok) return notAssessed(units.error, method, context)
  const average = mean(units.value)
  if (average === undefined) return notAssessed('no animal of this arm has a value', method, context)
  const interval = meanInterval(units.value, [0.9, 0.95])
  return interval.ok ? fromStatistic(interval, method, context) : withoutInterval(average, interval.error, method, context)
}
