import { describe, expect, it } from 'vitest'
import { cultureNotebook as book, passage, record, uuid } from '../../../helpers/culture-records.ts'
import { assay, check, ofRule, plate, said } from '../../../helpers/finding-checks.ts'

type Json = Readonly<Record<string, unknown>>
const condition = (more: Json): Json => ({ conditions: { c: { order: 0, label: 'c', ratioDenominator: 'purified responders', ...more } } })
/** A plate with one sample well. */
const well = (more: Json, { name = 'A1', assay: own = {}, plate: of = {} }: { readonly name?: string; readonly assay?: Json; readonly plate?: Json } = {}) =>
  book(passage(1), assay(own), plate({ [name]: { role: 'sample', materialKey: 'a', signal: 1, ratioMscPerResponder: 0.1, ...more } }, of))

describe('findings about assays', () => {
  it('reference condition, denominator and reference ratio', () => {
    check('error unknown-key S-1 /referenceConditionKey', book(passage(1), assay({ referenceConditionKey: 'x' })), book(passage(1), assay({ referenceConditionKey: 'c' })))
    check('warning ratio-denominator-missing S-1 /conditions/c/ratioDenominator', book(passage(1), assay({ conditions: { c: { order: 0, label: 'c' } } })), book(passage(1), assay()))
    check('warning ratio-orientation S-1 /referenceRatio', book(passage(1), assay({ referenceRatio: 10 })), book(passage(1), assay({ referenceRatio: 1 })))
  })

  it('mediators of conditions and materials that the assay does not have', () => {
    const measured = (conditionKey: string, materialKey: string) => book(passage(1), assay(), record({ kind: 'mediator-measurement', id: uuid(550), subject: { type: 'assay', assayId: uuid(500), conditionKey, materialKey }, values: {} }))
    check(`error unknown-key ${uuid(550)} /subject/conditionKey`, measured('x', 'a'), measured('c', 'a'))
    check(`error unknown-key ${uuid(550)} /subject/materialKey`, measured('c', 'x'), measured('c', 'a'))
  })
})

