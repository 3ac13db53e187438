import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { armRelation, batchesOfArm, scheduleWords } from './arm-treatment.ts'
import { armValues, type Arm, type EffectContext } from './arm-effect.ts'
import type { ArmSummary } from './arthritis-results.ts'
import { groupEstimate } from './group-mean.ts'
import { armIncidence } from './incidence.ts'
import { administrationsOf } from './study-days.ts'

/**
 * One arm: schedule, relation to its animals, animal flow, group mean and incidence.
 * Animal flow adds up: allocated = analysed + excluded + missing; each excluded or missing animal with its reason.
 */
export function summariseArm(notebook: Notebook, experiment: RecordOf<'experiment'>, arm: Arm, context: EffectContext): ArmSummary {
  const planned = experiment.arms[arm.key]
  const animalKeys = arm.animals.map((a) => a.summary.animalKey)
  const keys = new Set(animalKeys)
  const given = administrationsOf(notebook, experiment.id).filter((a) => keys.has(a.animalKey))
  const batchIds = planned === undefined ? [] : batchesOfArm(notebook, planned, given)
  const codes = batchIds.flatMap((id) => notebook.get('batch', id)?.code ?? [])
  return {
    armKey: arm.key,
    label: arm.label,
    role: planned?.role ?? 'not planned',
    schedule: planned === undefined ? 'nothing planned' : scheduleWords(notebook, planned),
    batchCode: codes.length === 0 ? null : codes.join(', '),
    relation: armRelation(notebook, experiment, batchIds, animalKeys),
    allocated: arm.animals.length,
    analysed: armValues(arm, 'primary').length,
    excluded: arm.animals.flatMap(({ summary }) => (summary.excludedBecause === undefined ? [] : [{ animal: summary.earTag, reason: summary.excludedBecause }])),
    missing: arm.animals.flatMap(({ summary, mean: means }) => (summary.excludedBecause !== undefined || means.primary.ok ? [] : [{ animal: summary.earTag, reason: means.primary.error }])),
    deaths: arm.animals.flatMap(({ summary: s }) => (s.deathDay === null ? [] : [{ animal: s.earTag, day: s.deathDay, cause: s.deathCause ?? 'not recorded' }])),
    meanScorePercent: groupEstimate(armValues(arm, 'primary'), 'time-weighted mean score', '% of maximum', context),
    incidence: armIncidence(arm.animals, context.noIncidence, context),
  }
}
