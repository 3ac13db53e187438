import { describe, expect, it } from 'vitest'
import { pairResults } from '../../../../shared/domain/pairs/pairs.ts'
import type { DivisionGroup, DivisionSeries } from '../../../../shared/domain/proliferation/proliferation-results.ts'
import { definitionOf, quantityDefinitions } from '../../../../shared/domain/proliferation/division-quantities.ts'
import { proliferationResults } from '../../../../shared/domain/proliferation/proliferation.ts'
import { suppressionResults } from '../../../../shared/domain/suppression/suppression.ts'
import { proliferationIndices } from '../../../../shared/records/assay.ts'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import { divisionSeries, divisionWells, dyeDilution, flowJo, onlyDivision, type Counted } from '../../../helpers/proliferation-records.ts'
import { assayId, batchId, notebookOf, onlySeries, record, recordedAt, setup, uuid, type Setup } from '../../../helpers/suppression-records.ts'

/** 25 % of the precursors divided, three times; 72.7 % of the final cells. */
const halved = [1500, 0, 0, 4000]
const undivided = [2000, 0, 0, 0]
const two = (counts: readonly number[], more: Omit<Counted, 'counts'> = {}): readonly Counted[] => [{ counts, ...more }, { counts, ...more }]
const one = (msc: readonly Counted[], stimulated: readonly Counted[] = two(flowJo), unstimulated: readonly Counted[] = two(undivided), more: Partial<Setup> = {}): Setup => ({
  condition: dyeDilution, plates: [{ performedAt: '2026-02-01', wells: divisionWells(msc, stimulated, unstimulated) }], ...more,
})

function groupOf(series: DivisionSeries, role: DivisionGroup['role']): DivisionGroup {
  const group = series.groups.find((g) => g.role === role)
  if (group === undefined) throw new Error(role)
  return group
}
const valuesOf = (group: DivisionGroup): Readonly<Record<string, number | null>> => Object.fromEntries(group.quantities.map((q) => [q.quantity, q.estimate.value === null ? null : Math.round(q.estimate.value * 1e9) / 1e9]))
const runsOf = (series: DivisionSeries): Readonly<Record<string, number | null>> => Object.fromEntries(series.suppression.map((s) => [s.quantity, rounded(s.means[0]?.runs[0]?.suppressionPercent ?? null)]))
const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 1e6) / 1e6)

