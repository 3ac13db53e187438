import { describe, expect, it } from 'vitest'
import { capital, childKinds, groupsOf, kindAt, kinds, kindsOf } from '../../../../renderer/app/kinds/kinds.ts'
import { nextNumber } from '../../../../renderer/app/suggest-code.ts'
import { formFields } from '../../../../shared/records/form-fields.ts'
import { listFields } from '../../../../shared/records/list-fields.ts'
import { recordKinds } from '../../../../shared/records/record-kinds.ts'

describe('the description of the areas', () => {
  it('has each kind in one area, at an address of its own', () => {
    const all = (['batches', 'assays', 'experiments', 'library', 'settings'] as const).flatMap(kindsOf)
    expect([...all].sort()).toEqual([...recordKinds].sort())
    expect(new Set(recordKinds.map((k) => kinds[k].path)).size).toBe(recordKinds.length)
    for (const kind of recordKinds) expect(kindAt(kinds[kind].path)).toBe(kind)
    expect(groupsOf('library').flatMap((g) => g.kinds)).toHaveLength(kindsOf('library').length)
  })

  it('names only columns and first fields the schema has', () => {
    for (const kind of recordKinds) {
      const pointers = listFields(kind).map((f) => f.pointer)
      for (const column of kinds[kind].columns) expect(pointers, kind).toContain(column)
      const names = formFields(kind).map((f) => f.name)
      for (const name of Object.keys(kinds[kind].blank)) expect(names, kind).toContain(name)
      for (const from of kinds[kind].parents) for (const name of Object.keys(from.blank('x'))) expect(names, kind).toContain(name)
      expect(names.includes('code'), kind).toBe(kinds[kind].code !== null || kind === 'person')
    }
  })

  it('begins children where they belong', () => {
    expect(childKinds('batch')).toEqual(expect.arrayContaining(['passage', 'pair', 'reference-lot']))
    expect(childKinds('experiment')).toEqual(expect.arrayContaining(['allocation', 'preparation', 'administration', 'scoring-session', 'endpoint-measurement', 'sample-tube']))
    expect(capital('reagent lots')).toBe('Reagent lots')
  })
})

describe('the next code', () => {
  it('is after the highest number of the stem, and codes that go on otherwise do not count', () => {
    expect(nextNumber(['BM-0001', 'BM-0012', 'BM-0012-P3', 'BM-X'], 'BM-', 1)).toBe(13)
    expect(nextNumber(['BM-0012-P3', 'BM-0012-P10', 'BM-0012-P3-B1'], 'BM-0012-P', 0)).toBe(11)
    expect(nextNumber([], 'BM-', 1)).toBe(1)
  })
})
