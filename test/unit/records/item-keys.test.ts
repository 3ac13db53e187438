import { describe, expect, it } from 'vitest'
import { formFields, type FormField } from '../../../shared/records/form-fields.ts'
import { keyChoices, keyPatterns, keySourceAt } from '../../../shared/records/item-keys.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { recordKinds } from '../../../shared/records/record-kinds.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'

/** Every place of a form where a key of an item stands, by its name; "*" for the items of collections. */
function placesOf(fields: readonly FormField[], above: string): readonly string[] {
  return fields.flatMap((f): readonly string[] => {
    const at = `${above}${f.name}`
    if (f.type === 'group') return placesOf(f.fields, `${at}/`)
    if (f.type === 'variants') return f.options.flatMap((o) => placesOf(o.fields, `${at}/`))
    return f.type === 'collection' ? [`${at}/*`, ...placesOf(f.fields, `${at}/*/`)] : [at]
  })
}

describe('keys of items', () => {
  it('knows the source of every field that names an item', () => {
    for (const kind of recordKinds) {
      const places = placesOf(formFields(kind), '')
      for (const pattern of keyPatterns(kind)) expect(places, kind).toContain(pattern)
      for (const place of places.filter((p) => /Key$/.test(p))) expect(keySourceAt(kind, place.split('/')), `${kind} ${place}`).toBeDefined()
    }
  })

  it('offers the items a sample record names', () => {
    const notebook = makeNotebook(buildSampleNotebook())
    const given = notebook.all('administration').at(0)
    const experiment = notebook.get('experiment', given?.experimentId)
    expect(keyChoices(experiment, ['animals']).map((c) => c.key)).toContain(given?.animalKey)
    expect(keyChoices(experiment, ['arms', '*', 'doses']).map((c) => c.key)).toContain(given?.doseKey)
    expect(keyChoices(undefined, ['animals'])).toEqual([])
  })

  it('offers a key that stands in several arms once, by all its names', () => {
    const arms = { a: { order: 1, doses: { d1: { order: 1, day: 16 }, d2: { order: 2, day: 23 } } }, b: { order: 2, doses: { d2: { order: 1, day: 24 }, d1: { order: 2, day: 16 } } } }
    expect(keyChoices({ arms }, ['arms', '*', 'doses'])).toEqual([{ key: 'd1', label: 'd1, day 16' }, { key: 'd2', label: 'd2, day 23 or d2, day 24' }])
  })
})
