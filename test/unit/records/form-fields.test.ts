import { describe, expect, it } from 'vitest'
import { formFields, type FormField } from '../../../shared/records/form-fields.ts'
import { recordKinds } from '../../../shared/records/record-kinds.ts'
import { vocabularyNames } from '../../../shared/records/vocabularies.ts'

const named = (fields: readonly FormField[], name: string): FormField => {
  const found = fields.find((f) => f.name === name)
  if (found === undefined) throw new Error(`no field ${name}`)
  return found
}

/** Every field at any depth. */
function* deep(fields: readonly FormField[]): Generator<FormField> {
  for (const f of fields) {
    yield f
    if (f.type === 'group' || f.type === 'collection') yield* deep(f.fields)
    if (f.type === 'collection' && f.single !== null) yield f.single
    if (f.type === 'variants') for (const o of f.options) yield* deep(o.fields)
  }
}

describe('formFields', () => {
  it('describes text, terms, choices, numbers and references of a donor as the schema has them', () => {
    const fields = formFields('donor')
    expect(named(fields, 'code')).toMatchObject({ type: 'text', label: 'Code', required: true, blankable: false })
    expect(named(fields, 'species')).toMatchObject({ type: 'term', vocabulary: 'species', label: 'Species', why: 'Criteria, relations and reagents depend on it.', required: false, blankable: true })
    expect(named(fields, 'sex')).toMatchObject({ type: 'choice', options: ['female', 'male', 'mixed'] })
    expect(named(fields, 'bodyMassIndex')).toMatchObject({ type: 'number', unit: 'kg/m²' })
    expect(named(fields, 'consentPermitId')).toMatchObject({ type: 'reference', refTo: 'permit' })
    expect(named(fields, 'mhc')).toMatchObject({ type: 'collection', keyRef: null, ordered: true, fields: [{ name: 'locus', type: 'text', required: true }, { name: 'alleles' }, { name: 'method', required: false }] })
  })

  it('tells dates at the bench from times of the computer', () => {
    expect(named(formFields('batch'), 'collectedAt').type).toBe('date')
    expect(named(formFields('batch'), 'performedAt').type).toBe('date')
    expect(named(formFields('experiment'), 'unblindedAt').type).toBe('instant')
  })

  it('gives every shape of a source, told apart by its type', () => {
    const source = named(formFields('batch'), 'source')
    if (source.type !== 'variants') throw new Error('expected variants')
    expect(source.options.map((o) => o.tags)).toEqual([['donor'], ['pool'], ['cell-line']])
    expect(source.options[0]?.fields).toMatchObject([{ name: 'donorId', type: 'reference', refTo: 'donor', required: true }])
    const modification = named(formFields('batch'), 'geneticModification')
    expect(modification).toMatchObject({ type: 'variants', tag: 'type', required: false, options: [{ tags: ['none'] }, { tags: ['transduced', 'transfected', 'knock-out', 'knock-in', 'immortalised'] }] })
  })

  it('knows sets of references by their keys', () => {
    expect(named(formFields('batch'), 'reagentLots')).toMatchObject({ type: 'collection', keyRef: 'reagent-lot' })
  })

  it('asks for nothing that the store fills in', () => {
    for (const kind of recordKinds) expect(formFields(kind).map((f) => f.name)).not.toEqual(expect.arrayContaining(['id']))
  })

  it.each(recordKinds)('%s: every field has a label, every vocabulary and kind exists, no variant is without a tag', (kind) => {
    for (const f of deep(formFields(kind))) {
      expect(f.label).not.toBe('')
      if (f.type === 'term') expect(vocabularyNames()).toContain(f.vocabulary)
      if (f.type === 'choice') expect(f.options.length).toBeGreaterThan(0)
      if (f.type === 'variants') for (const o of f.options) expect(o.tags.length).toBeGreaterThan(0)
    }
  })
})
