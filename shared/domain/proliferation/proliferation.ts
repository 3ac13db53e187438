import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { formatFixed, formatRatio } from '../../util/format-number.ts'
import { settingUsed } from '../settings-used.ts'
import { responderLotUsed } from '../suppression/responder-lot-used.ts'
import { cellsOfMaterial } from '../suppression/suppression-cells.ts'
import { conditionWarnings, referenceRatioOf } from '../suppression/suppression-condition.ts'
import { relationFinder, type AssayRelation } from '../suppression/suppression-relations.ts'
import { readPlateWells } from '../suppression/suppression-wells.ts'
import { cohortChecks, type CohortOfCulture } from './cohort-checks.ts'
import { divisionGroups } from './division-groups.ts'
import { definitionOf, quantityDefinitions, quantityOfIndex } from './division-quantities.ts'
import type { CohortCheck, DivisionGroup, DivisionSeries, ProliferationResults } from './proliferation-results.ts'
import { suppressionByQuantity, type DivisionRow } from './suppression-by-quantity.ts'

type Assay = RecordOf<'assay'>
type Row = DivisionRow & { readonly relation: AssayRelation }

/** Viability with and without MSC that differs by more points than this is pointed out: ours, the tolerance of the comparability table. */
const viabilityPoints = 5

/**
 * Division of the responders by dye dilution (CFSE, CellTrace), for the cells of one batch: every assay condition in which wells with these
 * cells have generation counts, as series of one condition, one cell preparation and one relation. Per plate all quantities of the
 * generations in wells with MSC, stimulated and undivided controls; over runs the suppression by each quantity; the cohort number over time.
 * The verdict rests on the index that the condition declares, through `suppressionResults`; nothing here carries one.
 */
export function proliferationResults(notebook: Notebook, batchId: string): ProliferationResults {
  const series = notebook.all('assay').flatMap((assay) => seriesOfAssay(notebook, assay, batchId))
  return { series, definitions: series.length === 0 ? [] : quantityDefinitions }
}

function seriesOfAssay(notebook: Notebook, assay: Assay, batchId: string): readonly DivisionSeries[] {
  const cells = ordered(assay.materials).flatMap(([key]) => cellsOfMaterial(notebook, assay, key) ?? []).filter((c) => c.batchId === batchId)
  if (cells.length === 0) return []
  const relationOf = relationFinder(notebook, assay, batchId)
  const plates = notebook.all('plate').filter((p) => p.assayId === assay.id && Object.values(p.wells).some((w) => w.generationCounts !== undefined))
  const rows = plates.flatMap((plate) => readPlateWells(assay, plate).groups.flatMap((group): Row[] => {
    const used = cells.find((c) => c.materialKey === group.materialKey)
    if (used === undefined || !group.wells.some((w) => plate.wells[w.well]?.generationCounts !== undefined)) return []
    return [{ plate, group, cells: used, relation: relationOf(group.responderKey, group.stimulatorKey), lot: responderLotUsed(notebook, assay, group.responderKey) }]
  }))
  const checks = rows.length === 0 ? [] : cohortChecks(assay, plates)
  const drafts = new Map<string, Row[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.group.conditionKey, row.cells.preparationKey, row.relation.key])
    const draft = drafts.get(key)
    if (draft === undefined) drafts.set(key, [row])
    else draft.push(row)
  }
  const place = (s: DivisionSeries): number => assay.conditions[s.conditionKey]?.order ?? 0
  const material = (s: DivisionSeries): number => cells.findIndex((c) => c.materialKey === s.materialKeys[0])
  return [...drafts.values()].flatMap((draft) => seriesOf(notebook, assay, batchId, draft, checks)).sort((a, b) => place(a) - place(b) || material(a) - material(b))
}

