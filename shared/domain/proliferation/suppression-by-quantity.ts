import type { RecordOf } from '../../records/record-kinds.ts'
import type { ResultSource } from '../estimate.ts'
import type { SettingUsed } from '../settings-used.ts'
import { plateSuppression } from '../suppression/plate-suppression.ts'
import { runMeans } from '../suppression/run-means.ts'
import { runsOf, type PlateOfRun, type ResponderLotUsed } from '../suppression/runs.ts'
import type { CellsUsed } from '../suppression/suppression-cells.ts'
import { ruleOf } from '../suppression/suppression-condition.ts'
import { readPlateWells, type WellGroup } from '../suppression/suppression-wells.ts'
import { quantityDefinitions, type DivisionQuantity } from './division-quantities.ts'
import { assayReadBy, plateReadBy } from './index-signals.ts'
import type { SuppressionByQuantity } from './proliferation-results.ts'

type Assay = RecordOf<'assay'>

/** Wells of one plate that belong to a series. */
export type DivisionRow = { readonly plate: RecordOf<'plate'>; readonly group: WellGroup; readonly cells: CellsUsed; readonly lot: ResponderLotUsed }

/** The limit of the stimulation index belongs to the read-out; of the other quantities, some start at 1, only that the controls answer is asked. */
const ANSWERS_AT_ALL = { value: 1, source: 'the controls answer at all' }

/**
 * Suppression by every quantity but the cohort number, which does not measure division: S of each plate from the means over its wells, then
 * the mean over runs, by the same code and rules as for any read-out. Shows how far a conclusion depends on the choice of the index.
 */
export function suppressionByQuantity(assay: Assay, conditionKey: string, rows: readonly DivisionRow[], declared: DivisionQuantity | null, labLimit: SettingUsed, warnings: readonly string[]): readonly SuppressionByQuantity[] {
  const sources = new Map(rows.map((r): [string, ResultSource] => [r.plate.code, { kind: 'plate', id: r.plate.id, name: r.plate.code }]))
  return quantityDefinitions.filter((d) => d.quantity !== 'cohort').map(({ quantity, label }) => {
    const by = (key: string): { readonly quantity: DivisionQuantity; readonly name: string } | undefined => (key === conditionKey ? { quantity, name: label } : undefined)
    const read = assayReadBy(assay, by)
    const declaredRule = ruleOf(read, read.conditions[conditionKey], labLimit)
    const rule = quantity === declared ? declaredRule : { ...declaredRule, minimumIndex: ANSWERS_AT_ALL }
    const plates = rows.flatMap((row): PlateOfRun[] => {
      const plate = plateReadBy(assay, row.plate, by)
      const group = readPlateWells(read, plate).groups.find((g) => sameGroup(g, row.group))
      return group === undefined ? [] : [{ result: plateSuppression(read, plate, group, rule), performedAt: plate.performedAt, origin: row.cells.origin, lot: row.lot }]
    })
    const { runs, warnings: ofRuns } = runsOf(plates)
    return { quantity, declared: quantity === declared, means: runMeans(runs, sources, [...warnings, ...ofRuns]) }
  })
}

function sameGroup(a: WellGroup, b: WellGroup): boolean {
  return a.conditionKey === b.conditionKey && a.materialKey === b.materialKey && a.responderKey === b.responderKey && a.stimulatorKey === b.stimulatorKey && a.ratio === b.ratio
}
