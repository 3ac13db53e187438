import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { Finding } from '../estimate.ts'
import { finding } from './make-finding.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>

/** Plates as large as their format. */
const shapes: Readonly<Record<Plate['format'], readonly [rows: number, columns: number]>> = { '6': [2, 3], '12': [3, 4], '24': [4, 6], '48': [6, 8], '96': [8, 12], '384': [16, 24] }

/** Findings about assays and plates: keys that name nothing, wells outside the plate, ratios that the counts contradict, missing controls. */
export function assayFindings(notebook: Notebook): readonly Finding[] {
  const out: Finding[] = []
  for (const assay of notebook.all('assay')) {
    const reference = valueOf(assay.referenceConditionKey)
    if (reference !== undefined && assay.conditions[reference] === undefined) out.push(finding(assay, 'error', 'unknown-key', '/referenceConditionKey', `"${reference}" is no condition of this assay`, 'name one of its conditions'))
    for (const [key, condition] of Object.entries(assay.conditions)) {
      if (valueOf(condition.ratioDenominator) === undefined) out.push(finding(assay, 'warning', 'ratio-denominator-missing', `/conditions/${key}/ratioDenominator`, 'the ratio does not say what it is divided by: purified responders, or responders and accessory cells', 'state the denominator; a ratio of 1:10 is otherwise ambiguous two-fold'))
    }
  }
  for (const plate of notebook.all('plate')) {
    const assay = notebook.get('assay', plate.assayId)
    if (assay !== undefined) out.push(...plateFindings(assay, plate))
  }
  return out
}

function plateFindings(assay: Assay, plate: Plate): readonly Finding[] {
  const out: Finding[] = []
  const [rows, columns] = shapes[plate.format]
  const onlyCondition = Object.keys(assay.conditions).length === 1
  for (const [name, well] of Object.entries(plate.wells)) {
    const at = `/wells/${name}`
    if (name.charCodeAt(0) - 65 >= rows || Number(name.slice(1)) > columns) out.push(finding(plate, 'error', 'well-outside-plate', at, `well ${name} does not exist on a ${plate.format}-well plate`, 'correct the well or the format'))
    const keys: readonly (readonly [string, string | undefined, Readonly<Record<string, unknown>> | undefined])[] = [
      ['conditionKey', well.conditionKey, assay.conditions],
      ['materialKey', well.materialKey, assay.materials],
      ['responderKey', well.responderKey, assay.responders],
      ['stimulatorKey', well.stimulatorKey, assay.stimulators],
      ['inhibitorKey', well.inhibitorKey, assay.inhibitors],
    ]
    for (const [field, key, items] of keys) {
      if (key !== undefined && items?.[key] === undefined) out.push(finding(plate, 'error', 'unknown-key', `${at}/${field}`, `"${key}" is not defined in assay ${assay.code}`, 'define it in the assay, or correct the well'))
    }
    if (well.role === 'sample') {
      if (well.materialKey === undefined) out.push(finding(plate, 'error', 'well-without-material', at, `sample well ${name} names no material`, 'say which cells are in it; it is not used until then'))
      if (well.conditionKey === undefined && !onlyCondition) out.push(finding(plate, 'error', 'well-without-condition', at, `sample well ${name} names no condition, and the assay has several`, 'name the condition'))
    }
    const ratio = valueOf(well.ratioMscPerResponder)
    const msc = valueOf(well.mscCells)
    const responders = valueOf(well.responderCells)
    const accessory = assay.conditions[well.conditionKey ?? '']?.ratioDenominator === 'responders and accessory cells' ? (valueOf(well.accessoryCells) ?? 0) : 0
    if (ratio !== undefined && ratio > 0 && msc !== undefined && responders !== undefined && responders + accessory > 0) {
      const counted = msc / (responders + accessory)
      if (Math.abs(counted / ratio - 1) > 0.1) out.push(finding(plate, 'warning', 'ratio-against-counts', `${at}/ratioMscPerResponder`, `ratio ${String(ratio)} but the counts give ${counted.toPrecision(3)} MSC per responder`, 'correct the ratio or the counts; is it the other way round?'))
    }
    const signal = valueOf(well.signal)
    if (well.role !== 'empty' && signal === undefined && valueOf(well.generationCounts) === undefined && well.excluded === undefined) out.push(finding(plate, 'warning', 'well-without-signal', at, `well ${name} (${well.role}) has no signal`, 'enter the signal, or exclude the well with a reason'))
  }
  return out
}
