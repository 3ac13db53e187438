import { valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { Well } from '../../records/plate.ts'
import { generationIndices, type GenerationIndices } from '../../statistics/proliferation/generation-indices.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { definitionOf, quantityFrom, type DivisionQuantity } from './division-quantities.ts'

type Condition = RecordOf<'assay'>['conditions'][string]
type Plate = RecordOf<'plate'>

/** Cells that one recorded count stands for, in the whole well. */
export type CellScale = {
  /** What the counts are multiplied by to give cells of the whole well. */
  readonly toCells: number
  /** Cells of the well that one event of the cytometer stands for; decides counting error. Undefined where beads are not recorded. */
  readonly cellsPerEvent: number | undefined
}

/** Generations of one well as they can be used. */
export type WellGenerations = {
  readonly counts: readonly number[]
  readonly indices: GenerationIndices
  readonly scale: Result<CellScale>
}

/**
 * The generation counts of a well with all indices, and how they scale to the whole well: cells = counts as recorded where they are cells
 * per well, else events x beads added / beads acquired.
 * Reasons for failure: no counts recorded; counts that `generationIndices` refuses. Reasons for no scale: not said whether counts are events or
 * cells; beads added or acquired not recorded, none acquired, or more acquired than added.
 */
export function wellGenerations(condition: Condition | undefined, plate: Plate, well: Well): Result<WellGenerations> {
  const counts = valueOf(well.generationCounts)
  if (counts === undefined) return fail('no generation counts recorded')
  const indices = generationIndices(counts)
  return indices.ok ? ok({ counts, indices: indices.value, scale: scaleOf(condition, plate, well) }) : indices
}

/** Value of a quantity in a well; absolute ones in cells of the whole well. */
export function quantityOfWell(quantity: DivisionQuantity, well: WellGenerations): Result<number> {
  const value = quantityFrom(quantity, well.indices)
  if (!value.ok || !definitionOf(quantity).isAbsolute) return value
  return well.scale.ok ? ok(value.value * well.scale.value.toCells) : fail(well.scale.error)
}

function scaleOf(condition: Condition | undefined, plate: Plate, well: Well): Result<CellScale> {
  const as = valueOf(condition?.generationCountsAs)
  if (as === undefined) return fail('it is not recorded whether the generation counts are events or cells per well')
  const beads = beadRatio(plate, well)
  if (as === 'cells per well') return ok({ toCells: 1, cellsPerEvent: beads.ok ? beads.value : undefined })
  return beads.ok ? ok({ toCells: beads.value, cellsPerEvent: beads.value }) : beads
}

function beadRatio(plate: Plate, well: Well): Result<number> {
  const added = valueOf(plate.beadsAddedPerWell)
  const acquired = valueOf(well.beads)
  if (added === undefined) return fail('the beads added per well are not recorded')
  if (acquired === undefined) return fail('the beads acquired are not recorded')
  if (!(acquired > 0)) return fail('no beads were acquired')
  if (!(added >= acquired)) return fail(`${String(acquired)} beads were acquired, but only ${String(added)} added`)
  return ok(added / acquired)
}
