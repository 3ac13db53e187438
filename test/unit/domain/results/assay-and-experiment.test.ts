import { describe, expect, it } from 'vitest'
import { arthritisResults } from '../../../../shared/domain/arthritis/arthritis.ts'
import { experimentsOfBatch } from '../../../../shared/domain/arthritis/experiments-of-batch.ts'
import { pairResults } from '../../../../shared/domain/pairs/pairs.ts'
import { computeAssayResults } from '../../../../shared/domain/results/compute-assay-results.ts'
import { computeBatchResults } from '../../../../shared/domain/results/compute-batch-results.ts'
import { computeComparison } from '../../../../shared/domain/results/compute-comparison.ts'
import { computeExperimentResults } from '../../../../shared/domain/results/compute-experiment-results.ts'
import { recordsOfAssay, recordsOfExperiment } from '../../../../shared/domain/results/record-graph.ts'
import { suppressionResults } from '../../../../shared/domain/suppression/suppression.ts'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import { buildSampleNotebook } from '../../../../shared/sample/build-sample-notebook.ts'

const whole = makeNotebook(buildSampleNotebook().map((r) => (r.kind === 'lab-settings' ? { ...r, permutations: 99 } : r)).toSorted((a, b) => (a.id < b.id ? -1 : 1)))

describe('results of an assay', () => {
  it.each(whole.all('assay').map((a) => [a.code, a.id] as const))('%s: the records of the assay give what the whole notebook gives', (_, assayId) => {
    const results = computeAssayResults(whole, assayId)
    expect(results?.batches.length).toBeGreaterThan(0)
    for (const batch of results?.batches ?? []) expect(batch.series).toEqual(suppressionResults(whole, batch.batchId).series.filter((s) => s.assayId === assayId))
    expect(computeAssayResults(makeNotebook(recordsOfAssay(whole, assayId)), assayId)).toEqual(results)
  })

  it('holds no other assay and no animal', () => {
    const assay = whole.all('assay').find((a) => a.code === 'SIM-A-UC')
    const records = recordsOfAssay(whole, assay?.id ?? '')
    expect(records.filter((r) => r.kind === 'assay').map((r) => r.id)).toEqual([assay?.id])
    expect(records.some((r) => r.kind === 'scoring-session' || r.kind === 'administration' || r.kind === 'donor-private')).toBe(false)
  })

  it('is undefined where there is no such assay', () => { expect(computeAssayResults(whole, 'none')).toBeUndefined() })
})

describe('results of an experiment', () => {
  it.each(whole.all('experiment').map((e) => [e.code, e.id] as const))('%s: the records of the experiment give what the whole notebook gives', (_, experimentId) => {
    const results = computeExperimentResults(whole, experimentId)
    expect(results?.arthritis).toEqual(arthritisResults(whole, experimentId))
    for (const pair of results?.pairs ?? []) {
      const batchId = whole.get('pair', pair.pairId)?.batchId ?? ''
      const all = pairResults(whole, batchId, suppressionResults(whole, batchId), experimentsOfBatch(whole, batchId).map((e) => arthritisResults(whole, e.id)))
      expect(all.find((p) => p.pairId === pair.pairId)).toEqual(pair)
    }
    expect(results?.pairs.map((p) => p.pairId).sort()).toEqual(whole.all('pair').filter((p) => p.inVivo?.experimentId === experimentId).map((p) => p.id).sort())
    expect(computeExperimentResults(makeNotebook(recordsOfExperiment(whole, experimentId)), experimentId)).toEqual(results)
  })
})

describe('results across batches', () => {
  it('holds the pairs of every batch as the batch itself gives them', () => {
    const batches = whole.all('batch').filter((b) => ['SIM-UC-0001', 'SIM-BM-BALB'].includes(b.code))
    const comparison = computeComparison(whole, batches.map((b) => b.id))
    expect(comparison.pairs).toEqual(batches.flatMap((b) => computeBatchResults(whole, b.id)?.pairs ?? []))
    expect(comparison.pairs.length).toBeGreaterThan(1)
  })
})
