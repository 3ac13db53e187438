import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { daysBetween } from '../../util/partial-date.ts'
import type { Finding } from '../estimate.ts'
import { settingUsed } from '../settings-used.ts'
import { totalScore } from '../arthritis/total-score.ts'
import { finding } from './make-finding.ts'

type Experiment = RecordOf<'experiment'>
type Session = RecordOf<'scoring-session'>
type Observation = Session['observations'][string]
type Scale = RecordOf<'score-scale'>
type Animal = Experiment['animals'][string]

/** Findings about the scoring sessions of an experiment: scores against the scale, animals that are unknown or dead, days, weights. */
export function scoringFindings(notebook: Notebook, experiment: Experiment): readonly Finding[] {
  const scale = notebook.get('score-scale', experiment.scaleId)
  const sessions = notebook.all('scoring-session').filter((s) => s.experimentId === experiment.id).toSorted((a, b) => a.day - b.day)
  return [...sessions.flatMap((s) => [...dayAgainstDate(experiment, s), ...sessionFindings(experiment, s, scale)]), ...weights(notebook, experiment, sessions, scale)]
}

function dayAgainstDate(experiment: Experiment, session: Session): readonly Finding[] {
  const day0 = valueOf(experiment.day0At)
  const day = day0 === undefined || session.performedAt === undefined ? undefined : daysBetween(day0, session.performedAt)
  if (day === undefined || day === Math.floor(session.day)) return []
  return [finding(session, 'warning', 'day-against-date', '/day', `day ${String(session.day)} is recorded, but ${session.performedAt ?? ''} is day ${String(day)} (day 0 is ${day0 ?? ''})`, 'correct the day, the date, or day 0; the day is used')]
}

function sessionFindings(experiment: Experiment, session: Session, scale: Scale | undefined): readonly Finding[] {
  return Object.entries(session.observations).flatMap(([animalKey, seen]): readonly Finding[] => {
    const at = `/observations/${animalKey}`
    const animal = experiment.animals[animalKey]
    if (animal === undefined) return [finding(session, 'error', 'unknown-animal', at, `animal ${animalKey} is not an animal of ${experiment.code}`, 'correct the animal, or add it to the experiment')]
    const late = animal.death !== undefined && session.day > animal.death.day
    return [
      ...(late ? [finding(session, 'error', 'observation-after-death', at, `animal ${animal.earTag} is observed on day ${String(session.day)} but died on day ${String(animal.death?.day)}`, 'correct the animal or the day of death')] : []),
      ...(scale === undefined || seen.excluded !== undefined ? [] : scoreFindings(session, at, animal, seen, scale)),
    ]
  })
}

function scoreFindings(session: Session, at: string, animal: Animal, seen: Observation, scale: Scale): readonly Finding[] {
  const who = `animal ${animal.earTag} on day ${String(session.day)}`
  const parts = Object.entries(seen.parts ?? {}).flatMap(([key, { score: field }]): readonly Finding[] => {
    const allowed = scale.parts[key]
    const score = valueOf(field)
    if (allowed === undefined) return [finding(session, 'error', 'unknown-part', `${at}/parts/${key}`, `"${key}" is no part of the scale ${scale.code}`, 'use the parts of the scale')]
    if (score === undefined) return []
    if (score > allowed.maximum || score < allowed.minimum) return [finding(session, 'error', 'score-outside-scale', `${at}/parts/${key}/score`, `score ${String(score)} of ${who} lies outside ${String(allowed.minimum)} to ${String(allowed.maximum)} (${scale.code})`, 'compare with the score sheet; the animal is not summarised until it is corrected or excluded')]
    const steps = (score - allowed.minimum) / (allowed.step ?? 1)
    return allowed.step !== undefined && Math.abs(steps - Math.round(steps)) > 1e-6 ? [finding(session, 'warning', 'score-between-grades', `${at}/parts/${key}/score`, `score ${String(score)} of ${who}: the scale ${scale.code} has grades in steps of ${String(allowed.step)}`, 'compare with the score sheet')] : []
  })
  const total = totalScore(seen, scale)
  const whole =
    total.kind === 'impossible' && parts.every((f) => f.severity !== 'error')
      ? [finding(session, 'error', 'score-outside-scale', seen.totalScore === undefined ? at : `${at}/totalScore`, `${who}: ${total.reason}`, 'compare with the score sheet; the animal is not summarised until it is corrected or excluded')]
      : total.kind === 'total' && total.warning !== undefined
        ? [finding(session, 'warning', 'total-against-parts', `${at}/totalScore`, `${who}: ${total.warning}`, 'compare with the score sheet')]
        : []
  const early = session.day < 0 && total.kind === 'total' && total.total > 0 ? [finding(session, 'warning', 'score-before-immunisation', at, `animal ${animal.earTag} scores ${String(total.total)} on day ${String(session.day)}, before day 0`, 'check the day and the animal')] : []
  return [...parts, ...whole, ...early]
}

/** Weights of an animal in order of the days: jumps between neighbours, and losses beyond the limit of the scale since the start. */
function weights(notebook: Notebook, experiment: Experiment, sessions: readonly Session[], scale: Scale | undefined): readonly Finding[] {
  const perDayLimit = settingUsed(notebook, 'weightJumpPercent').value
  const lossLimit = valueOf(scale?.weightLossLimitPercent)
  return Object.entries(experiment.animals).flatMap(([key, animal]) => {
    const weighed = sessions.flatMap((session) => {
      const seen = session.observations[key]
      const grams = valueOf(seen?.weightG)
      return seen === undefined || seen.excluded !== undefined || grams === undefined || grams < 0 ? [] : [{ session, grams }]
    })
    const start = valueOf(animal.startWeightG) ?? weighed[0]?.grams
    return weighed.flatMap(({ session, grams }, i): readonly Finding[] => {
      const field = `/observations/${key}/weightG`
      const before = weighed.slice(0, i).findLast((w) => w.session.day < session.day)
      const perDay = before === undefined ? 0 : Math.abs(100 * (grams / before.grams - 1)) / (session.day - before.session.day)
      const lost = start === undefined || !(start > 0) ? 0 : 100 * (1 - grams / start)
      return [
        ...(before !== undefined && perDay > perDayLimit + 1e-9 ? [finding(session, 'warning', 'weight-jump', field, `weight of animal ${animal.earTag} goes from ${String(before.grams)} g (day ${String(before.session.day)}) to ${String(grams)} g (day ${String(session.day)}): more than ${String(perDayLimit)} % a day`, 'check the balance and the animal')] : []),
        ...(lossLimit !== undefined && lost > lossLimit + 1e-9 ? [finding(session, 'warning', 'weight-loss-limit', field, `animal ${animal.earTag} lost ${lost.toFixed(0)} % of its starting weight of ${String(start)} g by day ${String(session.day)} (limit of ${scale?.code ?? ''}: ${String(lossLimit)} %)`, 'check the balance and the animal; apply the humane endpoint')] : []),
      ]
    })
  })
}
