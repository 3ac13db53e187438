import { fail, ok, type Result } from '../../util/result.ts'
import { at } from '../curve-fit/linear-algebra.ts'

/** Whose definition an index follows: the same words mean different quantities in different programs. */
export type IndexDefinition = 'FlowJo' | 'FCS Express' | 'flowFit/ModFit' | 'percent of final cells'

export type GenerationIndex = {
  /** Stable name for code: definition and index. */
  readonly key:
    | 'percent-final-divided'
    | 'flowjo-percent-divided' | 'flowjo-division-index' | 'flowjo-proliferation-index' | 'flowjo-expansion-index' | 'flowjo-replication-index'
    | 'fcs-express-percent-divided' | 'fcs-express-division-index' | 'fcs-express-proliferation-index'
    | 'flowfit-proliferation-index'
  /** As the program named in `definition` calls it. */
  readonly name: string
  readonly definition: IndexDefinition
  /** N_i: cells found in generation i; P_i = N_i / 2^i: the cells of the start that they descend from. */
  readonly formula: string
  readonly meaning: string
  readonly unit: '%' | 'divisions per cell' | 'cells per cell'
  /** Null when it is not defined for these counts. */
  readonly value: number | null
  readonly notDefined?: string
}

export type GenerationIndices = {
  /** Cells counted, sum of N_i. */
  readonly cells: number
  /** Cohort number, sum of P_i: how many cells of the start the counted ones descend from, if none died. */
  readonly cohort: number
  /** Of these, how many divided at least once. */
  readonly dividedPrecursors: number
  /** Cells counted in generations above 0. */
  readonly dividedCells: number
  readonly indices: readonly GenerationIndex[]
  readonly method: string
  /** Why there is no interval. */
  readonly noInterval: string
  readonly warnings: readonly string[]
}

/**
 * Proliferation indices from the cells counted per generation by dye dilution (CFSE, CellTrace): N_0 undivided, N_1 divided once ...
 * Every index carries the definition it follows, because "Division Index" and "Proliferation Index" mean different things in FlowJo,
 * FCS Express and flowFit/ModFit (their manuals). All assume that no cell died or was lost. Counts may be fractions (peak fits, bead
 * scaling). Percent of final cells divided (100 sum(i>=1) N_i / sum N_i) is what most papers print; it overstates the share of cells that
 * responded, since each responder is counted as often as it multiplied.
 *
 * Reasons for failure: no generations, a count that is negative or no number, no cells at all. Without any divided cell, indices of the
 * dividing cells are null with a reason, and the others are 0 (divisions, percent) or 1 (expansion).
 */
export function generationIndices(counts: readonly number[]): Result<GenerationIndices> {
  if (counts.length === 0) return fail('generation counts: none given')
  const bad = counts.findIndex((value) => !Number.isFinite(value) || value < 0)
  if (bad >= 0) return fail(`generation counts: generation ${bad} has ${Number.isNaN(at(counts, bad)) ? 'no number' : String(at(counts, bad))}; a count is 0 or more`)
  const precursors = counts.map((value, i) => value / 2 ** i)
  const cells = sum(counts)
  const cohort = sum(precursors)
  if (!(cells > 0)) return fail('generation counts: no cells in any generation')
  const dividedCells = sum(counts.slice(1))
  const dividedPrecursors = sum(precursors.slice(1))
  const divisions = sum(precursors.map((value, i) => value * i))
  const ofDividing = (value: number): Answer =>
    dividedPrecursors > 0 ? { value: value / dividedPrecursors } : { value: null, notDefined: 'no cell divided, so that there is no average over dividing cells' }

  const percentDivided = { value: (100 * dividedPrecursors) / cohort }
  const perInitialCell = { value: cells / cohort }
  const perDividingCell = ofDividing(dividedCells)
  const indices: readonly GenerationIndex[] = [
    { key: 'percent-final-divided', name: 'Percent of final cells divided', definition: 'percent of final cells', ...indexFormulas.percentFinal, value: (100 * dividedCells) / cells },
    { key: 'flowjo-percent-divided', name: 'Percent Divided', definition: 'FlowJo', ...indexFormulas.percentDivided, ...percentDivided },
    { key: 'flowjo-division-index', name: 'Division Index', definition: 'FlowJo', ...indexFormulas.divisionsPerInitial, value: divisions / cohort },
    { key: 'flowjo-proliferation-index', name: 'Proliferation Index', definition: 'FlowJo', ...indexFormulas.divisionsPerDividing, ...ofDividing(divisions) },
    { key: 'flowjo-expansion-index', name: 'Expansion Index', definition: 'FlowJo', ...indexFormulas.perInitial, ...perInitialCell },
    { key: 'flowjo-replication-index', name: 'Replication Index', definition: 'FlowJo', ...indexFormulas.perDividing, ...perDividingCell },
    { key: 'fcs-express-percent-divided', name: 'Percent Divided', definition: 'FCS Express', ...indexFormulas.percentDivided, ...percentDivided },
    { key: 'fcs-express-division-index', name: 'Division Index', definition: 'FCS Express', ...indexFormulas.perDividing, ...perDividingCell },
    { key: 'fcs-express-proliferation-index', name: 'Proliferation Index', definition: 'FCS Express', ...indexFormulas.perInitial, ...perInitialCell },
    { key: 'flowfit-proliferation-index', name: 'Proliferation Index', definition: 'flowFit/ModFit', ...indexFormulas.perInitial, ...perInitialCell },
  ]
  const warnings = [
    ...(counts.length === 1 ? ['Only generation 0 was given: whether cells divided cannot be told from it.'] : []),
    ...(at(counts, 0) === 0 ? ['No undivided cells were counted: check the undivided control and the number of peaks.'] : []),
    ...(counts.length > 1 && at(counts, counts.length - 1) > 0 && at(counts, counts.length - 1) === Math.max(...counts)
      ? ['The last generation holds the most cells: further divisions may be hidden in it, as dye too dilute to tell from autofluorescence.']
      : []),
  ]
  return ok({
    cells, cohort, dividedPrecursors, dividedCells, indices, warnings,
    method: `generation counts N_0 to N_${counts.length - 1}, P_i = N_i/2^i, no cell death assumed`,
    noInterval: 'one sample of counted cells; the spread comes from replicate wells or runs',
  })
}

type Answer = { readonly value: number } | { readonly value: null; readonly notDefined: string }

/** What each index is: formula, meaning, unit. Names of programs are given to these, not always the same. */
export const indexFormulas = {
  percentFinal: { formula: '100 sum(i>=1) N_i / sum N_i', meaning: 'share of the cells counted at the end that have divided', unit: '%' },
  divisionsPerInitial: { formula: 'sum i P_i / sum P_i', meaning: 'average number of divisions of a cell of the start, undivided cells included', unit: 'divisions per cell' },
  divisionsPerDividing: { formula: 'sum(i>=1) i P_i / sum(i>=1) P_i', meaning: 'average number of divisions of a cell that divided', unit: 'divisions per cell' },
  percentDivided: { formula: '100 sum(i>=1) P_i / sum P_i', meaning: 'share of the cells of the start that divided (precursor frequency)', unit: '%' },
  perInitial: { formula: 'sum N_i / sum P_i', meaning: 'average number of cells that a cell of the start became', unit: 'cells per cell' },
  perDividing: { formula: 'sum(i>=1) N_i / sum(i>=1) P_i', meaning: 'average number of cells that a dividing cell became', unit: 'cells per cell' },
} as const

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
