import { blankWords, valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { Well, WellRole } from '../../records/plate.ts'
import type { WellValue } from './suppression-results.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>
type Condition = Assay['conditions'][string]

/** Wells of one material against one responder at one ratio, in one condition of one plate. */
export type WellGroup = {
  readonly conditionKey: string
  readonly materialKey: string
  readonly responderKey: string
  readonly stimulatorKey: string | null
  readonly ratio: number
  readonly wells: readonly WellValue[]
}

/** A well that cannot be used, and why; `materialKey` where it is known, so that the warning reaches the right cells. */
export type UnusableWell = { readonly well: string; readonly materialKey: string | undefined; readonly conditionKey: string | undefined; readonly reason: string }

/** Something to know about a well that is used. */
export type WellNote = { readonly materialKey: string; readonly conditionKey: string; readonly note: string }

export type PlateWells = { readonly groups: readonly WellGroup[]; readonly unusable: readonly UnusableWell[]; readonly notes: readonly WellNote[] }

/** Which control wells belong to a group. Undefined fields are not asked for; a null stimulator means wells without stimulators. */
export type ControlQuery = {
  readonly role: WellRole
  readonly conditionKey: string
  readonly responderKey?: string | undefined
  readonly stimulatorKeys?: readonly (string | null)[] | undefined
  /** Wells with this inhibitor; without it, wells without any. */
  readonly inhibitorKey?: string | undefined
}

/**
 * Sorts the wells with cells under test (roles sample and cell-control) of a plate into groups. A condition or responder that a well does
 * not name is taken from the assay where it has exactly one; a material is never assumed. Wells that name nothing usable are listed.
 */
export function readPlateWells(assay: Assay, plate: Plate): PlateWells {
  return groupWells(assay, plate, ['sample', 'cell-control'], (well) => (well.inhibitorKey === undefined ? undefined : 'names an inhibitor: its role should be "msc-with-inhibitor"'))
}

/**
 * Wells of some roles that hold a material, as groups.
 * @param refuse why a well does not belong, if it does not; null leaves it out without a word.
 */
export function groupWells(assay: Assay, plate: Plate, roles: readonly WellRole[], refuse: (well: Well) => string | null | undefined): PlateWells {
  const groups = new Map<string, { group: Omit<WellGroup, 'wells'>; wells: WellValue[] }>()
  const unusable: UnusableWell[] = []
  const notes: WellNote[] = []
  for (const [name, well] of wellsInOrder(plate, roles)) {
    const refused = refuse(well)
    if (refused === null) continue
    const conditionKey = resolveKey(well.conditionKey, assay.conditions)
    const responderKey = resolveKey(well.responderKey, assay.responders)
    const problem = (reason: string): void => {
      unusable.push({ well: name, materialKey: well.materialKey, conditionKey, reason })
    }
    if (well.materialKey === undefined) problem('names no material')
    else if (!Object.hasOwn(assay.materials, well.materialKey)) problem(`names material "${well.materialKey}", which the assay does not have`)
    else if (conditionKey === undefined) problem(well.conditionKey === undefined ? 'names no condition, and the assay does not have exactly one' : `names condition "${well.conditionKey}", which the assay does not have`)
    else if (responderKey === undefined) problem(well.responderKey === undefined ? 'names no responder, and the assay does not have exactly one' : `names responder "${well.responderKey}", which the assay does not have`)
    else if (refused !== undefined) problem(refused)
    else {
      const { ratio, problem: noRatio, note } = ratioOfWell(well, assay.conditions[conditionKey])
      if (note !== undefined) notes.push({ materialKey: well.materialKey, conditionKey, note: `well ${name} ${note}` })
      if (ratio === undefined) {
        problem(noRatio ?? 'has no ratio')
        continue
      }
      const group = { conditionKey, materialKey: well.materialKey, responderKey, stimulatorKey: well.stimulatorKey ?? null, ratio }
      const key = JSON.stringify(group)
      const found = groups.get(key) ?? { group, wells: [] }
      found.wells.push(wellValue(assay, plate, name, well))
      groups.set(key, found)
    }
  }
  return { groups: [...groups.values()].map(({ group, wells }) => ({ ...group, wells })), unusable, notes }
}

/**
 * Control wells of a plate that answer a query, each with its signal (null when missing) and exclusion.
 * @param more a further condition, asked after the query.
 */
export function controlWells(assay: Assay, plate: Plate, query: ControlQuery, more: (well: Well) => boolean = () => true): readonly WellValue[] {
  return wellsInOrder(plate, [query.role])
    .filter(([, well]) => {
      if (well.inhibitorKey !== query.inhibitorKey) return false
      // Blank wells hold no cells and serve every condition unless they name one.
      const condition = query.role === 'blank' && well.conditionKey === undefined ? query.conditionKey : resolveKey(well.conditionKey, assay.conditions)
      if (condition !== query.conditionKey) return false
      if (query.responderKey !== undefined && resolveKey(well.responderKey, assay.responders) !== query.responderKey) return false
      return (query.stimulatorKeys === undefined || query.stimulatorKeys.includes(well.stimulatorKey ?? null)) && more(well)
    })
    .map(([name, well]) => wellValue(assay, plate, name, well))
}

/**
 * Wells with the MSC of a group and no responders: same condition and material, and the same ratio where the well records one, else as
 * many MSC as a well of the group.
 * @param inhibitorKey wells with this inhibitor; without it, wells without any.
 */
export function mscAloneWells(assay: Assay, plate: Plate, group: WellGroup, inhibitorKey?: string): readonly WellValue[] {
  const counts = new Set(group.wells.map((w) => valueOf(plate.wells[w.well]?.mscCells)).filter((n) => n !== undefined))
  return wellsInOrder(plate, ['msc-alone'])
    .filter(([, well]) => {
      if (well.inhibitorKey !== inhibitorKey || well.materialKey !== group.materialKey || resolveKey(well.conditionKey, assay.conditions) !== group.conditionKey) return false
      const stated = valueOf(well.ratioMscPerResponder)
      if (stated !== undefined) return rounded(stated) === group.ratio
      const msc = valueOf(well.mscCells)
      return msc !== undefined && counts.has(msc)
    })
    .map(([name, well]) => wellValue(assay, plate, name, well))
}

/** Signals of the wells that are used: not excluded, not missing. */
export function usedSignals(wells: readonly WellValue[]): readonly number[] {
  return wells.flatMap((w) => (w.excludedBecause === undefined && w.signal !== null ? [w.signal] : []))
}

/** Names of wells that should hold a signal and do not. */
export function missingSignals(wells: readonly WellValue[]): readonly string[] {
  return wells.filter((w) => w.excludedBecause === undefined && w.signal === null).map((w) => w.well)
}

/**
 * Ratio of a well in MSC per responder: as recorded, else from the cells counted into the well, divided by what the condition declares.
 * Ratios agree when they are equal to 10 digits. Counts that differ from the recorded ratio by more than 10 % give a note.
 */
function ratioOfWell(well: Well, condition: Condition | undefined): { readonly ratio?: number; readonly problem?: string; readonly note?: string } {
  const stated = valueOf(well.ratioMscPerResponder)
  const msc = valueOf(well.mscCells)
  const responders = valueOf(well.responderCells)
  const denominator = valueOf(condition?.ratioDenominator)
  const accessory = valueOf(well.accessoryCells) ?? valueOf(condition?.accessoryCellsPerWell)
  const divisor = responders === undefined ? undefined : denominator === 'responders and accessory cells' ? (accessory === undefined ? undefined : responders + accessory) : responders
  const counted = msc === undefined || divisor === undefined || !(divisor > 0) ? undefined : msc / divisor
  if (stated !== undefined) {
    const off = counted !== undefined && stated > 0 && Math.abs(counted / stated - 1) > 0.1
    return { ratio: rounded(stated), ...(off ? { note: `is recorded with ratio ${String(stated)}, but its counts give ${counted.toPrecision(3)} MSC per responder` } : {}) }
  }
  if (counted === undefined) return { problem: `has no ratio (${blankWords(well.ratioMscPerResponder) ?? ''}) and no counts to compute it from` }
  if (denominator === undefined && (accessory ?? 0) > 0) return { problem: 'has no ratio, and its counts give two, because the denominator of the ratio is not recorded' }
  return { ratio: rounded(counted), note: `has no ratio; ${counted.toPrecision(3)} MSC per responder is computed from its counts` }
}

function wellValue(assay: Assay, plate: Plate, name: string, well: Well): WellValue {
  const value = valueOf(well.signal)
  const excluded = well.excluded?.reason ?? prefixed('plate excluded', plate.excluded?.reason) ?? prefixed('assay excluded', assay.excluded?.reason)
  return { well: name, signal: value ?? null, ...(excluded === undefined ? {} : { excludedBecause: excluded }) }
}

function prefixed(what: string, reason: string | undefined): string | undefined {
  return reason === undefined ? undefined : `${what}: ${reason}`
}

function rounded(ratio: number): number {
  return Number(ratio.toPrecision(10))
}

/** The key itself where the assay has it, the only key where none is named, else undefined. */
function resolveKey(key: string | undefined, items: Readonly<Record<string, unknown>>): string | undefined {
  if (key !== undefined) return Object.hasOwn(items, key) ? key : undefined
  const keys = Object.keys(items)
  return keys.length === 1 ? keys[0] : undefined
}

/** Wells of some roles by row, then column, whatever the order in the file. */
function wellsInOrder(plate: Plate, roles: readonly WellRole[]): readonly (readonly [string, Well])[] {
  return Object.entries(plate.wells)
    .filter(([, well]) => roles.includes(well.role))
    .toSorted(([a], [b]) => a.charCodeAt(0) - b.charCodeAt(0) || Number(a.slice(1)) - Number(b.slice(1)))
}
