import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { ArthritisResults } from '../arthritis/arthritis-results.ts'

type Experiment = RecordOf<'experiment'>
type Risk = 'low' | 'unclear' | 'high'
export type BiasItem = { readonly item: string; readonly judgement: string }

/**
 * Risk of bias of an animal experiment, item by item as in SYRCLE's tool (Hooijmans et al. 2014, BMC Med Res Methodol 14:43), judged
 * from recorded fields alone: "low: why", "unclear: why" or "high: why". What is not recorded is unclear, never low.
 */
export function biasItems(notebook: Notebook, experiment: Experiment, results: ArthritisResults | undefined, armKeys: readonly string[]): readonly BiasItem[] {
  const items: readonly (readonly [string, readonly [Risk, string]])[] = [
    ['Sequence generation (selection bias)', sequence(notebook, experiment)],
    ['Baseline characteristics (selection bias)', baseline(experiment, results, armKeys)],
    ['Allocation concealment (selection bias)', blinded(experiment, 'allocation', 'whoever allocated the animals')],
    ['Random housing (performance bias)', housing(experiment)],
    ['Blinding of caregivers and investigators (performance bias)', blinded(experiment, 'conduct', 'whoever treated and kept the animals')],
    ['Random outcome assessment (detection bias)', randomAssessment(notebook, experiment)],
    ['Blinding of outcome assessors (detection bias)', assessors(notebook, experiment)],
    ['Incomplete outcome data (attrition bias)', attrition(results, armKeys)],
    ['Selective outcome reporting (reporting bias)', reporting(experiment)],
    ['Other sources of bias', other(experiment, results)],
  ]
  return items.map(([item, [risk, why]]) => ({ item, judgement: `${risk}: ${why}` }))
}

function sequence(notebook: Notebook, experiment: Experiment): readonly [Risk, string] {
  const randomised = valueOf(experiment.randomisation)
  if (randomised === 'no') return ['high', 'not randomised']
  if (randomised === undefined) return ['unclear', 'randomisation is not recorded']
  const allocation = notebook.all('allocation').find((a) => a.experimentId === experiment.id)
  const method = valueOf(experiment.randomisationMethod) ?? valueOf(allocation?.method)
  return method === undefined ? ['unclear', 'randomised, but the method is not recorded'] : ['low', `randomised (${method})`]
}

/** Whether baseline was recorded and the sexes match; no test of baseline: with groups of this size it would say little. */
function baseline(experiment: Experiment, results: ArthritisResults | undefined, armKeys: readonly string[]): readonly [Risk, string] {
  const animals = (results?.animals ?? []).filter((a) => armKeys.includes(a.armKey))
  const sexes = armKeys.map((key) => new Set(animals.filter((a) => a.armKey === key).map((a) => valueOf(experiment.animals[a.animalKey]?.sex) ?? 'not recorded')))
  const described = animals.every((a) => {
    const animal = experiment.animals[a.animalKey]
    return valueOf(animal?.sex) !== undefined && valueOf(animal?.bornAt) !== undefined && valueOf(animal?.startWeightG) !== undefined
  })
  if (animals.length === 0) return ['unclear', 'no allocated animals to compare']
  const [first, ...rest] = sexes.map((s) => [...s].sort().join(', '))
  if (described && rest.some((s) => s !== first)) return ['high', `sex differs between the arms (${sexes.map((s) => [...s].join(', ')).join(' against ')})`]
  return described ? ['low', 'sex, age and weight at start are recorded for every animal, and the arms are of the same sex'] : ['unclear', 'sex, date of birth or weight at start is not recorded for every animal']
}

function blinded(experiment: Experiment, step: 'allocation' | 'conduct', who: string): readonly [Risk, string] {
  const state = valueOf(experiment.blinding?.[step])
  if (state === undefined) return ['unclear', `whether ${who} were blinded is not recorded`]
  return state === 'blinded' ? ['low', `${who} were blinded`] : ['high', `${who} were not blinded`]
}

function housing(experiment: Experiment): readonly [Risk, string] {
  switch (valueOf(experiment.cageScheme)) {
    case 'randomised within cage':
      return ['low', 'animals of all arms shared cages']
    case 'whole cages':
      return ['unclear', 'whole cages were allocated; whether their places were random is not recorded']
    case 'not recorded':
    case undefined:
      return ['unclear', 'how animals were housed by arm is not recorded']
  }
}

function randomAssessment(notebook: Notebook, experiment: Experiment): readonly [Risk, string] {
  const sessions = notebook.all('scoring-session').filter((s) => s.experimentId === experiment.id)
  const shuffled = sessions.map((s) => valueOf(s.cagesShuffled))
  if (sessions.length === 0) return ['unclear', 'no scoring session']
  if (shuffled.some((s) => s === false)) return ['high', `cages were not in random order in ${shuffled.filter((s) => s === false).length} of ${sessions.length} sessions`]
  return shuffled.every((s) => s === true) ? ['low', 'cages were scored in random order'] : ['unclear', 'the order of scoring is not recorded for every session']
}

function assessors(notebook: Notebook, experiment: Experiment): readonly [Risk, string] {
  const state = valueOf(experiment.blinding?.outcome)
  const open = notebook.all('scoring-session').filter((s) => s.experimentId === experiment.id && valueOf(s.observerBlinded) === false)
  if (state === 'not blinded') return ['high', 'outcome assessment was not blinded']
  if (open.length > 0) return ['high', `the observer was not blinded in ${open.length} sessions`]
  return state === 'blinded' ? ['low', 'outcome assessors were blinded'] : ['unclear', 'whether outcome assessors were blinded is not recorded']
}

function attrition(results: ArthritisResults | undefined, armKeys: readonly string[]): readonly [Risk, string] {
  const arms = (results?.arms ?? []).filter((a) => armKeys.includes(a.armKey))
  if (arms.length === 0) return ['unclear', 'no animals to account for']
  const lost = arms.map((a) => `${a.label} ${a.excluded.length + a.missing.length} of ${a.allocated}`)
  if (arms.every((a) => a.excluded.length + a.missing.length === 0)) return ['low', 'every allocated animal is analysed']
  const shares = arms.map((a) => (a.allocated === 0 ? 0 : (a.excluded.length + a.missing.length) / a.allocated))
  const uneven = Math.max(...shares) - Math.min(...shares) > 0.1 || Math.max(...shares) > 0.2
  return uneven ? ['high', `animals excluded or missing: ${lost.join(', ')} (more than 20 % of an arm, or unequal by more than 10 points)`] : ['unclear', `animals excluded or missing: ${lost.join(', ')}`]
}

function reporting(experiment: Experiment): readonly [Risk, string] {
  const outcome = valueOf(experiment.primaryOutcome)
  const registered = valueOf(experiment.registration)
  if (outcome === undefined) return ['unclear', 'no primary outcome is recorded']
  return registered === undefined ? ['unclear', 'a primary outcome is declared, but no registered protocol to hold it against'] : ['low', `primary outcome declared, protocol registered (${registered})`]
}

function other(experiment: Experiment, results: ArthritisResults | undefined): readonly [Risk, string] {
  const invalid = results?.invalidBecause ?? []
  if (invalid.length > 0) return ['high', invalid.join('; ')]
  return valueOf(experiment.sampleSizeReason) === undefined ? ['unclear', 'how the sample size was decided is not recorded'] : ['low', 'sample size was justified, and no failure of validity is recorded']
}