describe('findings about plates', () => {
  it('keys that the assay does not define, of any sort and role', () => {
    for (const field of ['conditionKey', 'materialKey', 'responderKey', 'stimulatorKey', 'inhibitorKey']) expect(said(well({ [field]: 'x' }))).toContain(`error unknown-key PL-1 /wells/A1/${field}`)
    check('error unknown-key PL-1 /wells/A1/materialKey', well({ materialKey: 'b' }), well({}))
    expect(ofRule(well({ materialKey: 'b' }), 'well-not-used'), 'said once').toEqual([])
  })

  it('wells outside the format', () => {
    check('error well-outside-plate PL-1 /wells/I1', well({}, { name: 'I1' }), well({}, { name: 'H12' }))
    check('error well-outside-plate PL-1 /wells/A13', well({}, { name: 'A13' }), well({}, { name: 'A13', plate: { format: '384' } }))
  })

  it('wells in no result: without material, ratio, condition or responder', () => {
    check('error well-not-used PL-1 /wells/A1', book(passage(1), assay(), plate({ A1: { role: 'sample', signal: 1, ratioMscPerResponder: 0.1 } })), well({}))
    check('error well-not-used PL-1 /wells/A1', well({ ratioMscPerResponder: { blank: 'unknown' } }), well({ ratioMscPerResponder: { blank: 'unknown' }, excluded: { reason: 'spilled' } }))
    const two = { conditions: { c: { order: 0, label: 'c', ratioDenominator: 'purified responders' }, d: { order: 1, label: 'd', ratioDenominator: 'purified responders' } } }
    check('error well-not-used PL-1 /wells/A1', well({}, { assay: two }), well({ conditionKey: 'd' }, { assay: two }))
    const lots = { responders: { r: { order: 0, label: '1', responderLotId: uuid(520) }, s: { order: 1, label: '2', responderLotId: uuid(521) } } }
    check('error well-not-used PL-1 /wells/A1', well({}, { assay: lots }), well({ responderKey: 's' }, { assay: lots }))
  })

  it('wells without a signal, unless empty, excluded, or counted by generations', () => {
    const none = { blank: 'unknown' }
    check('warning well-without-signal PL-1 /wells/A1', well({ signal: none }), well({ signal: none, excluded: { reason: 'spilled' } }))
    for (const near of [well({ signal: none, role: 'empty' }), well({ signal: none, generationCounts: [1, 2] }), well({ signal: none }, { plate: { excluded: { reason: 'contaminated' } } })]) expect(ofRule(near, 'well-without-signal')).toEqual([])
  })

  it('impossible signals and generations', () => {
    check('error impossible-value PL-1 /wells/A1/signal', well({ signal: -1 }), well({ signal: 0 }))
    check('error impossible-value PL-1 /wells/A1/signal', well({ signal: 101 }, { assay: condition({ readoutUnit: '% divided' }) }), well({ signal: 101 }, { assay: condition({ readoutUnit: 'cpm' }) }))
    check('error impossible-value PL-1 /wells/A1/generationCounts', well({ generationCounts: [1, -2] }), well({ generationCounts: [1, 0] }))
    check('error impossible-value PL-1 /wells/A1/ratioMscPerResponder', well({ ratioMscPerResponder: 0 }), well({ ratioMscPerResponder: 0.001 }))
    check('error impossible-value PL-1 /wells/A1/ratioMscPerResponder', well({ ratioMscPerResponder: -0.1 }), well({}))
  })

  it('ratio against the cells counted into the well, by its denominator', () => {
    const counts = { mscCells: 5000, responderCells: 50_000 }
    check('warning ratio-against-counts PL-1 /wells/A1/ratioMscPerResponder', well({ ...counts, ratioMscPerResponder: 0.2 }), well({ ...counts, ratioMscPerResponder: 0.095 }))
    const accessory = { assay: condition({ ratioDenominator: 'responders and accessory cells', accessoryCellsPerWell: 50_000 }) }
    check('warning ratio-against-counts PL-1 /wells/A1/ratioMscPerResponder', well(counts, accessory), well({ ...counts, ratioMscPerResponder: 0.05 }, accessory))
    const unknown = { assay: { conditions: { c: { order: 0, label: 'c', accessoryCellsPerWell: 50_000 } } } }
    for (const ratio of [0.1, 0.05]) expect(ofRule(well({ ...counts, ratioMscPerResponder: ratio }, unknown), 'ratio-against-counts'), 'either reading of an unknown denominator').toEqual([])
    expect(ofRule(well({ ...counts, ratioMscPerResponder: 0.2 }, { assay: condition({ ratioDenominator: 'responders and accessory cells' }) }), 'ratio-against-counts'), 'accessory cells not counted').toEqual([])
  })

  it('ratio the other way round: above 1 without counts that say so, or the inverse of the counts', () => {
    check('warning ratio-orientation PL-1 /wells/A1/ratioMscPerResponder', well({ ratioMscPerResponder: 10 }), well({ ratioMscPerResponder: 1 }))
    const counts = { mscCells: 5000, responderCells: 50_000 }
    check('warning ratio-orientation PL-1 /wells/A1/ratioMscPerResponder', well({ ...counts, ratioMscPerResponder: 10 }), well(counts))
    expect(ofRule(well({ ...counts, ratioMscPerResponder: 10 }), 'ratio-orientation').map((f) => f.advice)).toEqual([expect.stringContaining('enter 0.1')])
    expect(ofRule(well({ mscCells: 100_000, responderCells: 50_000, ratioMscPerResponder: 2 }), 'ratio-orientation'), 'the counts agree').toEqual([])
  })

  it('controls out of limits: stimulation index, and stimulated wells that do not exceed the others', () => {
    const controls = (stimulated: number, own: Json = {}, of: Json = {}) =>
      book(passage(1), assay({ minimumStimulationIndex: 5, ...own }), plate({ A1: { role: 'sample', materialKey: 'a', signal: 10, ratioMscPerResponder: 0.1 }, B1: { role: 'stimulated-control', signal: stimulated }, C1: { role: 'unstimulated-control', signal: 10 } }, of))
    check('warning control-out-of-limits PL-1 /wells', controls(49), controls(50))
    check('warning control-out-of-limits PL-1 /wells', controls(10, { minimumStimulationIndex: 0 }), controls(10.1, { minimumStimulationIndex: 0 }))
    expect(ofRule(controls(49), 'control-out-of-limits')[0]?.reason).toMatch(/4\.90, below the limit of 5 \(declared in the assay\)/)
    expect(ofRule(controls(49, {}, { excluded: { reason: 'old stimulus' } }), 'control-out-of-limits')).toEqual([])
    const settings = record({ kind: 'lab-settings', id: uuid(9), minimumStimulationIndex: 6 })
    const ofLab = (index: number) => book(settings, ...controls(index * 10, { minimumStimulationIndex: { blank: 'unknown' } }).records.filter((r) => r.kind !== 'donor' && r.kind !== 'batch'))
    check('warning control-out-of-limits PL-1 /wells', ofLab(5), ofLab(6))
  })
})
