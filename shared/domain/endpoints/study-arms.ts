import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { testDesign, type TestDesign } from '../arthritis/arm-test.ts'
import { settingUsed } from '../settings-used.ts'

type Experiment = RecordOf<'experiment'>

export type StudyArm = { readonly key: string; readonly label: string; readonly role: string }
export type StudyAnimal = { readonly key: string; readonly earTag: string; readonly armKey: string; readonly cageKey: string | undefined; readonly cage: string | null; readonly excludedBecause?: string }

/** Who is in which arm and how arms are compared, the same for every endpoint of an experiment and as in the arthritis results. */
export type Study = {
  readonly notebook: Notebook
  readonly experiment: Experiment
  readonly arms: readonly StudyArm[]
  /** Allocated animals in the order of the record. */
  readonly animals: readonly StudyAnimal[]
  readonly design: TestDesign
  readonly unit: 'animals' | 'cages'
}

/**
 * Arms, allocated animals and the test design of an experiment. The design follows the cage scheme; the test of endpoints is always the
 * permutation Mann-Whitney test, since the declared test concerns the primary outcome.
 * Reasons for failure: no allocation, more than one, or a sealed one: nothing is computed before unblinding.
 */
export function studyOf(notebook: Notebook, experiment: Experiment): Result<Study> {
  const allocations = notebook.all('allocation').filter((a) => a.experimentId === experiment.id)
  if (allocations.length > 1) return fail('the experiment has more than one allocation: retire all but the one that was carried out')
  const [allocation] = allocations
  if (allocation === undefined) return fail('no allocation of animals to arms is recorded')
  if (allocation.content.state === 'sealed') return fail('the allocation is sealed until unblinding: nothing is computed before')
  const { assignments } = allocation.content
  const animals = ordered(experiment.animals).flatMap(([key, a]): StudyAnimal[] => {
    const armKey = assignments[key]?.armKey
    if (armKey === undefined || experiment.arms[armKey] === undefined) return []
    const cage = a.cageKey === undefined ? null : (experiment.cages?.[a.cageKey]?.label ?? a.cageKey)
    return [{ key, earTag: a.earTag, armKey, cageKey: a.cageKey, cage, ...(a.excluded === undefined ? {} : { excludedBecause: a.excluded.reason }) }]
  })
  const arms = ordered(experiment.arms).map(([key, arm]) => ({ key, label: arm.label, role: arm.role }))
  const design = testDesign(experiment, { seed: settingUsed(notebook, 'permutationSeed').value, draws: settingUsed(notebook, 'permutations').value })
  return ok({ notebook, experiment, arms, animals, design: { ...design, declaredTest: 'permutation-mann-whitney', testWarnings: [] }, unit: valueOf(experiment.cageScheme) === 'whole cages' ? 'cages' : 'animals' })
}

/** Pairs of arms that are compared: every arm but healthy and vehicle ones with each vehicle arm, grouped by vehicle. */
export function comparisonsOf(arms: readonly StudyArm[]): readonly { readonly vehicle: StudyArm; readonly compared: readonly StudyArm[] }[] {
  const compared = arms.filter((a) => a.role !== 'vehicle' && a.role !== 'healthy')
  return arms.filter((a) => a.role === 'vehicle').map((vehicle) => ({ vehicle, compared }))
}
