import { describe, expect, it } from 'vitest'
import { intervalAt } from '../../../../shared/domain/estimate.ts'
import { bridgeChain } from '../../../../shared/domain/potency/bridge.ts'
import { potencyResults } from '../../../../shared/domain/potency/potency.ts'
import { makeNotebook, type Notebook } from '../../../../shared/records/notebook.ts'
import type { AnyRecord } from '../../../../shared/records/record-kinds.ts'
import { estimatesIn, incompleteBecause } from '../../../helpers/estimates-in.ts'
import { assayId, lotId, potencySetup, potencyWells, referenceBatchId, referenceMaterials, referenceRecords, testCurve, type Bridge } from '../../../helpers/potency-records.ts'
import { batchId, recordedAt, setup, uuid } from '../../../helpers/suppression-records.ts'

const bridgeAssayId = uuid(600)

/** The assay of a bridge: lot B (vials 4 to 6) against lot A (vials 1 to 3) in three runs, B needing 1/`potency` of the MSC. */
function bridgeAssay(potency: number, condition: Readonly<Record<string, unknown>> = {}): readonly unknown[] {
  return [
    {
      kind: 'assay', id: bridgeAssayId, recordedAt, code: 'SA-BRIDGE', title: 'bridge of lot B', background: 'unstimulated', referenceRatio: 0.1, referenceConditionKey: 'k', referenceDeclaredAt: '2025-01-01T09:00:00+01:00',
      conditions: { k: { order: 0, label: 'another name', stimulus: 'anti-CD3', readout: '3H-thymidine', readoutUnit: 'cpm', ratioDenominator: 'purified responders', ...condition } },
      materials: { ...referenceMaterials('A', 3), ...referenceMaterials('B', 3, 'new', 4) },
      responders: Object.fromEntries([1, 2, 3].map((i) => [`r${String(i)}`, { order: i, label: `lot ${String(i)}`, responderLotId: uuid(50 + i) }])),
    },
    ...[1, 2, 3].map((i) => ({
      kind: 'plate', id: uuid(610 + i), recordedAt, code: `PB-${String(i)}`, assayId: bridgeAssayId, format: '384', performedAt: `2025-12-0${String(i)}`,
      wells: potencyWells({ test: testCurve(potency * (0.95 + 0.05 * i)), testKey: `new${String(i)}`, referenceKey: `ref${String(i)}`, responderKey: `r${String(i)}`, seed: 40 + i }),
    })),
  ]
}

/** The batch in three runs (or `count`) against lot B, with lots and further records as told. */
function records(lots: Readonly<Record<string, Bridge | undefined>>, more: readonly unknown[] = [], count = 3): readonly AnyRecord[] {
  const runs = Array.from({ length: count }, (_, i) => i + 1).map((i) => ({ test: testCurve(1.9 + 0.05 * i) }))
  return setup(potencySetup(runs, { lotsOf: lots, lots: [['D1'], ['D2'], ['D3']], materials: referenceMaterials('B', 3), condition: { stimulus: 'anti-CD3' }, more }))
}

const notebookOf = (...input: Parameters<typeof records>): Notebook => makeNotebook(records(...input))
const bridged: Bridge = { from: 'A', potency: 1.5, assays: [bridgeAssayId] }

describe('a bridged reference lot', () => {
  const results = potencyResults(notebookOf({ A: undefined, B: bridged }, bridgeAssay(1.5)), batchId)
  const first = results.series[0]?.againstFirstLot

  it('expresses the potency against the first lot, with the uncertainty of both comparisons', () => {
    const own = results.series[0]?.relativePotency
    expect(first?.firstLotCode).toBe('REF-A')
    expect(first?.relativePotency.value).toBeCloseTo(1.5 * (own?.value ?? NaN), 10)
    const [narrow, wide] = [own, first?.relativePotency].map((e) => (e === undefined ? undefined : intervalAt(e, 0.95)))
    expect((wide?.upper ?? 0) / (wide?.lower ?? 1)).toBeGreaterThan((narrow?.upper ?? 0) / (narrow?.lower ?? 1))
    expect(estimatesIn(results).flatMap(incompleteBecause)).toEqual([])
  })

  it('computes the bridge again, and has nothing to find where the assigned value fits', () => {
    expect(first?.links).toHaveLength(1)
    expect(first?.links[0]).toMatchObject({ lotCode: 'REF-B', fromCode: 'REF-A', assigned: 1.5, assays: ['SA-BRIDGE'] })
    expect(first?.links[0]?.recomputed.value).toBeGreaterThan(1.4)
    expect(first?.links[0]?.recomputed.value).toBeLessThan(1.75)
    expect(results.findings).toEqual([])
    expect(first?.relativePotency.warnings).toEqual([])
  })

  it('the batch of the new lot shows its potency against the lot before, and the lot before is not judged by the new one', () => {
    const notebook = notebookOf({ A: undefined, B: { from: 'A', potency: 1.5 } }, bridgeAssay(1.5), 1)
    const { series } = potencyResults(notebook, referenceBatchId)
    expect(series.map((s) => [s.assayCode, s.referenceLotCode, s.preparation.includes('REF-B')])).toEqual([['SA-BRIDGE', 'REF-A', true]])
  })

  it('does not depend on the order of records', () => {
    expect(potencyResults(makeNotebook(records({ A: undefined, B: bridged }, bridgeAssay(1.5)).toReversed()), batchId)).toEqual(results)
  })

  it('a bridge made in another condition gets a warning', () => {
    const other = potencyResults(notebookOf({ A: undefined, B: bridged }, bridgeAssay(1.5, { stimulus: 'PHA' })), batchId)
    expect(other.series[0]?.againstFirstLot?.relativePotency.warnings).toEqual(['The bridge of REF-B was made in another condition than this assay.'])
  })
})

