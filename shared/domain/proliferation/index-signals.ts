import { valueOf } from '../../records/blank.ts'
import { makeNotebook, type Notebook } from '../../records/notebook.ts'
import type { Well } from '../../records/plate.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { definitionOf, quantityOfIndex, type DivisionQuantity } from './division-quantities.ts'
import { quantityOfWell, wellGenerations } from './well-generations.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>

/**
 * The notebook as suppression reads it: in conditions that declare an index of division, the signal of every well is that index of its
 * generation counts, and the unit names it. Recorded signals of such conditions are not used and never mixed in; a well without usable counts
 * has no signal. Everything else is as recorded, so that controls, exclusions, runs, curves and verdicts follow the same rules as for any
 * read-out.
 */
export function withIndexSignals(notebook: Notebook): Notebook {
  const assays = new Map(notebook.all('assay', { retired: true }).filter(declaresIndex).map((a) => [a.id, a]))
  if (assays.size === 0) return notebook
  return makeNotebook(notebook.records.map((r) => {
    if (r.kind === 'assay') return assays.has(r.id) ? assayReadBy(r, declaredQuantity(r)) : r
    const assay = r.kind === 'plate' ? assays.get(r.assayId) : undefined
    return r.kind !== 'plate' || assay === undefined ? r : plateReadBy(assay, r, declaredQuantity(assay))
  }))
}

/** Which quantity, and its printed name, a condition is read by; undefined where its signals are. */
export type ReadBy = (conditionKey: string) => { readonly quantity: DivisionQuantity; readonly name: string } | undefined

/** What the conditions of an assay declare. */
export function declaredQuantity(assay: Assay): ReadBy {
  return (key) => {
    const index = valueOf(assay.conditions[key]?.proliferationIndex)
    return index === undefined ? undefined : quantityOfIndex(index)
  }
}

/** The assay with the index in the unit of the conditions read by one. */
export function assayReadBy(assay: Assay, by: ReadBy): Assay {
  const conditions = Object.entries(assay.conditions).map(([key, condition]) => {
    const read = by(key)
    return [key, read === undefined ? condition : { ...condition, readoutUnit: `${definitionOf(read.quantity).unit}: ${read.name}` }] as const
  })
  return { ...assay, conditions: Object.fromEntries(conditions) }
}

/** The plate with the index as the signal of the wells in conditions read by one. */
export function plateReadBy(assay: Assay, plate: Plate, by: ReadBy): Plate {
  const only = Object.keys(assay.conditions)
  const wells = Object.entries(plate.wells).map(([name, well]) => {
    const key = well.conditionKey ?? (only.length === 1 ? only[0] : undefined)
    const read = key === undefined ? undefined : by(key)
    return [name, key === undefined || read === undefined ? well : wellReadBy(assay.conditions[key], plate, well, read.quantity)] as const
  })
  return { ...plate, wells: Object.fromEntries(wells) }
}

function wellReadBy(condition: Assay['conditions'][string] | undefined, plate: Plate, well: Well, quantity: DivisionQuantity): Well {
  const generations = wellGenerations(condition, plate, well)
  const value = generations.ok ? quantityOfWell(quantity, generations.value) : generations
  const { signal: _, ...rest } = well
  return value.ok ? { ...rest, signal: value.value } : { ...rest, signal: { blank: 'not-applicable', reason: value.error } }
}

function declaresIndex(assay: Assay): boolean {
  return Object.values(assay.conditions).some((c) => valueOf(c.proliferationIndex) !== undefined)
}
