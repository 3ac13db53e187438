import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { daysBetween, hoursBetween } from '../../util/partial-date.ts'
import type { Finding } from '../estimate.ts'
import { settingUsed } from '../settings-used.ts'
import { finding } from './make-finding.ts'

type Experiment = RecordOf<'experiment'>
type Session = RecordOf<'scoring-session'>
type Scale = RecordOf<'score-scale'>

/** Findings about animal experiments: scores against the scale, observations after death, weight jumps, unknown animals and arms, licence. */
export function experimentFindings(notebook: Notebook): readonly Finding[] {
  const out: Finding[] = []
  for (const experiment of notebook.all('experiment')) {
    const scale = notebook.get('score-scale', experiment.scaleId)
    const sessions = notebook.all('scoring-session').filter((s) => s.experimentId === experiment.id).sort((a, b) => a.day - b.day)
    for (const session of sessions) out.push(...sessionFindings(experiment, session, scale))
    out.push(...weightJumps(notebook, experiment, sessions))
    out.push(...allocationFindings(notebook, experiment))
    out.push(...administrationFindings(notebook, experiment))
    out.push(...licenceFindings(notebook, experiment))
  }
  return out
}

function sessionFindings(experiment: Experiment, session: Session, scale: Scale | undefined): readonly Finding[] {
  const out: Finding[] = []
  for (const [animalKey, seen] of Object.entries(session.observations)) {
    const at = `/observations/${animalKey}`
    const animal = experiment.animals[animalKey]
    if (animal === undefined) {
      out.push(finding(session, 'error', 'unknown-animal', at, `animal ${animalKey} is not an animal of ${experiment.code}`, 'correct the animal, or add it to the experiment'))
      continue
    }
    if (animal.death !== undefined && session.day > animal.death.day) {
      out.push(finding(session, 'error', 'observation-after-death', at, `animal ${animal.earTag} is observed on day ${String(session.day)} but died on day ${String(animal.death.day)}`, 'correct the animal or the day of death'))
    }
    if (scale === undefined) continue
    let sum = 0
    let complete = Object.keys(seen.parts ?? {}).length === Object.keys(scale.parts).length
    for (const [partKey, part] of Object.entries(seen.parts ?? {})) {
      const allowed = scale.parts[partKey]
      const score = valueOf(part.score)
      if (allowed === undefined) out.push(finding(session, 'error', 'unknown-part', `${at}/parts/${partKey}`, `"${partKey}" is no part of the scale ${scale.code}`, 'use the parts of the scale'))
      else if (score !== undefined && (score > allowed.maximum || score < allowed.minimum)) out.push(finding(session, 'error', 'score-outside-scale', `${at}/parts/${partKey}/score`, `score ${String(score)} of animal ${animal.earTag} on day ${String(session.day)} lies outside ${String(allowed.minimum)} to ${String(allowed.maximum)} (${scale.code})`, 'compare with the score sheet; the animal is not summarised until it is corrected or excluded'))
      if (score === undefined) complete = false
      else sum += scale.combination === 'sum-of-squares' ? score * score : score
    }
    const total = valueOf(seen.totalScore)
    if (total !== undefined && total > scale.maximumTotal) out.push(finding(session, 'error', 'score-outside-scale', `${at}/totalScore`, `total ${String(total)} of animal ${animal.earTag} on day ${String(session.day)} is above the maximum ${String(scale.maximumTotal)} (${scale.code})`, 'compare with the score sheet'))
    if (total !== undefined && complete && seen.parts !== undefined && total !== sum) out.push(finding(session, 'warning', 'total-is-not-the-sum', `${at}/totalScore`, `total ${String(total)} of animal ${animal.earTag} on day ${String(session.day)} is not the sum of its parts (${String(sum)})`, 'compare with the score sheet; the parts are used'))
    const score = seen.parts !== undefined && complete ? sum : total
    if (session.day < 0 && score !== undefined && score > 0) out.push(finding(session, 'warning', 'score-before-immunisation', at, `animal ${animal.earTag} scores ${String(score)} before day 0`, 'check the day and the animal'))
  }
  return out
}

