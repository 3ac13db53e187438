import { describe, expect, it } from 'vitest'
import { phenotypeResults } from '../../../shared/domain/phenotype.ts'
import { makeNotebook, type Notebook } from '../../../shared/records/notebook.ts'
import { batch, batchId, donor, passage, record, uuid } from '../../helpers/culture-records.ts'

const atLeast = { direction: 'at-least', percent: 95 }
const atMost = { direction: 'at-most', percent: 2 }
const panel = record({
  kind: 'marker-panel', id: uuid(50), code: 'ISCT', name: 'ISCT 2006', source: 's', standing: 'standard',
  markers: { cd105: { order: 0, marker: 'CD105', criterion: atLeast }, cd14: { order: 1, marker: 'CD14', criterion: atMost, alternativeGroup: 'monocyte' }, cd11b: { order: 2, marker: 'CD11b', criterion: atMost, alternativeGroup: 'monocyte' }, dr: { order: 3, marker: 'HLA-DR', criterion: atMost, mayBePositiveAfter: 'IFN-gamma' } },
})

type Marker = Readonly<Record<string, unknown>>
function notebook(markers: Readonly<Record<string, Marker>>, more: Readonly<Record<string, unknown>> = {}, species = 'human', lineages: readonly string[] = [], batchMore: Readonly<Record<string, unknown>> = {}): Notebook {
  const test = record({ kind: 'phenotype-test', id: uuid(51), passageId: uuid(102), panelId: uuid(50), markers: Object.fromEntries(Object.entries(markers).map(([marker, m], order) => [marker, { order, marker, ...m }])), ...more })
  const tests = lineages.map((lineage, i) => record({ kind: 'differentiation-test', id: uuid(60 + i), passageId: uuid(102), lineage, result: 'positive', undifferentiatedControl: 'negative' }))
  return makeNotebook([donor({ species }), batch(batchMore), passage(2, { conditions: { format: 'monolayer' }, seededCells: 1, harvest: { liveCells: 2 } }), panel, test, ...tests])
}

const events = 10_000
const good = { CD105: { positiveEvents: 9800, events }, CD14: { positiveEvents: 50, events }, 'HLA-DR': { positiveEvents: 40, events } }
const verdicts = (n: Notebook): readonly string[] => (phenotypeResults(n, batchId).panels[0]?.markers ?? []).map((m) => `${m.marker} ${m.verdict}`)

describe('phenotypeResults', () => {
  it('prints the Wilson interval of 95.2 % of 10,000 events: 94.8 to 95.6 %, labelled as counting error', () => {
    const marker = phenotypeResults(notebook({ ...good, CD105: { positiveEvents: 9520, events } }), batchId).panels[0]?.markers[0]
    expect(marker?.positive.intervals[0]?.lower).toBeCloseTo(94.76, 2)
    expect(marker?.positive.intervals[0]?.upper).toBeCloseTo(95.6, 2)
    expect(marker).toMatchObject({ verdict: 'UNCERTAIN', pointCriterionMet: true })
    expect(marker?.positive.assumptions[0]?.detail).toContain('counting error only')
  })

  it('passes only what was measured and lies wholly on the right side', () => {
    expect(verdicts(notebook(good))).toEqual(['CD105 PASS', 'CD14 PASS', 'CD11b NOT MEASURED', 'HLA-DR PASS'])
    expect(phenotypeResults(notebook(good), batchId).panels[0]?.verdict).toBe('PASS')
    expect(verdicts(notebook({ ...good, CD105: { positiveEvents: 9000, events } }))[0]).toBe('CD105 FAIL')
  })

  it('never passes by silence', () => {
    const { 'HLA-DR': _, ...without } = good
    const result = phenotypeResults(notebook(without), batchId).panels[0]
    expect(result).toMatchObject({ verdict: 'NOT MEASURED', missing: ['HLA-DR'] })
  })

  it('takes either of two alternatives', () => {
    const { CD14: _, ...rest } = good
    expect(phenotypeResults(notebook({ ...rest, CD11b: { positiveEvents: 10, events } }), batchId).panels[0]?.verdict).toBe('PASS')
    expect(phenotypeResults(notebook({ ...good, CD14: { positiveEvents: 900, events } }), batchId).panels[0]?.verdict).toBe('FAIL')
  })

  it('is uncertain without the number of events, and refuses impossible figures', () => {
    expect(verdicts(notebook({ ...good, CD105: { positivePercent: 99 } }))[0]).toBe('CD105 UNCERTAIN')
    expect(verdicts(notebook({ ...good, CD105: { positivePercent: 120, events } }))[0]).toBe('CD105 NOT MEASURED')
    expect(verdicts(notebook({ ...good, CD105: { positiveEvents: 20, events: 10 } }))[0]).toBe('CD105 NOT MEASURED')
    expect(verdicts(notebook({ ...good, CD105: { positiveEvents: 9900, events, excluded: { reason: 'wrong tube' } } }))[0]).toBe('CD105 NOT MEASURED')
  })

  it('names circular gates, and HLA-DR after IFN-gamma', () => {
    const markers = { ...good, CD14: { positiveEvents: 150, events, gateRule: 'isotype', controlPositivePercent: 2 }, 'HLA-DR': { positiveEvents: 8000, events } }
    const notes = phenotypeResults(notebook(markers, { primedWith: 'IFN-gamma 100 U/ml' }), batchId).panels[0]?.markers.flatMap((m) => m.notes) ?? []
    expect(notes.join('\n')).toContain('circular')
    expect(notes.join('\n')).toContain('may be positive after IFN-gamma')
  })

  it('applies ISCT 2006 to human cells with all three lineages, and to nothing else', () => {
    const all = ['adipogenic', 'osteogenic', 'chondrogenic']
    expect(phenotypeResults(notebook(good, {}, 'human', all), batchId).isct.overall).toBe('PASS')
    expect(phenotypeResults(notebook(good, {}, 'human', all.slice(0, 2)), batchId).isct.overall).toBe('NOT MEASURED')
    expect(phenotypeResults(notebook(good, {}, 'mouse', all), batchId).isct).toMatchObject({ applicable: false, overall: 'NOT APPLICABLE' })
  })

  it('asks for evidence behind the word "stem"', () => {
    expect(phenotypeResults(notebook(good, {}, 'human', [], { cellName: 'mesenchymal stem cells' }), batchId).nomenclature[0]).toContain('no evidence')
    expect(phenotypeResults(notebook(good, {}, 'human', [], { cellName: 'mesenchymal stromal cells' }), batchId).nomenclature).toEqual([])
  })
})