function seriesOf(notebook: Notebook, assay: Assay, batchId: string, rows: readonly Row[], checks: readonly CohortOfCulture[]): readonly DivisionSeries[] {
  const [first] = rows
  if (first === undefined) return []
  const { conditionKey } = first.group
  const condition = assay.conditions[conditionKey]
  const index = valueOf(condition?.proliferationIndex)
  const read = index === undefined ? undefined : quantityOfIndex(index)
  const declared = read === undefined ? null : { ...read, formula: definitionOf(read.quantity).formula, unit: definitionOf(read.quantity).unit }
  const plates = [...new Set(rows.map((r) => r.plate))]
  const groups = plates.flatMap((plate) => divisionGroups(assay, plate, rows.filter((r) => r.plate === plate).map((r) => r.group)))
  const materialKeys = [...new Set(rows.map((r) => r.cells.materialKey))]
  const cohorts = checks.filter((c) => c.lastConditionKey === conditionKey && (c.materialKey === null || materialKeys.includes(c.materialKey)) && c.check.plateCodes.some((code) => plates.some((p) => p.code === code))).map((c) => c.check)
  const reference = referenceRatioOf(assay, conditionKey, plates)
  const ofCondition = [...conditionWarnings(assay, condition), ...reference.warnings]
  return [{
    assayId: assay.id,
    assayCode: assay.code,
    conditionKey,
    conditionLabel: condition?.label ?? 'condition not recorded',
    preparation: first.cells.preparation,
    materialKeys,
    batchId,
    relation: first.relation.text,
    readout: valueOf(condition?.readout) ?? 'not recorded',
    countsAs: valueOf(condition?.generationCountsAs) ?? 'not recorded',
    declaredIndex: declared,
    referenceRatio: reference.ratio,
    groups,
    suppression: suppressionByQuantity(assay, conditionKey, rows, declared?.quantity ?? null, settingUsed(notebook, 'minimumStimulationIndex'), ofCondition),
    cohorts,
    warnings: [...new Set([
      ...ofCondition,
      ...rows.flatMap((r) => r.cells.warnings),
      ...rows.flatMap((r) => r.relation.warnings),
      ...(declared === null ? ['The condition declares no index of division: no verdict rests on these generations.'] : []),
      ...groups.flatMap((g) => g.warnings.map((w) => `Plate ${g.plateCode}, ${w}`)),
      ...undividedWarnings(groups),
      ...viabilityWarnings(groups),
      ...cohortWarnings(cohorts),
    ])],
    simulated: groups.some((g) => g.quantities.some((q) => q.estimate.simulated)),
  }]
}

/** Without an undivided control the place of generation 0 rests on nothing. */
function undividedWarnings(groups: readonly DivisionGroup[]): readonly string[] {
  const missing = groups.filter((g) => g.role === 'undivided control' && !g.wells.some((w) => w.counts !== null && w.excludedBecause === undefined))
  return missing.length === 0 ? [] : [`No undivided (unstimulated) control with generation counts on plate ${[...new Set(missing.map((g) => g.plateCode))].join(', ')}: where generation 0 lies cannot be checked.`]
}

/** All indices assume that no cell died; a difference in viability says that MSC (or their absence) cost cells. */
function viabilityWarnings(groups: readonly DivisionGroup[]): readonly string[] {
  return groups.filter((g) => g.role === 'with MSC').flatMap((g) => {
    const control = groups.find((c) => c.role === 'stimulated control' && c.plateId === g.plateId && c.responderKey === g.responderKey && c.stimulatorKey === g.stimulatorKey)?.viability.value ?? null
    if (control === null || g.viability.value === null || Math.abs(g.viability.value - control) <= viabilityPoints) return []
    return [`Plate ${g.plateCode}, ${formatRatio(g.ratio ?? 0)}: viability ${formatFixed(g.viability.value, 1)} % with MSC, ${formatFixed(control, 1)} % without; more than ${String(viabilityPoints)} points apart (our limit), and the indices assume that no cell died.`]
  })
}

function cohortWarnings(cohorts: readonly CohortCheck[]): readonly string[] {
  return cohorts.flatMap((c) => c.changes.filter((s) => s.implausible).map((s) => `The cohort number of ${c.label} rose from ${String(Math.round(s.from.value ?? 0))} at ${String(s.fromHours)} h to ${String(Math.round(s.to.value ?? 0))} at ${String(s.toHours)} h, more than counting error explains: check gates, undivided control and bead counts.`))
}
