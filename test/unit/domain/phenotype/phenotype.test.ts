import { describe, expect, it } from 'vitest'
import { phenotypeResults } from '../../../../shared/domain/phenotype/phenotype.ts'
import { makeNotebook, type Notebook } from '../../../../shared/records/notebook.ts'
import { batch, batchId, donor, passage, record, uuid } from '../../../helpers/culture-records.ts'

const atLeast = { direction: 'at-least', percent: 95 }
const atMost = { direction: 'at-most', percent: 2 }
const panel = record({
  kind: 'marker-panel', id: uuid(50), code: 'SHORT', name: 'short panel', species: 'human', source: 's', standing: 'standard',
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

  it('keeps a displayed percentage as it is, and says where it cannot be of these events', () => {
    const marker = phenotypeResults(notebook({ ...good, CD105: { positivePercent: 95.2, events: 37 } }), batchId).panels[0]?.markers[0]
    expect(marker).toMatchObject({ pointCriterionMet: true, positive: { value: 95.2 } })
    expect(marker?.notes[0]).toContain('no whole number of events')
    const fine = phenotypeResults(notebook({ ...good, CD105: { positivePercent: 95.2, events } }), batchId).panels[0]?.markers[0]
    expect(fine?.positive).toMatchObject({ value: 95.2, warnings: [] })
    expect(fine?.positive.intervals[0]?.lower).toBeCloseTo(94.76, 2)
  })

  it.each([
    [{ positivePercent: 99, events: -1 }, 'impossible'],
    [{ positiveEvents: 0, events: 0 }, 'no events in the parent gate'],
    [{ positiveEvents: -1, events }, 'more positive events than events, or fewer than none'],
    [{ positiveEvents: 1.5, events }, 'impossible count'],
    [{ positivePercent: { blank: 'not-measured', reason: 'no antibody' } }, 'not measured (no antibody)'],
  ])('gives a reason for %j', (measured, reason) => {
    const marker = phenotypeResults(notebook({ ...good, CD105: measured }), batchId).panels[0]?.markers[0]
    expect(marker).toMatchObject({ verdict: 'NOT MEASURED', pointCriterionMet: null, positive: { value: null } })
    expect(marker?.positive.notAssessable).toContain(reason)
  })

  it('shows both of two measurements of one marker, and leaves it open where they differ', () => {
    const twice = { ...good, again: { marker: 'cd 105', positiveEvents: 10, events } }
    expect(verdicts(notebook(twice)).slice(0, 2)).toEqual(['CD105 PASS', 'CD105 FAIL'])
    expect(phenotypeResults(notebook(twice), batchId).panels[0]?.verdict).toBe('UNCERTAIN')
    const excluded = { ...good, again: { marker: 'CD105', positiveEvents: 10, events, excluded: { reason: 'wrong tube' } } }
    expect(phenotypeResults(notebook(excluded), batchId).panels[0]).toMatchObject({ verdict: 'PASS', missing: [] })
  })

  it('keeps a test whose panel is not on record, without criteria', () => {
    const result = phenotypeResults(notebook(good, { panelId: uuid(59) }), batchId).panels[0]
    expect(result).toMatchObject({ panelName: 'panel not on record', standing: 'lab', verdict: 'UNCERTAIN' })
    expect(result?.markers).toHaveLength(3)
  })

  it('never gives mouse cells the pass of a human standard', () => {
    expect(phenotypeResults(notebook(good), batchId).panels[0]?.standing).toBe('standard')
    expect(phenotypeResults(notebook(good, {}, 'mouse'), batchId).panels[0]?.standing).toBe('indicative')
  })

  it('notes gates that the panel states, and too few events', () => {
    const few = record({ ...panel, id: uuid(58), gateTailPercent: 2, minimumEvents: 20_000 })
    const notes = phenotypeResults(makeNotebook([...notebook(good, { panelId: uuid(58) }).records, few]), batchId).panels[0]?.markers[1]?.notes
    expect(notes?.[0]).toContain('gate holds 2 % of the control (as the panel says)')
    expect(notes?.[1]).toBe('10000 events, the panel asks for 20000')
  })

  it('knows IFN-γ as IFN-gamma', () => {
    const notes = phenotypeResults(notebook({ ...good, 'HLA-DR': { positiveEvents: 8000, events } }, { primedWith: 'IFN-γ 100 U/ml' }), batchId).panels[0]?.markers.flatMap((m) => m.notes) ?? []
    expect(notes.join('\n')).toContain('may be positive after IFN-gamma; measured on cells primed with IFN-γ 100 U/ml')
  })

  it('orders panels by passage number, not by the text of the code', () => {
    const tests = [10, 2].map((n) => record({ kind: 'phenotype-test', id: uuid(80 + n), passageId: uuid(100 + n), panelId: uuid(50), markers: {} }))
    const book = makeNotebook([donor(), batch(), passage(2), passage(10), panel, ...tests])
    expect(phenotypeResults(book, batchId).panels.map((p) => p.passageCode)).toEqual(['BM-1-P2', 'BM-1-P10'])
  })

  it('asks for evidence behind the word "stem"', () => {
    const notes = (cellName: string, more: Readonly<Record<string, unknown>> = {}) => phenotypeResults(notebook(good, {}, 'human', [], { cellName, ...more }), batchId).nomenclature
    expect(notes('bone-marrow stem cells')).toEqual([expect.stringContaining('no evidence for self-renewal')])
    expect(notes('bone-marrow stem cells', { stemEvidence: 'serial transplantation' })).toEqual([])
  })

  it.each([
    ['BM-MSC', 'bone marrow', true], ['hBMSC', 'bone marrow', true], ['bone-marrow stromal cells', 'bone marrow', true], ['bone cells', 'bone marrow', false],
    ['MSC', 'bone marrow', false], ['hMSC', 'bone marrow', false], ['mesenchymal stromal cells', 'bone marrow', false], ['AD-MSC', 'bone marrow', false],
    ['ASC', 'adipose tissue', true], ['AD-MSCs', 'adipose tissue', true], ['adipose-derived stromal cells', 'adipose tissue', true], ['tissue cells', 'adipose tissue', false],
    ['UC-MSC', 'umbilical cord', true], ['UCB-MSC', 'umbilical cord blood', true], ['DPSC', 'dental pulp', true], ['synovium-derived MSC', 'synovium', true],
  ])('looks for the tissue in the name: %s of %s', (cellName, tissue, says) => {
    const { nomenclature } = phenotypeResults(notebook(good, {}, 'human', [], { cellName, tissue }), batchId)
    expect(nomenclature.filter((n) => n.includes('does not say the tissue'))).toHaveLength(says ? 0 : 1)
  })

  it('does not ask a cell line for the tissue in its name, but for the tissue', () => {
    const line = { cellName: 'C1', source: { type: 'cell-line', name: 'C1' } }
    expect(phenotypeResults(notebook(good, {}, 'human', [], line), batchId).nomenclature).toEqual([])
  })
})
