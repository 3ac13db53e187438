import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { assertNever } from '../../util/assert-never.ts'
import { studyClock } from '../arthritis/study-days.ts'
import type { ResultSource } from '../estimate.ts'
import { settingUsed } from '../settings-used.ts'
import { isSimulated } from '../simulated.ts'
import { combineReadings } from './bounded-value.ts'
import type { EndpointQuantity, EndpointResults, SurvivalEndpoint } from './endpoints-results.ts'
import { gvhdQuantities } from './gvhd-score.ts'
import { scoreQuantities, sitesOfScale, type ScoreQuantity } from './histology.ts'
import { swellings } from './hypersensitivity.ts'
import { quantityOf, type QuantityDraft } from './quantity.ts'
import { byAnimal, excludedReadings, groupIsSimulated, measurementGroups, observerWords, readingsOf, type MeasurementGroup } from './readings.ts'
import { sessionCourses } from './session-courses.ts'
import { studyOf, type Study } from './study-arms.ts'
import { animalSurvival, graftSurvival } from './survival.ts'

/**
 * Endpoints of one experiment beyond the arthritis score: histology, serology and cytokines, hypersensitivity, GVHD score, survival of
 * animals and grafts, body weight and paw thickness of the scoring sessions, imaging and other. Same exclusions, sealed allocation and units of inference as the arthritis results. Endpoints
 * are not adjusted for each other: Holm's adjustment is over the contrasts of one quantity.
 * Survival of the animals is given for graft-versus-host and graft models, and wherever an animal died other than as scheduled.
 * @throws Error when the notebook has no such experiment (a programming error: ids come from the notebook).
 */
export function endpointResults(notebook: Notebook, experimentId: string): EndpointResults {
  const experiment = notebook.get('experiment', experimentId)
  if (experiment === undefined) throw new Error(`no experiment ${experimentId}`)
  const groups = measurementGroups(notebook, experimentId)
  const base = { experimentId, code: experiment.code, quantities: [], survival: [], courses: [], warnings: [] }
  const study = studyOf(notebook, experiment)
  const simulated = isSimulated(experiment) || groups.some((g) => groupIsSimulated(notebook, g))
  const deaths = Object.values(experiment.animals).some((a) => a.death !== undefined && a.death.cause !== 'scheduled')
  const followsSurvival = deaths || experiment.model === 'graft-versus-host disease' || experiment.model === 'graft survival'
  // Days on which animals were seen end their follow-up: simulated sessions make simulated survival.
  const sessions = notebook.all('scoring-session').filter((x) => x.experimentId === experimentId)
  if (!study.ok) return { ...base, simulated, ...(groups.length === 0 && !followsSurvival ? {} : { notAssessable: study.error }) }
  const survival: SurvivalEndpoint[] = followsSurvival && Object.keys(experiment.animals).length > 0 ? [animalSurvival(study.value, { simulated: simulated || sessions.some((x) => isSimulated(x)), sources: [sourceOf(experiment)] })] : []
  for (const group of groups) if (group.type === 'graft-survival') survival.push(graftSurvival(study.value, group, { simulated: isSimulated(experiment) || groupIsSimulated(notebook, group), sources: sourcesOf(study.value, group) }))
  const { courses, quantities, warnings } = sessionCourses(study.value)
  return { ...base, quantities: [...quantities, ...groups.flatMap((g) => quantitiesOf(study.value, g))], survival, courses, warnings, simulated: simulated || [...survival, ...courses].some((x) => x.simulated) }
}

function quantitiesOf(study: Study, group: MeasurementGroup): readonly EndpointQuantity[] {
  const { notebook, experiment } = study
  const readings = readingsOf(notebook, group)
  const scale = notebook.get('score-scale', group.scaleId)
  const head = {
    type: group.type, endpoint: group.endpoint, day: group.day, scaleName: scale?.name ?? null, observer: observerWords(group),
    simulated: isSimulated(experiment) || groupIsSimulated(notebook, group), sources: sourcesOf(study, group),
  }
  const warnings = excludedReadings(group, experiment)
  const draft = (more: Pick<QuantityDraft, 'part' | 'unit' | 'definition' | 'values' | 'comparison'> & { readonly warnings?: readonly string[] }): EndpointQuantity =>
    quantityOf(study, { ...head, ...more, key: `${group.key} ${more.part}`, warnings: [...warnings, ...(more.warnings ?? [])] })
  const scores = (list: readonly ScoreQuantity[], more: readonly string[]): readonly EndpointQuantity[] => list.map((q) => draft({ ...q, unit: '% of maximum', comparison: 'ordinal', warnings: more }))
  const plain = (comparison: QuantityDraft['comparison'], more: readonly string[] = []): readonly EndpointQuantity[] => [draft({
    part: '', unit: group.unit, comparison, warnings: more,
    definition: `${group.endpoint}, samples and sites of an animal averaged`,
    values: [...byAnimal(readings)].map(([animalKey, own]) => ({ animalKey, value: combineReadings(own), samples: own.map((r) => `${r.bound ?? ''}${r.value} (${r.words})`) })),
  })]
  switch (group.type) {
    case 'graft-survival':
      return []
    case 'histology': {
      if (scale === undefined) return plain('ordinal', ['No score scale is named: values are compared as recorded, in their unit.'])
      const { warning } = sitesOfScale(scale)
      return scores(scoreQuantities(readings, scale), warning === undefined ? [] : [warning])
    }
    case 'gvhd-score': {
      const clock = studyClock(notebook, experiment)
      if (scale === undefined || !clock.ok) {
        const reason = scale === undefined ? 'the score scale of the measurements is not in the notebook' : clock.ok ? '' : clock.error
        const values = [...byAnimal(readings).keys()].map((animalKey) => ({ animalKey, value: { ok: false, error: reason } as const, samples: [] }))
        return [draft({ part: 'time-weighted mean', unit: '% of maximum', definition: 'time-weighted mean score', comparison: 'ordinal', values, warnings: [`Not assessable: ${reason}.`] })]
      }
      const armOf = (key: string): string | undefined => study.animals.find((a) => a.key === key)?.armKey
      const minimumObserved = settingUsed(notebook, 'minimumObservedFraction').value
      return scores(gvhdQuantities(readings, { experiment, scale, clock: clock.value, minimumObserved, armOf }), clock.value.warnings)
    }
    case 'hypersensitivity': {
      const s = swellings(group, readings)
      return [draft({ part: '', unit: s.unit, definition: s.definition, values: s.values, comparison: 'numeric', warnings: s.warnings })]
    }
    case 'serology':
    case 'cytokine':
      return plain('log')
    case 'imaging':
    case 'other':
      return plain('numeric')
    default:
      return assertNever(group.type, 'type of endpoint')
  }
}

function sourceOf(experiment: RecordOf<'experiment'>): ResultSource {
  return { kind: 'experiment', id: experiment.id, name: experiment.code }
}

function sourcesOf(study: Study, group: MeasurementGroup): readonly ResultSource[] {
  return [sourceOf(study.experiment), ...group.measurements.map((m) => ({ kind: 'endpoint-measurement', id: m.id, name: group.endpoint }))]
}
