import { valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { Well } from '../../records/plate.ts'
import { formatSignificant } from '../../util/format-number.ts'
import type { Finding } from '../estimate.ts'
import { cohortChecks } from '../proliferation/cohort-checks.ts'
import { definitionOf, quantityDefinitions, quantityOfIndex } from '../proliferation/division-quantities.ts'
import { quantityOfWell, wellGenerations } from '../proliferation/well-generations.ts'
import { finding } from './make-finding.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>
type Named = readonly [name: string, well: Well]

/** A recorded signal may be rounded; further apart than this part of the value it is another index. */
const sameWithin = 0.01

/**
 * Findings about generation counts (dye dilution), one per plate and condition: no undivided control, no bead counts, no viability, not said
 * whether counts are events or cells, no index declared, an index declared without counts, an index that full suppression does not bring to
 * zero, recorded signals that follow another index. Excluded wells are passed over.
 */
export function generationFindings(assay: Assay, plate: Plate): readonly Finding[] {
  if (assay.excluded !== undefined || plate.excluded !== undefined) return []
  const keys = Object.keys(assay.conditions)
  const ofCondition = new Map<string, Named[]>()
  for (const [name, well] of Object.entries(plate.wells)) {
    const key = well.conditionKey ?? (keys.length === 1 ? keys[0] : undefined)
    if (key === undefined || well.excluded !== undefined || well.role === 'blank' || well.role === 'empty') continue
    ofCondition.set(key, [...(ofCondition.get(key) ?? []), [name, well]])
  }
  return [...ofCondition].flatMap(([key, wells]) => conditionFindings(assay, plate, key, wells))
}

function conditionFindings(assay: Assay, plate: Plate, key: string, all: readonly Named[]): readonly Finding[] {
  const condition = assay.conditions[key]
  if (condition === undefined) return []
  const counted = all.filter(([, w]) => valueOf(w.generationCounts) !== undefined)
  const index = valueOf(condition.proliferationIndex)
  const where = `condition "${condition.label}"`
  const at = `/conditions/${key}`
  const uncounted = all.filter(([, w]) => valueOf(w.generationCounts) === undefined)
  const out: Finding[] = []
  if (index !== undefined && uncounted.length > 0) out.push(finding(plate, 'warning', 'index-without-generations', '/wells', `${where} is read by ${quantityOfIndex(index).name}, but ${wellWords(uncounted)} no generation counts`, 'enter the cells per generation, or exclude the wells with a reason; their recorded signals are not mixed in'))
  if (counted.length === 0) return out
  const absolute = index !== undefined && definitionOf(quantityOfIndex(index).quantity).isAbsolute
  const grave = absolute ? 'error' : 'warning'
  const as = valueOf(condition.generationCountsAs)
  const noBeads = counted.filter(([, w]) => valueOf(w.beads) === undefined)
  const noViability = counted.filter(([, w]) => valueOf(w.viabilityPercent) === undefined)
  const added = valueOf(plate.beadsAddedPerWell)
  const tooMany = counted.filter(([, w]) => added !== undefined && (valueOf(w.beads) ?? 0) > added)
  if (!counted.some(([, w]) => w.role === 'unstimulated-control')) out.push(finding(plate, 'warning', 'undivided-control-missing', '/wells', `${where} has generation counts, but no undivided (unstimulated) control with them: where generation 0 lies cannot be checked`, 'add the generation counts of stained, unstimulated responders'))
  if (as === undefined) out.push(finding(assay, grave, 'generation-counts-unclear', `${at}/generationCountsAs`, 'it is not recorded whether generation counts are events or cells per well: no number of cells and no cohort check is computed', 'state which of the two they are'))
  if (as === 'events acquired' && added === undefined) out.push(finding(plate, grave, 'bead-counts-missing', '/beadsAddedPerWell', `${where}: the counting beads added per well are not recorded: events cannot be turned into cells of the well`, 'enter the beads added, by lot and volume'))
  if (as === 'events acquired' && noBeads.length > 0) out.push(finding(plate, grave, 'bead-counts-missing', '/wells', `${where}: ${wellWords(noBeads)} no bead counts: events cannot be turned into cells of the well, and death would look like suppression`, 'enter the beads acquired'))
  if (tooMany.length > 0) out.push(finding(plate, 'error', 'beads-above-added', '/wells', `${where}: more beads were acquired than added in ${tooMany.map(([n]) => n).join(', ')}`, 'compare with the instrument file and correct the beads'))
  if (noViability.length > 0) out.push(finding(plate, 'warning', 'generation-viability-missing', '/wells', `${where}: ${wellWords(noViability)} no viability: all indices assume that no cell died`, 'enter the viability of the responders'))
  if (index === undefined) out.push(finding(assay, 'note', 'division-index-undeclared', `${at}/proliferationIndex`, `plates hold generation counts, but no index is declared: ${counted.some(([, w]) => valueOf(w.signal) !== undefined) ? 'the recorded signals carry the verdict' : 'no verdict rests on them'}`, 'declare the index before the data: the same cells give different suppression by different indices'))
  const startsAtOne = index !== undefined && ['cells-per-initial-cell', 'cells-per-dividing-cell'].includes(quantityOfIndex(index).quantity)
  if (startsAtOne && valueOf(assay.background) === 'none') out.push(finding(assay, 'warning', 'index-needs-background', '/background', `${quantityOfIndex(index).name} is 1 where nothing divides: without background full suppression does not read 100 %`, 'subtract the unstimulated wells, or declare an index that is 0 without division'))
  return [...out, ...signalFindings(assay, plate, key, counted)]
}

/** Recorded signals beside the counts: the same index, another one, or neither. */
function signalFindings(assay: Assay, plate: Plate, key: string, counted: readonly Named[]): readonly Finding[] {
  const condition = assay.conditions[key]
  const index = valueOf(condition?.proliferationIndex)
  if (index === undefined) return []
  const declared = quantityOfIndex(index)
  const other = new Map<string, string[]>()
  for (const [name, well] of counted) {
    const signal = valueOf(well.signal)
    const generations = wellGenerations(condition, plate, well)
    const value = generations.ok ? quantityOfWell(declared.quantity, generations.value) : undefined
    if (signal === undefined || !generations.ok || value?.ok !== true || agrees(signal, value.value)) continue
    const fits = quantityDefinitions.filter(({ quantity }) => {
      const v = quantityOfWell(quantity, generations.value)
      return v.ok && agrees(signal, v.value)
    })
    const words = fits.length === 0 ? 'agree with no index of the counts' : `agree with ${fits.map((d) => d.label).join(' or ')}`
    other.set(words, [...(other.get(words) ?? []), `${name} (${formatSignificant(signal)} against ${formatSignificant(value.value)})`])
  }
  return [...other].map(([words, wells]) => finding(plate, 'warning', 'signal-of-another-index', '/wells', `recorded signals ${words}, not with ${declared.name}: ${wells.join(', ')}`, 'the index is computed from the counts; correct the signals, the counts or the declared index'))
}

/** Cohort numbers of an assay that rise over time (its plates together: each time may have a plate of its own). */
export function cohortFindings(assay: Assay, plates: readonly Plate[]): readonly Finding[] {
  return cohortChecks(assay, plates).flatMap(({ check, lastConditionKey }) => check.changes.filter((c) => c.implausible).map((c) => finding(assay, 'warning', 'cohort-rises', `/conditions/${lastConditionKey}`, `plate ${check.plateCodes.join(', ')}: the cohort number of ${check.label} rises from ${cellsWords(c.from.value)} at ${String(c.fromHours)} h to ${cellsWords(c.to.value)} at ${String(c.toHours)} h, more than counting error explains; without new cells it can only fall`, 'check the gates, the undivided control, bead counts and the number of responders put in')))
}

function agrees(signal: number, value: number): boolean {
  return Math.abs(signal - value) <= Math.max(sameWithin * Math.abs(value), 0.05)
}

function cellsWords(value: number | null): string {
  return `${String(Math.round(value ?? 0))} cells`
}

function wellWords(wells: readonly Named[]): string {
  return wells.length === 1 ? `well ${wells.map(([n]) => n).join('')} has` : `wells ${wells.map(([n]) => n).join(', ')} have`
}
