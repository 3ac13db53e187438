import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arthritisResults } from '../../../shared/domain/arthritis.ts'
import { recordsOfBatch } from '../../../shared/domain/batch-graph.ts'
import { computeBatchResults } from '../../../shared/domain/compute-batch-results.ts'
import { custodyResults } from '../../../shared/domain/custody.ts'
import { experimentsOfBatch } from '../../../shared/domain/experiments-of-batch.ts'
import { growthResults } from '../../../shared/domain/growth.ts'
import { pairResults } from '../../../shared/domain/pairs.ts'
import { phenotypeResults } from '../../../shared/domain/phenotype.ts'
import { suppressionResults } from '../../../shared/domain/suppression.ts'
import { makeNotebook, nameOf, type Notebook } from '../../../shared/records/notebook.ts'
import type { AnyRecord, RecordKind } from '../../../shared/records/record-kinds.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { arthritisId, parsed, recordedAt } from '../../helpers/arthritis-records.ts'
import { batch, batchId, donor, grown, passage, record, uuid } from '../../helpers/culture-records.ts'
import { ids, pairNotebook } from '../../helpers/pair-records.ts'

/** Results straight from a notebook, without narrowing it to the batch first. */
function direct(notebook: Notebook, id: string): unknown {
  const suppression = suppressionResults(notebook, id)
  const arthritis = experimentsOfBatch(notebook, id).map((e) => arthritisResults(notebook, e.id))
  return { growth: growthResults(notebook, id), custody: custodyResults(notebook, id), phenotype: phenotypeResults(notebook, id), suppression, arthritis, pairs: pairResults(notebook, id, suppression, arthritis) }
}