describe('quantities of generation counts', () => {
  it('FlowJo: half of the start divides three times; 88.9 % of the final cells, 50 % of the precursors', () => {
    expect(valuesOf(groupOf(onlyDivision(one(two(halved))), 'stimulated control'))).toEqual({
      'percent-final-divided': 88.888888889, 'percent-divided': 50, 'divisions-per-initial-cell': 1.5, 'divisions-per-dividing-cell': 3, 'cells-per-initial-cell': 4.5, 'cells-per-dividing-cell': 8,
      'absolute-cells': 9000, 'absolute-divided-cells': 8000, 'absolute-divided-precursors': 1000, cohort: 2000,
    })
  })

  it('each says which definitions it follows: one word, three meanings', () => {
    const called = (name: string): readonly string[] => quantityDefinitions.filter((d) => d.alsoCalled.some((n) => n.startsWith(name))).map((d) => `${d.formula}: ${d.alsoCalled.filter((n) => n.startsWith(name)).join(', ')}`)
    expect(called('Division Index')).toEqual(['sum i P_i / sum P_i: Division Index (FlowJo)', 'sum(i>=1) N_i / sum(i>=1) P_i: Division Index (FCS Express)'])
    expect(called('Proliferation Index')).toEqual(['sum(i>=1) i P_i / sum(i>=1) P_i: Proliferation Index (FlowJo)', 'sum N_i / sum P_i: Proliferation Index (FCS Express), Proliferation Index (flowFit/ModFit)'])
    for (const { quantity, estimate } of groupOf(onlyDivision(one(two(halved))), 'with MSC').quantities) {
      for (const name of definitionOf(quantity).alsoCalled) expect(estimate.method).toContain(name)
      expect(estimate.method).toContain(definitionOf(quantity).formula)
    }
  })

  it('without a divided cell indices of dividing cells are not assessable, with the reason', () => {
    const group = groupOf(onlyDivision(one(two(halved))), 'undivided control')
    expect(valuesOf(group)).toMatchObject({ 'percent-divided': 0, 'cells-per-initial-cell': 1, 'divisions-per-dividing-cell': null, 'cells-per-dividing-cell': null })
    expect(group.quantities.find((q) => q.quantity === 'divisions-per-dividing-cell')?.estimate.notAssessable).toMatch(/no cell divided/)
    expect(group.warnings).toEqual([])
  })

  it('unusable counts and excluded wells stay listed, and leave the mean', () => {
    const group = groupOf(onlyDivision(one([{ counts: halved }, { counts: [5, -1] }, { counts: flowJo, excluded: true }])), 'with MSC')
    expect(group.wells.map((w) => [w.well, w.counts === null, w.notUsed ?? '', w.excludedBecause ?? ''])).toEqual([['A1', false, '', ''], ['A2', true, 'generation counts: generation 1 has -1; a count is 0 or more', ''], ['A3', false, '', 'clogged']])
    const share = group.quantities.find((q) => q.quantity === 'percent-divided')?.estimate
    expect(share).toMatchObject({ value: 25, n: 1, intervals: [], noInterval: '1 well, at least 2 needed', warnings: ['Well A2 is left out: generation counts: generation 1 has -1; a count is 0 or more.'] })
  })

  it('a plate excluded as a whole gives no value', () => {
    const s = one(two(halved))
    const [plate] = s.plates
    const group = groupOf(onlyDivision({ ...s, plates: plate === undefined ? [] : [{ ...plate, excluded: { reason: 'dropped' } }] }), 'with MSC')
    expect(group.quantities.map((q) => q.estimate.value)).toEqual(Array.from({ length: 10 }, () => null))
    expect(group.quantities[0]?.estimate.notAssessable).toBe('no usable wells')
  })
})

describe('cells of the whole well', () => {
  const beads = (more: Readonly<Record<string, unknown>>, wells = two(halved, { beads: 500 }), as: string | null = 'events acquired'): DivisionGroup => {
    const { generationCountsAs: _, ...condition } = dyeDilution
    return groupOf(onlyDivision({ condition: { ...condition, ...(as === null ? {} : { generationCountsAs: as }) }, plates: [{ performedAt: '2026-02-01', wells: divisionWells(wells, two(flowJo, { beads: 500 }), two(undivided, { beads: 500 })), ...more }] }), 'with MSC')
  }

  it('events times beads added over beads acquired', () => {
    expect(valuesOf(beads({ beadsAddedPerWell: 10_000 }))).toMatchObject({ 'absolute-cells': 110_000, 'absolute-divided-cells': 80_000, 'absolute-divided-precursors': 10_000, cohort: 40_000, 'percent-divided': 25 })
  })

  it.each([
    ['beads added not recorded', beads({}), 'the beads added per well are not recorded'],
    ['beads acquired not recorded', beads({ beadsAddedPerWell: 10_000 }, two(halved)), 'the beads acquired are not recorded'],
    ['no beads acquired', beads({ beadsAddedPerWell: 10_000 }, two(halved, { beads: 0 })), 'no beads were acquired'],
    ['more beads acquired than added', beads({ beadsAddedPerWell: 400 }), '500 beads were acquired, but only 400 added'],
    ['not said what counts are', beads({ beadsAddedPerWell: 10_000 }, undefined, null), 'it is not recorded whether the generation counts are events or cells per well'],
  ])('%s: no number of cells, but all shares', (_, group, reason) => {
    for (const { quantity, estimate } of group.quantities) {
      if (definitionOf(quantity).isAbsolute) expect(estimate).toMatchObject({ value: null, notAssessable: reason })
      else expect(estimate.value).not.toBeNull()
    }
    expect(group.wells[0]).toMatchObject({ toCells: null, noCells: reason })
  })
})

