import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { comparePartialDates } from '../../util/partial-date.ts'
import { administrationsOf, dayGiven } from '../arthritis/study-days.ts'
import { totalScore } from '../arthritis/total-score.ts'
import type { Finding } from '../estimate.ts'
import { finding } from './make-finding.ts'

type Experiment = RecordOf<'experiment'>
type Allocation = RecordOf<'allocation'>
type Session = RecordOf<'scoring-session'>

/**
 * Findings about the design against what was done: cages against the scheme, animals against the plan, dates of birth, death, allocation,
 * criteria and unblinding, blinding of the observer, timing of treatment against scores and onset, sessions that contradict or miss animals.
 */
export function designFindings(notebook: Notebook, experiment: Experiment): readonly Finding[] {
  const sessions = notebook.all('scoring-session').filter((s) => s.experimentId === experiment.id).toSorted((a, b) => a.day - b.day)
  const allocation = notebook.all('allocation').find((a) => a.experimentId === experiment.id)
  return [
    ...animalFindings(experiment),
    ...(allocation === undefined ? [] : [...cageFindings(experiment, allocation), ...allocationTimes(notebook, experiment, allocation)]),
    ...criteria(experiment, sessions),
    ...sessions.flatMap((s) => blinding(experiment, allocation, s)),
    ...timing(notebook, experiment, sessions),
    ...sessionPairs(notebook, experiment, sessions),
    ...(allocation?.content.state === 'open' ? unscored(experiment, allocation.content.assignments, sessions) : []),
  ]
}

/** Of two times, whether the first is on a later day; false where a day is not known. */
function laterDay(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && comparePartialDates(a.slice(0, 10), b.slice(0, 10)) === 1
}

function animalFindings(experiment: Experiment): readonly Finding[] {
  const day0 = valueOf(experiment.day0At)
  const end = valueOf(experiment.plannedEndDay)
  const scheme = valueOf(experiment.cageScheme)
  return Object.entries(experiment.animals).flatMap(([key, animal]): readonly Finding[] => {
    const at = `/animals/${key}`
    const born = valueOf(animal.bornAt)
    const early = animal.death?.cause === 'scheduled' && end !== undefined && animal.death.day < end
    return [
      ...(laterDay(born, day0) ? [finding(experiment, 'error', 'born-after-day-0', `${at}/bornAt`, `animal ${animal.earTag} was born ${born ?? ''}, after day 0 (${day0 ?? ''})`, 'correct the date of birth or day 0')] : []),
      ...(early ? [finding(experiment, 'warning', 'scheduled-death-early', `${at}/death`, `animal ${animal.earTag} died "scheduled" on day ${String(animal.death?.day)}, before the planned last day ${String(end)}`, 'check the cause: a death before the end that was not planned biases the scores when it is coded as scheduled')] : []),
      ...((scheme === 'whole cages' || scheme === 'randomised within cage') && animal.cageKey === undefined ? [finding(experiment, 'warning', 'animal-without-cage', at, `animal ${animal.earTag} has no cage, but the scheme is "${scheme}"`, 'enter its cage; with whole cages nothing is compared without it')] : []),
    ]
  })
}

