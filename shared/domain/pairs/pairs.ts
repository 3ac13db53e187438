import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { ArthritisResults } from '../arthritis/arthritis-results.ts'
import { biasItems } from './bias-items.ts'
import { combineVerdicts } from './concordance.ts'
import { inVitroSide, matchSeries } from './in-vitro-side.ts'
import { inVivoSide } from './in-vivo-side.ts'
import { linkTier } from './link-tier.ts'
import { cellsInArm, cellsInAssay } from './linked-cells.ts'
import { mycoplasmaAtUse } from '../quality/mycoplasma-at-use.ts'
import type { PairResult } from './pair-results.ts'
import { isSimulated } from '../simulated.ts'
import type { SuppressionResults } from '../suppression/suppression-results.ts'

type Pair = RecordOf<'pair'>

/**
 * Verdicts of every pair of a batch: each side by the verdict rule, how the sides combine, and what belongs beside them on page 1: link
 * tier, margins with their time, exclusions, risk of bias, mycoplasma status at use. Passages, relations and schedules are never pooled
 * into one verdict. Only link tiers A and B may make a headline.
 * @param suppression of the same batch. @param arthritis of the experiments of the batch.
 * @returns in the order of the pairs' codes.
 */
export function pairResults(notebook: Notebook, batchId: string, suppression: SuppressionResults, arthritis: readonly ArthritisResults[]): readonly PairResult[] {
  return notebook.all('pair').filter((pair) => pair.batchId === batchId).map((pair) => pairResult(notebook, pair, suppression, arthritis))
}

function pairResult(notebook: Notebook, pair: Pair, suppression: SuppressionResults, arthritis: readonly ArthritisResults[]): PairResult {
  const simulatedPair = isSimulated(pair)
  const results = arthritis.find((a) => a.experimentId === pair.inVivo?.experimentId)
  const inVitro = inVitroSide(notebook, pair, suppression)
  const inVivo = inVivoSide(notebook, pair, results)
  const { concordance, reason } = combineVerdicts(inVitro.verdict, inVivo.verdict)
  const link = linkTier(notebook, pair)
  const experiment = notebook.get('experiment', pair.inVivo?.experimentId)
  const armKeys = pair.inVivo === undefined ? [] : [pair.inVivo.armKey, pair.inVivo.vehicleArmKey]
  return {
    pairId: pair.id,
    code: pair.code,
    batchCode: notebook.get('batch', pair.batchId)?.code ?? pair.batchId,
    inVitro,
    inVivo,
    linkTier: link.tier,
    linkReason: link.reason,
    concordance,
    concordanceReason: reason,
    headline: link.tier === 'A' || link.tier === 'B',
    exclusions: [...inVitroExclusions(notebook, pair, suppression), ...inVivoExclusions(results, armKeys)],
    biasItems: experiment === undefined ? [] : biasItems(notebook, experiment, results, armKeys),
    mycoplasma: mycoplasmaWords(notebook, pair),
    simulated: simulatedPair || inVitro.verdict.simulated || inVivo.verdict.simulated,
  }
}

function mycoplasmaWords(notebook: Notebook, { inVitro, inVivo }: Pair): string {
  const parts = [
    ...(inVitro === undefined ? [] : [mycoplasmaAtUse(notebook, 'in vitro', cellsInAssay(notebook, inVitro.assayId, Object.keys(inVitro.materials)))]),
    ...(inVivo === undefined ? [] : [mycoplasmaAtUse(notebook, 'in vivo', cellsInArm(notebook, inVivo.experimentId, inVivo.armKey))]),
  ]
  return parts.length === 0 ? 'no cells named' : parts.join('. ')
}

/** Wells and plates left out of the in-vitro side, with their reasons. */
function inVitroExclusions(notebook: Notebook, pair: Pair, suppression: SuppressionResults): readonly string[] {
  if (pair.inVitro === undefined) return []
  const wells = new Map<string, string[]>()
  for (const series of matchSeries(pair.inVitro, suppression)) {
    for (const plate of series.plates) {
      for (const well of plate.wells.excluded) {
        const key = `plate ${plate.plateCode}: ${well.excludedBecause ?? 'no reason given'}`
        wells.set(key, [...(wells.get(key) ?? []), well.well])
      }
    }
  }
  const assay = notebook.get('assay', pair.inVitro.assayId)
  const plates = notebook.all('plate').filter((p) => p.assayId === pair.inVitro?.assayId && p.excluded !== undefined)
  return [
    ...(assay?.excluded === undefined ? [] : [`assay ${assay.code} excluded: ${assay.excluded.reason}`]),
    ...plates.map((p) => `plate ${p.code} excluded: ${p.excluded?.reason ?? ''}`),
    ...[...wells].map(([key, names]) => `${key} (wells ${[...new Set(names)].join(', ')})`),
  ]
}

/** Animals left out or missing, arm by arm, with their reasons. */
function inVivoExclusions(results: ArthritisResults | undefined, armKeys: readonly string[]): readonly string[] {
  return (results?.arms ?? [])
    .filter((arm) => armKeys.includes(arm.armKey))
    .flatMap((arm) => [
      ...arm.excluded.map((e) => `${arm.label}: animal ${e.animal} excluded: ${e.reason}`),
      ...arm.missing.map((m) => `${arm.label}: animal ${m.animal} missing: ${m.reason}`),
    ])
}
