import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { settingUsed } from '../settings-used.ts'
import { responderLotUsed } from '../suppression/responder-lot-used.ts'
import { cellsOfMaterial, type CellsUsed } from '../suppression/suppression-cells.ts'
import { referenceRatioOf, ruleOf } from '../suppression/suppression-condition.ts'
import { relationFinder, type AssayRelation } from '../suppression/suppression-relations.ts'
import { readPlateWells, type WellGroup } from '../suppression/suppression-wells.ts'
import type { SharedRun } from './combine-runs.ts'
import type { ParallelLimits } from './parallelism.ts'
import { comparePlate } from './plate-comparison.ts'
import { potencyRuns, type PlateOfPotency } from './potency-runs.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>

/** A material of an assay with the reference lot it is recorded as, if any. */
export type Material = { readonly cells: CellsUsed; readonly lotId: string | undefined }

/** Runs of one condition, one preparation of both materials and one relation in one assay: what may be combined. */
export type ComparedSeries = {
  readonly assay: Assay
  readonly conditionKey: string
  readonly test: CellsUsed
  readonly reference: CellsUsed
  readonly referenceLotId: string
  readonly relation: AssayRelation
  readonly referenceRatio: number | null
  readonly runs: readonly SharedRun[]
  readonly warnings: readonly string[]
}

/** Comparisons of one assay, and whether materials to compare were in it at all. */
export type ComparedAssay = { readonly series: readonly ComparedSeries[]; readonly both: boolean }

type Row = { readonly plate: Plate; readonly test: Material; readonly reference: Material; readonly groups: readonly WellGroup[]; readonly referenceGroups: readonly WellGroup[]; readonly relation: AssayRelation }

/** Limits of parallelism in force. */
export function parallelLimits(notebook: Notebook): ParallelLimits {
  return { points: settingUsed(notebook, 'potencyPlateauPoints'), low: settingUsed(notebook, 'potencySlopeRatioLow'), high: settingUsed(notebook, 'potencySlopeRatioHigh') }
}

/** Materials of an assay traced to their cells, in the order of the assay. */
export function materialsOf(notebook: Notebook, assay: Assay): readonly Material[] {
  return ordered(assay.materials).flatMap(([key, material]) => {
    const cells = cellsOfMaterial(notebook, assay, key)
    return cells === undefined ? [] : [{ cells, lotId: valueOf(material.referenceLotId) }]
  })
}

/**
 * Compares materials of an assay with reference materials wherever both stand on one plate in the same condition, with the same responders
 * and stimulators. Series (condition, preparations, relation) are never pooled.
 * @param pairs whether a material is to be compared with a reference material.
 */
export function compareInAssay(notebook: Notebook, assay: Assay, pairs: (test: Material, reference: Material) => boolean): ComparedAssay {
  const materials = materialsOf(notebook, assay)
  const wanted = materials.flatMap((test) => materials.filter((reference) => reference !== test && reference.lotId !== undefined && pairs(test, reference)).map((reference) => ({ test, reference })))
  if (wanted.length === 0) return { series: [], both: false }
  const finders = new Map([...new Set(wanted.map((w) => w.test.cells.batchId ?? ''))].map((id) => [id, relationFinder(notebook, assay, id)]))
  const rows = notebook.all('plate').filter((p) => p.assayId === assay.id).flatMap((plate) => rowsOf(assay, plate, wanted, (m, responder, stimulator) => finders.get(m.cells.batchId ?? '')?.(responder, stimulator)))
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.groups[0]?.conditionKey, row.test.cells.preparationKey, row.reference.cells.preparationKey, row.relation.key])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  const orderOf = (s: ComparedSeries): number => assay.conditions[s.conditionKey]?.order ?? 0
  const place = (c: CellsUsed): number => materials.findIndex((m) => m.cells === c)
  const series = [...groups.values()].flatMap((group) => seriesOf(notebook, assay, group))
  return { series: series.sort((a, b) => orderOf(a) - orderOf(b) || place(a.test) - place(b.test) || place(a.reference) - place(b.reference)), both: true }
}

function rowsOf(assay: Assay, plate: Plate, wanted: readonly { readonly test: Material; readonly reference: Material }[], relationOf: (test: Material, responderKey: string, stimulatorKey: string | null) => AssayRelation | undefined): readonly Row[] {
  const { groups } = readPlateWells(assay, plate)
  const surroundings = new Map(groups.map((g) => [JSON.stringify([g.conditionKey, g.responderKey, g.stimulatorKey]), g]))
  return [...surroundings].flatMap(([key, { responderKey, stimulatorKey }]) => {
    const here = groups.filter((g) => JSON.stringify([g.conditionKey, g.responderKey, g.stimulatorKey]) === key)
    return wanted.flatMap(({ test, reference }): Row[] => {
      const own = here.filter((g) => g.materialKey === test.cells.materialKey)
      const other = here.filter((g) => g.materialKey === reference.cells.materialKey)
      const relation = relationOf(test, responderKey, stimulatorKey)
      return own.length === 0 || other.length === 0 || relation === undefined ? [] : [{ plate, test, reference, groups: own, referenceGroups: other, relation }]
    })
  })
}

function seriesOf(notebook: Notebook, assay: Assay, rows: readonly Row[]): readonly ComparedSeries[] {
  const [first] = rows
  const conditionKey = first?.groups[0]?.conditionKey
  const lotId = first?.reference.lotId
  if (first === undefined || conditionKey === undefined || lotId === undefined) return []
  const rule = ruleOf(assay, assay.conditions[conditionKey], settingUsed(notebook, 'minimumStimulationIndex'))
  const ratio = referenceRatioOf(assay, conditionKey, rows.map((r) => r.plate))
  const limits = parallelLimits(notebook)
  const plates = rows.flatMap((row): PlateOfPotency[] => {
    const plate = comparePlate(assay, row.plate, { test: row.groups, reference: row.referenceGroups }, rule, limits, ratio.ratio)
    return plate === undefined ? [] : [{ plate, performedAt: row.plate.performedAt, test: row.test.cells.origin, reference: row.reference.cells.origin, lot: responderLotUsed(notebook, assay, plate.responderKey) }]
  })
  const cells = [...new Set(rows.flatMap((r) => [r.test.cells, r.reference.cells]))]
  const stimulators = new Set(rows.map((r) => r.groups[0]?.stimulatorKey ?? null))
  return [{
    assay, conditionKey, relation: first.relation, referenceLotId: lotId, referenceRatio: ratio.ratio,
    test: first.test.cells,
    reference: first.reference.cells,
    runs: potencyRuns(plates),
    warnings: [...new Set([...ratio.warnings, ...cells.flatMap((c) => c.warnings), ...rows.flatMap((r) => r.relation.warnings), ...(stimulators.size > 1 ? ['Several stimulators of one relation: runs that used more than one average over them.'] : [])])],
  }]
}