function cageFindings(experiment: Experiment, allocation: Allocation): readonly Finding[] {
  if (allocation.content.state !== 'open') return []
  const { assignments } = allocation.content
  const scheme = valueOf(experiment.cageScheme)
  const cages = new Map<string, string[]>()
  for (const [key, animal] of Object.entries(experiment.animals)) {
    const arm = assignments[key]?.armKey
    if (animal.cageKey !== undefined && arm !== undefined) cages.set(animal.cageKey, [...(cages.get(animal.cageKey) ?? []), arm])
  }
  const ofCages = [...cages].flatMap(([key, list]): readonly Finding[] => {
    const arms = [...new Set(list)].map((a) => experiment.arms[a]?.label ?? a)
    const cage = experiment.cages?.[key]?.label ?? key
    if (scheme === 'whole cages' && arms.length > 1) return [finding(allocation, 'error', 'cage-with-two-arms', '/content/assignments', `cage ${cage} holds animals of ${arms.join(' and ')}, but whole cages were to be allocated`, 'correct the allocation or the scheme: it decides whether cages or animals are the unit')]
    if (scheme === 'randomised within cage' && arms.length === 1 && list.length > 1) return [finding(allocation, 'warning', 'cage-with-one-arm', '/content/assignments', `all ${String(list.length)} animals of cage ${cage} are in ${arms.join('')}, but animals were to be randomised within cages`, 'correct the allocation or the scheme; such a cage tells nothing about the treatment')]
    return []
  })
  const ofArms = Object.entries(experiment.arms).flatMap(([key, arm]): readonly Finding[] => {
    const planned = valueOf(arm.plannedAnimals)
    const n = Object.values(assignments).filter((a) => a.armKey === key).length
    return planned === undefined || planned === n ? [] : [finding(allocation, 'warning', 'animals-against-plan', '/content/assignments', `arm "${arm.label}" has ${String(n)} animals, ${String(planned)} were planned`, 'correct the allocation, or say why the number differs')]
  })
  return [...ofCages, ...ofArms]
}

function allocationTimes(notebook: Notebook, experiment: Experiment, allocation: Allocation): readonly Finding[] {
  const first = administrationsOf(notebook, experiment.id).flatMap((a) => a.performedAt ?? []).sort()[0]
  if (!laterDay(allocation.madeAt, first)) return []
  return [finding(allocation, 'error', 'allocated-after-first-dose', '/madeAt', `made ${allocation.madeAt ?? ''}, after the first injection (${first ?? ''})`, 'correct the time; an allocation made after treatment began is none')]
}

function criteria(experiment: Experiment, sessions: readonly Session[]): readonly Finding[] {
  const declared = valueOf(experiment.criteriaDeclaredAt)
  const first = sessions.flatMap((s) => s.performedAt ?? []).sort()[0]
  if (!laterDay(declared, first)) return []
  return [finding(experiment, 'warning', 'criteria-after-data', '/criteriaDeclaredAt', `criteria were declared ${declared ?? ''}, after the first session (${first ?? ''})`, 'say so in the report: exclusions by criteria made after data can follow the result')]
}

function blinding(experiment: Experiment, allocation: Allocation | undefined, session: Session): readonly Finding[] {
  if (valueOf(experiment.blinding?.outcome) !== 'blinded') return []
  const unblinded = [valueOf(experiment.unblindedAt), allocation?.unblindedAt].filter((t) => t !== undefined).sort()[0]
  return [
    ...(valueOf(session.observerBlinded) === false ? [finding(session, 'warning', 'observer-not-blinded', '/observerBlinded', `the observer on day ${String(session.day)} was not blinded, but outcome assessment is recorded as blinded`, 'correct one of the two; the risk of bias follows it')] : []),
    ...(laterDay(session.performedAt, unblinded) ? [finding(session, 'warning', 'scored-after-unblinding', '/performedAt', `scored ${session.performedAt ?? ''}, after unblinding (${unblinded ?? ''}), but outcome assessment is recorded as blinded`, 'correct the time, or record that these scores were not blinded')] : []),
  ]
}