function weightJumps(notebook: Notebook, experiment: Experiment, sessions: readonly Session[]): readonly Finding[] {
  const limit = settingUsed(notebook, 'weightJumpPercent').value
  const last = new Map<string, { readonly day: number; readonly grams: number }>()
  const out: Finding[] = []
  for (const session of sessions) {
    for (const [animalKey, seen] of Object.entries(session.observations)) {
      const grams = valueOf(seen.weightG)
      if (grams === undefined || grams <= 0) continue
      const before = last.get(animalKey)
      last.set(animalKey, { day: session.day, grams })
      if (before === undefined || session.day <= before.day) continue
      const perDay = Math.abs(100 * (grams / before.grams - 1)) / (session.day - before.day)
      if (perDay > limit) out.push(finding(session, 'warning', 'weight-jump', `/observations/${animalKey}/weightG`, `weight of animal ${experiment.animals[animalKey]?.earTag ?? animalKey} goes from ${String(before.grams)} g (day ${String(before.day)}) to ${String(grams)} g (day ${String(session.day)}): more than ${String(limit)} % a day`, 'check the balance and the animal'))
    }
  }
  return out
}

function allocationFindings(notebook: Notebook, experiment: Experiment): readonly Finding[] {
  const allocations = notebook.all('allocation').filter((a) => a.experimentId === experiment.id)
  const out: Finding[] = []
  if (allocations.length > 1) for (const a of allocations.slice(1)) out.push(finding(a, 'error', 'second-allocation', '/experimentId', `${experiment.code} has more than one allocation`, 'retire all but the one that was carried out'))
  for (const allocation of allocations) {
    if (allocation.content.state !== 'open') continue
    for (const [animalKey, { armKey }] of Object.entries(allocation.content.assignments)) {
      if (experiment.animals[animalKey] === undefined) out.push(finding(allocation, 'error', 'unknown-animal', `/content/assignments/${animalKey}`, `animal ${animalKey} is not an animal of ${experiment.code}`, 'correct the animal'))
      if (experiment.arms[armKey] === undefined) out.push(finding(allocation, 'error', 'unknown-arm', `/content/assignments/${animalKey}/armKey`, `"${armKey}" is no arm of ${experiment.code}`, 'correct the arm'))
    }
  }
  return out
}

function administrationFindings(notebook: Notebook, experiment: Experiment): readonly Finding[] {
  const hours = settingUsed(notebook, 'treatmentDeathHours').value
  const out: Finding[] = []
  for (const given of notebook.all('administration').filter((a) => a.experimentId === experiment.id)) {
    const animal = experiment.animals[given.animalKey]
    if (animal === undefined) {
      out.push(finding(given, 'error', 'unknown-animal', '/animalKey', `animal ${given.animalKey} is not an animal of ${experiment.code}`, 'correct the animal'))
      continue
    }
    const day = valueOf(given.day)
    if (animal.death === undefined) continue
    if (day !== undefined && day > animal.death.day) out.push(finding(given, 'error', 'dose-after-death', '/day', `animal ${animal.earTag} is dosed on day ${String(day)} but died on day ${String(animal.death.day)}`, 'correct the animal or the day of death'))
    if (valueOf(given.route) !== 'intravenous' || animal.death.cause === 'treatment-related') continue
    const diedAt = valueOf(animal.death.at)
    const between = diedAt !== undefined && given.performedAt !== undefined ? hoursBetween(given.performedAt, diedAt) : undefined
    const gap = between?.hours ?? (day === undefined ? undefined : (animal.death.day - day) * 24)
    if (gap !== undefined && gap >= 0 && gap <= hours) out.push(finding(given, 'warning', 'death-soon-after-injection', '/animalKey', `animal ${animal.earTag} died within ${String(hours)} h of an intravenous injection, coded "${animal.death.cause}"`, 'check whether the death is treatment-related; the cause on record is used'))
  }
  return out
}

function licenceFindings(notebook: Notebook, experiment: Experiment): readonly Finding[] {
  const permit = notebook.get('permit', valueOf(experiment.permitId))
  const allowed = valueOf(permit?.animalsAllowed)
  const out: Finding[] = []
  if (permit === undefined) return out
  const used = Object.values(permit.ledger ?? {}).reduce((sum, entry) => sum + (valueOf(entry.animals) ?? 0), 0)
  if (allowed !== undefined && used > allowed) out.push(finding(permit, 'error', 'animals-above-licence', '/ledger', `${String(used)} animals used, ${String(allowed)} allowed`, 'stop and clarify with the licensing authority'))
  const validTo = valueOf(permit.validTo)
  const day0 = valueOf(experiment.day0At)
  if (validTo !== undefined && day0 !== undefined && (daysBetween(validTo, day0) ?? 0) > 0) out.push(finding(experiment, 'error', 'licence-expired', '/permitId', `day 0 is ${day0}, the licence ${permit.code} ended ${validTo}`, 'name the licence that covered the experiment'))
  return out
}
