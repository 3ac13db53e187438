import type { Notebook } from '../../records/notebook.ts'
import { valueOf } from '../../records/blank.ts'
import { finding } from '../consistency/make-finding.ts'
import type { Estimate, Finding } from '../estimate.ts'
import { withIndexSignals } from '../proliferation/index-signals.ts'
import { conditionWarnings } from '../suppression/suppression-condition.ts'
import { bridgeChain, bridgedPotency, conditionOf, lotsBefore, type BridgeChain } from './bridge.ts'
import { combinedDifference, combinedPotency } from './combine-runs.ts'
import { compareInAssay, parallelLimits, type ComparedSeries, type Material } from './compare-cells.ts'
import type { PotencyHeadline, PotencyResults, PotencyRun, PotencySeries } from './potency-results.ts'

/**
 * Potency of the cells of one batch relative to reference lots: every assay in which a material of the batch and a material recorded as
 * a reference lot stand on one plate, in one condition with the same responders. Per plate both curves are fitted together with the
 * shared wells without MSC; parallelism is judged by equivalence; runs with parallelism shown are combined on the logarithm; where it
 * is not shown, the difference of suppression at the reference ratio stands in. A reference lot is compared with other lots,
 * but not with those that were bridged from it; two materials of one lot are not compared.
 * Retired records are left out. The result does not depend on the order of records.
 */
export function potencyResults(recorded: Notebook, batchId: string): PotencyResults {
  const notebook = withIndexSignals(recorded)
  const findings: Finding[] = []
  const chains = new Map<string, BridgeChain | undefined>()
  const chainOf = (lotId: string): BridgeChain | undefined => {
    if (!chains.has(lotId)) chains.set(lotId, bridgeChain(notebook, lotId))
    return chains.get(lotId)
  }
  // The lots made of this batch: their own bridge is looked at even where nothing was compared with them since.
  for (const lot of notebook.all('reference-lot')) if (lot.batchId === batchId) chainOf(lot.id)
  const series = notebook.all('assay').flatMap((assay) => {
    const compared = compareInAssay(notebook, assay, (test, reference) => test.cells.batchId === batchId && mayCompare(notebook, test, reference))
    if (compared.both && compared.series.length === 0) {
      findings.push(finding(assay, 'note', 'reference-not-beside', '/materials', 'The assay holds these cells and a reference lot, but never on one plate in the same condition with the same responders: no potency can be computed.', 'Plate both on one plate; a comparison across plates is not offered.'))
    }
    return compared.series.map((s) => seriesOf(notebook, s, batchId, chainOf(s.referenceLotId)))
  })
  for (const chain of chains.values()) findings.push(...(chain?.findings ?? []))
  const { points, low, high } = parallelLimits(notebook)
  return { series, findings: unique(findings), limits: [points, low, high] }
}

function mayCompare(notebook: Notebook, test: Material, reference: Material): boolean {
  if (reference.lotId === undefined || test.lotId === reference.lotId) return false
  return test.lotId === undefined || !lotsBefore(notebook, reference.lotId).includes(test.lotId)
}

function seriesOf(notebook: Notebook, s: ComparedSeries, batchId: string, chain: BridgeChain | undefined): PotencySeries {
  const condition = s.assay.conditions[s.conditionKey]
  const lot = notebook.get('reference-lot', s.referenceLotId)
  const potency = combinedPotency(s.runs)
  const runs = s.runs.map((r) => r.run)
  const difference = combinedDifference(s.runs).estimate
  const headline = headlineOf(runs, potency.estimate, difference)
  return {
    assayId: s.assay.id,
    assayCode: s.assay.code,
    conditionKey: s.conditionKey,
    conditionLabel: condition?.label ?? 'condition not recorded',
    batchId,
    preparation: s.test.preparation,
    referenceLotId: s.referenceLotId,
    referenceLotCode: lot?.code ?? 'not on record',
    referencePreparation: s.reference.preparation,
    relation: s.relation.text,
    readoutUnit: valueOf(condition?.readoutUnit) ?? 'unit not recorded',
    referenceRatio: s.referenceRatio,
    runs,
    relativePotency: potency.estimate,
    suppressionDifference: difference,
    headline,
    ...(chain === undefined ? {} : { againstFirstLot: bridgedPotency(chain, potency, conditionOf(s)) }),
    warnings: [...new Set([
      ...conditionWarnings(s.assay, condition),
      ...s.warnings,
      ...(lot === undefined ? ['The reference lot is not on record.'] : []),
      ...(headline === 'difference of suppression' ? ['Parallelism is not shown in enough runs: a single relative potency does not describe these cells; quote the difference of suppression at the reference ratio.'] : []),
    ])],
    simulated: runs.some((r) => r.plates.some((p) => p.relativePotency.simulated)),
  }
}

function headlineOf(runs: readonly PotencyRun[], potency: Estimate, difference: Estimate): PotencyHeadline {
  if (potency.intervals.length > 0) return 'relative potency'
  if (runs.some((r) => r.leftOut !== undefined) && difference.value !== null) return 'difference of suppression'
  return potency.value === null ? 'nothing' : 'relative potency'
}

function unique(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((f) => [JSON.stringify([f.rule, f.id, f.field, f.reason]), f])).values()]
}