/** Timing of treatment against the scores at the first dose, and against the own onset. */
function timing(notebook: Notebook, experiment: Experiment, sessions: readonly Session[]): readonly Finding[] {
  const design = valueOf(experiment.timing)
  const given = administrationsOf(notebook, experiment.id)
  if (design === 'onset-relative') {
    const treated = new Set(given.map((a) => a.animalKey))
    return [
      ...given.flatMap((a): readonly Finding[] => {
        const [day, onset] = [dayGiven(a, experiment), valueOf(experiment.animals[a.animalKey]?.onsetDay)]
        return day === undefined || onset === undefined || day >= onset ? [] : [finding(a, 'error', 'dose-before-onset', '/day', `animal ${experiment.animals[a.animalKey]?.earTag ?? a.animalKey} is dosed on day ${String(day)}, before its own onset on day ${String(onset)}`, 'correct the day or the onset: in this design treatment begins at onset')]
      }),
      ...Object.entries(experiment.animals).flatMap(([key, animal]) => (treated.has(key) && valueOf(animal.onsetDay) === undefined ? [finding(experiment, 'warning', 'onset-not-recorded', `/animals/${key}/onsetDay`, `animal ${animal.earTag} was treated in an onset-relative design, but its own onset is not recorded`, 'enter the day of its onset')] : [])),
    ]
  }
  const minimum = valueOf(experiment.onsetMinimumScore)
  const scale = notebook.get('score-scale', experiment.scaleId)
  const first = given.flatMap((a) => (valueOf(a.quality) === 'failed' ? [] : (dayGiven(a, experiment) ?? []))).sort((a, b) => a - b)[0]
  if (minimum === undefined || scale === undefined || first === undefined || (design !== 'prophylactic' && design !== 'therapeutic')) return []
  const before = sessions.filter((s) => s.day <= first)
  const last = before.at(-1)
  const tags = (is: (score: number) => boolean): readonly string[] => Object.entries(last?.observations ?? {}).flatMap(([key, seen]) => {
    const total = seen.excluded === undefined ? totalScore(seen, scale) : undefined
    return total?.kind === 'total' && is(total.total) ? [experiment.animals[key]?.earTag ?? key] : []
  })
  const wrong = design === 'prophylactic' ? tags((score) => score >= minimum) : tags((score) => score < minimum)
  if (wrong.length === 0) return []
  return [finding(experiment, 'warning', 'timing-against-scores', '/timing', `treatment is "${design}", but on day ${String(last?.day)}, the last session up to the first dose, ${design === 'prophylactic' ? 'already arthritic were' : 'not arthritic were'}: ${wrong.join(', ')}`, 'correct the timing, the scores or the day of the dose')]
}

/** Two sessions of one day that score an animal differently: its mean is not computed. */
function sessionPairs(notebook: Notebook, experiment: Experiment, sessions: readonly Session[]): readonly Finding[] {
  const scale = notebook.get('score-scale', experiment.scaleId)
  if (scale === undefined) return []
  const seen = new Map<string, number>()
  return sessions.flatMap((session) => Object.entries(session.observations).flatMap(([key, o]): readonly Finding[] => {
    const total = o.excluded === undefined ? totalScore(o, scale) : undefined
    if (total?.kind !== 'total') return []
    const at = `${key} ${String(session.day)}`
    const before = seen.get(at)
    seen.set(at, before ?? total.total)
    return before === undefined || before === total.total ? [] : [finding(session, 'error', 'two-scores-of-one-day', `/observations/${key}`, `animal ${experiment.animals[key]?.earTag ?? key} has the scores ${String(before)} and ${String(total.total)} on day ${String(session.day)}`, 'exclude the one that does not count, with its reason; the animal is not summarised until then')]
  }))
}

/** Sessions without animals that were alive and in an arm. */
function unscored(experiment: Experiment, assignments: Readonly<Record<string, unknown>>, sessions: readonly Session[]): readonly Finding[] {
  return sessions.flatMap((session) => {
    const left = Object.entries(experiment.animals).filter(([key, a]) => assignments[key] !== undefined && a.excluded === undefined && session.observations[key] === undefined && !(a.death !== undefined && a.death.day <= session.day))
    return left.length === 0 || left.length === Object.keys(experiment.animals).length ? [] : [finding(session, 'note', 'animals-not-seen', '/observations', `not seen on day ${String(session.day)}, though alive: animal ${left.map(([, a]) => a.earTag).join(', ')}`, 'enter the scores, or leave it if they were not taken')]
  })
}
