import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import { suppressionResults } from '../../../../shared/domain/suppression/suppression.ts'
import { arbitraryRecord } from '../../../helpers/arbitrary-record.ts'
import { batchId, notebookOf, onlySeries, plateWells, record, recordedAt, rowOf, seriesOf, setup, uuid, wellsWithS, type Setup, type WellInput } from '../../../helpers/suppression-records.ts'

const day = '2026-01-10'
const one: Setup = { plates: [{ wells: plateWells(), performedAt: day }] }

/** Every number finite, nothing undefined: the result survives JSON unchanged. */
function expectJsonSafe(value: unknown): void {
  expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value)
}

describe('series of a batch', () => {
  it('describes condition, cells, relation and read-out', () => {
    expect(onlySeries(one)).toMatchObject({
      assayCode: 'SA-1',
      conditionKey: 'c1',
      conditionLabel: 'anti-CD3',
      preparation: 'P3, thawed, no priming recorded',
      materialKeys: ['v1'],
      batchId,
      relation: 'allogeneic',
      ratioDenominator: 'purified responders',
      readout: '3H-thymidine',
      readoutUnit: 'cpm',
      background: 'unstimulated responders subtracted',
      referenceRatio: 0.1,
      warnings: [],
      simulated: false,
    })
    expectJsonSafe(onlySeries(one))
  })

  it('holds only the cells of the batch, found by vial, passage, batch or reference lot', () => {
    const other = { kind: 'batch', id: uuid(900), recordedAt, code: 'BM-2', source: { type: 'donor', donorId: uuid(100) } }
    const lot = { kind: 'reference-lot', id: uuid(901), recordedAt, code: 'REF-1', batchId, passageId: uuid(10) }
    const materials = {
      p: { order: 10, label: 'by passage', passageId: uuid(10), state: 'fresh' },
      b: { order: 11, label: 'by batch', batchId },
      ref: { order: 12, label: 'reference', referenceLotId: uuid(901), state: 'fresh' },
      x: { order: 13, label: 'other', batchId: uuid(900) },
    }
    const wells = Object.assign({}, ...['v1', 'p', 'b', 'ref', 'x'].map((materialKey, i) => rowOf('DEFGH'.charAt(i), 'sample', [100, 120], { materialKey, ratioMscPerResponder: 0.1 }))) as Record<string, WellInput>
    const s: Setup = { plates: [{ wells: { ...plateWells([], [900, 950], [10, 12]), ...wells }, performedAt: day }], materials, more: [other, lot] }
    expect(seriesOf(s).map((r) => [r.materialKeys[0], r.preparation])).toEqual([
      ['v1', 'P3, thawed, no priming recorded'],
      ['p', 'P3, fresh, no priming recorded'],
      ['b', 'passage not recorded, state (fresh or thawed) not recorded, priming not known'],
      ['ref', 'reference lot REF-1, P3, fresh, no priming recorded'],
    ])
    expect(suppressionResults(notebookOf(s), uuid(900)).series.map((r) => r.materialKeys)).toEqual([['x']])
    expect(suppressionResults(notebookOf(s), uuid(12345)).series).toEqual([])
  })

  it('never pools conditions, states, passages, primings or relations, and does pool harvests of one passage number alike in culture', () => {
    const passage = (n: number, number: number, more: object = {}): unknown => ({ kind: 'passage', id: uuid(n), recordedAt, code: `BM-1-${String(n)}`, batchId, number, parents: { [uuid(10)]: { order: 0 } }, ...more })
    const primed = { conditions: { oxygenPercent: 5, priming: { a: { order: 0, agent: 'IFN-gamma', concentration: 20, concentrationUnit: 'ng/ml', hours: 48 } } } }
    const fresh = (n: number, order: number): Readonly<Record<string, unknown>> => ({ order, label: String(n), passageId: uuid(n), state: 'fresh' })
    const keys = ['a', 'b', 'c', 'd', 'e', 'f']
    const s: Setup = {
      plates: keys.map((materialKey, i) => ({ wells: wellsWithS(50 + i, { materialKey }), performedAt: `2026-01-1${String(i)}` })),
      vials: 0,
      more: [passage(800, 4), passage(801, 4, { conditions: { basalMediumLotId: uuid(70) } }), passage(802, 5), passage(803, 4, primed), passage(804, 4, { conditions: { oxygenPercent: 5 } })],
      materials: { a: fresh(800, 0), b: fresh(801, 1), c: fresh(802, 2), d: fresh(803, 3), e: fresh(804, 4), f: { ...fresh(800, 5), state: 'thawed and rested' } },
    }
    const series = seriesOf(s)
    expect(series.map((r) => [r.materialKeys, r.preparation])).toEqual([
      [['a', 'b'], 'P4, fresh, no priming recorded (BM-1-800, BM-1-801)'],
      [['c'], 'P5, fresh, no priming recorded'],
      [['d'], 'P4, fresh, primed with IFN-gamma 20 ng/ml 48 h'],
      [['e'], 'P4, fresh, no priming recorded (BM-1-804)'],
      [['f'], 'P4, thawed and rested, no priming recorded'],
    ])
    expect(series[0]?.runs.map((r) => r.source)).toEqual(['harvest of BM-1-800', 'harvest of BM-1-801'])
    expect(series[4]?.warnings.join(' ')).toContain('the vial that was thawed is not recorded')
  })

  it('separates relations, and names all relations where there are stimulators', () => {
    const wells = (responderKey: string, more: object = {}): Setup['plates'][number] => ({ wells: wellsWithS(60, { responderKey, ...more }), performedAt: day })
    const two = seriesOf({ plates: [wells('r1'), wells('r2')], lots: [['D1'], ['M']] })
    expect(two.map((s) => s.relation)).toEqual(['allogeneic', 'autologous'])
    const stimulated = onlySeries({
      plates: [{ wells: { ...rowOf('A', 'sample', [400, 410], { materialKey: 'v1', responderKey: 'r1', stimulatorKey: 's1', ratioMscPerResponder: 0.1 }), ...rowOf('B', 'stimulated-control', [990, 1000], { responderKey: 'r1', stimulatorKey: 's1' }), ...rowOf('C', 'unstimulated-control', [10, 12], { responderKey: 'r1' }), D1: { role: 'stimulator-alone', stimulatorKey: 's1', signal: 3 } }, performedAt: day }],
      lots: [['D1'], ['M']],
      assay: { stimulators: { s1: { order: 0, label: 'own', responderLotId: uuid(52) } } },
    })
    expect(stimulated.relation).toBe('MSC-responder: allogeneic; MSC-stimulator: autologous; responder-stimulator: allogeneic')
    expect(stimulated.plates[0]?.suppression.value).toBeCloseTo(100 * (1 - (405 - 11) / (995 - 11)), 9)
    expect(stimulated.warnings.join(' ')).toContain('stimulators alone')
    // Controls without the stimulators of the sample wells are not its controls.
    const mismatched = onlySeries({ plates: [wells('r1', { stimulatorKey: 's1' })], assay: { stimulators: { s1: { order: 0, label: 'own', responderLotId: uuid(51) } } } })
    expect(mismatched.plates[0]?.suppression.notAssessable).toContain('no stimulated control well')
  })

  it('shows overrides and H-Y in the relation and its warnings', () => {
    const donors = { M: { species: 'mouse', strain: 'DBA/1', sex: 'male' }, D1: { species: 'mouse', strain: 'DBA/1', sex: 'female' } }
    const series = onlySeries({ ...one, donors })
    expect(series.relation).toBe('syngeneic (male to female: H-Y)')
    expect(series.warnings.join(' ')).toContain('H-Y')
    const override = { kind: 'relation-override', id: uuid(700), recordedAt, sides: 'msc-responder', leftId: batchId, rightId: uuid(51), relation: 'allogeneic', degree: 'minor antigens', reason: 'congenic' }
    expect(onlySeries({ ...one, donors, more: [override] }).relation).toBe('allogeneic (minor antigens; overridden: congenic; derived: syngeneic)')
  })
})

