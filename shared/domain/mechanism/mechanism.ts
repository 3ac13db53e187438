import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { ResultSource } from '../estimate.ts'
import { pairRuns } from '../paired-runs/pair-runs.ts'
import { adjustComparisons, pairedComparison, shareOfPairs } from '../paired-runs/paired-comparison.ts'
import { withIndexSignals } from '../proliferation/index-signals.ts'
import { settingUsed } from '../settings-used.ts'
import { rowsOfAssay, seriesRows, type AssayRow, type PlateNotes } from '../suppression/assay-rows.ts'
import { plateSuppression, suppressionOfWells, type SuppressionRule } from '../suppression/plate-suppression.ts'
import { runsOf, type PlateOfRun, type Run } from '../suppression/runs.ts'
import { cellsOfMaterial, type CellsUsed } from '../suppression/suppression-cells.ts'
import { conditionWarnings, referenceRatioOf, ruleOf } from '../suppression/suppression-condition.ts'
import type { PlateSuppression } from '../suppression/suppression-results.ts'
import { readPlateWells, type WellGroup } from '../suppression/suppression-wells.ts'
import { inhibitorGroups, solventGroups, wellsWithInhibitor, wellsWithSolvent } from '../suppression/treated-wells.ts'
import { aloneEffects, aloneWarnings } from './alone.ts'
import { baselineOf, solventWords, type Baseline } from './inhibitor-baseline.ts'
import type { MechanismPlate, MechanismRatio, MechanismResults, MechanismSeries } from './mechanism-results.ts'

type Assay = RecordOf<'assay'>

/**
 * How much of the suppression goes when a mediator is blocked. Per plate S_inh = 100 (1 - (X_inh - B_inh)/(C_inh - B_inh)), where X_inh, C_inh and
 * B_inh all hold the inhibitor; S without inhibitor is read from wells in the same solvent. Over runs: the suppression lost, S - S_inh,
 * paired by run, and the share lost, (S - S_inh)/S. What is missing on a plate is a reason; nothing stands in for it.
 * One series per inhibitor, assay condition, cell preparation and relation of the batch; p values by Holm over the inhibitors and ratios
 * that were tried on one preparation in one condition. Conditions that declare an index of division are read by it.
 */
export function mechanismResults(recorded: Notebook, batchId: string): MechanismResults {
  const notebook = withIndexSignals(recorded)
  return { series: notebook.all('assay').flatMap((assay) => seriesOfAssay(notebook, assay, batchId)) }
}

function seriesOfAssay(notebook: Notebook, assay: Assay, batchId: string): readonly MechanismSeries[] {
  const inhibitors = ordered(assay.inhibitors)
  const cells = inhibitors.length === 0 ? [] : ordered(assay.materials).flatMap(([key]) => cellsOfMaterial(notebook, assay, key) ?? []).filter((c) => c.batchId === batchId)
  if (cells.length === 0) return []
  const found = inhibitors.flatMap(([inhibitorKey]) => {
    const { rows, plateNotes } = rowsOfAssay(notebook, assay, cells, (plate) => inhibitorGroups(assay, plate, inhibitorKey))
    return seriesRows(rows).flatMap((group) => seriesOf(notebook, assay, batchId, inhibitorKey, group, plateNotes))
  })
  const place = (s: MechanismSeries & Family): number => assay.conditions[s.conditionKey]?.order ?? 0
  const sorted = found.toSorted((a, b) => place(a) - place(b) || cells.findIndex((c) => c.preparationKey === a.preparationKey) - cells.findIndex((c) => c.preparationKey === b.preparationKey))
  const families = new Set(sorted.map((s) => s.family))
  const adjusted = new Map([...families].flatMap((family) => {
    const ratios = sorted.filter((s) => s.family === family).flatMap((s) => s.ratios)
    const tests = adjustComparisons(ratios.map((r) => r.comparison), 'inhibitor comparison')
    return ratios.map((r, i) => [r, { ...r, comparison: tests[i] ?? r.comparison }] as const)
  }))
  return sorted.map(({ family: _family, preparationKey: _key, ...s }) => ({ ...s, ratios: s.ratios.map((r) => adjusted.get(r) ?? r) }))
}

/** What Holm's adjustment goes over, and the place in print. */
type Family = { readonly family: string; readonly preparationKey: string }

