import 'fake-indexeddb/auto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { NotebookDb } from '../../../../renderer/db/notebook-db.ts'
import { saveChangeset } from '../../../../renderer/db/save-changeset.ts'
import { makeSearchService, type SearchAnswer, type SearchService } from '../../../../renderer/workers/search/search-service.ts'
import { searchTerms } from '../../../../renderer/workers/search/search-terms.ts'
import type { AnyRecord, RecordKind } from '../../../../shared/records/record-kinds.ts'
import { buildSampleNotebook } from '../../../../shared/sample/build-sample-notebook.ts'
import { bench, emptyNotebook, newId, saved } from '../../../helpers/store-notebook.ts'

const recordedAt = '2026-03-01T10:00:00+01:00'
const titlesOf = ({ hits }: SearchAnswer): readonly string[] => hits.map((h) => h.title)

describe('search over the sample notebook', () => {
  let service: SearchService
  const search = (text: string, kinds: readonly RecordKind[] | null = null): Promise<SearchAnswer> => service.search({ text, kinds, limit: 20 })

  beforeAll(async () => {
    const db = await emptyNotebook()
    await saved(db, buildSampleNotebook().map((record) => ({ record, base: null })))
    service = makeSearchService(db, { batch: ['/tissue', '/source'] })
  }, 60_000)

  it('finds a code typed in full before what holds its parts, in any spelling', async () => {
    expect(titlesOf(await search('SIM-UC-0001'))[0]).toBe('SIM-UC-0001')
    expect(titlesOf(await search('sim uc 0001 p2'))[0]).toBe('SIM-UC-0001-P2')
    expect((await search('SIM-UC-0001')).hits[0]).toMatchObject({ kind: 'batch', description: 'umbilical cord \u00b7 donor SIM-D-UC-1', simulated: true, retired: false })
  })

  it('finds by the beginning of a word, and forgives a wrong letter in words, not in numbers', async () => {
    expect(titlesOf(await search('umbil', ['batch']))).toContain('SIM-UC-0001')
    expect(titlesOf(await search('umbillical cord', ['batch']))).toContain('SIM-UC-0001')
    expect(titlesOf(await search('SIM-UC-0009', ['batch']))[0]).not.toBe('SIM-UC-0009')
    expect((await search('0009', ['batch'])).hits).toEqual([])
  })

  it('finds markers inside tests, and records by what they point at', async () => {
    expect((await search('CD105')).counts).toMatchObject({ 'marker-panel': 2 })
    expect((await search('CD105')).counts['phenotype-test']).toBeGreaterThan(0)
    expect(titlesOf(await search('SIM-D-UC-1', ['batch']))).toContain('SIM-UC-0001')
  })

  it('counts hits by kind whatever kinds are asked for, and stops at the limit', async () => {
    const answer = await service.search({ text: 'sim', kinds: ['vial'], limit: 3 })
    expect(answer.hits).toHaveLength(3)
    expect(answer.hits.every((h) => h.kind === 'vial')).toBe(true)
    expect(answer.counts.vial).toBeGreaterThan(3)
    expect(answer.counts.batch).toBeGreaterThan(0)
  })

  it('finds nothing for nothing', async () => {
    expect((await search('')).hits).toEqual([])
    expect((await search('zzzzqqq')).hits).toEqual([])
  })
})

describe('search while records change', () => {
  const donor = (code: string, id: string): AnyRecord => ({ kind: 'donor', id, recordedAt, code })
  const start = async (): Promise<{ readonly db: NotebookDb; readonly service: SearchService; readonly donorId: string; readonly batchId: string }> => {
    const db = await emptyNotebook()
    const [donorId, batchId] = [newId(), newId()]
    await saved(db, [{ record: donor('D-7', donorId), base: null }, { record: { kind: 'batch', id: batchId, recordedAt, code: 'BM-7', source: { type: 'donor', donorId }, note: 'grows slowly' }, base: null }])
    return { db, donorId, batchId, service: makeSearchService(db, {}) }
  }
  const titles = async (service: SearchService, text: string): Promise<readonly string[]> => titlesOf(await service.search({ text, kinds: null, limit: 9 }))

  it('finds what was saved since, and no longer what was there before', async () => {
    const { db, service, batchId } = await start()
    expect(await titles(service, 'slowly')).toEqual(['BM-7'])
    const row = await db.rows('batch').get(batchId)
    if (row === undefined) throw new Error('no batch')
    const done = await saveChangeset(db, [{ record: { ...row.record, note: 'contaminated' }, base: row.head }], bench())
    expect(done.ok).toBe(true)
    expect(await titles(service, 'slowly')).toEqual([])
    expect(await titles(service, 'contaminated')).toEqual(['BM-7'])
  })

  it('finds records by the new name of what they point at', async () => {
    const { db, service, donorId } = await start()
    expect(await titles(service, 'D-7')).toEqual(['D-7', 'BM-7'])
    const head = (await db.rows('donor').get(donorId))?.head ?? null
    await saved(db, [{ record: donor('HUMAN-8', donorId), base: head }])
    expect(await titles(service, 'HUMAN-8')).toEqual(['HUMAN-8', 'BM-7'])
    expect(await titles(service, 'D-7')).not.toContain('HUMAN-8')
  })

  it('marks retired ones and answers questions asked at the same time', async () => {
    const { db, service, batchId } = await start()
    const row = await db.rows('batch').get(batchId)
    if (row === undefined) throw new Error('no batch')
    await saved(db, [{ record: { ...row.record, retired: { at: recordedAt, reason: 'lost' } }, base: row.head, action: 'retire' }])
    const answers = await Promise.all(['slowly', 'slowly', 'BM-7'].map((text) => service.search({ text, kinds: null, limit: 9 })))
    expect(answers.map((a) => a.hits.map((h) => [h.title, h.retired]))).toEqual([[['BM-7', true]], [['BM-7', true]], [['BM-7', true]]])
  })
})

describe('words as they are searched', () => {
  it('writes Greek letters out and drops accents', () => {
    expect(searchTerms('IFN-γ, TGF-β1; Köhler 5 µg')).toEqual(['ifn', 'gamma', 'tgf', 'beta1', 'kohler', '5', 'ug'])
    expect(searchTerms('CD29+ Sca-1')).toEqual(['cd29+', 'sca', '1'])
  })
})