/** Results name things in the order of the records; recordsOfBatch orders by id. */
const byId = (records: readonly AnyRecord[]): Notebook => makeNotebook(records.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
const narrowed = (notebook: Notebook, id: string): Notebook => makeNotebook(recordsOfBatch(notebook, id))
const namesOf = (notebook: Notebook, id: string, kind: RecordKind): readonly string[] => recordsOfBatch(notebook, id).filter((r) => r.kind === kind).map(nameOf)

/** A second batch (cells of arm t, tested), whose vial was drawn from the first one's stock, and things that must stay outside. */
const second: readonly AnyRecord[] = [
  { kind: 'batch', id: ids.batch2, code: 'B-2', source: { type: 'donor', donorId: ids.donor } },
  { kind: 'passage', id: ids.p4, code: 'B-2-P4', batchId: ids.batch2, number: 4, thawedVials: { [ids.vial1]: { order: 0 } } },
  { kind: 'passage', id: arthritisId(301), code: 'B-2-P5', batchId: ids.batch2, number: 5, parents: { [ids.p4]: { order: 0 } } },
  { kind: 'preparation', id: arthritisId(302), code: 'PR-2', experimentId: arthritisId(1), passageId: ids.p4 },
  { kind: 'administration', id: arthritisId(303), experimentId: arthritisId(1), animalKey: 't1', preparationId: arthritisId(302), performedAt: '2026-01-21T10:00' },
  { kind: 'quality-test', id: arthritisId(304), test: 'mycoplasma', subject: { type: 'passage', passageId: arthritisId(301) }, performedAt: '2026-01-11', result: 'pass' },
  { kind: 'assay', id: arthritisId(305), code: 'SA-2', title: 'of the second batch', conditions: {}, materials: { m: { order: 0, label: 'm', passageId: ids.p4 } }, responders: {} },
  { kind: 'reference-lot', id: arthritisId(306), code: 'REF', batchId: ids.batch },
  { kind: 'assay', id: arthritisId(307), code: 'SA-3', title: 'against the reference lot', conditions: {}, materials: { m: { order: 0, label: 'm', referenceLotId: arthritisId(306) } }, responders: {} },
  { kind: 'donor-private', id: arthritisId(308), donorId: ids.donor, salt: '0'.repeat(32), contact: 'secret' },
  { kind: 'permit', id: arthritisId(309), code: 'LIC', type: 'animal-licence', ledger: { a: { order: 0, experimentId: arthritisId(1) }, b: { order: 1, experimentId: arthritisId(310) } } },
  { kind: 'experiment', id: arthritisId(310), code: 'EXP-2', title: 'of nobody', scaleId: arthritisId(2), induction: {}, arms: {}, animals: {}, permitId: arthritisId(309) },
  { kind: 'sample-tube', id: arthritisId(311), code: 'T-1', experimentId: arthritisId(1), animalKey: 't0' },
  { kind: 'endpoint-measurement', id: arthritisId(312), experimentId: arthritisId(1), values: { v: { order: 0, animalKey: 't0', value: 1 } } },
  { kind: 'literature-study', id: arthritisId(313), code: 'LIT', citation: 'c', verification: 'read in full', arms: {} },
  { kind: 'relation-override', id: arthritisId(314), sides: 'msc-recipient', leftId: ids.batch, rightId: arthritisId(1), relation: 'allogeneic', reason: 'r' },
  { kind: 'relation-override', id: arthritisId(315), sides: 'msc-recipient', leftId: ids.batch2, rightId: arthritisId(310), relation: 'allogeneic', reason: 'r' },
].map((r) => parsed({ recordedAt, ...r }))

const small = makeNotebook([...pairNotebook({ study: { experiment: { permitId: arthritisId(309) } } }).records, ...second])

describe('recordsOfBatch', () => {
  it.each(['sample', 'small'])('holds everything that results use (%s notebook)', (which) => {
    // Fewer sessions, plates and permutations: the records matter here, not the numbers.
    const isNeeded = (r: AnyRecord, i: number): boolean => !((r.kind === 'scoring-session' && r.day % 7 !== 0) || (r.kind === 'plate' && i % 5 !== 0))
    const sample = (): readonly AnyRecord[] => buildSampleNotebook().filter(isNeeded).map((r) => (r.kind === 'lab-settings' ? { ...r, permutations: 99 } : r))
    const notebook = byId(which === 'small' ? small.records : sample())
    for (const b of notebook.all('batch')) expect(direct(narrowed(notebook, b.id), b.id), b.code).toEqual(direct(notebook, b.id))
  })

  it('narrowing twice is narrowing once, and results of the narrowed notebook are those of the whole, whatever is missing', () => {
    fc.assert(
      fc.property(fc.subarray([...small.records], { minLength: 20 }), fc.constantFrom(ids.batch, ids.batch2), (records, id) => {
        const notebook = byId(records)
        const once = recordsOfBatch(notebook, id)
        expect(recordsOfBatch(makeNotebook(once), id)).toEqual(once)
        if (notebook.get('batch', id) !== undefined) expect(direct(makeNotebook(once), id)).toEqual(direct(notebook, id))
        expect(once.filter((r) => r.kind === 'donor-private')).toEqual([])
      }),
      { numRuns: 60, seed: 20101 },
    )
  })

  it('gives the same results from the whole notebook and from its own records, findings included', () => {
    for (const id of [ids.batch, ids.batch2]) expect(computeBatchResults(narrowed(small, id), id)).toEqual(computeBatchResults(small, id))
  })

  it('takes the whole story of its experiments, with samples and endpoints, and the tests of other cells in its arms', () => {
    expect(namesOf(small, ids.batch, 'sample-tube')).toEqual(['T-1'])
    expect(namesOf(small, ids.batch, 'endpoint-measurement')).toEqual([arthritisId(312)])
    expect(namesOf(small, ids.batch, 'allocation')).toHaveLength(1)
    expect(namesOf(small, ids.batch, 'quality-test')).toEqual([arthritisId(304)])
    expect(namesOf(small, ids.batch, 'relation-override')).toEqual([arthritisId(314)])
    expect(computeBatchResults(small, ids.batch)?.pairs[0]?.mycoplasma).toContain('negative (test of passage B-2-P5, 10 days before use): B-2-P4')
  })

  it('takes assays that hold its cells only as a reference lot', () => {
    expect(namesOf(small, ids.batch, 'assay')).toEqual(['SA-1', 'SA-3'])
    expect(namesOf(small, ids.batch2, 'assay')).toEqual(['SA-2'])
  })

  it('takes ancestors of another batch without their assays, and descendants of another batch without their story', () => {
    expect(namesOf(small, ids.batch2, 'passage')).toEqual(['B-1-P3', 'B-2-P4', 'B-2-P5'])
    expect(namesOf(small, ids.batch2, 'vial')).toContain('V-1')
    expect(namesOf(makeNotebook(small.records.filter((r) => r.kind !== 'pair')), ids.batch, 'passage')).not.toContain('B-2-P5')
  })

  it('never takes private facts of the donor, literature, or other experiments under the same licence', () => {
    for (const id of [ids.batch, ids.batch2]) {
      expect(namesOf(small, id, 'permit')).toEqual(['LIC'])
      expect(namesOf(small, id, 'experiment')).toEqual(['EXP-1'])
      expect([...namesOf(small, id, 'donor-private'), ...namesOf(small, id, 'literature-study')]).toEqual([])
    }
  })

  it('does not depend on the order of records, is empty for an unknown batch, and ends on a cycle', () => {
    const backwards = makeNotebook(small.records.toReversed())
    expect(recordsOfBatch(backwards, ids.batch)).toEqual(recordsOfBatch(small, ids.batch))
    expect(recordsOfBatch(small, arthritisId(999))).toEqual([])
    const loop = makeNotebook([donor(), batch(), passage(1, grown(1, 2), [2]), passage(2, grown(1, 2), [1])])
    expect(recordsOfBatch(loop, batchId)).toHaveLength(4)
    expect(computeBatchResults(loop, batchId)?.growth.passages).toHaveLength(2)
    expect(recordsOfBatch(makeNotebook([donor(), batch(), record({ kind: 'lab-settings', id: uuid(5) })]), batchId)).toHaveLength(3)
  })
})
