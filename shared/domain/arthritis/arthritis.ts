import { blankWords, valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { withAdjusted } from './adjusted-effect.ts'
import { summariseAnimal, type AnimalData, type StudyContext } from './animal-summary.ts'
import { armEffects, type Arm, type EffectContext } from './arm-effect.ts'
import { summariseArm } from './arm-summary.ts'
import { testDesign } from './arm-test.ts'
import type { ArthritisResults } from './arthritis-results.ts'
import { rejectedPreparations, vehicleValidity } from './arthritis-validity.ts'
import { baselineResults } from './baseline.ts'
import { doseResults } from './doses.ts'
import type { ResultSource } from '../estimate.ts'
import { onsetCurves } from './onset-curves.ts'
import { overallComparison } from './overall-comparison.ts'
import type { OnsetRule } from './onset.ts'
import { settingUsed } from '../settings-used.ts'
import { isSimulated } from '../simulated.ts'
import { administrationsOf, studyClock } from './study-days.ts'

type Experiment = RecordOf<'experiment'>

/**
 * Results of one animal experiment: animal summaries, arms, and every arm against the vehicle arm (rules: percent reduction of the
 * time-weighted mean score with Fieller's interval, the declared test, deaths by cause with two sensitivity analyses).
 * Nothing is computed while the allocation is sealed. Onset-relative designs: each animal's own clock, no incidence or onset, and the effect
 * adjusted for the score at the first dose. Healthy animals are summarised but not compared with the vehicle arm.
 * @throws Error when the notebook has no such experiment (a programming error: ids come from the notebook).
 */
export function arthritisResults(notebook: Notebook, experimentId: string): ArthritisResults {
  const experiment = notebook.get('experiment', experimentId)
  if (experiment === undefined) throw new Error(`no experiment ${experimentId}`)
  const scale = notebook.get('score-scale', experiment.scaleId)
  const head = headOf(notebook, experiment, scale)
  const nothing = (reason: string): ArthritisResults => ({ ...head, window: null, arms: [], animals: [], effects: [], onset: null, overall: null, baseline: null, doses: null, notAssessable: reason, invalidBecause: [], warnings: [] })
  if (scale === undefined) return nothing('the score scale of the experiment is not in the notebook')
  const assignments = openAssignments(notebook, experiment)
  if (!assignments.ok) return nothing(assignments.error)
  const clock = studyClock(notebook, experiment)
  if (!clock.ok) return nothing(clock.error)
  const onset = onsetRuleOf(experiment)
  const sessions = notebook.all('scoring-session').filter((s) => s.experimentId === experimentId).sort((a, b) => a.day - b.day)
  const study: StudyContext = { notebook, experiment, scale, sessions, clock: clock.value, onsetRule: clock.value.isOnsetRelative ? undefined : onset.rule }
  const animals = ordered(experiment.animals).flatMap(([key, animal]) => {
    const armKey = assignments.value[key]?.armKey
    return armKey === undefined ? [] : [summariseAnimal(study, key, animal, armKey)]
  })
  const arms: readonly Arm[] = ordered(experiment.arms).map(([key, arm]) => ({ key, label: arm.label, animals: animals.filter((a) => a.armKey === key) }))
  const simulated = head.simulated || animals.some((a) => a.simulated)
  const design = testDesign(experiment, { seed: settingUsed(notebook, 'permutationSeed').value, draws: settingUsed(notebook, 'permutations').value })
  const noIncidence = clock.value.isOnsetRelative ? 'onset-relative design: incidence and onset do not apply' : onset.rule === undefined ? 'the score that counts as arthritis is not recorded' : undefined
  const sources: readonly ResultSource[] = [
    { kind: 'experiment', id: experiment.id, name: experiment.code },
    ...sessions.map((s) => ({ kind: 'scoring-session', id: s.id, name: `day ${s.day}` })),
  ]
  const vehicles = arms.filter((arm) => experiment.arms[arm.key]?.role === 'vehicle')
  const validity = vehicles.map((vehicle) => vehicleValidity(notebook, experiment, vehicle, noIncidence))
  const releaseFailed = valueOf(experiment.doseRelease) === 'failed' ? ['the release of the dose failed'] : []
  const context: EffectContext = { design, noIncidence, simulated, sources, invalidBecause: () => [] }
  const compared = arms.filter((arm) => isCompared(experiment, arm.key))
  const at = { from: clock.value.window.from, scaleMaximum: scale.maximumTotal }
  const effects = vehicles.flatMap((vehicle, i) => {
    const invalidBecause = (armKey: string): readonly string[] => [...releaseFailed, ...(validity[i]?.invalid ?? []), ...rejectedPreparations(notebook, experiment, arms.find((a) => a.key === armKey))]
    const own = { ...context, invalidBecause }
    const plain = armEffects(compared, vehicle, own)
    return clock.value.isOnsetRelative ? withAdjusted(plain, compared, vehicle, at, own) : plain
  })
  return {
    ...head,
    simulated,
    window: clock.value.window,
    arms: arms.map((arm) => summariseArm(notebook, experiment, arm, context)),
    animals: animals.map((a) => a.summary),
    effects,
    onset: onsetCurves(arms, compared, vehicles, clock.value.window, context),
    overall: overallComparison(arms.filter((arm) => experiment.arms[arm.key]?.role !== 'healthy'), context),
    baseline: baselineResults({ arms, compared, vehicles, at, isOnsetRelative: clock.value.isOnsetRelative }, context),
    doses: doseResults(notebook, experiment, arms.map(({ key, label, animals: own }) => ({ key, label, animalKeys: own.map((a) => a.summary.animalKey) })), isSimulated(experiment)),
    invalidBecause: [...releaseFailed, ...validity.flatMap((v) => v.invalid)],
    warnings: [
      ...clock.value.warnings,
      ...onset.warnings,
      ...(vehicles.length === 0 ? ['The experiment has no vehicle arm: no arm can be compared.'] : []),
      ...validity.flatMap((v) => v.warnings),
      ...design.unitWarnings,
      ...design.testWarnings,
      ...allocationWarnings(experiment, assignments.value, animals),
      ...scaleWarnings(scale),
      ...deathWarnings(animals),
    ],
  }
}

function headOf(notebook: Notebook, experiment: Experiment, scale: RecordOf<'score-scale'> | undefined) {
  const b = experiment.blinding
  const steps = ['allocation', 'conduct', 'outcome', 'analysis'] as const
  const randomised = valueOf(experiment.randomisation)
  const method = valueOf(experiment.randomisationMethod)
  const given = administrationsOf(notebook, experiment.id)
  return {
    experimentId: experiment.id,
    code: experiment.code,
    title: experiment.title,
    model: valueOf(experiment.model) ?? blankWords(experiment.model) ?? '',
    timing: valueOf(experiment.timing) ?? blankWords(experiment.timing) ?? '',
    scaleName: scale?.name ?? 'not in the notebook',
    scaleMaximum: scale?.maximumTotal ?? 0,
    unit: valueOf(experiment.cageScheme) === 'whole cages' ? 'cages' : 'animals',
    randomised: randomised === 'yes' ? `randomised${method === undefined ? '' : ` (${method})`}` : randomised === 'no' ? 'not randomised' : `randomisation ${blankWords(experiment.randomisation) ?? 'not recorded'}`,
    blinded: steps.map((step) => `${step}: ${valueOf(b?.[step]) ?? blankWords(b?.[step]) ?? 'not recorded'}`).join('; '),
    simulated: isSimulated(experiment) || (scale !== undefined && isSimulated(scale)) || given.some((a) => isSimulated(a)),
  } as const
}

/** Who is in which arm, or why that is not known. */
function openAssignments(notebook: Notebook, experiment: Experiment): Result<Readonly<Record<string, { readonly armKey: string }>>> {
  const allocations = notebook.all('allocation').filter((a) => a.experimentId === experiment.id)
  if (allocations.length > 1) return fail('the experiment has more than one allocation: retire all but the one that was carried out')
  const [allocation] = allocations
  if (allocation === undefined) return fail('no allocation of animals to arms is recorded')
  if (allocation.content.state === 'sealed') return fail('the allocation is sealed until unblinding: nothing is computed before')
  return ok(allocation.content.assignments)
}

function isCompared(experiment: Experiment, armKey: string): boolean {
  const role = experiment.arms[armKey]?.role
  return role !== undefined && role !== 'vehicle' && role !== 'healthy'
}

function onsetRuleOf(experiment: Experiment): { readonly rule: OnsetRule | undefined; readonly warnings: readonly string[] } {
  const minimumScore = valueOf(experiment.onsetMinimumScore)
  const sessions = valueOf(experiment.onsetConsecutiveSessions)
  if (minimumScore === undefined) return { rule: undefined, warnings: ['The score that counts as arthritis is not recorded: onset, incidence and days with arthritis are not assessed.'] }
  if (!(minimumScore > 0) || (sessions !== undefined && !(Number.isInteger(sessions) && sessions >= 1))) {
    return { rule: undefined, warnings: ['The rule for onset is impossible (a score above 0 and at least 1 session are needed): onset and incidence are not assessed.'] }
  }
  const warnings = sessions === undefined ? ['The number of sessions that confirm onset is not recorded: one session counts.'] : []
  return { rule: { minimumScore, sessions: sessions ?? 1 }, warnings }
}

function allocationWarnings(experiment: Experiment, assignments: Readonly<Record<string, { readonly armKey: string }>>, animals: readonly AnimalData[]): readonly string[] {
  const unallocated = ordered(experiment.animals).filter(([key]) => assignments[key] === undefined).map(([, a]) => a.earTag)
  const strange = animals.filter((a) => experiment.arms[a.armKey] === undefined).map((a) => a.summary.earTag)
  const unknown = Object.keys(assignments).filter((key) => experiment.animals[key] === undefined)
  return [
    ...(unallocated.length === 0 ? [] : [`Not allocated to any arm, and in no result: ${unallocated.join(', ')}.`]),
    ...(strange.length === 0 ? [] : [`Allocated to an arm that the experiment does not have, and in no result: ${strange.join(', ')}.`]),
    ...(unknown.length === 0 ? [] : [`Allocated, but not among the animals of the experiment: ${unknown.join(', ')}.`]),
  ]
}

function scaleWarnings(scale: RecordOf<'score-scale'>): readonly string[] {
  const maxima = Object.values(scale.parts).map((part) => part.maximum)
  const reachable = scale.combination === 'single' ? Math.max(...maxima) : maxima.reduce((sum, m) => sum + (scale.combination === 'sum-of-squares' ? m * m : m), 0)
  if (maxima.length === 0 || reachable === scale.maximumTotal) return []
  return [`The parts of the scale ${scale.code} make at most ${reachable}, but its maximum is recorded as ${scale.maximumTotal}; percentages use the recorded maximum.`]
}

function deathWarnings(animals: readonly AnimalData[]): readonly string[] {
  return animals.flatMap(({ summary }) => summary.notes.filter((note) => note.startsWith('warning: ')).map((note) => `Animal ${summary.earTag}: ${note.slice('warning: '.length)}.`))
}
