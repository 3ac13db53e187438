import type { ProliferationIndex } from '../../records/assay.ts'
import { generationIndices, indexFormulas, type GenerationIndex, type GenerationIndices } from '../../statistics/proliferation/generation-indices.ts'
import { fail, ok, type Result } from '../../util/result.ts'

/** A quantity that generation counts give; several programs may print one under different names. */
export type DivisionQuantity =
  | 'percent-final-divided'
  | 'percent-divided'
  | 'divisions-per-initial-cell'
  | 'divisions-per-dividing-cell'
  | 'cells-per-initial-cell'
  | 'cells-per-dividing-cell'
  | 'absolute-cells'
  | 'absolute-divided-cells'
  | 'absolute-divided-precursors'
  | 'cohort'

/** What a quantity is and who calls it what. N_i: cells in generation i; P_i = N_i / 2^i: cells of the start they descend from. */
export type QuantityDefinition = {
  readonly quantity: DivisionQuantity
  /** Short name that does not depend on a program. */
  readonly label: string
  readonly formula: string
  readonly meaning: string
  readonly unit: string
  /** Names that programs give it: "Division Index (FlowJo)". */
  readonly alsoCalled: readonly string[]
  /** Needs cells of the whole well. */
  readonly isAbsolute: boolean
}

/** The index a lab declares, as its program calls it, and the quantity that it means. */
const indices: Readonly<Record<ProliferationIndex, { readonly quantity: DivisionQuantity; readonly name: string }>> = {
  'percent-final-divided': { quantity: 'percent-final-divided', name: 'percent of final cells divided' },
  'flowjo-percent-divided': { quantity: 'percent-divided', name: 'Percent Divided (FlowJo)' },
  'flowjo-division-index': { quantity: 'divisions-per-initial-cell', name: 'Division Index (FlowJo)' },
  'flowjo-proliferation-index': { quantity: 'divisions-per-dividing-cell', name: 'Proliferation Index (FlowJo)' },
  'flowjo-expansion-index': { quantity: 'cells-per-initial-cell', name: 'Expansion Index (FlowJo)' },
  'flowjo-replication-index': { quantity: 'cells-per-dividing-cell', name: 'Replication Index (FlowJo)' },
  'fcs-express-percent-divided': { quantity: 'percent-divided', name: 'Percent Divided (FCS Express)' },
  'fcs-express-division-index': { quantity: 'cells-per-dividing-cell', name: 'Division Index (FCS Express)' },
  'fcs-express-proliferation-index': { quantity: 'cells-per-initial-cell', name: 'Proliferation Index (FCS Express)' },
  'flowfit-proliferation-index': { quantity: 'cells-per-initial-cell', name: 'Proliferation Index (flowFit/ModFit)' },
  'absolute-cells': { quantity: 'absolute-cells', name: 'cells per well' },
  'absolute-divided-cells': { quantity: 'absolute-divided-cells', name: 'divided cells per well' },
  'absolute-divided-precursors': { quantity: 'absolute-divided-precursors', name: 'dividing precursors per well' },
}

type Words = Omit<QuantityDefinition, 'quantity' | 'alsoCalled' | 'isAbsolute'>
const words: Readonly<Record<DivisionQuantity, Words>> = {
  'percent-final-divided': { label: 'percent of final cells divided', ...indexFormulas.percentFinal },
  'percent-divided': { label: 'percent of precursors divided', ...indexFormulas.percentDivided },
  'divisions-per-initial-cell': { label: 'divisions per cell of the start', ...indexFormulas.divisionsPerInitial },
  'divisions-per-dividing-cell': { label: 'divisions per dividing cell', ...indexFormulas.divisionsPerDividing },
  'cells-per-initial-cell': { label: 'cells per cell of the start', ...indexFormulas.perInitial },
  'cells-per-dividing-cell': { label: 'cells per dividing cell', ...indexFormulas.perDividing },
  'absolute-cells': { label: 'cells per well', formula: 'sum N_i', meaning: 'cells of the whole well', unit: 'cells' },
  'absolute-divided-cells': { label: 'divided cells per well', formula: 'sum(i>=1) N_i', meaning: 'cells of the whole well that have divided', unit: 'cells' },
  'absolute-divided-precursors': { label: 'dividing precursors per well', formula: 'sum(i>=1) P_i', meaning: 'cells of the start that divided, whole well', unit: 'cells' },
  cohort: { label: 'cohort number per well', formula: 'sum P_i', meaning: 'cells of the start that the counted ones descend from, if none died, whole well', unit: 'cells' },
}

const quantities: readonly DivisionQuantity[] = [
  'percent-final-divided', 'percent-divided', 'divisions-per-initial-cell', 'divisions-per-dividing-cell', 'cells-per-initial-cell', 'cells-per-dividing-cell',
  'absolute-cells', 'absolute-divided-cells', 'absolute-divided-precursors', 'cohort',
]

/** Every quantity, in printed order. */
export const quantityDefinitions: readonly QuantityDefinition[] = quantities.map(definitionOf)

export function definitionOf(quantity: DivisionQuantity): QuantityDefinition {
  const named = Object.values(indices).filter((i) => i.quantity === quantity && i.name !== words[quantity].label)
  return { quantity, ...words[quantity], alsoCalled: named.map((i) => i.name), isAbsolute: words[quantity].unit === 'cells' }
}

/** The quantity that a declared index means, and the index as its program calls it. */
export function quantityOfIndex(index: ProliferationIndex): { readonly quantity: DivisionQuantity; readonly name: string } {
  return indices[index]
}

/** Value of a quantity in one sample, before any scaling to the whole well. Reasons for failure: of `generationIndices`; not defined for these counts. */
export function quantityOfCounts(quantity: DivisionQuantity, counts: readonly number[]): Result<number> {
  const all = generationIndices(counts)
  return all.ok ? quantityFrom(quantity, all.value) : all
}

/** Likewise, from indices already computed. */
export function quantityFrom(quantity: DivisionQuantity, all: GenerationIndices): Result<number> {
  const source = sources[quantity]
  if (typeof source === 'function') return ok(source(all))
  const index = all.indices.find((i) => i.key === source)
  return index === undefined || index.value === null ? fail(index?.notDefined ?? 'not defined for these counts') : ok(index.value)
}

/** Where each quantity stands among the indices: under a key, or as a number of cells. */
const sources: Readonly<Record<DivisionQuantity, GenerationIndex['key'] | ((all: GenerationIndices) => number)>> = {
  'percent-final-divided': 'percent-final-divided',
  'percent-divided': 'flowjo-percent-divided',
  'divisions-per-initial-cell': 'flowjo-division-index',
  'divisions-per-dividing-cell': 'flowjo-proliferation-index',
  'cells-per-initial-cell': 'flowjo-expansion-index',
  'cells-per-dividing-cell': 'flowjo-replication-index',
  'absolute-cells': (all) => all.cells,
  'absolute-divided-cells': (all) => all.dividedCells,
  'absolute-divided-precursors': (all) => all.dividedPrecursors,
  cohort: (all) => all.cohort,
}