describe('suppression by each index', () => {
  it('the same cells are suppressed by 50 % or by 18 %, depending on the index', () => {
    // Precursors: 100 (1 - 25/50); final cells: 100 (1 - 72.727../88.888..); cells per cell of the start: 100 (1 - (2.75 - 1)/(4.5 - 1)).
    expect(runsOf(onlyDivision(one(two(halved))))).toEqual({
      'percent-final-divided': 18.181818, 'percent-divided': 50, 'divisions-per-initial-cell': 50, 'divisions-per-dividing-cell': null, 'cells-per-initial-cell': 50, 'cells-per-dividing-cell': null,
      'absolute-cells': 50, 'absolute-divided-cells': 50, 'absolute-divided-precursors': 50,
    })
  })

  it('the declared one is marked, and is what suppression and verdict use; recorded signals are not mixed in', () => {
    // Three runs; S by precursors 50, 44 and 56 %.
    const msc = [halved, [1440, 0, 0, 4480], [1560, 0, 0, 3520]]
    const s = (proliferationIndex?: string): Setup => ({
      vials: 3, lots: [['D1'], ['D2'], ['D3']],
      condition: { ...dyeDilution, ...(proliferationIndex === undefined ? {} : { proliferationIndex }) },
      plates: msc.map((counts, i) => ({ performedAt: `2026-02-0${String(i + 1)}`, wells: divisionWells(two(counts, { signal: 80 }), two(flowJo, { signal: 80 + i }), two(undivided, { signal: 0 }), { materialKey: `v${String(i + 1)}`, responderKey: `r${String(i + 1)}` }) })),
      more: [{ kind: 'pair', id: uuid(600), recordedAt: '2025-01-01T10:00:00+01:00', code: 'P-1', batchId, inVitro: { assayId, conditionKey: 'c1', materials: { v1: { order: 0 }, v2: { order: 1 }, v3: { order: 2 } }, ratioMscPerResponder: 0.1 }, margins: { a: { order: 0, declaredAt: '2025-01-01T10:00:00+01:00', inVitroPoints: 20 } } }],
    })
    const verdictBy = (index?: string): string => {
      const notebook = notebookOf(s(index))
      const [pair] = pairResults(notebook, batchId, suppressionResults(notebook, batchId), [])
      return `${String(rounded(pair?.inVitro.estimate?.value ?? null))} ${pair?.inVitro.verdict.label ?? ''}`
    }
    expect(verdictBy('flowjo-percent-divided')).toBe('50 suppressive')
    expect(verdictBy('fcs-express-percent-divided')).toBe('50 suppressive')
    expect(verdictBy('percent-final-divided')).toMatch(/^18.3\d+ (inconclusive|relevant benefit excluded, harm not)/)
    // Signals: mean of 0, 100 (1 - 80/81) and 100 (1 - 80/82).
    expect(verdictBy()).toBe('1.224531 no relevant effect')
    const division = onlyDivision(s('flowjo-division-index'))
    expect(division.declaredIndex).toMatchObject({ name: 'Division Index (FlowJo)', formula: 'sum i P_i / sum P_i' })
    expect(division.suppression.filter((q) => q.declared).map((q) => q.quantity)).toEqual(['divisions-per-initial-cell'])
    const suppression = onlySeries(s('flowjo-division-index'))
    expect(suppression.readoutUnit).toBe('divisions per cell: Division Index (FlowJo)')
    expect(suppression.plates[0]?.wells.stimulated.map((w) => w.signal)).toEqual([1.5, 1.5])
    expect(suppression.means.map((m) => m.suppression)).toEqual(division.suppression.find((q) => q.declared)?.means.map((m) => ({ ...m.suppression, sources: m.suppression.sources })))
    expect(onlyDivision(s()).warnings).toContain('The condition declares no index of division: no verdict rests on these generations.')
  })

  it('a well without counts is left out where an index is declared, whatever its signal', () => {
    const wells = divisionWells(two(halved), two(flowJo), two(undivided))
    const s = (index: Readonly<Record<string, unknown>>): Setup => ({ condition: { ...dyeDilution, ...index }, plates: [{ performedAt: '2026-02-01', wells: { ...wells, A3: { role: 'sample', materialKey: 'v1', responderKey: 'r1', ratioMscPerResponder: 0.1, signal: 1 } } }] })
    expect(onlySeries(s({ proliferationIndex: 'flowjo-percent-divided' })).plates[0]?.suppression).toMatchObject({ n: 2, warnings: ['Wells without signal, left out: A3.'] })
    expect(onlySeries(s({ proliferationIndex: 'flowjo-percent-divided' })).plates[0]?.suppression.value).toBeCloseTo(50, 9)
  })

  it('every index of the record has a quantity and a value in a dividing culture', () => {
    for (const index of proliferationIndices) {
      const counts = (divided: number): readonly Counted[] => two([1000, 10 + divided, 2 * divided])
      const s = onlySeries(one(counts(200), counts(800), counts(1), { condition: { ...dyeDilution, proliferationIndex: index } }))
      expect(s.plates[0]?.suppression.value, index).not.toBeNull()
    }
  })
})

