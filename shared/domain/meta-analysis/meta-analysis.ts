import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import { mean, variance } from '../../statistics/descriptive.ts'
import { randomEffects, type StudyEffect } from '../../statistics/meta-analysis/random-effects.ts'
import type { Interval } from '../../util/interval.ts'
import type { ArmEffect, ArthritisResults } from '../arthritis/arthritis-results.ts'
import type { Estimate, ResultSource, UnitOfN } from '../estimate.ts'
import { notAssessed, type GroupContext } from '../group-estimate.ts'
import type { Benchmark, CombinedEffect, LeftOut, MetaAnalysisResults } from './meta-analysis-results.ts'

/** An arm of an own experiment against its vehicle arm. */
export type OwnContrast = { readonly results: ArthritisResults; readonly effect: ArmEffect }

type Candidate = { readonly label: string; readonly reduction: Estimate; readonly study: StudyEffect; readonly vehicleGroup: string; readonly experimentId: string }
type Looked = { readonly candidate: Candidate } | { readonly leftOut: LeftOut }

const method = 'percent reduction = 100 (1 - exp(mu)); mu: random-effects mean of ln(mean treated / mean vehicle)'

/**
 * Random-effects meta-analysis of the percent reduction of the time-weighted mean score, on the scale ln(ratio of means): own experiments, by the
 * delta method from their animals (or cages). Arms that share a vehicle group are correlated by the variance of that group. Animals are never
 * pooled across experiments. Published effects with limits stand beside as benchmarks and are not combined: their outcomes are their own.
 * Left out, by name and reason: simulated values; onset-relative experiments, whose effect is the adjusted one; literature without an interval (a reported "none" is no number and never a point); an arm or
 * vehicle whose mean is 0, since its logarithm does not exist, and no constant is added to make it exist.
 */
export function metaAnalysis(notebook: Notebook, contrasts: readonly OwnContrast[]): MetaAnalysisResults {
  const looked = contrasts.map(ownEffect)
  const published = literature(notebook)
  const benchmarks = published.flatMap((p) => ('reduction' in p ? [p] : []))
  const candidates = looked.flatMap((l) => ('candidate' in l ? [l.candidate] : []))
  const leftOut = [...looked.flatMap((l) => ('leftOut' in l ? [l.leftOut] : [])), ...published.flatMap((p) => ('reason' in p ? [p] : []))]
  const sources: readonly ResultSource[] = candidates.flatMap((c) => c.reduction.sources)
  const shared = { unit: '%', n: candidates.length, nOf: nOfEffects(candidates), simulated: false, sources, warnings: [] } as const
  const combined = randomEffects(candidates.map((c) => c.study), 'REML', [0.95, 0.9])
  const weights = combined.ok ? combined.value.weights : []
  const effects = candidates.map((c, i): CombinedEffect => ({ label: c.label, reduction: c.reduction, lnRatio: c.study.effect, variance: c.study.variance, weight: 100 * (weights[i] ?? 0), vehicleGroup: c.vehicleGroup }))
  const beside = besideOf(candidates.map((c) => c.study), shared)
  if (!combined.ok) return { effects, benchmarks, leftOut, summary: notAssessed(combined.error, method, shared), beside, prediction: null, heterogeneity: null }
  const { value, intervals, warnings, tau2, i2, q, prediction } = combined.value
  const [first] = prediction
  return {
    effects,
    benchmarks,
    leftOut,
    summary: { ...shared, value: reductionOf(value), intervals: intervals.map(percent), method: `${method}; ${combined.value.method}`, assumptions: assumptionsOf(candidates.length), warnings },
    beside,
    prediction: first === undefined ? null : percent(first),
    heterogeneity: { tau2, i2, q: q.value, df: q.df, p: q.p },
  }
}

/** The same mean by DerSimonian and Laird; they assume independent effects. */
function besideOf(studies: readonly StudyEffect[], shared: GroupContext): Estimate {
  const result = randomEffects(studies, 'DerSimonian-Laird', [0.95, 0.9])
  if (!result.ok) return notAssessed(result.error, method, shared)
  const { value, intervals, method: how, warnings } = result.value
  return { ...shared, value: reductionOf(value), intervals: intervals.map(percent), method: `${method}; ${how}`, assumptions: assumptionsOf(studies.length), warnings }
}

function assumptionsOf(effects: number): Estimate['assumptions'] {
  return [{ assumption: 'effects of experiments are about normal around their mean', outcome: 'not checked', detail: `${String(effects)} effects are too few to check it` }]
}

/** Limits of ln(ratio) as limits of the percent reduction, which turns them round. */
function percent(i: Interval): Interval {
  return { ...i, lower: i.upper === null ? null : reductionOf(i.upper), upper: i.lower === null ? null : reductionOf(i.lower) }
}

