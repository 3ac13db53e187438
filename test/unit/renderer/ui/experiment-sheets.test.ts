import { expect, test } from 'vitest'
import { animalColumns, withCages } from '../../../../renderer/ui/experiments/animal-columns.ts'
import { itemAt, withItemCell } from '../../../../renderer/ui/sheet/item-cells.ts'
import type { FormValue } from '../../../../renderer/ui/forms/form-value.ts'

const cages = { c1: { order: 1, label: 'A' }, c2: { order: 2, label: 'B' } }
const experiment: FormValue = { cages, animals: { a1: { order: 1, earTag: 'one', cageKey: 'c1' } } }
const columns = animalColumns(cages)
const column = (key: string) => {
  const found = columns.find((c) => c.key === key)
  if (found === undefined) throw new Error(key)
  return found
}

test('a death is a group that comes and goes with what is typed', () => {
  const died = withItemCell(experiment, 'animals', 'a1', column('/death/day'), '22', false)
  expect(itemAt(died, 'animals', 'a1')['death']).toEqual({ day: 22 })
  expect(withItemCell(died, 'animals', 'a1', column('/death/day'), '', false)).toEqual(experiment)
})

test('what cannot be read stays as it was typed, with the reason', () => {
  const typed = withItemCell(experiment, 'animals', 'a1', column('/startWeightG'), 'heavy', false)
  expect(itemAt(typed, 'animals', 'a1')['startWeightG']).toBe('heavy')
  expect(column('/startWeightG').problem(itemAt(typed, 'animals', 'a1'))).toContain('heavy')
})

test('a cage is found by its label, or made once for all animals that name it', () => {
  let typed = withItemCell(experiment, 'animals', 'a1', column('/cageKey'), 'b', false)
  typed = withItemCell(typed, 'animals', 'a2', column('/cageKey'), 'new', false)
  typed = withItemCell(typed, 'animals', 'a3', column('/cageKey'), 'NEW', false)
  const next = withCages(typed, new Set(['a1', 'a2', 'a3']))
  expect(['a1', 'a2', 'a3'].map((key) => itemAt(next, 'animals', key)['cageKey'])).toEqual(['c2', 'c3', 'c3'])
  expect(next['cages']).toEqual({ ...cages, c3: { order: 3, label: 'new' } })
})

test('an observation that was cleared leaves nothing; an animal stays', () => {
  const once = withItemCell({ observations: {} }, 'observations', 'a1', column('/startWeightG'), '20', true)
  expect(once['observations']).toEqual({ a1: { order: 1, startWeightG: 20 } })
  expect(withItemCell(once, 'observations', 'a1', column('/startWeightG'), '', true)['observations']).toEqual({})
  expect(itemAt(withItemCell({ animals: {} }, 'animals', 'a1', column('/startWeightG'), '', false), 'animals', 'a1')).toEqual({ order: 1 })
})
