import { meanInterval } from '../../statistics/mean-interval.ts'
import { welchT } from '../../statistics/two-groups/welch-t.ts'
import type { Estimate } from '../estimate.ts'
import { fromStatistic, notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import { exponentiated } from '../endpoints/location.ts'
import type { MediatorFold } from './mediator-results.ts'
import type { ReplicateGroup } from './replicates.ts'

const levels = [0.9, 0.95] as const

/**
 * Fold change of a group against the reference group over independent replicates, on the log scale. Replicates that carry the same name in
 * both groups make the design paired: the t interval of the log ratios of the complete pairs. Otherwise Welch's interval of the difference
 * of mean logs. Threshold cycles (Ct, Cq) are logarithms to base 2 already: fold = 2^-(difference), as in Livak and Schmittgen 2001.
 * Not assessable: a limit of quantification in either group, values that are not above 0, no replicate.
 */
export function foldChange(group: ReplicateGroup, reference: ReplicateGroup, isCycles: boolean, context: Omit<GroupContext, 'n'>): MediatorFold {
  const names = new Set(reference.replicates.filter((r) => r.named).map((r) => r.label))
  const shared = group.replicates.filter((r) => r.named && names.has(r.label))
  const design = shared.length > 0 ? 'paired' : 'independent'
  const base = { group: group.label, reference: reference.label, design } as const
  const own = design === 'paired' ? shared : group.replicates
  const others = design === 'paired' ? shared.flatMap((r) => reference.replicates.find((o) => o.named && o.label === r.label) ?? []) : reference.replicates
  const scale = isCycles ? '2^−(difference of threshold cycles)' : 'ratio on the log scale'
  const unpaired = design === 'paired' ? group.replicates.length + reference.replicates.length - 2 * shared.length : 0
  const n = design === 'paired' ? shared.length : own.length + others.length
  const method = `${group.label} / ${reference.label}, ${scale}, ${design === 'paired' ? `${n} pairs` : `Welch, ${own.length} against ${others.length} independent replicates`}`
  const full: GroupContext = { ...context, n, warnings: [...(context.warnings ?? []), ...(unpaired === 0 ? [] : [`${unpaired} replicates without a partner are left out of the pairs.`])] }
  const all = [...own, ...others]
  if (all.some((r) => r.value !== null && r.bound !== undefined)) return { ...base, fold: notAssessed('a replicate lies outside the limits of quantification, and a limit is no measurement', method, full) }
  if (all.some((r) => r.value === null)) return { ...base, fold: notAssessed(all.find((r) => r.value === null)?.notAssessable ?? 'a replicate has no value', method, full) }
  const values = (list: ReplicateGroup['replicates']): readonly number[] => list.map((r) => r.value ?? NaN)
  if (!isCycles && all.some((r) => !((r.value ?? NaN) > 0))) return { ...base, fold: notAssessed('a value is not above 0: it has no logarithm', method, full) }
  const logs = (list: readonly number[]): readonly number[] => list.map((v) => (isCycles ? -v * Math.LN2 : Math.log(v)))
  return { ...base, fold: foldOf(logs(values(own)), logs(values(others)), design, method, full) }
}

function foldOf(a: readonly number[], b: readonly number[], design: 'independent' | 'paired', method: string, context: GroupContext): Estimate {
  if (a.length === 0 || b.length === 0) return notAssessed('a group has no replicate', method, context)
  const average = (x: readonly number[]): number => x.reduce((sum, v) => sum + v, 0) / x.length
  const result = design === 'paired' ? meanInterval(a.map((v, i) => v - (b[i] ?? NaN)), levels) : welchT(a, b, levels)
  return result.ok ? exponentiated(fromStatistic(result, method, context)) : withoutInterval(Math.exp(average(a) - average(b)), result.error, method, context)
}
