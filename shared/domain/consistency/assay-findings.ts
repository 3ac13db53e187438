import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { Finding } from '../estimate.ts'
import { settingUsed } from '../settings-used.ts'
import { withIndexSignals } from '../proliferation/index-signals.ts'
import { controlFindings } from './control-findings.ts'
import { cohortFindings, generationFindings } from './generation-findings.ts'
import { finding } from './make-finding.ts'
import { plateFindings } from './plate-findings.ts'
import { ratioAboveOne } from './ratio-above-one.ts'

type Assay = RecordOf<'assay'>

/** Findings about assays, their plates and the mediators measured in them: keys that name nothing, ratios, wells, controls out of limits. */
export function assayFindings(notebook: Notebook): readonly Finding[] {
  const limit = settingUsed(notebook, 'minimumStimulationIndex')
  const read = withIndexSignals(notebook)
  return [
    ...notebook.all('assay').flatMap(ownFindings),
    ...notebook.all('assay').flatMap((assay) => cohortFindings(assay, notebook.all('plate').filter((p) => p.assayId === assay.id))),
    ...notebook.all('plate').flatMap((plate) => {
      const assay = notebook.get('assay', plate.assayId)
      return assay === undefined ? [] : [...plateFindings(assay, plate), ...generationFindings(assay, plate)]
    }),
    ...read.all('plate').flatMap((plate) => {
      const assay = read.get('assay', plate.assayId)
      return assay === undefined ? [] : controlFindings(assay, plate, limit)
    }),
    ...notebook.all('mediator-measurement').flatMap((m) => mediatorKeys(notebook, m)),
  ]
}

function ownFindings(assay: Assay): readonly Finding[] {
  const reference = valueOf(assay.referenceConditionKey)
  const ratio = valueOf(assay.referenceRatio)
  return [
    ...(reference !== undefined && !Object.hasOwn(assay.conditions, reference) ? [finding(assay, 'error', 'unknown-key', '/referenceConditionKey', `"${reference}" is no condition of this assay`, 'name one of its conditions')] : []),
    ...(ratio !== undefined && ratio > 1 ? [ratioAboveOne(assay, '/referenceRatio', ratio)] : []),
    ...Object.entries(assay.conditions).flatMap(([key, condition]) =>
      valueOf(condition.ratioDenominator) === undefined
        ? [finding(assay, 'warning', 'ratio-denominator-missing', `/conditions/${key}/ratioDenominator`, 'the ratio does not say what it is divided by: purified responders, or responders and accessory cells', 'state the denominator; a ratio of 1:10 is otherwise ambiguous two-fold')]
        : [],
    ),
  ]
}

function mediatorKeys(notebook: Notebook, measurement: RecordOf<'mediator-measurement'>): readonly Finding[] {
  const { subject } = measurement
  const assay = subject.type === 'assay' ? notebook.get('assay', subject.assayId) : undefined
  if (assay === undefined || subject.type !== 'assay') return []
  const unknown = (field: string, key: string, what: string): Finding => finding(measurement, 'error', 'unknown-key', `/subject/${field}`, `"${key}" is no ${what} of assay ${assay.code}`, `name one of its ${what}s`)
  return [
    ...(Object.hasOwn(assay.conditions, subject.conditionKey) ? [] : [unknown('conditionKey', subject.conditionKey, 'condition')]),
    ...(subject.materialKey === undefined || Object.hasOwn(assay.materials, subject.materialKey) ? [] : [unknown('materialKey', subject.materialKey, 'material')]),
  ]
}
