import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { NotebookDb } from '../../../../renderer/db/notebook-db.ts'
import { saveChangeset } from '../../../../renderer/db/save-changeset.ts'
import { affected, makeListService } from '../../../../renderer/workers/lists/list-service.ts'
import { plainQuery, type ListQuery } from '../../../../renderer/workers/lists/list-query.ts'
import type { AnyRecord, RecordOf } from '../../../../shared/records/record-kinds.ts'
import { bench, emptyNotebook, newId, saved } from '../../../helpers/store-notebook.ts'

const recordedAt = '2026-03-01T10:00:00+01:00'
type Lot = RecordOf<'reagent-lot'>
const lot = (code: string, more: Partial<Lot> = {}): Lot => ({ kind: 'reagent-lot', id: newId(), recordedAt, code, name: 'Serum', ...more })

const lots: readonly Lot[] = [
  lot('L-10', { name: 'Medium, "low" glucose', expiresAt: '2026-03-14', manufacturer: '=cmd()' }),
  lot('L-2', { expiresAt: '2026-02', qualification: 'qualified' }),
  lot('L-1', { expiresAt: { blank: 'unknown', reason: 'label torn' }, note: 'from the old freezer' }),
  lot('L-3', { retired: { at: recordedAt, reason: 'empty' } }),
]
const columns = ['/name', '/expiresAt', '/manufacturer']

async function withLots(more: readonly AnyRecord[] = []): Promise<NotebookDb> {
  const db = await emptyNotebook()
  await saved(db, [...lots, ...more].map((record) => ({ record, base: null })))
  return db
}

const ask = (more: Partial<ListQuery> = {}): ListQuery => ({ ...plainQuery('reagent-lot', columns), ...more })

async function titles(query: ListQuery): Promise<readonly string[]> {
  const service = makeListService(await withLots())
  const { rows } = await service.part(query, 0, 100)
  return rows.map((r) => r.title)
}

describe('lists', () => {
  it('shows names in the order of their numbers, without retired ones unless asked', async () => {
    expect(await titles(ask())).toEqual(['L-1', 'L-2', 'L-10'])
    expect(await titles(ask({ retired: true }))).toEqual(['L-1', 'L-2', 'L-3', 'L-10'])
  })

  it('sorts by a field, blank states and missing values last either way', async () => {
    const sort = { pointer: '/expiresAt', descending: false }
    expect(await titles(ask({ sort }))).toEqual(['L-2', 'L-10', 'L-1'])
    expect(await titles(ask({ sort: { ...sort, descending: true } }))).toEqual(['L-10', 'L-2', 'L-1'])
  })

  it('finds words in names, columns and notes', async () => {
    expect(await titles(ask({ find: 'glucose MEDIUM' }))).toEqual(['L-10'])
    expect(await titles(ask({ find: 'old freezer' }))).toEqual(['L-1'])
    expect(await titles(ask({ find: 'L- nowhere' }))).toEqual([])
  })

  it('filters by any field, shown or not', async () => {
    const by = (pointer: string, test: ListQuery['filters'][number]['test'], value = ''): Promise<readonly string[]> => titles(ask({ filters: [{ pointer, test, value }] }))
    expect(await by('/qualification', 'is', 'qualified')).toEqual(['L-2'])
    expect(await by('/qualification', 'is not', 'qualified')).toEqual(['L-1', 'L-10'])
    expect(await by('/expiresAt', 'at most', '2026-02')).toEqual(['L-2'])
    expect(await by('/expiresAt', 'at least', '2026-03')).toEqual(['L-10'])
    expect(await by('/expiresAt', 'has no value')).toEqual(['L-1'])
    expect(await by('/expiresAt', 'has a value')).toEqual(['L-2', 'L-10'])
    expect(await by('', 'contains', '1')).toEqual(['L-1', 'L-10'])
    expect(await by('/gone', 'is', 'x')).toEqual(['L-1', 'L-2', 'L-10'])
  })

  it('counts all and those that match, and gives a part', async () => {
    const service = makeListService(await withLots())
    expect(await service.part(ask({ find: 'serum' }), 1, 1)).toMatchObject({ total: 3, matching: 2, from: 1, rows: [{ title: 'L-2', cells: ['Serum', '2026-02', ''] }] })
    })

  it('shows what was saved meanwhile, also in what it points at', async () => {
    const donor: AnyRecord = { kind: 'donor', id: newId(), recordedAt, code: 'D-1' }
    const batch: AnyRecord = { kind: 'batch', id: newId(), recordedAt, code: 'BM-1', source: { type: 'donor', donorId: donor.id } }
    const db = await withLots([donor, batch])
    const service = makeListService(db)
    const query = plainQuery('batch', ['/source'])
    expect((await service.part(query, 0, 9)).rows[0]?.cells).toEqual(['donor D-1'])
    const head = (await db.rows('donor').get(donor.id))?.head ?? null
    const result = await saveChangeset(db, [{ record: { ...donor, code: 'D-2' }, base: head }], bench())
    expect(result.ok).toBe(true)
    expect((await service.part(query, 0, 9)).rows[0]?.cells).toEqual(['donor D-2'])
    expect(affected(new Set(['donor']))).toEqual(expect.arrayContaining(['donor', 'batch', 'responder-lot']))
    expect(affected(new Set(['donor']))).not.toContain('reagent-lot')
    })

  it('has the lab\u2019s own fields', async () => {
    const field: AnyRecord = { kind: 'field-definition', id: newId(), recordedAt, code: 'F-1', appliesTo: 'reagent-lot', label: 'Shelf', type: 'number' }
    const db = await withLots([field, lot('L-20', { labFields: { [field.id]: 4 } })])
    const service = makeListService(db)
    const part = await service.part(ask({ columns: [`/labFields/${field.id}`], filters: [{ pointer: `/labFields/${field.id}`, test: 'at least', value: '3,5' }] }), 0, 9)
    expect(part.rows.map((r) => [r.title, ...r.cells])).toEqual([['L-20', '4']])
    })
})

describe('a list as CSV', () => {
  it('quotes what needs it, keeps numbers and dates as stored, and no text becomes a formula', async () => {
    const bank: AnyRecord = { kind: 'equipment', id: newId(), recordedAt, code: 'EQ-1', name: 'line 1\nline 2', origin: { type: 'simulated' }, retired: { at: recordedAt, reason: 'sold' } }
    const panel: AnyRecord = { kind: 'lab-settings', id: newId(), recordedAt, inVitroMarginPoints: -2.5 }
    const service = makeListService(await withLots([bank, panel]))
    expect(await service.csv(ask(), 'Reagent lot')).toBe('\ufeffReagent lot,Name,Expires,Manufacturer,Origin,Retired\r\nL-1,Serum,unknown,,observed,\r\nL-2,Serum,2026-02,,observed,\r\nL-10,"Medium, ""low"" glucose",2026-03-14,\'=cmd(),observed,\r\n')
    expect(await service.csv({ ...plainQuery('equipment', ['/name']), retired: true }, 'Instrument')).toBe('\ufeffInstrument,Name,Origin,Retired\r\nEQ-1,"line 1\nline 2",simulated,sold\r\n')
    expect(await service.csv(plainQuery('lab-settings', ['/inVitroMarginPoints', '/recordedAt']), 'Limits')).toContain('(points),Recorded,Origin,Retired\r\nLimits of the lab,-2.5,2026-03-01T10:00:00+01:00,observed,')
    })
})