describe('findings about bridges', () => {
  const rules = (lots: Readonly<Record<string, Bridge | undefined>>): readonly string[] => potencyResults(notebookOf(lots, [], 1), batchId).findings.map((f) => f.rule)

  it('an assigned value outside the recomputed interval', () => {
    const [found] = potencyResults(notebookOf({ A: undefined, B: { ...bridged, potency: 3 } }, bridgeAssay(1.5), 1), batchId).findings
    expect(found).toMatchObject({ rule: 'bridge-outside-interval', severity: 'warning', name: 'REF-B', field: '/bridgedFrom/relativePotency' })
    expect(found?.reason).toMatch(/^The relative potency assigned to REF-B against REF-A, 3, lies outside the 95 % interval computed/)
  })

  it('a missing and an impossible value', () => {
    expect(rules({ A: undefined, B: { from: 'A' } })).toEqual(['bridge-value-missing'])
    expect(rules({ A: undefined, B: { from: 'A', potency: -1 } })).toEqual(['bridge-value-impossible'])
  })

  it('a lot that is not on record', () => {
    const results = potencyResults(notebookOf({ B: bridged }, [], 1), batchId)
    expect(results.findings.map((f) => f.rule)).toEqual(['bridge-lot-missing'])
    expect(results.series[0]?.againstFirstLot?.relativePotency.notAssessable).toBe('the reference lot that REF-B was bridged from is not on record')
  })

  it('a chain that goes round', () => {
    const lots = { A: { from: 'C', potency: 1 }, B: { from: 'A', potency: 1 }, C: { from: 'B', potency: 1 } }
    const results = potencyResults(notebookOf(lots, [], 1), batchId)
    expect(results.findings.map((f) => f.rule)).toEqual(['bridge-cycle'])
    expect(results.series[0]?.againstFirstLot?.relativePotency.notAssessable).toMatch(/comes back to lot REF-B: REF-B from REF-A from REF-C from REF-B/)
    expect(rules({ B: { from: 'B', potency: 1 } })).toEqual(['bridge-cycle'])
  })
})

describe('bridges that cannot be computed again', () => {
  const recomputed = (...input: Parameters<typeof records>): string | undefined => bridgeChain(notebookOf(...input), lotId('B'))?.links[0]?.recomputed.notAssessable

  it('say why', () => {
    expect(recomputed({ A: undefined, B: { from: 'A', potency: 1.5 } })).toBe('the bridge of lot REF-B names no assay')
    expect(recomputed({ A: undefined, B: bridged })).toBe('the assays of the bridge of lot REF-B are not in the notebook')
    expect(recomputed({ A: undefined, B: { ...bridged, assays: [assayId] } })).toBe('the assays of the bridge hold no plate with both REF-B and REF-A')
  })

  it('leave a value without an interval', () => {
    const { relativePotency } = potencyResults(notebookOf({ A: undefined, B: { from: 'A', potency: 1.5 } }), batchId).series[0]?.againstFirstLot ?? { relativePotency: undefined }
    expect(relativePotency?.value).toBeGreaterThan(2)
    expect(relativePotency?.noInterval).toMatch(/^the uncertainty of the chain is not known: the bridge of REF-B has no interval/)
  })

  it('a lot that was not bridged has no chain', () => {
    expect(bridgeChain(makeNotebook(setup({ plates: [], more: referenceRecords() })), lotId('A'))).toBeUndefined()
  })
})
