import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arthritisResults } from '../../../../shared/domain/arthritis/arthritis.ts'
import { recordsOfBatch } from '../../../../shared/domain/results/record-graph.ts'
import { computeBatchResults } from '../../../../shared/domain/results/compute-batch-results.ts'
import { custodyResults } from '../../../../shared/domain/custody/custody.ts'
import { experimentsOfBatch } from '../../../../shared/domain/arthritis/experiments-of-batch.ts'
import { growthResults } from '../../../../shared/domain/growth/growth.ts'
import { pairResults } from '../../../../shared/domain/pairs/pairs.ts'
import { phenotypeResults } from '../../../../shared/domain/phenotype/phenotype.ts'
import { suppressionResults } from '../../../../shared/domain/suppression/suppression.ts'
import { makeNotebook, nameOf, type Notebook } from '../../../../shared/records/notebook.ts'
import type { AnyRecord, RecordKind } from '../../../../shared/records/record-kinds.ts'
import { buildSampleNotebook } from '../../../../shared/sample/build-sample-notebook.ts'
import { arthritisId, parsed, recordedAt } from '../../../helpers/arthritis-records.ts'
import { batch, batchId, donor, grown, passage, record, uuid } from '../../../helpers/culture-records.ts'
import { bank, vial } from '../../../helpers/finding-checks.ts'
import { ids, pairNotebook } from '../../../helpers/pair-records.ts'

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

  describe('takes a record that hangs on by one link only', () => {
    const absent = uuid(999)
    const found = (record: AnyRecord, others: readonly AnyRecord[]): boolean => recordsOfBatch(makeNotebook([donor(), batch(), ...others, record]), batchId).includes(record)
    /** Removing the record it hangs on cuts it off. */
    const hangsOn = (name: string, link: AnyRecord, kind: string, fields: Readonly<Record<string, unknown>>, more: readonly AnyRecord[] = []): readonly [string, AnyRecord, AnyRecord, readonly AnyRecord[]] => [`${kind} on ${name}`, link, record({ kind, id: uuid(800), ...(hasCode.has(kind) ? { code: 'X' } : {}), ...fields }), more]
    const hasCode = new Set(['passage', 'pair', 'reference-lot', 'assay', 'experiment', 'bank', 'preparation', 'vial', 'plate', 'sample-tube'])
    const p1 = passage(1)
    const anAssay = (materials: unknown) => ({ title: 't', conditions: {}, responders: {}, materials: { m: { order: 0, label: 'm', ...(materials as object) } } })
    const anExperiment = (dose: unknown) => ({ title: 't', scaleId: absent, induction: {}, animals: {}, arms: { t: { order: 0, label: 't', role: 'treatment', doses: { d: { order: 0, ...(dose as object) } } } } })
    const theAssay = record({ kind: 'assay', id: uuid(500), code: 'A', ...anAssay({ batchId }) })
    const theExperiment = record({ kind: 'experiment', id: uuid(400), code: 'E', ...anExperiment({ batchId }) })
    const others = record({ kind: 'experiment', id: uuid(401), code: 'F', ...anExperiment({}) })
    const prepared = (more: object) => record({ kind: 'preparation', id: uuid(440), code: 'PR', experimentId: absent, passageId: uuid(101), ...more })
    const harvestOf = { type: 'harvest', passageId: absent }
    const ofPassage = { type: 'passage', passageId: uuid(101) }

    it.each([
      hangsOn('batch', batch(), 'passage', { batchId, number: 1 }),
      hangsOn('batch', batch(), 'pair', { batchId }),
      hangsOn('batch', batch(), 'reference-lot', { batchId }),
      hangsOn('batch', batch(), 'assay', anAssay({ batchId })),
      hangsOn('batch', batch(), 'experiment', anExperiment({ batchId })),
      hangsOn('passage', p1, 'bank', { passageId: uuid(101) }),
      hangsOn('passage', p1, 'draw', { from: { type: 'harvest', passageId: uuid(101) }, to: { type: 'discard' } }),
      hangsOn('passage', p1, 'phenotype-test', { passageId: uuid(101), panelId: absent, markers: {} }),
      hangsOn('passage', p1, 'differentiation-test', { passageId: uuid(101), lineage: 'adipogenic' }),
      hangsOn('passage', p1, 'quality-test', { test: 'sterility', subject: ofPassage }),
      hangsOn('passage', p1, 'mediator-measurement', { subject: ofPassage, values: {} }),
      hangsOn('passage', p1, 'preparation', { experimentId: absent, passageId: uuid(101) }),
      hangsOn('passage', p1, 'assay', anAssay({ passageId: uuid(101) })),
      hangsOn('passage', p1, 'experiment', anExperiment({ passageId: uuid(101) })),
      hangsOn('bank', bank(), 'vial', { bankId: uuid(300) }, [p1]),
      hangsOn('bank', bank(), 'quality-test', { test: 'sterility', subject: { type: 'bank', bankId: uuid(300) } }, [p1]),
      hangsOn('vial', vial(1), 'draw', { from: { type: 'vial', vialId: uuid(311) }, to: { type: 'discard' } }, [p1, bank()]),
      hangsOn('vial', vial(1), 'quality-test', { test: 'sterility', subject: { type: 'vial', vialId: uuid(311) } }, [p1, bank()]),
      hangsOn('vial', vial(1), 'preparation', { experimentId: absent, vials: { [uuid(311)]: { order: 0 } } }, [p1, bank()]),
      hangsOn('vial', vial(1), 'assay', anAssay({ vialId: uuid(311) }), [p1, bank()]),
      hangsOn('assay', theAssay, 'plate', { assayId: uuid(500), format: '96', wells: {} }),
      hangsOn('assay', theAssay, 'mediator-measurement', { subject: { type: 'assay', assayId: uuid(500), conditionKey: 'c' }, values: {} }),
      hangsOn('assay', theAssay, 'draw', { from: harvestOf, to: { type: 'assay', assayId: uuid(500) } }),
      hangsOn('experiment', theExperiment, 'allocation', { experimentId: uuid(400), content: { state: 'open', assignments: {} } }),
      hangsOn('experiment', theExperiment, 'preparation', { experimentId: uuid(400) }),
      hangsOn('experiment', theExperiment, 'administration', { experimentId: uuid(400), animalKey: 'm' }),
      hangsOn('experiment', theExperiment, 'scoring-session', { experimentId: uuid(400), day: 1, observations: {} }),
      hangsOn('experiment', theExperiment, 'sample-tube', { experimentId: uuid(400), animalKey: 'm' }),
      hangsOn('experiment', theExperiment, 'endpoint-measurement', { experimentId: uuid(400), values: {} }),
      hangsOn('preparation', prepared({}), 'administration', { experimentId: absent, animalKey: 'm', preparationId: uuid(440) }, [p1]),
      hangsOn('preparation', prepared({}), 'quality-test', { test: 'endotoxin', subject: { type: 'preparation', preparationId: uuid(440) } }, [p1]),
      hangsOn('preparation', prepared({}), 'draw', { from: harvestOf, to: { type: 'preparation', preparationId: uuid(440) } }, [p1]),
      hangsOn('experiment of a preparation', prepared({ experimentId: uuid(401) }), 'scoring-session', { experimentId: uuid(401), day: 1, observations: {} }, [p1, others]),
      hangsOn('experiment of an administration', record({ kind: 'administration', id: uuid(450), experimentId: uuid(401), animalKey: 'm', preparationId: uuid(440) }), 'scoring-session', { experimentId: uuid(401), day: 1, observations: {} }, [p1, others, prepared({})]),
    ])('%s', (_name, link, hanging, more) => {
      expect(found(hanging, [...more, link]), 'taken').toBe(true)
      if (link.kind !== 'batch') expect(found(hanging, more), 'cut off').toBe(false)
    })

    it('of an ancestor in another batch: stock, uses and tests of the cells, not their assays and animals', () => {
      const child = [record({ kind: 'batch', id: uuid(6), code: 'BM-2', source: { type: 'donor', donorId: uuid(1) } }), record({ kind: 'passage', id: uuid(160), code: 'BM-2-P2', batchId: uuid(6), number: 2, parents: { [uuid(101)]: { order: 0 } } })]
      const of = (kind: string, fields: Readonly<Record<string, unknown>>, more: readonly AnyRecord[] = []): boolean => {
        const it = record({ kind, id: uuid(800), ...(hasCode.has(kind) ? { code: 'X' } : {}), ...fields })
        return recordsOfBatch(makeNotebook([donor(), batch(), p1, ...child, ...more, it]), uuid(6)).includes(it)
      }
      expect([
        of('bank', { passageId: uuid(101) }), of('vial', { bankId: uuid(300) }, [bank()]), of('draw', { from: { type: 'harvest', passageId: uuid(101) }, to: { type: 'discard' } }), of('quality-test', { test: 'sterility', subject: ofPassage }),
        of('phenotype-test', { passageId: uuid(101), panelId: absent, markers: {} }), of('differentiation-test', { passageId: uuid(101), lineage: 'adipogenic' }),
      ]).toEqual([true, true, true, true, true, true])
      expect([of('assay', anAssay({ passageId: uuid(101) })), of('preparation', { experimentId: absent, passageId: uuid(101) }), of('mediator-measurement', { subject: ofPassage, values: {} })]).toEqual([false, false, false])
    })
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
