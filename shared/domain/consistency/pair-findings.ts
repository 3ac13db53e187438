import type { Notebook } from '../../records/notebook.ts'
import type { Finding } from '../estimate.ts'
import { finding } from './make-finding.ts'

/** Findings about pairs: keys that name nothing in the assay or the experiment. */
export function pairFindings(notebook: Notebook): readonly Finding[] {
  const out: Finding[] = []
  for (const pair of notebook.all('pair')) {
    const assay = notebook.get('assay', pair.inVitro?.assayId)
    if (pair.inVitro !== undefined && assay !== undefined) {
      if (assay.conditions[pair.inVitro.conditionKey] === undefined) out.push(finding(pair, 'error', 'unknown-key', '/inVitro/conditionKey', `"${pair.inVitro.conditionKey}" is no condition of assay ${assay.code}`, 'name one of its conditions'))
      for (const key of Object.keys(pair.inVitro.materials)) if (assay.materials[key] === undefined) out.push(finding(pair, 'error', 'unknown-key', `/inVitro/materials/${key}`, `"${key}" is no material of assay ${assay.code}`, 'name one of its materials'))
    }
    const experiment = notebook.get('experiment', pair.inVivo?.experimentId)
    if (pair.inVivo !== undefined && experiment !== undefined) {
      for (const field of ['armKey', 'vehicleArmKey'] as const) if (experiment.arms[pair.inVivo[field]] === undefined) out.push(finding(pair, 'error', 'unknown-key', `/inVivo/${field}`, `"${pair.inVivo[field]}" is no arm of experiment ${experiment.code}`, 'name one of its arms'))
    }
    if (pair.inVitro === undefined && pair.inVivo === undefined) out.push(finding(pair, 'warning', 'empty-pair', '', 'neither an assay nor an arm is named', 'name at least one side'))
  }
  return out
}
