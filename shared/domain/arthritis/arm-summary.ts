import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { mean } from '../../statistics/descriptive.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import { armRelation, batchesOfArm, givenCells, nominalCells, scheduleWords } from './arm-doses.ts'
import { armValues, type Arm, type EffectContext } from './arm-effect.ts'
import { unitValues } from './arm-test.ts'
import type { ArmSummary } from './arthritis-results.ts'
import type { Estimate } from '../estimate.ts'
import { fromStatistic, notAssessed } from '../group-estimate.ts'
import { armIncidence } from './incidence.ts'
import { administrationsOf } from './study-days.ts'

/**
 * One arm: schedule, cells, relation to its animals, animal flow, group mean and incidence.
 * Animal flow adds up: allocated = analysed + excluded + missing; each excluded or missing animal with its reason.
 */
export function summariseArm(notebook: Notebook, experiment: RecordOf<'experiment'>, arm: Arm, context: EffectContext): ArmSummary {
  const planned = experiment.arms[arm.key]
  const animalKeys = arm.animals.map((a) => a.summary.animalKey)
  const keys = new Set(animalKeys)
  const given = administrationsOf(notebook, experiment.id).filter((a) => keys.has(a.animalKey))
  const batchIds = planned === undefined ? [] : batchesOfArm(notebook, planned, given)
  const codes = batchIds.flatMap((id) => notebook.get('batch', id)?.code ?? [])
  const cells = givenCells(notebook, given, context.simulated)
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
    meanScorePercent: groupMean(arm, context),
    incidence: armIncidence(arm.animals, context.noIncidence, context),
    dosedAnimals: cells.dosedAnimals,
    nominalCells: planned === undefined ? null : nominalCells(planned),
    actualCells: cells.estimate,
  }
}

/** Mean of the mean scores of the units of an arm, % of the scale maximum, with t intervals of 90 and 95 %. */
function groupMean(arm: Arm, { design, simulated, sources }: EffectContext): Estimate {
  const nOf = design.scheme === 'whole-clusters' ? 'cages' : 'animals'
  const method = `mean over ${nOf} of the time-weighted mean score, % of the scale maximum`
  const units = unitValues(armValues(arm, 'primary'), design.scheme)
  const context = { unit: '% of maximum', n: units.ok ? units.value.length : 0, nOf, simulated, sources, warnings: design.unitWarnings } as const
  if (!units.ok) return notAssessed(units.error, method, context)
  const average = mean(units.value)
  if (average === undefined) return notAssessed('no animal of this arm has a mean score', method, context)
  const interval = meanInterval(units.value, [0.9, 0.95])
  if (interval.ok) return fromStatistic(interval, method, context)
  return { ...fromStatistic({ ok: true, value: { value: average, intervals: [], n: units.value.length, method: 'arithmetic mean', warnings: [] } }, method, context), noInterval: interval.error }
}