function reductionOf(lnRatio: number): number {
  return 100 * (1 - Math.exp(lnRatio))
}

function ownEffect({ results, effect }: OwnContrast): Looked {
  const label = `${results.code}, ${effect.armLabel}`
  const refuse = (reason: string): Looked => ({ leftOut: { label, from: 'own experiment', reason } })
  if (results.simulated || effect.reductionPercent.simulated) return refuse('simulated values')
  if (effect.invalidBecause.length > 0) return refuse(effect.invalidBecause.join('; '))
  // The effect of such a design is that at equal scores at the first dose; its plain ratio of means is another quantity.
  if (effect.adjusted !== null) return refuse('onset-relative: its effect is the one at equal scores at the first dose, which has no variance on ln(ratio of means) here, and the plain one is not it')
  const treated = spreadOf(results, effect.armKey)
  const vehicle = spreadOf(results, effect.vehicleArmKey)
  if (treated === undefined || vehicle === undefined) return refuse('an arm has fewer than two units with a mean score')
  if (!(treated.mean > 0 && vehicle.mean > 0)) return refuse('the mean of an arm is 0, so the ratio has no logarithm')
  const ofVehicle = vehicle.variance / (vehicle.n * vehicle.mean ** 2)
  const own = treated.variance / (treated.n * treated.mean ** 2)
  if (!(own + ofVehicle > 0)) return refuse('the animals do not vary, so the effect has no sampling variance')
  const vehicleGroup = `${results.experimentId} ${effect.vehicleArmKey}`
  return { candidate: { label, reduction: effect.reductionPercent, study: { effect: Math.log(treated.mean / vehicle.mean), variance: own + ofVehicle, control: vehicleGroup, sharedVariance: ofVehicle }, vehicleGroup, experimentId: results.experimentId } }
}

/** Experiments; effects where several arms of one enter. */
function nOfEffects(candidates: readonly Candidate[]): UnitOfN {
  return new Set(candidates.map((c) => c.experimentId)).size === candidates.length ? 'experiments' : 'effects'
}

/** Mean and variance of the units of an arm: animals, or cages where whole cages were allocated. */
function spreadOf(results: ArthritisResults, armKey: string): { readonly n: number; readonly mean: number; readonly variance: number } | undefined {
  const animals = results.animals.filter((a) => a.armKey === armKey && a.excludedBecause === undefined && a.meanScorePercent.value !== null)
  const byUnit = new Map<string, number[]>()
  for (const a of animals) {
    const unit = results.unit === 'cages' ? (a.cage ?? a.animalKey) : a.animalKey
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), a.meanScorePercent.value ?? 0])
  }
  const values = [...byUnit.values()].flatMap((v) => mean(v) ?? [])
  const [center, spread] = [mean(values), variance(values)]
  return values.length < 2 || center === undefined || spread === undefined ? undefined : { n: values.length, mean: center, variance: spread }
}

/** Literature arms: with both limits a benchmark, else left out; never combined. */
function literature(notebook: Notebook): readonly (Benchmark | LeftOut)[] {
  return notebook.all('literature-study').flatMap((study) => ordered(study.arms).map(([, arm]): Benchmark | LeftOut => {
    const label = `${study.code}, ${arm.material}${typeof arm.tableRow === 'string' ? ` (${arm.tableRow})` : ''}`
    const refuse = (reason: string): LeftOut => ({ label, from: 'literature', reason })
    const [value, lower, upper] = [valueOf(arm.effectPercent), valueOf(arm.effectLower), valueOf(arm.effectUpper)]
    if (study.origin?.type === 'simulated') return refuse('simulated values')
    if (value === undefined || lower === undefined || upper === undefined) {
      const words = { better: 'reported as better', none: 'no effect reported', worse: 'reported as worse' } as const
      const result = valueOf(arm.result)
      return refuse(`${result === undefined ? 'no effect size published' : words[result]}${value === undefined ? '' : `, ${String(value)} %`}, without an interval: never a point in a forest plot`)
    }
    if (!(lower <= value && value <= upper)) return refuse('the published limits do not enclose the effect')
    const animals = valueOf(arm.animals)
    const interval: Interval = { level: 0.95, lower, upper, method: 'as published; taken as 95 %' }
    const reduction: Estimate = { value, intervals: [interval], unit: '%', n: animals ?? 0, nOf: 'animals', method: 'as published', assumptions: [], warnings: animals === undefined ? ['The number of animals is not recorded.'] : [], simulated: false, sources: [{ kind: 'literature-study', id: study.id, name: study.code }] }
    return { label, outcome: valueOf(arm.outcome) ?? 'outcome not recorded', reduction }
  }))
}
