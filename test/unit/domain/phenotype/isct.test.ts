import { describe, expect, it } from 'vitest'
import { phenotypeResults } from '../../../../shared/domain/phenotype/phenotype.ts'
import type { IsctResult, MarkerVerdict } from '../../../../shared/domain/phenotype/phenotype-results.ts'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import type { AnyRecord } from '../../../../shared/records/record-kinds.ts'
import { batch, batchId, donor, donorId, passage, record, uuid } from '../../../helpers/culture-records.ts'

const events = 10_000
const panel = record({ kind: 'marker-panel', id: uuid(50), code: 'P', name: 'p', species: 'human', source: 's', standing: 'lab', markers: {} })
const positive = ['CD105', 'CD73', 'CD90']
const negative = ['CD45', 'CD34', 'CD14', 'CD19', 'HLA-DR']
const complete: Readonly<Record<string, number>> = Object.fromEntries([...positive.map((m) => [m, 9900]), ...negative.map((m) => [m, 20])])

/** Flow cytometry of passage n: positive events of 10,000 by marker. */
function flow(n: number, markers: Readonly<Record<string, number>>, more: Readonly<Record<string, unknown>> = {}, id = 200 + n): AnyRecord {
  const measured = Object.fromEntries(Object.entries(markers).map(([marker, positiveEvents], order) => [`m${String(order)}`, { order, marker, positiveEvents, events }]))
  return record({ kind: 'phenotype-test', id: uuid(id), passageId: uuid(100 + n), panelId: uuid(50), markers: measured, ...more })
}

function differentiation(id: number, lineage: string, result = 'positive', undifferentiatedControl = 'negative', n = 2): AnyRecord {
  return record({ kind: 'differentiation-test', id: uuid(id), passageId: uuid(100 + n), lineage, result, undifferentiatedControl })
}
const trilineage = ['adipogenic', 'osteogenic', 'chondrogenic'].map((lineage, i) => differentiation(60 + i, lineage))
const monolayer = { conditions: { format: 'monolayer' }, seededCells: 1, harvest: { liveCells: 2 } }

const isct = (...records: readonly AnyRecord[]): IsctResult => phenotypeResults(makeNotebook([donor(), batch(), passage(2, monolayer), passage(8), panel, ...records]), batchId).isct
const verdictsOf = (result: IsctResult): readonly MarkerVerdict[] => result.items.map((i) => i.verdict)

