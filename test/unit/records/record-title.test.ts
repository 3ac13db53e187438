import { describe, expect, it } from 'vitest'
import { cellText } from '../../../shared/records/cell-text.ts'
import { listFields } from '../../../shared/records/list-fields.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { recordKinds } from '../../../shared/records/record-kinds.ts'
import { recordTitle } from '../../../shared/records/record-title.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'

const notebook = makeNotebook(buildSampleNotebook())
const nameOf = (id: string): string | undefined => {
  const found = notebook.find(id)
  return found === undefined ? undefined : recordTitle(found, () => undefined)
}
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-/

describe('what records are called', () => {
  it('shows no id in a title, and none in any cell of a list', () => {
    for (const record of notebook.records) {
      const title = recordTitle(record, nameOf)
      expect(title, record.kind).not.toBe('')
      expect(title, record.kind).not.toMatch(uuid)
      for (const field of listFields(record.kind)) expect(cellText(record, field, nameOf), `${record.kind} ${field.pointer}`).not.toMatch(uuid)
    }
  })

  it('names records without codes by what they are about', () => {
    const titleOf = (kind: 'administration' | 'scoring-session' | 'phenotype-test'): string | undefined => notebook.all(kind).map((r) => recordTitle(r, nameOf)).at(0)
    expect(titleOf('scoring-session')).toMatch(/^S\S+ day \d+$/)
    expect(titleOf('administration')).toMatch(/^S\S+ animal \S+ day \d+$/)
    expect(titleOf('phenotype-test')).toMatch(/^S\S+-P\d phenotype/)
  })
})

describe('cells of a list', () => {
  const cell = (kind: 'batch' | 'passage', code: string, pointer: string): string => {
    const record = notebook.all(kind).find((r) => r.code === code)
    const field = listFields(kind).find((f) => f.pointer === pointer)
    return record === undefined || field === undefined ? 'not found' : cellText(record, field, nameOf)
  }
  it('says a reference by its code, a shape by its type, a blank state without its reason', () => {
    expect(cell('batch', 'COL-58L', '/source')).toBe('donor COL-D58')
    expect(cell('batch', 'COL-58L', '/collectedAt')).toBe('unknown')
    expect(cell('passage', 'COL-58L-P1', '/batchId')).toBe('COL-58L')
    expect(cell('passage', 'COL-58L-P1', '/harvest/liveCells')).toBe('86000')
  })

  it('has every pointer once', () => {
    for (const kind of recordKinds) {
      const pointers = listFields(kind).map((f) => f.pointer)
      expect(new Set(pointers).size, kind).toBe(pointers.length)
    }
  })
})