describe('warnings', () => {
  const warningsOf = (s: Setup): string => onlyDivision(s).warnings.join('\n')

  it('no undivided control with counts', () => {
    expect(warningsOf(one(two(halved), two(flowJo), []))).toMatch(/No undivided \(unstimulated\) control with generation counts on plate PL-1/)
    expect(warningsOf(one(two(halved)))).not.toMatch(/No undivided/)
  })

  it('viability that differs by more than 5 points', () => {
    expect(warningsOf(one(two(halved, { viabilityPercent: 84.9 }), two(flowJo, { viabilityPercent: 90 })))).toMatch(/Plate PL-1, 1:10: viability 84.9 % with MSC, 90.0 % without/)
    expect(warningsOf(one(two(halved, { viabilityPercent: 85 }), two(flowJo, { viabilityPercent: 90 })))).not.toMatch(/viability 85/)
  })

  it('a last generation that holds the most cells', () => {
    expect(warningsOf(one(two(halved)))).toMatch(/Plate PL-1, A1, A2: The last generation holds the most cells/)
  })
})

describe('cohort number', () => {
  const later = (counts: readonly number[], more: Readonly<Record<string, unknown>> = {}): Setup => ({
    assay: { conditions: { c1: { order: 0, label: 'day 2', ...dyeDilution, coCultureH: 48, ratioDenominator: 'purified responders' }, c2: { order: 1, label: 'day 3', ...dyeDilution, ratioDenominator: 'purified responders', ...more } } },
    plates: [
      { performedAt: '2026-02-01', wells: divisionWells([{ counts: [5000, 6000] }], [{ counts: [4000, 4000, 4000] }], [{ counts: [9000] }], { conditionKey: 'c1' }) },
      { performedAt: '2026-02-01', wells: divisionWells([{ counts: [2000, 6000, 4000] }], [{ counts }], [{ counts: [8900] }], { conditionKey: 'c2' }) },
    ],
  })
  const changes = (s: Setup): readonly string[] => divisionSeries(s).flatMap((d) => d.cohorts.flatMap((c) => c.changes.map((step) => `${c.label.split(',')[0] ?? ''} ${String(step.fromHours)}-${String(step.toHours)}: ${String(step.from.value)} ${String(step.to.value)}${step.implausible ? ' rises' : ''}`)))

  it('is followed from the responders put in over conditions that differ in time only', () => {
    expect(changes(later([1000, 4000, 8000]))).toEqual([
      'vial 1 at 1:10 0-48: 20000 8000', 'vial 1 at 1:10 48-72: 8000 6000', 'stimulated control 0-48: 20000 7000', 'stimulated control 48-72: 7000 5000', 'undivided control 0-48: 20000 9000', 'undivided control 48-72: 9000 8900',
    ])
  })

  it('may not rise: marked, said with its numbers, with P', () => {
    const risen = later([4000, 4000, 8000])
    // 7000 to 8000; variances 4000 + 4000/4 + 4000/16 = 5250 and 5500: z = 1000/sqrt(10750) = 9.645.
    const step = divisionSeries(risen).flatMap((d) => d.cohorts.flatMap((c) => c.changes)).find((c) => c.implausible)
    expect(step?.test.statistic).toBeCloseTo(1000 / Math.sqrt(10750), 10)
    expect(changes(risen).filter((t) => t.endsWith('rises'))).toEqual(['stimulated control 48-72: 7000 8000 rises'])
    expect(divisionSeries(risen).flatMap((d) => d.warnings).join()).toMatch(/The cohort number of stimulated control, lot 1, 2026-02-01 rose from 7000 at 48 h to 8000 at 72 h/)
  })

  it('is not compared with conditions that differ otherwise, nor with another day', () => {
    expect(changes(later([4000, 4000, 8000], { serumPercent: 5 })).filter((t) => t.includes('48-72'))).toEqual([])
    const s = later([4000, 4000, 8000])
    expect(changes({ ...s, plates: s.plates.map((p, i) => ({ ...p, performedAt: `2026-02-0${String(i + 1)}` })) }).filter((t) => t.includes('48-72'))).toEqual([])
  })

  it('more than was put in', () => {
    expect(changes(one(two(halved), two([15_000, 12_000]))).filter((t) => t.endsWith('rises'))).toEqual(['stimulated control 0-72: 20000 21000 rises'])
  })

  it('says why it cannot be followed', () => {
    const { coCultureH: _, ...noHours } = dyeDilution
    expect(onlyDivision(one(two(halved), undefined, undefined, { condition: noHours })).cohorts[0]).toMatchObject({ changes: [], notCompared: ['the hours of co-culture are not recorded'] })
    const { respondersPerWell: _r, ...noCells } = dyeDilution
    expect(onlyDivision(one(two(halved), undefined, undefined, { condition: noCells })).cohorts[0]).toMatchObject({ changes: [], notCompared: ['the responders put in are not recorded'] })
  })
})

