import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { TimedValue } from '../../statistics/auc.ts'
import { fail, type Result } from '../../util/result.ts'
import { hoursBetween } from '../../util/partial-date.ts'
import type { AnimalSummary } from './arthritis-results.ts'
import { carries, meanScorePercent, type Death, type DeathHandling } from './deaths.ts'
import type { Estimate, ResultSource } from '../estimate.ts'
import { daysArthritic, onsetOf, type OnsetRule } from './onset.ts'
import { settingUsed } from '../settings-used.ts'
import { isSimulated } from '../simulated.ts'
import { administrationsOf, dayGiven, type StudyClock } from './study-days.ts'
import { totalScore } from './total-score.ts'

type Experiment = RecordOf<'experiment'>
type Session = RecordOf<'scoring-session'>
type Animal = Experiment['animals'][string]

/** What the summaries of all animals of one experiment share. */
export type StudyContext = {
  readonly notebook: Notebook
  readonly experiment: Experiment
  readonly scale: RecordOf<'score-scale'>
  readonly sessions: readonly Session[]
  readonly clock: StudyClock
  /** Undefined where the experiment states no score that counts as arthritis, or the design is onset-relative. */
  readonly onsetRule: OnsetRule | undefined
}

/** One allocated animal: its printed summary, and what group comparisons need. */
export type AnimalData = {
  readonly summary: AnimalSummary
  readonly armKey: string
  readonly cageKey: string | undefined
  /** Mean score, % of the maximum, under each way to treat deaths; the reason where it cannot be assessed. */
  readonly mean: Readonly<Record<DeathHandling, Result<number>>>
  /** Arthritic on or before the day of the first administration; null when not known. */
  readonly arthriticAtStart: boolean | null
  /** Alive and free of arthritis when it was last seen, before the planned end. */
  readonly lostBeforeEnd: boolean
  readonly sources: readonly ResultSource[]
  readonly simulated: boolean
}

/** Summary of one allocated animal; see {@link meanScorePercent} for the mean and {@link onsetOf} for onset. Excluded animals are summarised and marked. */
export function summariseAnimal(context: StudyContext, animalKey: string, animal: Animal, armKey: string): AnimalData {
  const { experiment, scale, clock } = context
  const own = clock.of(animalKey, armKey)
  const shift = own.ok ? own.value.shift : 0
  const notes: string[] = own.ok && own.value.warning !== undefined ? [own.value.warning] : []
  const death: Death | undefined = animal.death === undefined ? undefined : { day: animal.death.day - shift, cause: animal.death.cause }
  const course = observedCourse(context, animalKey, shift, death, notes)
  const { points, impossible, sources } = course
  const window = clock.window
  const minimumObserved = settingUsed(context.notebook, 'minimumObservedFraction').value
  const meanUnder = (handling: DeathHandling): ReturnType<typeof meanScorePercent> => {
    if (!own.ok) return fail(own.error)
    if (impossible !== undefined) return fail(impossible)
    return meanScorePercent({ points, death, window, scaleMaximum: scale.maximumTotal, minimumObserved }, handling)
  }
  const primary = meanUnder('primary')
  const valueUnder = (handling: DeathHandling): Result<number> => {
    const result = handling === 'primary' ? primary : meanUnder(handling)
    return result.ok ? { ok: true, value: result.value.value } : result
  }
  if (animal.death !== undefined) notes.push(...deathNotes(context, animalKey, animal.death))
  const usable = impossible === undefined && points.length > 0
  const arthritis = usable ? arthritisOf(points, context.onsetRule, death, window, notes) : { onsetDay: null, ever: null, atStart: null }
  const inWindow = usable ? points.filter((p) => p.time >= window.from && p.time <= window.to) : []
  const simulated = course.simulated
  const summary: AnimalSummary = {
    animalKey,
    earTag: animal.earTag,
    armKey,
    cage: animal.cageKey === undefined ? null : (experiment.cages?.[animal.cageKey]?.label ?? animal.cageKey),
    meanScorePercent: meanEstimate(primary, points.length, sources, simulated),
    maximumScore: inWindow.length === 0 ? null : Math.max(...inWindow.map((p) => p.value)),
    daysArthritic: usable && context.onsetRule !== undefined ? daysArthritic(points, context.onsetRule.minimumScore, window.from, window.to) : null,
    onsetDay: arthritis.onsetDay,
    everArthritic: arthritis.ever,
    deathDay: death?.day ?? null,
    deathCause: death?.cause ?? null,
    lastWeightPercent: lastWeightPercent(context.sessions, animalKey, animal, notes),
    sessions: points.length,
    ...(animal.excluded === undefined ? {} : { excludedBecause: animal.excluded.reason }),
    notes,
    scores: points.map(({ time, value }) => ({ day: time, score: value })),
  }
  const last = points.at(-1)?.time ?? window.from
  return {
    summary, armKey, cageKey: animal.cageKey, arthriticAtStart: arthritis.atStart, sources, simulated,
    mean: { primary: valueUnder('primary'), 'last value carried forward': valueUnder('last value carried forward'), 'observed only': valueUnder('observed only') },
    lostBeforeEnd: arthritis.ever === false && death !== undefined && death.day < window.to && last < window.to,
  }
}

type Course = { readonly points: readonly TimedValue[]; readonly impossible: string | undefined; readonly sources: readonly ResultSource[]; readonly simulated: boolean }