describe('what the series warns of', () => {
  const warned = (s: Setup): string => onlySeries(s).warnings.join(' ')

  it('missing denominator, background, reference ratio, day', () => {
    const blank = { blank: 'unknown' }
    expect(warned({ ...one, condition: { ratioDenominator: blank } })).toContain('1:10 is ambiguous two-fold')
    expect(onlySeries({ ...one, condition: { ratioDenominator: blank } }).means[0]?.suppression.warnings.join(' ')).toContain('ambiguous two-fold')
    const noBackground = onlySeries({ ...one, assay: { background: blank } })
    expect(noBackground.background).toContain('not recorded; taken as default')
    expect(noBackground.plates[0]?.suppression.value).toBeCloseTo(75.99839, 5)
    expect(onlySeries({ ...one, assay: { referenceRatio: blank } })).toMatchObject({ referenceRatio: 0.1, warnings: ['No reference ratio is declared; the default of 0.1 MSC per responder is used.'] })
    expect(onlySeries({ ...one, assay: { referenceRatio: 0 } }).referenceRatio).toBeNull()
    expect(onlySeries({ ...one, assay: { referenceConditionKey: 'other' } }).referenceRatio).toBeNull()
    expect(warned({ ...one, assay: { referenceDeclaredAt: '2026-03-01T09:00:00+01:00' } })).toContain('declared after plate PL-1')
    expect(warned({ plates: [{ wells: plateWells(), performedAt: '2026' }] })).toContain('the day is not recorded (2026)')
    expect(warned({ plates: [{ wells: plateWells(), performedAt: day }], condition: { readout: blank, readoutUnit: blank } })).toContain('read-out is not recorded')
  })

  it('wells that name nothing usable, by name', () => {
    const extra = { D1: { role: 'sample', signal: 1, ratioMscPerResponder: 0.1 }, D2: { role: 'sample', signal: 1, materialKey: 'v1' }, D3: { role: 'sample', signal: 1, materialKey: 'v1', responderKey: 'rx', ratioMscPerResponder: 0.1 }, D4: { role: 'sample', signal: 1, materialKey: 'v1', conditionKey: 'cx', ratioMscPerResponder: 0.1 } }
    const text = warned({ plates: [{ wells: { ...plateWells(), ...extra }, performedAt: day }] })
    for (const part of ['well D1 is not used: it names no material', 'well D2 is not used: it has no ratio (not recorded)', 'well D3 is not used: it names responder "rx"', 'well D4 is not used: it names condition "cx"']) expect(text).toContain(part)
    const several = { conditions: { c1: { order: 0, label: 'a' }, c2: { order: 1, label: 'b' } } }
    const nothing = onlySeries({ plates: [{ wells: plateWells(), performedAt: day }], assay: several })
    expect(nothing.plates).toEqual([])
    expect(nothing.warnings.join(' ')).toContain('names no condition')
    expect(nothing.warnings.join(' ')).toContain('No well of any plate')
  })

  it('ratios above 1, ratios that the counts contradict, materials without wells', () => {
    expect(warned({ plates: [{ wells: plateWells(undefined, undefined, undefined, { ratioMscPerResponder: 10 }), performedAt: day }] })).toContain('orientation')
    expect(warned({ plates: [{ wells: plateWells(undefined, undefined, undefined, { mscCells: 1e4, responderCells: 5e4 }), performedAt: day }] })).toContain('its counts give 0.200')
    expect(warned({ ...one, vials: 2 })).toContain('Material "vial 2" has no usable well.')
  })

  it('ratio 0 or below: shown on the plate, in no run and no mean', () => {
    const series = onlySeries({ plates: [{ wells: { ...plateWells(), D1: { role: 'sample', signal: 5, materialKey: 'v1', ratioMscPerResponder: 0 } }, performedAt: day }] })
    expect(series.plates.map((p) => p.ratio)).toEqual([0.1, 0])
    expect(series.means.map((m) => m.ratio)).toEqual([0.1])
    expectJsonSafe(series)
  })

  it('contradictions between vial, passage, batch and state', () => {
    const late = { kind: 'passage', id: uuid(801), recordedAt, code: 'BM-1-P4', batchId, number: 4 }
    const grown = { ...late, thawedVials: { [uuid(21)]: { order: 0 } } }
    const material = { order: 0, label: 'm', vialId: uuid(21), passageId: uuid(801), state: 'fresh' }
    const conflict = onlySeries({ ...one, materials: { v1: material }, more: [late] })
    expect(conflict.preparation).toContain('P3')
    expect(conflict.warnings.join(' ')).toMatch(/names passage BM-1-P4, but vial V-1 was frozen from BM-1-P3.*called fresh, but comes from a vial/)
    // Grown on after the thaw: the harvest of the later passage, and no contradiction.
    const fine = onlySeries({ ...one, materials: { v1: material }, more: [grown] })
    expect(fine).toMatchObject({ preparation: 'P4, fresh, no priming recorded', warnings: [] })
    expect(fine.runs[0]?.source).toBe('harvest of BM-1-P4')
    const missing = onlySeries({ ...one, materials: { v1: { order: 0, label: 'm', batchId, vialId: uuid(555), state: 'thawed' } } })
    expect(missing.warnings.join(' ')).toContain('a vial that is not on record')
    expect(missing.runs.length).toBe(1)
  })
})

