import { valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { mean } from '../../statistics/descriptive.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import type { Result } from '../../util/result.ts'
import type { Estimate } from '../estimate.ts'
import { fromStatistic, notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import { isSimulated } from '../simulated.ts'
import { wellsOfGroup } from '../suppression/plate-suppression.ts'
import type { WellValue } from '../suppression/suppression-results.ts'
import type { WellGroup } from '../suppression/suppression-wells.ts'
import { quantityDefinitions, type QuantityDefinition } from './division-quantities.ts'
import type { DivisionGroup, DivisionRole, DivisionWell } from './proliferation-results.ts'
import { quantityOfWell, wellGenerations, type WellGenerations } from './well-generations.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>
type ReadWell = { readonly name: string; readonly excludedBecause?: string; readonly generations: Result<WellGenerations> }

const levels = [0.95, 0.9]

/**
 * The wells of one plate around the groups with MSC: stimulated and undivided (unstimulated) controls once for each set of responders and
 * stimulators, then each material and ratio. Every quantity is a mean over the wells that have it, with a t interval (precision of this
 * plate). Excluded wells and wells without usable counts stay listed with their reason.
 */
export function divisionGroups(assay: Assay, plate: Plate, groups: readonly WellGroup[]): readonly DivisionGroup[] {
  const controls = new Map(groups.map((g) => [JSON.stringify([g.responderKey, g.stimulatorKey]), g]))
  const ofControls = [...controls.values()].flatMap((g) => {
    const wells = wellsOfGroup(assay, plate, g)
    const common = { materialKey: null, responderKey: g.responderKey, stimulatorKey: g.stimulatorKey, ratio: null } as const
    return [groupOf(assay, plate, g, 'stimulated control', wells.stimulated, common), groupOf(assay, plate, g, 'undivided control', wells.unstimulated, common)]
  })
  const sorted = groups.toSorted((a, b) => a.ratio - b.ratio)
  return [...ofControls, ...sorted.map((g) => groupOf(assay, plate, g, 'with MSC', g.wells, { materialKey: g.materialKey, responderKey: g.responderKey, stimulatorKey: g.stimulatorKey, ratio: g.ratio }))]
}

function groupOf(assay: Assay, plate: Plate, group: WellGroup, role: DivisionRole, values: readonly WellValue[], common: Pick<DivisionGroup, 'materialKey' | 'responderKey' | 'stimulatorKey' | 'ratio'>): DivisionGroup {
  const condition = assay.conditions[group.conditionKey]
  const wells = values.flatMap(({ well: name, excludedBecause }): ReadWell[] => {
    const well = plate.wells[name]
    return well === undefined ? [] : [{ name, ...(excludedBecause === undefined ? {} : { excludedBecause }), generations: wellGenerations(condition, plate, well) }]
  })
  const used = wells.filter((w) => w.excludedBecause === undefined)
  const viabilities = used.flatMap((w) => valueOf(plate.wells[w.name]?.viabilityPercent) ?? [])
  const noDeath = { assumption: 'no cell died or was lost', outcome: 'not checked', detail: viabilities.length === 0 ? 'viability not recorded' : `viability ${rangeOf(viabilities)} %` } as const
  return {
    plateId: plate.id,
    plateCode: plate.code,
    role,
    ...common,
    wells: wells.map((w) => divisionWell(plate, w)),
    quantities: quantityDefinitions.map((d) => ({ quantity: d.quantity, estimate: quantityEstimate(assay, plate, d, used, noDeath) })),
    viability: meanOver('mean viability over wells; precision of this plate', viabilities, 'no viability is recorded', { ...contextOf(assay, plate, used.filter((w) => valueOf(plate.wells[w.name]?.viabilityPercent) !== undefined)), unit: '%' }),
    // That nothing but generation 0 is there is what an undivided control is for.
    warnings: groupWarnings(used, role !== 'undivided control'),
  }
}

function divisionWell(plate: Plate, w: ReadWell): DivisionWell {
  const well = plate.wells[w.name]
  const scale = w.generations.ok ? w.generations.value.scale : undefined
  return {
    well: w.name,
    counts: w.generations.ok ? w.generations.value.counts : null,
    ...(w.generations.ok ? {} : { notUsed: w.generations.error }),
    ...(w.excludedBecause === undefined ? {} : { excludedBecause: w.excludedBecause }),
    toCells: scale?.ok === true ? scale.value.toCells : null,
    ...(scale === undefined || scale.ok ? {} : { noCells: scale.error }),
    beadsAcquired: valueOf(well?.beads) ?? null,
    viabilityPercent: valueOf(well?.viabilityPercent) ?? null,
  }
}

function quantityEstimate(assay: Assay, plate: Plate, d: QuantityDefinition, wells: readonly ReadWell[], noDeath: Estimate['assumptions'][number]): Estimate {
  const read = wells.map((w) => ({ w, value: w.generations.ok ? quantityOfWell(d.quantity, w.generations.value) : w.generations }))
  const found = read.flatMap(({ w, value }) => (value.ok ? [{ w, value: value.value }] : []))
  const reasons = [...new Set(read.flatMap(({ value }) => (value.ok ? [] : [value.error])))]
  const lost = found.length === 0 ? [] : read.flatMap(({ w, value }) => (value.ok ? [] : [`Well ${w.name} is left out: ${value.error}.`]))
  const names = d.alsoCalled.length === 0 ? d.label : `${d.alsoCalled.join(' = ')}`
  const context = { ...contextOf(assay, plate, found.map((f) => f.w)), unit: d.unit, assumptions: [noDeath], warnings: lost }
  const method = `${names}: ${d.formula}${d.isAbsolute ? ', in the whole well' : ''}; mean over wells, precision of this plate`
  return meanOver(method, found.map((f) => f.value), wells.length === 0 ? 'no usable wells' : reasons.join('; '), context)
}

/** Mean over wells with t intervals; one well, or wells that agree exactly, give none. */
export function meanOver(method: string, values: readonly number[], reason: string, context: GroupContext): Estimate {
  const center = mean(values)
  if (center === undefined) return notAssessed(reason, method, context)
  const interval = meanInterval(values, levels)
  return interval.ok ? { ...fromStatistic(interval, method, context), method } : withoutInterval(center, values.length === 1 ? '1 well, at least 2 needed' : interval.error, method, context)
}

function contextOf(assay: Assay, plate: Plate, wells: readonly ReadWell[]): Omit<GroupContext, 'unit'> {
  const pointers = wells.map((w) => `/wells/${w.name}`)
  return {
    n: wells.length,
    nOf: 'wells',
    simulated: isSimulated(assay) || pointers.some((p) => isSimulated(plate, p)),
    sources: pointers.map((pointer) => ({ kind: 'plate', id: plate.id, name: plate.code, pointer })),
  }
}

/** What the counts of wells make doubtful, each once with its wells. */
function groupWarnings(wells: readonly ReadWell[], aboutDivision: boolean): readonly string[] {
  const said = new Map<string, string[]>()
  const say = (text: string, well: string): void => {
    const list = said.get(text)
    if (list === undefined) said.set(text, [well])
    else list.push(well)
  }
  for (const { name, generations } of wells) {
    if (!generations.ok) say(`not used: ${generations.error}.`, name)
    else if (aboutDivision) for (const w of generations.value.indices.warnings) say(w, name)
  }
  return [...said].map(([text, names]) => `${names.join(', ')}: ${text}`)
}

function rangeOf(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return low === high ? String(low) : `${String(low)} to ${String(high)}`
}
