import { Stack, Text } from '@mantine/core'
import { getHotkeyHandler } from '@mantine/hooks'
import { useMemo } from 'react'
import { itemsOf, wordsOf } from '../forms/form-value.ts'
import type { PageRow } from '../records/record-slots.ts'
import { itemCell, withItemCell } from '../sheet/item-cells.ts'
import type { SheetChange } from '../sheet/paste-changes.ts'
import { SaveBar } from '../sheet/save-bar.tsx'
import { Sheet } from '../sheet/sheet.tsx'
import { useRecordSheet } from '../sheet/use-record-sheet.ts'
import { animalColumns, freeKey, withCages } from './animal-columns.ts'

const noDraft = (): boolean => false

/** Animals of an experiment as a sheet: typed or pasted, with cages made as their labels come up. Arms stand in the allocation. */
export function AnimalsPanel({ row }: { readonly row: PageRow }) {
  const stored = useMemo(() => [row], [row])
  const sheet = useRecordSheet('experiment', stored, noDraft, 'experiment')
  const record = sheet.records[0]
  const cages = record?.value['cages']
  const columns = useMemo(() => animalColumns(cages), [cages])
  if (record === undefined) return null
  const animals = itemsOf(record.value['animals'])
  const change = (changes: readonly SheetChange[]): void => {
    const keys = animals.map(([key]) => key)
    let next = record.value
    const caged = new Set<string>()
    for (const { row: at, column, text } of changes) {
      while (keys.length <= at) keys.push(freeKey(keys, 'a'))
      const key = keys[at]
      const found = columns.find((c) => c.key === column)
      if (key === undefined || found === undefined) continue
      next = withItemCell(next, 'animals', key, found, text, false)
      if (column === '/cageKey') caged.add(key)
    }
    sheet.change([withCages(next, caged)])
  }
  return (
    <Stack gap="sm" onKeyDown={getHotkeyHandler([['mod+Enter', () => { sheet.save() }]])}>
      <Sheet
        label="Animals" corner="Animal" columns={columns} takesLoosePaste
        rows={animals.map(([key, animal]) => ({ key, label: wordsOf(animal, 'earTag', key), head: wordsOf(animal, 'earTag', key), cells: Object.fromEntries(columns.map((c) => [c.key, itemCell(record, 'animals', key, c)])) }))}
        newRow={{ key: freeKey(animals.map(([key]) => key), 'a'), label: 'new animal', head: 'new', cells: {} }} onChange={change}
      />
      <SaveBar sheet={sheet} noun="experiment" />
      <Text size="xs">Type or paste from a spreadsheet; headers are recognised. A cage label that is new makes a cage. Which arm an animal is in stands in the allocation, never here.</Text>
    </Stack>
  )
}
