import { describe, expect, it } from 'vitest'
import { attention } from '../../../../shared/domain/attention/attention.ts'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import type { AnyRecord } from '../../../../shared/records/record-kinds.ts'
import { batch, batchId, passage } from '../../../helpers/culture-records.ts'

const now = '2026-03-14T09:30'
const recordedAt = '2026-03-01T10:00:00+01:00'
const id = (n: number): string => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`
const lot = (n: number, expiresAt: string): AnyRecord => ({ kind: 'reagent-lot', id: id(n), recordedAt, code: `L-${String(n)}`, name: 'Serum', expiresAt })
const due = (...records: readonly AnyRecord[]) => attention(makeNotebook(records), now)

/** A passage in culture: fed as given, medium every 72 h. */
function growing(feedings: readonly string[], more: Readonly<Record<string, unknown>> = {}): AnyRecord {
  return passage(1, { seededAt: '2026-03-08T09:00', conditions: { mediumChangeIntervalH: 72 }, feedings: Object.fromEntries(feedings.map((at, i) => [`f${String(i)}`, { order: i, at }])), ...more })
}

describe('what needs a hand', () => {
  it('medium that is due now or within half a day, from the last feeding; not what is not due, harvested, or without an interval', () => {
    const of = (record: AnyRecord) => due(batch(), record).filter((d) => d.what === 'culture')
    expect(of(growing(['2026-03-11T09:00']))).toMatchObject([{ isLate: true, at: '2026-03-14T09:00', reason: 'medium is due 72 h after 2026-03-11 09:00' }])
    expect(of(growing(['2026-03-11T20:00']))).toMatchObject([{ isLate: false, at: '2026-03-14T20:00' }])
    expect(of(growing(['2026-03-12T20:00', '2026-03-11T09:00']))).toEqual([])
    expect(of(growing([]))).toMatchObject([{ isLate: true, at: '2026-03-11T09:00' }])
    expect(of(growing([], { conditions: {} }))).toEqual([])
    expect(of(growing([], { harvest: {} }))).toEqual([])
    expect(of(growing([], { outcome: 'discarded' }))).toEqual([])
  })

  it('batches in culture without a current mycoplasma test, and only those in culture', () => {
    const test = (performedAt: string, result: 'pass' | 'fail' | 'pending'): AnyRecord => ({ kind: 'quality-test', id: id(90), recordedAt, performedAt, test: 'mycoplasma', result, subject: { type: 'passage', passageId: growing([]).id } })
    const of = (...records: readonly AnyRecord[]) => due(batch(), ...records).filter((d) => d.what === 'mycoplasma').map((d) => [d.id, d.reason, d.isLate])
    expect(of(growing([]))).toEqual([[batchId, 'in culture without a mycoplasma test', true]])
    expect(of(growing([]), test('2026-02-20', 'pass'))).toEqual([])
    expect(of(growing([]), test('2026-02-01', 'pass'))).toEqual([[batchId, 'last negative mycoplasma test 41 days ago, limit 30', true]])
    expect(of(growing([]), test('2026-03-10', 'pending'))).toEqual([[batchId, 'mycoplasma test of 2026-03-10: pending', false]])
    expect(of(growing([], { harvest: {} }))).toEqual([])
  })

  it('lots that run out within thirty days; a month is over when it has ended; late ones first', () => {
    expect(due(lot(1, '2026-03'), lot(2, '2026-02'), lot(3, '2026-04-20'), lot(4, '2026-03-13')).map((d) => [d.name, d.isLate])).toEqual([['L-2', true], ['L-4', true], ['L-1', false]])
  })

  it('banks with few vials left', () => {
    const bank: AnyRecord = { kind: 'bank', id: id(50), recordedAt, code: 'B-1', passageId: growing([]).id }
    const vials = (thawed: number, all: number): readonly AnyRecord[] => Array.from({ length: all }, (_, i): AnyRecord => ({ kind: 'vial', id: id(60 + i), recordedAt, code: `V-${String(i)}`, bankId: bank.id, status: i < thawed ? 'thawed' : 'stored' }))
    expect(due(bank, ...vials(3, 6))).toMatchObject([{ what: 'stock', reason: '3 of 6 vials left', isLate: false }])
    expect(due(bank, ...vials(6, 6))).toMatchObject([{ reason: 'no vial left', isLate: true }])
    expect(due(bank, ...vials(2, 6))).toEqual([])
    expect(due(bank)).toEqual([])
  })

  it('is empty for an empty notebook', () => { expect(due()).toEqual([]) })
})
