import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { Finding } from '../estimate.ts'
import { finding } from './make-finding.ts'
import { ratioAboveOne } from './ratio-above-one.ts'

type Pair = RecordOf<'pair'>

/** Findings about pairs: keys that name nothing in the assay or the experiment, arms in the wrong role, no side at all. */
export function pairFindings(notebook: Notebook): readonly Finding[] {
  return notebook.all('pair').flatMap((pair) => [
    ...inVitro(notebook, pair),
    ...inVivo(notebook, pair),
    ...(pair.inVitro === undefined && pair.inVivo === undefined ? [finding(pair, 'warning', 'empty-pair', '', 'neither an assay nor an arm is named', 'name at least one side')] : []),
  ])
}

function inVitro(notebook: Notebook, pair: Pair): readonly Finding[] {
  const side = pair.inVitro
  const assay = notebook.get('assay', side?.assayId)
  if (side === undefined || assay === undefined) return []
  return [
    ...(Object.hasOwn(assay.conditions, side.conditionKey) ? [] : [finding(pair, 'error', 'unknown-key', '/inVitro/conditionKey', `"${side.conditionKey}" is no condition of assay ${assay.code}`, 'name one of its conditions')]),
    ...Object.keys(side.materials).flatMap((key) => (Object.hasOwn(assay.materials, key) ? [] : [finding(pair, 'error', 'unknown-key', `/inVitro/materials/${key}`, `"${key}" is no material of assay ${assay.code}`, 'name one of its materials')])),
    ...(side.ratioMscPerResponder > 1 ? [ratioAboveOne(pair, '/inVitro/ratioMscPerResponder', side.ratioMscPerResponder)] : []),
  ]
}

function inVivo(notebook: Notebook, pair: Pair): readonly Finding[] {
  const side = pair.inVivo
  const experiment = notebook.get('experiment', side?.experimentId)
  if (side === undefined || experiment === undefined) return []
  const vehicle = experiment.arms[side.vehicleArmKey]
  return [
    ...(['armKey', 'vehicleArmKey'] as const).flatMap((field) => (Object.hasOwn(experiment.arms, side[field]) ? [] : [finding(pair, 'error', 'unknown-key', `/inVivo/${field}`, `"${side[field]}" is no arm of experiment ${experiment.code}`, 'name one of its arms')])),
    ...(side.armKey === side.vehicleArmKey ? [finding(pair, 'error', 'arm-against-itself', '/inVivo/vehicleArmKey', 'the treatment arm is compared with itself', 'name the vehicle arm')] : []),
    ...(vehicle !== undefined && vehicle.role !== 'vehicle' ? [finding(pair, 'warning', 'not-a-vehicle-arm', '/inVivo/vehicleArmKey', `arm "${vehicle.label}" is no vehicle arm but "${vehicle.role}"`, 'name the vehicle arm, or correct the role')] : []),
  ]
}
