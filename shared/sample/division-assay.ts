import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { humanPbmcCondition } from './conditions.ts'
import { inOrder, refs, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { simulateDivision } from './simulate-division.ts'

const code = 'SIM-A-UC2-DIV'
const seed = 43020
const respondersPerWell = 50_000

/** Cells of one thaw: key, vial, day, responder lot. */
export type DivisionRun = { readonly key: string; readonly vialCode: string; readonly day: string; readonly lotCode: string }

/** Division of purified T cells by dye dilution at 72 and 96 h, read as percent of precursors divided, with counting beads. */
export function divisionAssay(batchCode: string, passageCode: string, runs: readonly DivisionRun[]): readonly AnyRecord[] {
  const { readoutUnit: _, ...shared } = humanPbmcCondition
  const condition = { ...shared, readout: 'CellTrace Violet', respondersPerWell, proliferationIndex: 'flowjo-percent-divided', generationCountsAs: 'events acquired' } as const
  const first = runs.map((r) => r.day).toSorted()[0] ?? ''
  const lots = [...new Set(runs.map((r) => r.lotCode))]
  const assay: RecordOf<'assay'> = {
    ...sampleHeader('assay', code, simulated('division assay', seed), first),
    code,
    title: 'Second cord: division of T cells by dye dilution',
    performedAt: first,
    operatorId: sampleId('person', 'SIM-CD'),
    protocolId: sampleId('protocol', 'SIM-SOP-SUPPRESSION'),
    protocolVersion: '1',
    conditions: inOrder({
      h72: { ...condition, label: 'anti-CD3/CD28 beads, CellTrace Violet, 72 h', coCultureH: 72 },
      h96: { ...condition, label: 'anti-CD3/CD28 beads, CellTrace Violet, 96 h', coCultureH: 96 },
    }),
    materials: inOrder(Object.fromEntries(runs.map((r) => [r.key, { label: `vial ${r.vialCode}`, batchId: sampleId('batch', batchCode), passageId: sampleId('passage', passageCode), vialId: sampleId('vial', r.vialCode), state: 'thawed' as const }]))),
    responders: inOrder(Object.fromEntries(lots.map((lot) => [`lot${String(lots.indexOf(lot) + 1)}`, { label: lot, responderLotId: sampleId('responder-lot', lot) }]))),
    background: 'unstimulated',
    minimumStimulationIndex: 2,
    referenceRatio: 0.1,
    referenceConditionKey: 'h96',
    referenceDeclaredAt: '2025-08-01T09:00:00Z',
  }
  const plates = simulateDivision({
    assayCode: code,
    respondersPerWell,
    beadsAdded: 10_000,
    generations: 8,
    conditions: [
      { key: 'h72', truth: { dividing: 0.72, divisions: 2.4, sd: 0.9, alive: 0.9 }, ratios: [0.1] },
      { key: 'h96', truth: { dividing: 0.74, divisions: 3.5, sd: 1, alive: 0.86 }, ratios: [0.02, 0.1, 0.4] },
    ],
    suppression: { maximum: 0.9, half: 0.12, slope: 1.3, runSdPoints: 5 },
    runs: runs.map((r, i) => ({ plateCode: `${code}-R${String(i + 1)}`, day: r.day, responderKey: `lot${String(lots.indexOf(r.lotCode) + 1)}`, materialKey: r.key })),
    seed,
    equipment: refs(sampleId('equipment', 'SIM-EQ-CYTOMETER')),
  })
  return [assay, ...plates]
}
