import { describe, expect, it } from 'vitest'
import { marginOf } from '../../../../shared/domain/pairs/margins.ts'
import type { MarginUsed } from '../../../../shared/domain/pairs/pair-results.ts'
import type { Side } from '../../../../shared/domain/pairs/verdict.ts'
import { arthritisId } from '../../../helpers/arthritis-records.ts'
import { ids, pairNotebook, type PairParts } from '../../../helpers/pair-records.ts'

function margin(side: Side, parts: PairParts): MarginUsed {
  const notebook = pairNotebook(parts)
  return marginOf(notebook, notebook.get('pair', ids.pair) ?? fail(), side)
}
const declarations = (...list: readonly Readonly<Record<string, unknown>>[]): PairParts => ({ pair: { margins: Object.fromEntries(list.map((d, order) => [`m${order}`, { order, ...d }])) } })
const settings = (recordedAt: string, more: Readonly<Record<string, unknown>> = {}): PairParts => ({ pair: { margins: {} }, others: [{ kind: 'lab-settings', id: arthritisId(90), recordedAt, ...more }] })

// The plate was made on 2026-01-10, the first scoring session on 2026-02-01.
describe('margins declared for the pair', () => {
  it('before data: the last declaration counts', () => {
    expect(margin('in vitro', declarations({ declaredAt: '2025-12-01T10:00:00+01:00', inVitroPoints: 20 }, { declaredAt: '2026-01-09T23:59:00+01:00', inVitroPoints: 15 }))).toMatchObject({ value: 15, declaredBeforeData: true, isLabDefault: false, declaredAt: '2026-01-09T23:59:00+01:00' })
  })

  it('on the day of the first plate the order is not known: not before', () => {
    expect(margin('in vitro', declarations({ declaredAt: '2026-01-10T00:00:00+01:00', inVitroPoints: 20 }))).toMatchObject({ value: 20, declaredBeforeData: false, note: expect.stringContaining('not declared before data') as string })
  })

  it('each side has its own data and its own value', () => {
    const parts = declarations({ declaredAt: '2026-01-15T10:00:00+01:00', inVitroPoints: 20, inVivoPercent: 25 })
    expect(margin('in vitro', parts).declaredBeforeData).toBe(false)
    expect(margin('in vivo', parts)).toMatchObject({ value: 25, unit: '%', declaredBeforeData: true })
  })

  it('changed after data, or at an unknown time: unusable; repeated with the same value: no change', () => {
    const first = { declaredAt: '2025-12-01T10:00:00+01:00', inVitroPoints: 20 }
    expect(margin('in vitro', declarations(first, { declaredAt: '2026-03-01T10:00:00+01:00', inVitroPoints: 30 }))).toMatchObject({ value: 30, declaredBeforeData: false, note: expect.stringContaining('changed after data, from 20 to 30 points') as string })
    expect(margin('in vitro', declarations(first, { inVitroPoints: 30 })).declaredBeforeData).toBe(false)
    expect(margin('in vitro', declarations(first, { declaredAt: '2026-03-01T10:00:00+01:00', inVitroPoints: 20 }))).toMatchObject({ value: 20, declaredBeforeData: true })
    expect(margin('in vitro', declarations({ inVitroPoints: 20 }))).toMatchObject({ declaredBeforeData: false, note: expect.stringContaining('time is not recorded') as string })
  })

  it('impossible margins are refused', () => {
    for (const value of [0, -20]) expect(margin('in vitro', declarations({ declaredAt: '2025-12-01T10:00:00+01:00', inVitroPoints: value }))).toMatchObject({ value: null, declaredBeforeData: false })
  })

  it('unblinding counts as data, also where it came before the first dated session', () => {
    const parts = declarations({ declaredAt: '2026-01-25T10:00:00+01:00', inVivoPercent: 25 })
    expect(margin('in vivo', parts).declaredBeforeData).toBe(true)
    expect(margin('in vivo', { ...parts, study: { experiment: { unblindedAt: '2026-01-20T10:00:00+01:00' } } }).declaredBeforeData).toBe(false)
    expect(margin('in vivo', { ...parts, study: { allocation: { unblindedAt: '2026-01-20T10:00:00.500+01:00' } } }).declaredBeforeData).toBe(false)
  })

  it('a record without bench date: its recording counts, unless it was typed in from elsewhere', () => {
    const parts = declarations({ declaredAt: '2026-05-01T10:00:00+02:00', inVitroPoints: 20 })
    const plate = (more: Readonly<Record<string, unknown>>): PairParts => ({ ...parts, plate: null, others: [{ kind: 'plate', id: ids.plate, recordedAt: '2026-06-01T10:00:00+02:00', code: 'PL-1', assayId: ids.assay, format: '96', wells: {}, ...more }] })
    expect(margin('in vitro', plate({})).declaredBeforeData).toBe(true)
    expect(margin('in vitro', plate({ origin: { type: 'transcribed-from-paper' } }))).toMatchObject({ declaredBeforeData: false, note: expect.stringContaining('has no bench date') as string })
    expect(margin('in vitro', plate({ readAt: '2026-04-30T10:00:00+02:00' })).declaredBeforeData).toBe(false)
    expect(margin('in vitro', { ...parts, plate: null })).toMatchObject({ declaredBeforeData: true, note: expect.stringContaining('no data yet') as string })
  })

  it('says when the pair itself was entered only after the data', () => {
    expect(margin('in vitro', { pair: { recordedAt: '2026-06-01T10:00:00+02:00' } })).toMatchObject({ declaredBeforeData: true, note: expect.stringContaining('the pair itself was entered 2026-06-01') as string })
  })
})

describe("the lab's margin", () => {
  it('holds only when the settings were recorded before the data', () => {
    expect(margin('in vitro', settings('2025-11-01T10:00:00+01:00'))).toMatchObject({ value: 20, isLabDefault: true, declaredBeforeData: true, note: expect.stringContaining('documented default') as string })
    expect(margin('in vitro', settings('2025-11-01T10:00:00+01:00', { inVitroMarginPoints: 10 }))).toMatchObject({ value: 10, declaredBeforeData: true })
    expect(margin('in vitro', settings('2026-01-10T10:00:00+01:00'))).toMatchObject({ value: null, declaredBeforeData: false })
    expect(margin('in vivo', settings('2026-01-20T10:00:00+01:00'))).toMatchObject({ value: 25, declaredBeforeData: true })
    expect(margin('in vitro', { pair: { margins: {} } })).toMatchObject({ value: null, declaredBeforeData: false, note: expect.stringContaining('settings are not recorded') as string })
    expect(margin('in vitro', settings('2025-11-01T10:00:00+01:00', { inVitroMarginPoints: 0 }))).toMatchObject({ value: null, declaredBeforeData: false })
  })
})

function fail(): never {
  throw new Error('missing')
}
