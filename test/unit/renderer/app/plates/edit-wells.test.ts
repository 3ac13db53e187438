import { describe, expect, it } from 'vitest'
import { clearSignals, putIntoWells, putSignals, removeWells } from '../../../../../renderer/app/plates/edit-wells.ts'
import { standardLayout, suggestedLayout } from '../../../../../renderer/app/plates/standard-layout.ts'
import { plateShape, wellNameAt, wellPlace, wellsBetween } from '../../../../../renderer/app/plates/well-grid.ts'
import { parseRecord } from '../../../../../shared/records/parse-record.ts'

const wanted = { format: '96', replicates: 3, ratios: [0.2, 0.1], conditionKey: 'c1', responderKey: 'r1', materialKeys: ['v1', 'v2'] } as const

describe('wells', () => {
  it('have names on every plate, and places by their names', () => {
    expect([wellNameAt({ row: 0, column: 0 }), wellNameAt({ row: 15, column: 23 })]).toEqual(['A1', 'P24'])
    expect([wellPlace('h12', plateShape('96')), wellPlace('H013', plateShape('96')), wellPlace('I1', plateShape('96')), wellPlace('A0', plateShape('96'))]).toEqual([{ row: 7, column: 11 }, undefined, undefined, undefined])
    expect(wellsBetween({ row: 1, column: 2 }, { row: 0, column: 1 })).toEqual(['A2', 'A3', 'B2', 'B3'])
  })

  it('take what is put into them and keep the rest', () => {
    const wells = putIntoWells({ A1: { role: 'sample', materialKey: 'v1', signal: 5 } }, ['A1', 'A2'], { role: 'msc-with-inhibitor', inhibitorKey: 'i1', materialKey: null })
    expect(wells).toEqual({ A1: { role: 'msc-with-inhibitor', inhibitorKey: 'i1', signal: 5 }, A2: { role: 'msc-with-inhibitor', inhibitorKey: 'i1' } })
  })

  it('get and lose signals without losing their layout', () => {
    const laid = putIntoWells({}, ['A1'], { role: 'stimulated-control' })
    const full = putSignals(laid, new Map([['A1', 7], ['B1', 8]]))
    expect(full).toEqual({ A1: { role: 'stimulated-control', signal: 7 }, B1: { role: 'sample', signal: 8 } })
    expect(clearSignals(full, ['A1', 'H12'])).toEqual({ A1: { role: 'stimulated-control' }, B1: { role: 'sample', signal: 8 } })
    expect(removeWells(full, ['A1'])).toEqual({ B1: { role: 'sample', signal: 8 } })
  })
})

describe('the usual layout', () => {
  it('has each material at each ratio, both controls, and each material alone', () => {
    const laid = standardLayout(wanted)
    if (!laid.ok) throw new Error(laid.error)
    expect(Object.keys(laid.value)).toHaveLength(8 * 3)
    expect(laid.value['A3']).toEqual({ role: 'sample', conditionKey: 'c1', responderKey: 'r1', materialKey: 'v1', ratioMscPerResponder: 0.2 })
    expect(laid.value['D1']).toMatchObject({ materialKey: 'v2', ratioMscPerResponder: 0.1 })
    expect(['E1', 'F1', 'G1', 'H1'].map((w) => laid.value[w]?.role)).toEqual(['stimulated-control', 'unstimulated-control', 'msc-alone', 'msc-alone'])
    expect(parseRecord({ kind: 'plate', id: '01890000-0000-7000-8000-000000000001', recordedAt: '2026-01-02T10:00:00+01:00', code: 'P', assayId: '01890000-0000-7000-8000-000000000002', format: '96', wells: laid.value }).ok).toBe(true)
  })

  it('goes on in the next columns, and says when the plate is too small', () => {
    const long = standardLayout({ ...wanted, ratios: [0.8, 0.4, 0.2, 0.1] })
    expect(long.ok && [long.value['A4'], long.value['D4']]).toMatchObject([{ role: 'stimulated-control' }, { role: 'msc-alone', materialKey: 'v2' }])
    expect(standardLayout({ ...wanted, format: '12' })).toEqual({ ok: false, error: 'This needs 24 wells in 8 groups; a plate of 12 wells holds 3 groups of 3. Take fewer ratios or replicates, or a second plate.' })
    expect(standardLayout({ ...wanted, materialKeys: [] }).ok).toBe(false)
    expect(standardLayout({ ...wanted, replicates: 0 }).ok).toBe(false)
  })

  it('starts from what the assay declares', () => {
    const assay = parseRecord({ kind: 'assay', id: '01890000-0000-7000-8000-000000000001', recordedAt: '2026-01-02T10:00:00+01:00', code: 'A', title: 't', referenceRatio: 0.2, conditions: { c2: { order: 2, label: 'b' }, c1: { order: 1, label: 'a' } }, materials: { v1: { order: 1, label: 'm' } }, responders: {} })
    if (!assay.ok || assay.value.kind !== 'assay') throw new Error('no assay')
    expect(suggestedLayout(assay.value, '96')).toEqual({ format: '96', replicates: 3, ratios: [0.4, 0.2, 0.1, 0.05], conditionKey: 'c1', responderKey: undefined, materialKeys: ['v1'] })
  })
})