/** Scores of one animal in ascending order, one per day, on its own clock; scores after its death are left out with a note. */
function observedCourse(context: StudyContext, animalKey: string, shift: number, death: Death | undefined, notes: string[]): Course {
  const byDay = new Map<number, number>()
  const sources: ResultSource[] = []
  let impossible: string | undefined
  let simulated = false
  for (const session of context.sessions) {
    const seen = session.observations[animalKey]
    if (seen === undefined) continue
    if (seen.excluded !== undefined) {
      notes.push(`day ${session.day}: score left out (${seen.excluded.reason})`)
      continue
    }
    const day = session.day - shift
    const total = totalScore(seen, context.scale)
    if (total.kind === 'impossible') {
      impossible ??= `day ${session.day}: ${total.reason}; correct the score or exclude the observation`
      continue
    }
    if (total.kind === 'missing') {
      notes.push(`day ${session.day}: ${total.reason}`)
      continue
    }
    if (death !== undefined && day > death.day) {
      notes.push(`day ${session.day}: scored after its death on day ${death.day + shift}; not used`)
      continue
    }
    if (total.warning !== undefined) notes.push(`day ${session.day}: ${total.warning}`)
    const before = byDay.get(day)
    if (before !== undefined && before !== total.total) {
      impossible ??= `day ${session.day}: two sessions give different scores (${before} and ${total.total}); exclude the one that does not count`
      continue
    }
    byDay.set(day, total.total)
    sources.push({ kind: 'scoring-session', id: session.id, name: `day ${session.day}`, pointer: `/observations/${animalKey}` })
    simulated ||= isSimulated(session)
  }
  const points = [...byDay].map(([time, value]) => ({ time, value })).sort((a, b) => a.time - b.time)
  return { points, impossible, sources, simulated }
}

type Arthritis = { readonly onsetDay: number | null; readonly ever: boolean | null; readonly atStart: boolean | null }

function arthritisOf(points: readonly TimedValue[], rule: OnsetRule | undefined, death: Death | undefined, window: { readonly from: number }, notes: string[]): Arthritis {
  if (rule === undefined) return { onsetDay: null, ever: null, atStart: null }
  const onset = onsetOf(points, rule)
  if (onset.day !== null) return { onsetDay: onset.day, ever: true, atStart: onset.day <= window.from }
  if (death?.cause === 'arthritis-endpoint') {
    notes.push('died at the arthritis endpoint: counts as arthritic, though the sessions do not confirm a day of onset')
    return { onsetDay: null, ever: true, atStart: death.day <= window.from }
  }
  if (onset.unconfirmedSince !== null) notes.push(`arthritis since day ${onset.unconfirmedSince} is not confirmed by ${rule.sessions} consecutive sessions`)
  return { onsetDay: null, ever: false, atStart: false }
}

/** How the death counts, and a warning where it followed an i.v. injection within the lab's hours but is coded otherwise. */
function deathNotes({ notebook, experiment }: StudyContext, animalKey: string, death: NonNullable<Animal['death']>): readonly string[] {
  const notes = [`died on day ${death.day} (${death.cause})${carries(death.cause) ? ': the scale maximum counts from then to the planned end' : ''}`]
  if (death.cause === 'treatment-related') return notes
  const limit = settingUsed(notebook, 'treatmentDeathHours').value
  const diedAt = valueOf(death.at)
  for (const given of administrationsOf(notebook, experiment.id)) {
    if (given.animalKey !== animalKey || valueOf(given.route) !== 'intravenous') continue
    const between = diedAt !== undefined && given.performedAt !== undefined ? hoursBetween(given.performedAt, diedAt) : undefined
    const day = dayGiven(given, experiment)
    const hours = between?.hours ?? (day === undefined ? undefined : (death.day - day) * 24)
    if (hours === undefined || hours < 0 || hours > limit) continue
    notes.push(`warning: died within ${limit} h of an intravenous injection, but the death is coded "${death.cause}"; the cause on record counts`)
    break
  }
  return notes
}

/** Last weight as percent of the animal's first (weight at start, else the first session with a weight); null when there are not both. */
function lastWeightPercent(sessions: readonly Session[], animalKey: string, animal: Animal, notes: string[]): number | null {
  const weights: number[] = []
  const start = valueOf(animal.startWeightG)
  for (const [what, grams] of [['start', start] as const, ...sessions.map((s) => [`day ${s.day}`, weightIn(s, animalKey)] as const)]) {
    if (grams === undefined) continue
    if (grams > 0) weights.push(grams)
    else notes.push(`${what}: weight ${grams} g is impossible and not used`)
  }
  const [first] = weights
  const last = weights.at(-1)
  return first === undefined || last === undefined || weights.length < 2 ? null : (100 * last) / first
}

function weightIn(session: Session, animalKey: string): number | undefined {
  const seen = session.observations[animalKey]
  return seen === undefined || seen.excluded !== undefined ? undefined : valueOf(seen.weightG)
}

function meanEstimate(mean: ReturnType<typeof meanScorePercent>, sessions: number, sources: readonly ResultSource[], simulated: boolean): Estimate {
  const common = { unit: '% of maximum', intervals: [], n: sessions, nOf: 'sessions', assumptions: [], simulated, sources } as const
  const method = 'time-weighted mean score (trapezoid) from the first administration to the planned end, % of the scale maximum'
  if (!mean.ok) return { ...common, value: null, notAssessable: mean.error, noInterval: 'not assessable', method, warnings: [] }
  return { ...common, value: mean.value.value, noInterval: 'one animal: its mean has no sampling interval', method: `${method}; ${mean.value.method}`, warnings: mean.value.warnings }
}
