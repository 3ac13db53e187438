import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { formatRatio } from '../../util/format-number.ts'
import { intervalAt, type Estimate } from '../estimate.ts'
import { marginOf } from './margins.ts'
import type { PairSide } from './pair-results.ts'
import { isSimulated } from '../simulated.ts'
import type { SuppressionResults, SuppressionSeries } from '../suppression/suppression-results.ts'
import { judge } from './verdict.ts'

type InVitro = NonNullable<RecordOf<'pair'>['inVitro']>

/** Fewest independent units (runs, or what they were averaged to) that a verdict may rest on. */
const runsNeeded = 3

/**
 * The in-vitro side of a pair: mean over runs at the pair's ratio, in its condition, of exactly its materials, judged by the verdict
 * rule. Fewer than 3 runs: inconclusive, "k runs, 3 needed". Not assessable: no such series, materials of several preparations, a part
 * of the materials of one preparation (which would leave out runs), responders of several relations, no run at the ratio.
 */
export function inVitroSide(notebook: Notebook, pair: RecordOf<'pair'>, suppression: SuppressionResults): PairSide {
  const margin = marginOf(notebook, pair, 'in vitro')
  const found = runMean(notebook, pair.inVitro, suppression)
  const estimate = typeof found === 'string' ? null : found
  const simulated = isSimulated(pair) || (estimate?.simulated ?? false)
  const enough = estimate !== null && estimate.n >= runsNeeded
  const verdict = judge({
    side: 'in vitro',
    estimate: estimate?.value ?? null,
    interval95: enough ? (intervalAt(estimate, 0.95) ?? null) : null,
    interval90: enough ? (intervalAt(estimate, 0.9) ?? null) : null,
    invalidBecause: typeof found === 'string' ? found : found.value === null ? (found.notAssessable ?? 'no estimate') : null,
    margin,
    forcedInconclusive: estimate === null || enough ? (estimate?.noInterval ?? null) : tooFew(estimate),
    simulated,
  })
  return { present: pair.inVitro !== undefined, what: describe(notebook, pair.inVitro), estimate, margin, verdict }
}

/** Series of the pair's assay and condition that hold one of its materials. */
export function matchSeries(inVitro: InVitro, suppression: SuppressionResults): readonly SuppressionSeries[] {
  return suppression.series.filter((s) => s.assayId === inVitro.assayId && s.conditionKey === inVitro.conditionKey && s.materialKeys.some((key) => inVitro.materials[key] !== undefined))
}

/** The mean over runs that the pair means, or why there is none. */
function runMean(notebook: Notebook, inVitro: InVitro | undefined, suppression: SuppressionResults): Estimate | string {
  if (inVitro === undefined) return 'the pair has no in vitro side'
  const assay = notebook.get('assay', inVitro.assayId)
  if (assay?.excluded !== undefined) return `the assay was excluded: ${assay.excluded.reason}`
  const label = (key: string): string => assay?.materials[key]?.label ?? key
  const series = matchSeries(inVitro, suppression)
  if (series.length === 0) return 'the assay has no wells with these materials in this condition'
  const preparations = new Set(series.map((s) => s.preparation))
  const covered = new Set(series.flatMap((s) => s.materialKeys))
  const left = Object.keys(inVitro.materials).filter((key) => !covered.has(key))
  const extra = [...covered].filter((key) => inVitro.materials[key] === undefined)
  if (preparations.size > 1) return `the materials are of different preparations, which are never pooled: ${[...preparations].join('; ')}`
  if (extra.length > 0) return `the pair leaves out materials of the same preparation (${extra.map(label).join(', ')}): runs must not be chosen; name all of them`
  if (left.length > 0) return `no wells hold the materials ${left.map(label).join(', ')}`
  if (series.length > 1) return `the responders stand in different relations to the cells, which are never pooled: ${series.map((s) => s.relation).join('; ')}`
  const mean = series[0]?.means.find((m) => Math.abs(m.ratio - inVitro.ratioMscPerResponder) <= 1e-9 * Math.abs(m.ratio))
  return mean === undefined ? `no run at the ratio ${ratioWords(inVitro.ratioMscPerResponder)}` : mean.suppression
}

function tooFew(estimate: Estimate): string {
  const unit = estimate.nOf === 'donors' ? 'responder donor' : 'run'
  return estimate.noInterval ?? `${estimate.n} ${unit}${estimate.n === 1 ? '' : 's'}, ${runsNeeded} needed`
}

function describe(notebook: Notebook, inVitro: InVitro | undefined): string {
  if (inVitro === undefined) return 'no in vitro side'
  const assay = notebook.get('assay', inVitro.assayId)
  const materials = Object.keys(inVitro.materials).map((key) => assay?.materials[key]?.label ?? key)
  return `${assay?.code ?? inVitro.assayId}, ${assay?.conditions[inVitro.conditionKey]?.label ?? inVitro.conditionKey}, ${ratioWords(inVitro.ratioMscPerResponder)}, ${materials.join(', ')}`
}

function ratioWords(ratio: number): string {
  return ratio > 0 ? `${formatRatio(ratio)} (MSC : responders)` : `${ratio} MSC per responder`
}
