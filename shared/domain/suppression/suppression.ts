import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { ResultSource } from '../estimate.ts'
import { withIndexSignals } from '../proliferation/index-signals.ts'
import { rowsOfAssay, seriesRows, type AssayRow, type PlateNotes } from './assay-rows.ts'
import { doseResponseOfPlate, type DoseOfPlate } from './dose-response-of-plate.ts'
import { plateSuppression } from './plate-suppression.ts'
import { runMeans } from './run-means.ts'
import { runsOf, type PlateOfRun } from './runs.ts'
import { settingUsed } from '../settings-used.ts'
import { cellsOfMaterial, type CellsUsed } from './suppression-cells.ts'
import { backgroundWords, conditionWarnings, referenceRatioOf, ruleOf } from './suppression-condition.ts'
import type { AssayRelation } from './suppression-relations.ts'
import type { DoseResponse, SuppressionResults, SuppressionSeries } from './suppression-results.ts'
import { readPlateWells } from './suppression-wells.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>

/** What makes a series: rows of one condition, one cell preparation, one relation. */
type Draft = { readonly conditionKey: string; readonly cells: readonly CellsUsed[]; readonly relation: AssayRelation | undefined; readonly rows: readonly AssayRow[] }

/**
 * In-vitro suppression of the cells of one batch: every assay that holds them, as series. A series is one assay condition, one cell
 * preparation (passage number and culture conditions, priming, state, kind of cells) and one relation; series are never pooled.
 * Each has the suppression per plate (wells; no verdict), the runs, the mean over runs (the figure for verdicts) and the dose-response
 * per plate. Reference lots and control cells are separate preparations; cells of other batches on the same plates are not listed here.
 * Retired records are left out; excluded assays, plates and wells stay visible with their reason. Cells that were entered into an assay
 * but have no wells give an empty series that says so.
 * Conditions that declare an index of division are read by it (`withIndexSignals`).
 */
export function suppressionResults(recorded: Notebook, batchId: string): SuppressionResults {
  const notebook = withIndexSignals(recorded)
  return { series: notebook.all('assay').flatMap((assay) => seriesOfAssay(notebook, assay, batchId)) }
}

function seriesOfAssay(notebook: Notebook, assay: Assay, batchId: string): readonly SuppressionSeries[] {
  const cells = ordered(assay.materials).flatMap(([key]) => cellsOfMaterial(notebook, assay, key) ?? []).filter((c) => c.batchId === batchId)
  if (cells.length === 0) return []
  const { rows, plateNotes } = rowsOfAssay(notebook, assay, cells, (plate) => readPlateWells(assay, plate))
  const drafts = [...draftsOf(rows), ...emptyDrafts(assay, cells, rows, plateNotes)]
  const position = (d: Draft): number => assay.conditions[d.conditionKey]?.order ?? 0
  const material = (d: Draft): number => cells.findIndex((c) => c.materialKey === d.cells[0]?.materialKey)
  const sorted = drafts.toSorted((a, b) => position(a) - position(b) || material(a) - material(b))
  return sorted.map((draft) => seriesOf(notebook, assay, batchId, draft, { preparation: preparationWords(draft, sorted), plateNotes, idle: withoutWells(draft, cells, rows) }))
}

function draftsOf(rows: readonly AssayRow[]): readonly Draft[] {
  return seriesRows(rows).flatMap((group): Draft[] => {
    const [first] = group
    return first === undefined ? [] : [{ conditionKey: first.group.conditionKey, cells: [...new Set(group.map((r) => r.cells))], relation: first.relation, rows: group }]
  })
}

/** Preparations without any usable well: shown, so that nothing entered disappears. */
function emptyDrafts(assay: Assay, cells: readonly CellsUsed[], rows: readonly AssayRow[], plateNotes: readonly PlateNotes[]): readonly Draft[] {
  const seen = new Set(rows.map((r) => r.cells.preparationKey))
  const groups = new Map<string, CellsUsed[]>()
  for (const c of cells) {
    if (seen.has(c.preparationKey)) continue
    const group = groups.get(c.preparationKey)
    if (group === undefined) groups.set(c.preparationKey, [c])
    else group.push(c)
  }
  return [...groups.values()].map((group) => {
    const named = plateNotes.flatMap((p) => p.unusable).find((u) => group.some((c) => c.materialKey === u.materialKey))?.conditionKey
    const conditionKey = named ?? valueOf(assay.referenceConditionKey) ?? ordered(assay.conditions)[0]?.[0] ?? ''
    return { conditionKey, cells: group, relation: undefined, rows: [] }
  })
}

/** Materials of the same preparation that have no usable well in any condition. */
function withoutWells(draft: Draft, cells: readonly CellsUsed[], rows: readonly AssayRow[]): readonly CellsUsed[] {
  return draft.rows.length === 0 ? [] : cells.filter((c) => c.preparationKey === draft.cells[0]?.preparationKey && !rows.some((r) => r.cells === c))
}

/** Preparations that read alike but differ in culture conditions get the codes of their passages. */
function preparationWords(draft: Draft, all: readonly Draft[]): string {
  const [first] = draft.cells
  if (first === undefined) return ''
  const ambiguous = all.some((d) => d.cells.some((c) => c.preparation === first.preparation && c.preparationKey !== first.preparationKey))
  const codes = [...new Set(draft.cells.map((c) => c.passageCode ?? c.label))]
  return ambiguous ? `${first.preparation} (${codes.join(', ')})` : first.preparation
}