describe('results', () => {
  const s = one(two(halved), undefined, undefined, { condition: { ...dyeDilution, proliferationIndex: 'flowjo-percent-divided' } })

  it('are empty without generation counts, and for other batches', () => {
    expect(divisionSeries({ plates: [{ performedAt: '2026-02-01', wells: {} }] })).toEqual([])
    expect(proliferationResults(notebookOf(s), uuid(999))).toEqual({ series: [], definitions: [] })
  })

  it('say "simulated" where a plate or a well is', () => {
    const of = (more: Readonly<Record<string, unknown>>): DivisionSeries => onlyDivision({ ...s, plates: s.plates.map((p) => ({ ...p, ...more })) })
    expect(of({}).simulated).toBe(false)
    const well = of({ fieldOrigins: { '/wells/A1': { type: 'simulated', source: 'test' } } })
    expect([well.simulated, groupOf(well, 'with MSC').quantities[0]?.estimate.simulated, groupOf(well, 'stimulated control').quantities[0]?.estimate.simulated]).toEqual([true, true, false])
    expect(well.suppression[0]?.means[0]?.suppression.simulated).toBe(true)
    expect(groupOf(of({ origin: { type: 'simulated', source: 'test' } }), 'undivided control').quantities[0]?.estimate.simulated).toBe(true)
  })

  it('do not depend on the order of records, and leave the records as they are', () => {
    const records = setup(s)
    const before = JSON.stringify(records)
    expect(proliferationResults(makeNotebook(records.toReversed()), batchId)).toEqual(proliferationResults(makeNotebook(records), batchId))
    expect(JSON.stringify(records)).toBe(before)
    expect(record({ kind: 'plate', id: uuid(700), recordedAt, code: 'X', assayId, format: '96', wells: {} }).kind).toBe('plate')
  })
})