describe('ISCT 2006', () => {
  it('passes when adherence, both marker lists and all three lineages do', () => {
    const result = isct(flow(2, complete), ...trilineage)
    expect(verdictsOf(result)).toEqual(['PASS', 'PASS', 'PASS', 'PASS'])
    expect(result).toMatchObject({ applicable: true, overall: 'PASS' })
    expect(result.items[2]?.detail).toBe('BM-1-P2: CD45 PASS, CD34 PASS, CD14 PASS, CD19 PASS, HLA-DR PASS')
  })

  it.each([...positive, ...negative])('never passes without %s, whatever the panel asked for', (missing) => {
    const rest = Object.fromEntries(Object.entries(complete).filter(([marker]) => marker !== missing))
    expect(isct(flow(2, rest), ...trilineage).overall).toBe('NOT MEASURED')
  })

  it.each([...positive.map((m) => [m, 9000] as const), ...negative.map((m) => [m, 900] as const)])('fails on %s at %d of 10,000', (marker, count) => {
    expect(isct(flow(2, { ...complete, [marker]: count }), ...trilineage).overall).toBe('FAIL')
  })

  it('is uncertain where the counting interval holds the limit', () => {
    expect(verdictsOf(isct(flow(2, { ...complete, CD73: 9500 }), ...trilineage))).toEqual(['PASS', 'UNCERTAIN', 'PASS', 'PASS'])
    expect(isct(flow(2, { ...complete, CD34: 200 }), ...trilineage).overall).toBe('UNCERTAIN')
  })

  it('takes CD11b for CD14 and CD79a for CD19, under any spelling, and names an alternative that fails', () => {
    const { CD14: _, CD19: __, 'HLA-DR': dr, ...rest } = complete
    expect(isct(flow(2, { ...rest, cd11b: 20, 'CD79α': 20, 'HLA DR': dr ?? 0 }), ...trilineage).overall).toBe('PASS')
    const result = isct(flow(2, { ...complete, CD11b: 900 }), ...trilineage)
    expect(result.overall).toBe('PASS')
    expect(result.items[2]?.detail).toContain('CD14 (though CD11b FAIL) PASS')
  })

  it('puts the tests of one passage together, but not those of two', () => {
    const [first, second] = [Object.fromEntries(positive.map((m) => [m, 9900])), Object.fromEntries(negative.map((m) => [m, 20]))]
    expect(isct(flow(2, first), flow(2, second, {}, 290), ...trilineage).overall).toBe('PASS')
    expect(isct(flow(2, first), flow(8, second), ...trilineage).overall).toBe('NOT MEASURED')
  })

  it('does not pick the passage that passes where another fails', () => {
    const result = isct(flow(2, complete), flow(8, { ...complete, CD90: 100 }), ...trilineage)
    expect(verdictsOf(result)).toEqual(['PASS', 'UNCERTAIN', 'PASS', 'PASS'])
    expect(result.items[1]?.detail).toBe('passages differ: BM-1-P2: CD105 PASS, CD73 PASS, CD90 PASS; but BM-1-P8: CD105 PASS, CD73 PASS, CD90 FAIL')
  })

  it('judges HLA-DR on cells that were not primed where there are any, and says so where there are none', () => {
    const primed = { cellState: 'primed', primedWith: 'IFN-gamma' }
    expect(isct(flow(2, complete), flow(2, { 'HLA-DR': 8000 }, primed, 290), ...trilineage).overall).toBe('PASS')
    const only = isct(flow(2, { ...complete, 'HLA-DR': 8000 }, primed), ...trilineage)
    expect(only.items[2]).toMatchObject({ verdict: 'FAIL' })
    expect(only.items[2]?.detail).toContain('HLA-DR (primed cells) FAIL')
  })

  it('needs all three lineages, controlled, and no test against', () => {
    expect(isct(flow(2, complete), ...trilineage.slice(0, 2)).overall).toBe('NOT MEASURED')
    expect(isct(flow(2, complete), ...trilineage.slice(0, 2), differentiation(70, 'chondrogenic', 'negative')).overall).toBe('FAIL')
    for (const control of ['positive', 'none']) expect(isct(flow(2, complete), ...trilineage.slice(0, 2), differentiation(70, 'chondrogenic', 'positive', control)).overall).toBe('UNCERTAIN')
    const against = phenotypeResults(makeNotebook([donor(), batch(), passage(2, monolayer), passage(8), ...trilineage, differentiation(70, 'adipogenic', 'negative', 'negative', 8)]), batchId)
    expect(against.lineages[0]).toMatchObject({ verdict: 'UNCERTAIN', detail: 'tests differ: positive, undifferentiated control negative (BM-1-P2), but negative (BM-1-P8)' })
  })

  it('takes adherence from a monolayer that was harvested or from cells counted on the plastic', () => {
    const adherence = (more: Readonly<Record<string, unknown>>) => phenotypeResults(makeNotebook([donor(), batch(), passage(2, more)]), batchId).isct.items[0]
    const seen = (o: Readonly<Record<string, unknown>>) => ({ observations: { a: { order: 0, ...o } } })
    expect(adherence(monolayer)?.verdict).toBe('PASS')
    expect(adherence(seen({ adherentCells: 500 }))).toMatchObject({ verdict: 'PASS', detail: 'adherent cells were counted in BM-1-P2' })
    for (const nothing of [{ conditions: { format: 'monolayer' } }, { ...monolayer, harvest: { liveCells: 0 } }, { ...monolayer, harvest: { liveCells: 2, excluded: { reason: 'contaminated' } } }, { ...monolayer, conditions: { format: 'suspension' } }, seen({ adherentCells: 0 }), seen({ adherentCells: 500, excluded: { reason: 'r' } })]) {
      expect(adherence(nothing)?.verdict).toBe('NOT MEASURED')
    }
  })

  it('is for human cells only, and never guesses the species', () => {
    const of = (donors: readonly AnyRecord[], source: unknown) => phenotypeResults(makeNotebook([...donors, batch({ source }), passage(2, monolayer), panel, flow(2, complete), ...trilineage]), batchId).isct
    const one = { type: 'donor', donorId }
    expect(of([donor()], one).overall).toBe('PASS')
    expect(of([donor({ species: 'mouse' })], one)).toMatchObject({ applicable: false, overall: 'NOT APPLICABLE', items: [] })
    const pool = { type: 'pool', members: { a: { order: 0, donorId }, b: { order: 1, donorId: uuid(3) } } }
    const second = (more: Readonly<Record<string, unknown>>) => record({ kind: 'donor', id: uuid(3), code: 'D2', ...more })
    expect(of([donor(), second({ species: 'human' })], pool).overall).toBe('PASS')
    expect(of([donor(), second({})], pool).why).toContain('not recorded for all')
    expect(of([donor()], pool).overall).toBe('NOT APPLICABLE')
    expect(of([donor(), second({ species: 'mouse' })], pool).why).toContain('human and mouse')
  })
})