type Surroundings = { readonly preparation: string; readonly plateNotes: readonly PlateNotes[]; readonly idle: readonly CellsUsed[] }

function seriesOf(notebook: Notebook, assay: Assay, batchId: string, draft: Draft, { preparation, plateNotes, idle }: Surroundings): SuppressionSeries {
  const { conditionKey, rows } = draft
  const condition = assay.conditions[conditionKey]
  const rule = ruleOf(assay, condition, settingUsed(notebook, 'minimumStimulationIndex'))
  const readoutUnit = valueOf(condition?.readoutUnit) ?? 'unit not recorded'
  const computed = rows.map((row) => ({ row, result: plateSuppression(assay, row.plate, row.group, rule) }))
  const { runs, warnings: runWarnings } = runsOf(computed.map(({ row, result }): PlateOfRun => ({ result, performedAt: row.plate.performedAt, origin: row.cells.origin, lot: row.lot })))
  const materialKeys = draft.cells.map((c) => c.materialKey)
  const reference = referenceRatioOf(assay, conditionKey, rows.map((r) => r.plate))
  const ofCondition = conditionWarnings(assay, condition)
  const plateSources = new Map(rows.map((r): [string, ResultSource] => [r.plate.code, { kind: 'plate', id: r.plate.id, name: r.plate.code }]))
  const doseResponses = doseResponsesOf(assay, computed.map(({ row, result }) => ({ plate: row.plate, group: row.group, result })), rule, readoutUnit)
  const warnings = [
    ...ofCondition,
    ...reference.warnings,
    ...draft.cells.flatMap((c) => c.warnings),
    ...relationWarnings(rows),
    ...wellWarnings(plateNotes, conditionKey, [...materialKeys, ...idle.map((c) => c.materialKey)]),
    ...idle.map((c) => `Material "${c.label}" has no usable well.`),
    ...(rows.length === 0 ? ['No well of any plate holds these cells with a usable ratio, condition and responder.'] : []),
    ...(computed.some((c) => c.result.ratio > 1) ? ['A ratio is above 1, more MSC than responders: check the orientation (1:10 is 0.1, not 10).'] : []),
    ...stimulatorWarnings(rows),
    ...runWarnings,
  ]
  return {
    assayId: assay.id,
    assayCode: assay.code,
    conditionKey,
    conditionLabel: condition?.label ?? 'condition not recorded',
    preparation,
    materialKeys,
    batchId,
    relation: draft.relation?.text ?? 'not known (no wells)',
    ratioDenominator: valueOf(condition?.ratioDenominator) ?? 'not recorded',
    readout: valueOf(condition?.readout) ?? 'not recorded',
    readoutUnit,
    background: backgroundWords(assay),
    referenceRatio: reference.ratio,
    plates: computed.map((c) => c.result),
    runs: runs.map((r) => r.summary),
    means: runMeans(runs, plateSources, ofCondition),
    doseResponses,
    warnings: [...new Set(warnings)],
    simulated: computed.some((c) => c.result.suppression.simulated) || doseResponses.some((d) => d.absoluteIc50.simulated),
  }
}

function doseResponsesOf(assay: Assay, doses: readonly (DoseOfPlate & { readonly plate: Plate })[], rule: ReturnType<typeof ruleOf>, unit: string): readonly DoseResponse[] {
  const groups = new Map<string, (DoseOfPlate & { readonly plate: Plate })[]>()
  for (const dose of doses) {
    const { materialKey, responderKey, stimulatorKey } = dose.group
    const key = JSON.stringify([dose.plate.id, materialKey, responderKey, stimulatorKey])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [dose])
    else group.push(dose)
  }
  return [...groups.values()].flatMap((group) => (group[0] === undefined ? [] : (doseResponseOfPlate(assay, group[0].plate, group, rule, unit) ?? [])))
}

function relationWarnings(rows: readonly AssayRow[]): readonly string[] {
  const relations = [...new Set(rows.map((r) => r.relation))]
  const texts = [...new Set(relations.map((r) => r.text))]
  return [...relations.flatMap((r) => r.warnings), ...(texts.length > 1 ? [`The degree of the relation differs between responders: ${texts.join(' | ')}.`] : [])]
}

/** Wells that could not be used, where they are, or may be, of these cells. */
function wellWarnings(plateNotes: readonly PlateNotes[], conditionKey: string, materialKeys: readonly string[]): readonly string[] {
  return plateNotes.flatMap(({ plate, unusable, notes }) => [
    ...unusable
      .filter((u) => (u.materialKey === undefined || materialKeys.includes(u.materialKey)) && (u.conditionKey === undefined || u.conditionKey === conditionKey))
      .map((u) => `Plate ${plate.code}, well ${u.well} is not used: it ${u.reason}.`),
    ...notes.filter((n) => n.conditionKey === conditionKey && materialKeys.includes(n.materialKey)).map((n) => `Plate ${plate.code}: ${n.note}.`),
  ])
}

function stimulatorWarnings(rows: readonly AssayRow[]): readonly string[] {
  const stimulators = new Set(rows.map((r) => r.group.stimulatorKey).filter((k) => k !== null))
  const alone = rows.some((r) => r.group.stimulatorKey !== null && Object.values(r.plate.wells).some((w) => w.role === 'stimulator-alone'))
  return [
    ...(stimulators.size > 1 ? ['Several stimulators of one relation: runs that used more than one average over them.'] : []),
    ...(alone ? ['Wells with stimulators alone are not subtracted: arrested stimulators are taken to give no signal of their own.'] : []),
  ]
}
