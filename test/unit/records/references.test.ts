import { describe, expect, it } from 'vitest'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { parseRecord } from '../../../shared/records/parse-record.ts'
import { referencesOf } from '../../../shared/records/references.ts'
import { recordKinds, type AnyRecord } from '../../../shared/records/record-kinds.ts'
import { walkRecord } from '../../../shared/records/walk-record.ts'
import { z } from 'zod'
import { recordSchemas } from '../../../shared/records/record-kinds.ts'

const uuid = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`
const recordedAt = '2026-01-02T10:00:00+01:00'

function record(input: unknown): AnyRecord {
  const parsed = parseRecord(input)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

const passage = record({
  kind: 'passage', id: uuid(1), recordedAt, code: 'BM-1-P2', batchId: uuid(2), number: 2,
  parents: { [uuid(3)]: { order: 0, cells: 1e5 }, [uuid(4)]: { order: 1 } },
  operatorId: { blank: 'unknown' },
  conditions: { serumLotId: uuid(5) },
  feedings: { f1: { order: 0, mediumLotId: uuid(6) } },
  origin: { type: 'imported-file', attachmentId: uuid(7) },
})

describe('referencesOf', () => {
  it('finds references in fields, nested collections, collection keys and the header, and none in blank states', () => {
    expect(referencesOf(passage).map((r) => [r.pointer, r.toKind, r.to])).toEqual([
      ['/origin/attachmentId', 'attachment', uuid(7)],
      ['/batchId', 'batch', uuid(2)],
      [`/parents/${uuid(3)}`, 'passage', uuid(3)],
      [`/parents/${uuid(4)}`, 'passage', uuid(4)],
      ['/conditions/serumLotId', 'reagent-lot', uuid(5)],
      ['/feedings/f1/mediumLotId', 'reagent-lot', uuid(6)],
    ])
  })

  it('follows the branch of a union that the value belongs to', () => {
    const pool = record({ kind: 'batch', id: uuid(2), recordedAt, code: 'BM-1', source: { type: 'pool', members: { a: { order: 0, donorId: uuid(8) }, b: { order: 1, donorId: uuid(9) } } } })
    expect(referencesOf(pool).map((r) => r.to)).toEqual([uuid(8), uuid(9)])
  })

  it('every reference in the schemas names a kind that exists', () => {
    const targets = new Set<string>()
    const seen = JSON.stringify(recordKinds.map((k) => z.toJSONSchema(recordSchemas[k], { io: 'input', unrepresentable: 'any' })))
    for (const m of seen.matchAll(/"refTo":"([^"]*)"/g)) targets.add(m[1] ?? '')
    expect(targets.size).toBeGreaterThan(15)
    expect([...targets].filter((t) => !(recordKinds as readonly string[]).includes(t))).toEqual([])
  })
})

describe('walkRecord', () => {
  it('gives unit and limits of a field with its value', () => {
    const found: unknown[] = []
    walkRecord(passage, (f) => { if (f.meta.unit === 'cells') found.push([f.pointer, f.value, f.meta.impossibleBelow]) })
    expect(found).toEqual([[`/parents/${uuid(3)}/cells`, 1e5, 0]])
  })
})

describe('makeNotebook', () => {
  it('indexes references both ways', () => {
    const book = makeNotebook([passage])
    expect(book.referencesTo(uuid(3)).map((r) => r.from)).toEqual([uuid(1)])
    expect(book.referencesFrom(uuid(1))).toHaveLength(6)
    expect(book.get('passage', uuid(1))?.code).toBe('BM-1-P2')
    expect(book.get('batch', uuid(1))).toBeUndefined()
  })

  it('leaves retired records out of lists, and keeps them reachable by id', () => {
    const gone = record({ ...JSON.parse(JSON.stringify(passage)), retired: { at: recordedAt, reason: 'entered twice' } })
    const book = makeNotebook([gone])
    expect(book.all('passage')).toEqual([])
    expect(book.all('passage', { retired: true })).toHaveLength(1)
    expect(book.get('passage', gone.id)).toBeDefined()
  })
})
