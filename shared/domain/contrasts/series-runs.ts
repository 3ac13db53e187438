import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { ResultSource } from '../estimate.ts'
import { settingUsed } from '../settings-used.ts'
import { rowsOfAssay, seriesRows, type AssayRow } from '../suppression/assay-rows.ts'
import { plateSuppression } from '../suppression/plate-suppression.ts'
import { runsOf, type Run } from '../suppression/runs.ts'
import { cellsOfMaterial, type CellsUsed } from '../suppression/suppression-cells.ts'
import { conditionWarnings, declaredRatio, ruleOf } from '../suppression/suppression-condition.ts'
import type { PlateSuppression } from '../suppression/suppression-results.ts'
import { readPlateWells } from '../suppression/suppression-wells.ts'
import type { ContrastPlace } from './contrast-results.ts'

type Assay = RecordOf<'assay'>

/** Runs of one preparation in one condition and relation of an assay, whatever batch it is of. */
export type SeriesRuns = {
  readonly conditionKey: string
  readonly cells: CellsUsed
  readonly relation: AssayRow['relation']
  readonly results: readonly { readonly row: AssayRow; readonly result: PlateSuppression }[]
  readonly runs: readonly Run[]
  readonly warnings: readonly string[]
}

/** Every series of an assay, in the order of its conditions and materials, and its plates as sources. */
export type AssaySeries = { readonly assay: Assay; readonly series: readonly SeriesRuns[]; readonly plates: ReadonlyMap<string, ResultSource> }

/** Runs of every preparation in an assay: those of the batch and those it may be compared with. */
export function seriesOfAssay(notebook: Notebook, assay: Assay): AssaySeries {
  const cells = ordered(assay.materials).flatMap(([key]) => cellsOfMaterial(notebook, assay, key) ?? [])
  const { rows } = rowsOfAssay(notebook, assay, cells, (plate) => readPlateWells(assay, plate))
  const limit = settingUsed(notebook, 'minimumStimulationIndex')
  const series = seriesRows(rows).flatMap((group): SeriesRuns[] => {
    const [first] = group
    if (first === undefined) return []
    const { conditionKey } = first.group
    const condition = assay.conditions[conditionKey]
    const rule = ruleOf(assay, condition, limit)
    const results = group.map((row) => ({ row, result: plateSuppression(assay, row.plate, row.group, rule) }))
    const { runs, warnings } = runsOf(results.map(({ row, result }) => ({ result, performedAt: row.plate.performedAt, origin: row.cells.origin, lot: row.lot })))
    return [{ conditionKey, cells: first.cells, relation: first.relation, results, runs, warnings: [...conditionWarnings(assay, condition), ...warnings] }]
  })
  const place = (s: SeriesRuns): number => assay.conditions[s.conditionKey]?.order ?? 0
  const material = (s: SeriesRuns): number => cells.findIndex((c) => c.preparationKey === s.cells.preparationKey)
  return {
    assay,
    series: series.toSorted((a, b) => place(a) - place(b) || material(a) - material(b)),
    plates: new Map(rows.map((r): [string, ResultSource] => [r.plate.code, { kind: 'plate', id: r.plate.id, name: r.plate.code }])),
  }
}

export function placeOf(assay: Assay, conditionKey: string): ContrastPlace {
  const condition = assay.conditions[conditionKey]
  return { assayId: assay.id, assayCode: assay.code, conditionKey, conditionLabel: condition?.label ?? 'condition not recorded', readoutUnit: valueOf(condition?.readoutUnit) ?? 'unit not recorded' }
}

/** The ratio that comparisons are tested at: the declared one, else the default, with a warning. */
export function comparedRatio(assay: Assay): { readonly ratio: number; readonly warnings: readonly string[] } {
  const { ratio, isDefault } = declaredRatio(assay)
  return { ratio, warnings: isDefault ? [`No possible reference ratio is declared; comparisons are tested at the default of ${String(ratio)} MSC per responder.`] : [] }
}

/** Runs of a series at one ratio. */
export function runsAt(series: SeriesRuns, ratio: number): readonly Run[] {
  return series.runs.filter((r) => Math.abs(r.summary.ratio / ratio - 1) < 1e-6)
}

/** Ratios of a series above 0, ascending. */
export function ratiosOf(series: SeriesRuns): readonly number[] {
  return [...new Set(series.runs.map((r) => r.summary.ratio))].toSorted((a, b) => a - b)
}

/** Preparation with its batch, in words, as side of a comparison. */
export function sideWords(notebook: Notebook, cells: CellsUsed): string {
  const code = notebook.get('batch', cells.batchId)?.code
  return code === undefined ? cells.preparation : `${code}, ${cells.preparation}`
}
