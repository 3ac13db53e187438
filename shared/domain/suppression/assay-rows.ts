import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { responderLotUsed } from './responder-lot-used.ts'
import type { ResponderLotUsed } from './runs.ts'
import type { CellsUsed } from './suppression-cells.ts'
import { relationFinder, type AssayRelation } from './suppression-relations.ts'
import type { PlateWells, UnusableWell, WellGroup, WellNote } from './suppression-wells.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>

/** Wells of one plate that belong together, with the cells in them. */
export type AssayRow = { readonly plate: Plate; readonly group: WellGroup; readonly cells: CellsUsed; readonly relation: AssayRelation; readonly lot: ResponderLotUsed }

/** What was noticed about the wells of a plate while they were sorted. */
export type PlateNotes = { readonly plate: Plate; readonly unusable: readonly UnusableWell[]; readonly notes: readonly WellNote[] }

/**
 * Wells of every plate of an assay that hold some of these cells.
 * @param wellsOf sorts the wells of a plate: those with cells under test, or those with an inhibitor.
 */
export function rowsOfAssay(notebook: Notebook, assay: Assay, cells: readonly CellsUsed[], wellsOf: (plate: Plate) => PlateWells): { readonly rows: readonly AssayRow[]; readonly plateNotes: readonly PlateNotes[] } {
  const finders = new Map<string, ReturnType<typeof relationFinder>>()
  const relationOf = (batchId: string, { responderKey, stimulatorKey }: WellGroup): AssayRelation => {
    const find = finders.get(batchId) ?? relationFinder(notebook, assay, batchId)
    finders.set(batchId, find)
    return find(responderKey, stimulatorKey)
  }
  const rows: AssayRow[] = []
  const plateNotes: PlateNotes[] = []
  for (const plate of notebook.all('plate').filter((p) => p.assayId === assay.id)) {
    const { groups, unusable, notes } = wellsOf(plate)
    plateNotes.push({ plate, unusable, notes })
    for (const group of groups) {
      const used = cells.find((c) => c.materialKey === group.materialKey)
      if (used !== undefined) rows.push({ plate, group, cells: used, relation: relationOf(used.batchId ?? '', group), lot: responderLotUsed(notebook, assay, group.responderKey) })
    }
  }
  return { rows, plateNotes }
}

/** Rows that may be seen together: one condition, one cell preparation, one relation. */
export function seriesRows(rows: readonly AssayRow[]): readonly (readonly AssayRow[])[] {
  const groups = new Map<string, AssayRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.group.conditionKey, row.cells.preparationKey, row.relation.key])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups.values()]
}