function seriesOf(notebook: Notebook, assay: Assay, batchId: string, inhibitorKey: string, rows: readonly AssayRow[], plateNotes: readonly PlateNotes[]): readonly (MechanismSeries & Family)[] {
  const [first] = rows
  const inhibitor = assay.inhibitors?.[inhibitorKey]
  if (first === undefined || inhibitor === undefined) return []
  const { conditionKey } = first.group
  const condition = assay.conditions[conditionKey]
  const rule = ruleOf(assay, condition, settingUsed(notebook, 'minimumStimulationIndex'))
  const baseline = baselineOf(inhibitor)
  const computed = rows.map((row) => ({ row, baseline: baselineSuppression(assay, row, rule, inhibitorKey, baseline), withInhibitor: suppressionOfWells(assay, row.plate, row.group, rule, wellsWithInhibitor(assay, row.plate, row.group, inhibitorKey), `with ${inhibitor.label}`) }))
  const runs = (side: (c: (typeof computed)[number]) => PlateSuppression): ReturnType<typeof runsOf> => runsOf(computed.map((c): PlateOfRun => ({ result: side(c), performedAt: c.row.plate.performedAt, origin: c.row.cells.origin, lot: c.row.lot })))
  const [without, withIt] = [runs((c) => c.baseline), runs((c) => c.withInhibitor)]
  const reference = referenceRatioOf(assay, conditionKey, rows.map((r) => r.plate))
  const plates = new Map(rows.map((r): [string, ResultSource] => [r.plate.code, { kind: 'plate', id: r.plate.id, name: r.plate.code }]))
  const cells = [...new Set(rows.map((r) => r.cells))]
  const alone = aloneEffects(notebook, assay, rows, rule, inhibitorKey, baseline)
  const ratios = [...new Set(computed.map((c) => c.withInhibitor.ratio))].filter((r) => r > 0).toSorted((a, b) => a - b)
  return [{
    family: JSON.stringify([conditionKey, first.cells.preparationKey, first.relation.key]),
    preparationKey: first.cells.preparationKey,
    assayId: assay.id,
    assayCode: assay.code,
    conditionKey,
    conditionLabel: condition?.label ?? 'condition not recorded',
    preparation: first.cells.preparation,
    batchId,
    relation: first.relation.text,
    readoutUnit: valueOf(condition?.readoutUnit) ?? 'unit not recorded',
    inhibitorKey,
    inhibitor: inhibitor.label,
    target: valueOf(inhibitor.target) ?? 'not recorded',
    solvent: solventWords(inhibitor),
    baseline: baseline.words,
    ratios: ratios.map((ratio) => ratioOf(ratio, { without: without.runs, withIt: withIt.runs }, plates, inhibitor.label, reference.ratio)),
    alone,
    plates: computed.map(({ row: _row, ...c }): MechanismPlate => ({ ratio: c.withInhibitor.ratio, baseline: c.baseline, withInhibitor: c.withInhibitor })),
    warnings: [...new Set([
      ...(baseline.kind === 'not known' ? [`${capital(baseline.reason)}.`] : []),
      ...declaredWarnings(inhibitor),
      ...aloneWarnings(inhibitor.label, alone),
      ...conditionWarnings(assay, condition),
      ...cells.flatMap((c) => c.warnings),
      ...unusedWells(plateNotes, conditionKey, cells),
      ...without.warnings,
      ...withIt.warnings,
    ])],
    simulated: computed.some((c) => c.withInhibitor.suppression.simulated || c.baseline.suppression.simulated),
  }]
}

function ratioOf(ratio: number, runs: { readonly without: readonly Run[]; readonly withIt: readonly Run[] }, plates: ReadonlyMap<string, ResultSource>, label: string, reference: number | null): MechanismRatio {
  const words = { first: 'S without inhibitor', second: `S with ${label}`, paired: 'paired by run' }
  const at = (list: readonly Run[]): readonly Run[] => list.filter((r) => r.summary.ratio === ratio)
  const pairs = pairRuns(at(runs.without), at(runs.withIt), 'run', words)
  const lost = pairs.first.map((s, i) => s - (pairs.second[i] ?? NaN))
  return {
    ratio,
    isReference: reference !== null && Math.abs(ratio / reference - 1) < 1e-6,
    comparison: pairedComparison(pairs, plates, words),
    shareLost: shareOfPairs(pairs, plates, lost, { name: words.first, values: pairs.first }, `share of suppression lost with ${label}, (S - S_inh)/S, as ratio of the means over runs`, words),
  }
}

/** S without the inhibitor on the plate of a row, from the wells that are its baseline. */
function baselineSuppression(assay: Assay, { plate, group }: AssayRow, rule: SuppressionRule, inhibitorKey: string, baseline: Baseline): PlateSuppression {
  const same = (g: WellGroup): boolean => g.conditionKey === group.conditionKey && g.materialKey === group.materialKey && g.responderKey === group.responderKey && g.stimulatorKey === group.stimulatorKey && g.ratio === group.ratio
  const empty: WellGroup = { ...group, wells: [] }
  if (baseline.kind === 'solvent') {
    const found = solventGroups(assay, plate, inhibitorKey).groups.find(same) ?? empty
    return suppressionOfWells(assay, plate, found, rule, wellsWithSolvent(assay, plate, found, inhibitorKey), 'with solvent and without inhibitor')
  }
  const plain = plateSuppression(assay, plate, readPlateWells(assay, plate).groups.find(same) ?? empty, rule)
  if (baseline.kind !== 'not known') return plain
  return { ...plain, suppression: { ...plain.suppression, value: null, notAssessable: baseline.reason, intervals: [], noInterval: baseline.reason } }
}

function declaredWarnings(inhibitor: NonNullable<Assay['inhibitors']>[string]): readonly string[] {
  return valueOf(inhibitor.unstimulatedWells) === 'unstimulated wells without either' ? ['The background with inhibitor or solvent was not read: the assay declares that unstimulated wells without either serve.'] : []
}

function unusedWells(plateNotes: readonly PlateNotes[], conditionKey: string, cells: readonly CellsUsed[]): readonly string[] {
  const keys = new Set(cells.map((c) => c.materialKey))
  return plateNotes.flatMap(({ plate, unusable, notes }) => [
    ...unusable.filter((u) => (u.materialKey === undefined || keys.has(u.materialKey)) && (u.conditionKey === undefined || u.conditionKey === conditionKey)).map((u) => `Plate ${plate.code}, well ${u.well} is not used: it ${u.reason}.`),
    ...notes.filter((n) => n.conditionKey === conditionKey && keys.has(n.materialKey)).map((n) => `Plate ${plate.code}: ${n.note}.`),
  ])
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
