import { itemsOf, withValue, wordsOf, type FormValue } from '../forms/form-value.ts'
import { itemFields } from '../sheet/item-cells.ts'
import { columnAt, type RecordColumn } from '../sheet/record-columns.ts'

const field = itemFields('experiment', 'animals')

function typed(chars: number, header: string, ...path: readonly string[]): RecordColumn {
  return columnAt(field(...path), path, { chars, header })
}

const death = (chars: number, header: string, name: string): RecordColumn => typed(chars, header, 'death', name)

/** Columns of the animals of an experiment: who they are, where they live, what became of them. */
export function animalColumns(cages: unknown): readonly RecordColumn[] {
  return [
    typed(10, 'Ear tag', 'earTag'), cageColumn(cages), typed(6, 'Sex', 'sex'), typed(8, 'Strain', 'strain'), typed(9, 'Species', 'species'), typed(9, 'Born', 'bornAt'),
    typed(7, 'Start weight', 'startWeightG'), typed(7, 'Own onset', 'onsetDay'),
    death(6, 'Died on day', 'day'), death(15, 'Cause of death', 'cause'), death(16, 'About the death', 'description'), typed(18, 'Left out because', 'excluded', 'reason'),
  ]
}

/** Column "Cage": the label of the cage. A label no cage has is kept in the cell until the cage is made (`withCages`). */
function cageColumn(cages: unknown): RecordColumn {
  const known = itemsOf(cages)
  return {
    key: '/cageKey', pointer: '/cageKey', header: 'Cage', chars: 6, list: known.map(([, c]) => wordsOf(c, 'label', '')), why: 'Where cages were allocated whole, the cage is the unit, not the animal.',
    text: (item) => {
      const key = item['cageKey']
      return typeof key === 'string' ? wordsOf(known.find(([k]) => k === key)?.[1], 'label', key) : ''
    },
    read: (item, text) => withValue(item, ['cageKey'], text.trim() === '' ? undefined : text.trim()),
    problem: () => undefined,
  }
}

/** The experiment with the labels typed as cages turned into cages: those it has, and new ones for labels it has not. */
export function withCages(experiment: FormValue, touched: ReadonlySet<string>): FormValue {
  let next = experiment
  for (const [key, animal] of itemsOf(experiment['animals'])) {
    const label = animal['cageKey']
    if (!touched.has(key) || typeof label !== 'string') continue
    const cages = itemsOf(next['cages'])
    const found = cages.find(([, c]) => wordsOf(c, 'label', '').toLowerCase() === label.toLowerCase())?.[0]
    const cageKey = found ?? freeKey(cages.map(([k]) => k), 'c')
    if (found === undefined) next = withValue(next, ['cages', cageKey], { order: cages.length + 1, label })
    next = withValue(next, ['animals', key, 'cageKey'], cageKey)
  }
  return next
}

/** The first of c1, c2 ... that is not taken. */
export function freeKey(taken: readonly string[], stem: string): string {
  let n = taken.length + 1
  while (taken.includes(`${stem}${String(n)}`)) n++
  return `${stem}${String(n)}`
}
