import { valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { Well } from '../../records/plate.ts'
import type { Finding } from '../estimate.ts'
import { impossibleSignal, readoutKind } from '../suppression/suppression-readout.ts'
import { readPlateWells } from '../suppression/suppression-wells.ts'
import { finding } from './make-finding.ts'
import { ratioAboveOne } from './ratio-above-one.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>

/** Rows and columns of each format. */
const shapes: Readonly<Record<Plate['format'], readonly [rows: number, columns: number]>> = { '6': [2, 3], '12': [3, 4], '24': [4, 6], '48': [6, 8], '96': [8, 12], '384': [16, 24] }

/** Counts and a typed ratio may differ by pipetting. */
const ratioTolerance = 0.1

/** Findings about the wells of a plate. Excluded wells keep only those about what is in them, not about their signal. */
export function plateFindings(assay: Assay, plate: Plate): readonly Finding[] {
  const out: Finding[] = []
  const unknownKeys = new Set<string>()
  for (const [name, well] of Object.entries(plate.wells)) {
    for (const f of keyFindings(assay, plate, name, well)) {
      out.push(f)
      unknownKeys.add(name)
    }
    out.push(...placeFindings(plate, name), ...ratioFindings(assay, plate, name, well))
    if (well.excluded === undefined && plate.excluded === undefined && assay.excluded === undefined) out.push(...signalFindings(assay, plate, name, well))
  }
  for (const { well, reason } of readPlateWells(assay, plate).unusable) {
    if (unknownKeys.has(well) || plate.wells[well]?.excluded !== undefined) continue
    out.push(finding(plate, 'error', 'well-not-used', `/wells/${well}`, `well ${well} is in no result: it ${reason}`, 'complete or correct the well, or exclude it with a reason'))
  }
  return out
}

function placeFindings(plate: Plate, name: string): readonly Finding[] {
  const [rows, columns] = shapes[plate.format]
  const exists = name.charCodeAt(0) - 65 < rows && Number(name.slice(1)) <= columns
  return exists ? [] : [finding(plate, 'error', 'well-outside-plate', `/wells/${name}`, `well ${name} does not exist on a ${plate.format}-well plate`, 'correct the well or the format')]
}

function keyFindings(assay: Assay, plate: Plate, name: string, well: Well): readonly Finding[] {
  const keys: readonly (readonly [string, string | undefined, Readonly<Record<string, unknown>> | undefined])[] = [
    ['conditionKey', well.conditionKey, assay.conditions],
    ['materialKey', well.materialKey, assay.materials],
    ['responderKey', well.responderKey, assay.responders],
    ['stimulatorKey', well.stimulatorKey, assay.stimulators],
    ['inhibitorKey', well.inhibitorKey, assay.inhibitors],
  ]
  return keys.flatMap(([field, key, items]) =>
    key === undefined || Object.hasOwn(items ?? {}, key) ? [] : [finding(plate, 'error', 'unknown-key', `/wells/${name}/${field}`, `"${key}" is not defined in assay ${assay.code}`, 'define it in the assay, or correct the well')],
  )
}

/** The condition of a well; where it names none, the only one of the assay. */
function conditionOf(assay: Assay, well: Well): Assay['conditions'][string] | undefined {
  const all = Object.values(assay.conditions)
  return well.conditionKey === undefined ? (all.length === 1 ? all[0] : undefined) : assay.conditions[well.conditionKey]
}

function ratioFindings(assay: Assay, plate: Plate, name: string, well: Well): readonly Finding[] {
  const at = `/wells/${name}/ratioMscPerResponder`
  const ratio = valueOf(well.ratioMscPerResponder)
  const msc = valueOf(well.mscCells)
  const responders = valueOf(well.responderCells)
  if (ratio === undefined || ratio <= 0) return []
  const orientation = ratio > 1 ? [ratioAboveOne(plate, at, ratio)] : []
  if (msc === undefined || responders === undefined || msc <= 0 || responders <= 0) return orientation
  const condition = conditionOf(assay, well)
  const denominator = valueOf(condition?.ratioDenominator)
  const accessory = valueOf(well.accessoryCells) ?? valueOf(condition?.accessoryCellsPerWell)
  if (denominator === 'responders and accessory cells' && accessory === undefined) return orientation
  // A ratio that does not say what it is divided by agrees when either reading does.
  const divisors = denominator === 'purified responders' ? [responders] : denominator === undefined ? [responders, responders + (accessory ?? 0)] : [responders + (accessory ?? 0)]
  const counted = divisors.map((d) => msc / d)
  const first = counted[0]
  const agrees = (value: number): boolean => counted.some((c) => Math.abs(c / value - 1) <= ratioTolerance)
  if (first === undefined || agrees(ratio)) return []
  const advice = agrees(1 / ratio) ? `it is the other way round: enter ${String(Number((1 / ratio).toPrecision(3)))}` : 'correct the ratio or the counts'
  return [finding(plate, 'warning', agrees(1 / ratio) ? 'ratio-orientation' : 'ratio-against-counts', at, `ratio ${String(ratio)}, but the counts give ${first.toPrecision(3)} MSC per responder`, advice)]
}

function signalFindings(assay: Assay, plate: Plate, name: string, well: Well): readonly Finding[] {
  const signal = valueOf(well.signal)
  const generations = valueOf(well.generationCounts)
  if (signal === undefined && generations === undefined) return well.role === 'empty' ? [] : [finding(plate, 'warning', 'well-without-signal', `/wells/${name}`, `well ${name} (${well.role}) has no signal`, 'enter the signal, or exclude the well with a reason')]
  const condition = conditionOf(assay, well)
  // Negative signals are impossible by the schema and marked there.
  const problem = signal === undefined || signal < 0 ? undefined : impossibleSignal(readoutKind(valueOf(condition?.readout), valueOf(condition?.readoutUnit)), signal)
  const negative = generations?.findIndex((cells) => cells < 0) ?? -1
  return [
    ...(problem === undefined ? [] : [finding(plate, 'error', 'impossible-value', `/wells/${name}/signal`, `the signal of well ${name} ${problem}`, 'compare with the instrument file and correct it; results that need it are not computed')]),
    ...(negative < 0 ? [] : [finding(plate, 'error', 'impossible-value', `/wells/${name}/generationCounts`, `well ${name} has ${String(generations?.[negative])} cells in generation ${String(negative)}: below 0 is impossible`, 'compare with the instrument file and correct it; results that need it are not computed')]),
  ]
}