describe('simulated data', () => {
  it('marks plates, runs, means and series that a simulated plate, assay or well went into, and nothing else', () => {
    const simulated = { origin: { type: 'simulated' } }
    const flags = (s: Setup): readonly boolean[] => {
      const r = onlySeries(s)
      return [r.plates[0]?.suppression.simulated, r.runs[0]?.simulated, r.means[0]?.suppression.simulated, r.simulated].map((f) => f === true)
    }
    expect(flags(one)).toEqual([false, false, false, false])
    expect(flags({ plates: [{ wells: plateWells(), performedAt: day, ...simulated }] })).toEqual([true, true, true, true])
    expect(flags({ ...one, assay: simulated })).toEqual([true, true, true, true])
    const wells = { ...plateWells(), H1: { role: 'empty' } }
    const withOrigin = (pointer: string): Setup => ({ plates: [{ wells, performedAt: day, fieldOrigins: { [pointer]: simulated.origin } }] })
    expect(flags(withOrigin('/wells/B2/signal'))).toEqual([true, true, true, true])
    expect(flags(withOrigin('/wells/H1'))).toEqual([false, false, false, false])
  })
})

describe('any records', () => {
  it('never crash, and give results that JSON carries unchanged', () => {
    const records = fc.tuple(arbitraryRecord('batch'), arbitraryRecord('passage'), arbitraryRecord('donor'), arbitraryRecord('responder-lot'))
    const awkward = fc.constantFrom(0, -1, 1e308, -1e308, 5e-324, 1e-300, 100, 101, 3)
    const role = fc.constantFrom('sample', 'stimulated-control', 'unstimulated-control', 'msc-alone', 'blank', 'cell-control')
    const well = fc.record({ role, signal: awkward, ratioMscPerResponder: fc.constantFrom(0.1, 0.2, 0.5, 1e-300, 1e300, -1, 0), mscCells: awkward, responderCells: awkward, materialKey: fc.constantFrom('v1', 'zz'), responderKey: fc.constantFrom('r1', 'zz') })
    const wells = fc.dictionary(fc.constantFrom(...'ABCDEFGH'.split('').flatMap((r) => [1, 2, 3, 4, 5, 6].map((c) => `${r}${String(c)}`))), well, { minKeys: 1, maxKeys: 48, noNullPrototype: true })
    const background = fc.constantFrom('unstimulated', 'none', 'msc-alone')
    fc.assert(
      fc.property(records, wells, background, fc.constantFrom('cpm', 'OD', '%', 'cells', ''), (extra, plate, how, unit) => {
        const s: Setup = { plates: [{ wells: plate }], assay: { background: how }, condition: { readoutUnit: unit } }
        const notebook = makeNotebook([...setup(s), ...extra])
        expectJsonSafe(suppressionResults(notebook, batchId))
        for (const r of extra) expectJsonSafe(suppressionResults(notebook, r.id))
      }),
      { numRuns: 150 },
    )
  })

  it('ignore a loop in the lineage', () => {
    const loop = [
      { kind: 'passage', id: uuid(800), recordedAt, code: 'A', batchId, number: 1, parents: { [uuid(801)]: { order: 0 } } },
      { kind: 'passage', id: uuid(801), recordedAt, code: 'B', batchId, number: 2, parents: { [uuid(800)]: { order: 0 } }, conditions: { oxygenPercent: 3 } },
    ].map(record)
    const materials = { v1: { order: 0, label: 'm', passageId: uuid(800), state: 'fresh' } }
    expect(suppressionResults(makeNotebook([...setup({ ...one, materials }), ...loop]), batchId).series[0]?.preparation).toContain('P1')
  })
})
