import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatReason, parseRecord } from '../../../shared/records/parse-record.ts'
import { recordKinds } from '../../../shared/records/record-kinds.ts'
import { arbitraryRecord } from '../../helpers/arbitrary-record.ts'

const id = '01890000-0000-7000-8000-000000000001'
const donorId = '01890000-0000-7000-8000-000000000002'
const recordedAt = '2026-01-02T10:00:00+01:00'
const batch = { kind: 'batch', id, recordedAt, code: 'BM-0012', source: { type: 'donor', donorId } }

function reasonsFor(input: unknown): readonly string[] {
  const result = parseRecord(input)
  return result.ok ? [] : result.error.map((r) => `${r.kind}|${r.code}|${r.field}|${r.reason}`)
}

describe('parseRecord', () => {
  it.each(recordKinds)('takes any %s the schema describes and gives it back unchanged through JSON', (kind) => {
    fc.assert(
      fc.property(arbitraryRecord(kind), (record) => {
        const back = parseRecord(JSON.parse(JSON.stringify(record)))
        expect(back).toEqual({ ok: true, value: record })
      }),
      { numRuns: 40 },
    )
  })

  it('names record, field and reason', () => {
    const result = parseRecord({ ...batch, isolatedCells: 'many' })
    expect(result.ok).toBe(false)
    if (!result.ok) expect(formatReason(result.error[0] ?? { kind: '', id: '', code: '', field: '', reason: '' })).toBe('batch BM-0012, field /isolatedCells: expected number, found a string')
  })

  it('refuses wrong types, unknown fields and kinds, NaN and missing fields', () => {
    expect(reasonsFor({ ...batch, isolatedCells: Number.NaN })).toEqual(['batch|BM-0012|/isolatedCells|expected number, found NaN'])
    expect(reasonsFor({ ...batch, colour: 'red' })).toEqual(['batch|BM-0012|/colour|unknown field; remove it, or define it as a field of the lab'])
    expect(reasonsFor({ ...batch, kind: 'bach' })[0]).toContain('unknown kind "bach"')
    expect(reasonsFor({ ...batch, kind: '__proto__' })[0]).toContain('unknown kind')
    expect(reasonsFor({ kind: 'batch', id, recordedAt, code: 'BM-1' })).toEqual(['batch|BM-1|/source|is missing (expected object)'])
    expect(reasonsFor([])).toEqual(['||' + '|a record must be a JSON object, found a list'])
    expect(reasonsFor(null)).toEqual(['||' + '|a record must be a JSON object, found null'])
    expect(reasonsFor({ ...batch, id: 'b1' })).toEqual(['batch|BM-0012|/id|must be a lower-case UUID (new records use version 7)'])
    expect(reasonsFor({ ...batch, collectedAt: '2019-13' })[0]).toContain('/collectedAt|must be a date such as 2019')
    expect(reasonsFor({ ...batch, recordedAt: '2026-01-02T10:00:00' })[0]).toContain('/recordedAt|')
  })

  it('reports every reason of a record, not only the first', () => {
    expect(reasonsFor({ ...batch, colour: 1, isolatedCells: 'x', tissue: 3 })).toHaveLength(3)
  })

  it('stores impossible values: paper says what it says', () => {
    expect(parseRecord({ ...batch, isolatedCells: -5 }).ok).toBe(true)
  })

  it('keeps the four blank states apart and refuses a fifth', () => {
    for (const blank of ['unknown', 'not-measured', 'not-applicable']) expect(parseRecord({ ...batch, isolatedCells: { blank } }).ok).toBe(true)
    expect(parseRecord(batch).ok).toBe(true)
    expect(reasonsFor({ ...batch, isolatedCells: { blank: 'forgotten' } })[0]).toContain('/isolatedCells/blank|')
    expect(reasonsFor({ ...batch, isolatedCells: null })).toEqual(['batch|BM-0012|/isolatedCells|expected number, found null'])
  })

  it('normalises text to NFC', () => {
    const result = parseRecord({ ...batch, code: 'Zu\u0308rich-1' })
    expect(result.ok && result.value.kind === 'batch' && result.value.code).toBe('Z\u00fcrich-1')
  })
})
