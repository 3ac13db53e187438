import { mean, standardDeviation } from '../../statistics/descriptive.ts'
import type { ArthritisResults } from '../arthritis/arthritis-results.ts'
import type { SuppressionSeries } from '../suppression/suppression-results.ts'

/** How the vehicle animals of an experiment scattered: what a plan of the next one needs. */
export type ObservedVehicle = {
  readonly experimentCode: string
  readonly armLabel: string
  readonly unit: 'animals' | 'cages'
  readonly n: number
  /** Share with a mean score of 0, 0 to 1. */
  readonly neverArthritic: number
  /** Mean and SD of the others, % of the scale maximum; null where fewer than 1, or 2, are left. */
  readonly severityPercent: number | null
  readonly severitySdPercent: number | null
  readonly simulated: boolean
}

/** How runs of one material scattered at one ratio. */
export type ObservedRuns = { readonly batchCode: string; readonly assayCode: string; readonly conditionLabel: string; readonly preparation: string; readonly ratio: number; readonly runs: number; readonly meanPoints: number; readonly sdPoints: number | null; readonly simulated: boolean }

/**
 * Scatter of each vehicle arm. The SD of few animals is itself uncertain: of 10 animals its 95 % limits are 0.69 and 1.83 times what was seen.
 * Experiments without an open allocation or scale give nothing.
 */
export function observedVehicles(experiments: readonly ArthritisResults[]): readonly ObservedVehicle[] {
  return experiments.flatMap((e) => e.arms.filter((arm) => arm.role === 'vehicle').flatMap((arm): readonly ObservedVehicle[] => {
    const animals = e.animals.filter((a) => a.armKey === arm.armKey && a.excludedBecause === undefined && a.meanScorePercent.value !== null)
    const byUnit = new Map<string, number[]>()
    for (const a of animals) {
      const unit = e.unit === 'cages' ? (a.cage ?? a.animalKey) : a.animalKey
      byUnit.set(unit, [...(byUnit.get(unit) ?? []), a.meanScorePercent.value ?? 0])
    }
    const values = [...byUnit.values()].flatMap((v) => mean(v) ?? [])
    const ill = values.filter((v) => v > 0)
    if (values.length === 0) return []
    return [{ experimentCode: e.code, armLabel: arm.label, unit: e.unit, n: values.length, neverArthritic: (values.length - ill.length) / values.length, severityPercent: mean(ill) ?? null, severitySdPercent: standardDeviation(ill) ?? null, simulated: e.simulated }]
  }))
}

/** Scatter of run values of each series of a batch at each ratio. The SD holds the error of the wells as well. */
export function observedRuns(batchCode: string, series: readonly SuppressionSeries[]): readonly ObservedRuns[] {
  return series.flatMap((s) => s.means.flatMap((m): readonly ObservedRuns[] => {
    const values = m.runs.flatMap((r) => (r.suppressionPercent === null ? [] : [r.suppressionPercent]))
    const center = mean(values)
    if (center === undefined) return []
    return [{ batchCode, assayCode: s.assayCode, conditionLabel: s.conditionLabel, preparation: s.preparation, ratio: m.ratio, runs: values.length, meanPoints: center, sdPoints: standardDeviation(values) ?? null, simulated: s.simulated }]
  }))
}
