import { valueOf } from '../../records/blank.ts'
import { kaplanMeier, type KaplanMeier } from '../../statistics/survival/kaplan-meier.ts'
import { logRank } from '../../statistics/survival/log-rank.ts'
import type { FollowUp } from '../../statistics/survival/survival-data.ts'
import type { Interval } from '../../util/interval.ts'
import type { Result } from '../../util/result.ts'
import { adjustTests } from '../arthritis/arm-test.ts'
import type { Estimate, ResultSource, TestResult } from '../estimate.ts'
import { notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import type { SurvivalAnimal, SurvivalArm, SurvivalContrast, SurvivalEndpoint } from './endpoints-results.ts'
import { readingsOf, type MeasurementGroup } from './readings.ts'
import { comparisonsOf, type Study, type StudyAnimal, type StudyArm } from './study-arms.ts'

type Followed = { readonly animal: StudyAnimal; readonly day: number | null; readonly event: boolean; readonly words: string }
type Facts = { readonly simulated: boolean; readonly sources: readonly ResultSource[] }

/**
 * Survival of the animals, from the deaths of the experiment: every death but a scheduled one is an event, whatever its cause; a scheduled
 * death, or the last day on which the animal was seen (scoring session, endpoint or sample), ends the follow-up without event. An animal
 * without death that was never seen has no follow-up and is left out, with the reason. Days count from day 0 of the model.
 */
export function animalSurvival(study: Study, facts: Facts): SurvivalEndpoint {
  const { experiment } = study
  const lastSeen = lastSeenDays(study)
  const followed = study.animals.map((animal): Followed => {
    const death = experiment.animals[animal.key]?.death
    if (death !== undefined) return { animal, day: death.day, event: death.cause !== 'scheduled', words: death.cause === 'scheduled' ? `alive until its scheduled death on day ${death.day}` : `died on day ${death.day} (${death.cause})` }
    const seen = lastSeen.get(animal.key)
    return seen === undefined ? { animal, day: null, event: false, words: 'neither a death nor a day on which it was seen is recorded' } : { animal, day: seen, event: false, words: `last seen alive on day ${seen}` }
  })
  const definition = 'survival from day 0 of the model; event: death of any cause but scheduled; censored: scheduled death, else the last day on which the animal was seen'
  return survivalOf(study, { key: 'animal-survival', kind: 'animal-survival', endpoint: 'survival', definition }, followed, facts)
}

/**
 * Graft survival, from endpoint measurements of type graft-survival: the value is the day of graft loss; with the bound
 * "above-upper-limit" the graft still functioned on that day (censored). Of several values of an animal, a loss counts before a
 * censored day, the first loss and the last censored day.
 */
export function graftSurvival(study: Study, group: MeasurementGroup, facts: Facts): SurvivalEndpoint {
  const readings = readingsOf(study.notebook, group)
  const followed = study.animals.flatMap((animal): Followed[] => {
    const own = readings.filter((r) => r.animalKey === animal.key)
    if (own.length === 0) return []
    if (own.some((r) => r.bound === '<')) return [{ animal, day: null, event: false, words: 'the day of loss is only known to be earlier than the value; enter the day of the last examination with function' }]
    const losses = own.filter((r) => r.bound === undefined).map((r) => r.value)
    const kept = own.filter((r) => r.bound === '>').map((r) => r.value)
    if (losses.length > 0) return [{ animal, day: Math.min(...losses), event: true, words: `graft lost on day ${Math.min(...losses)}` }]
    return [{ animal, day: Math.max(...kept), event: false, words: `graft functioning on day ${Math.max(...kept)}` }]
  })
  const definition = 'graft survival in days; event: loss of the graft; censored: last day on which it functioned'
  return survivalOf(study, { key: group.key, kind: 'graft-survival', endpoint: group.endpoint, definition }, followed, facts)
}

/** Last day on which each animal was seen, by any record that has a day. */
function lastSeenDays({ notebook, experiment }: Study): ReadonlyMap<string, number> {
  const last = new Map<string, number>()
  const see = (key: string, day: number | undefined): void => {
    if (day !== undefined) last.set(key, Math.max(day, last.get(key) ?? -Infinity))
  }
  for (const s of notebook.all('scoring-session')) if (s.experimentId === experiment.id) for (const key of Object.keys(s.observations)) see(key, s.day)
  for (const t of notebook.all('sample-tube')) if (t.experimentId === experiment.id) see(t.animalKey, valueOf(t.day))
  for (const a of notebook.all('administration')) if (a.experimentId === experiment.id) see(a.animalKey, valueOf(a.day))
  // A measurement may be of a sample taken earlier: its own day counts only where no tube is named.
  for (const m of notebook.all('endpoint-measurement')) if (m.experimentId === experiment.id) for (const v of Object.values(m.values)) if (valueOf(v.sampleTubeId) === undefined) see(v.animalKey, valueOf(m.day))
  return last
}

function survivalOf(study: Study, head: Pick<SurvivalEndpoint, 'key' | 'kind' | 'endpoint' | 'definition'>, followed: readonly Followed[], facts: Facts): SurvivalEndpoint {
  const usable = (arm: StudyArm): readonly FollowUp[] => followed.flatMap(({ animal, day, event }) => (animal.armKey !== arm.key || animal.excludedBecause !== undefined || day === null ? [] : [{ time: day, event }]))
  const lost = followed.filter((f) => f.day === null && f.animal.excludedBecause === undefined)
  return {
    ...head,
    animals: followed.map((f): SurvivalAnimal => ({ animalKey: f.animal.key, earTag: f.animal.earTag, armKey: f.animal.armKey, day: f.day, event: f.event, words: f.words, ...(f.animal.excludedBecause === undefined ? {} : { excludedBecause: f.animal.excludedBecause }) })),
    arms: study.arms.map((arm) => survivalArm(arm, usable(arm), facts)),
    contrasts: comparisonsOf(study.arms).flatMap(({ vehicle, compared }) => {
      const tests = adjustTests(compared.map((arm) => logRankTest(usable(arm), usable(vehicle), facts.simulated)))
      return compared.flatMap((arm, i): SurvivalContrast[] => { const test = tests[i]; return test === undefined ? [] : [{ armKey: arm.key, armLabel: arm.label, vehicleArmKey: vehicle.key, vehicleLabel: vehicle.label, test }] })
    }),
    warnings: [
      ...lost.map((f) => `Animal ${f.animal.earTag} is left out: ${f.words}.`),
      ...(study.design.scheme === 'whole-clusters' ? ['Whole cages were allocated; the curves and the log-rank test take animals as independent, so that intervals may be too narrow and p values too small.'] : []),
    ],
    simulated: facts.simulated,
  }
}

function survivalArm(arm: StudyArm, subjects: readonly FollowUp[], { simulated, sources }: Facts): SurvivalArm {
  const [km95, km90] = [kaplanMeier(subjects, 0.95), kaplanMeier(subjects, 0.9)]
  const context = (unit: string): GroupContext => ({ unit, n: subjects.length, nOf: 'animals', simulated, sources, warnings: km95.ok ? km95.value.warnings : [] })
  const percent = (p: number | null | undefined): number | null => (p === null || p === undefined ? null : 100 * p)
  return {
    armKey: arm.key, label: arm.label, role: arm.role,
    animals: subjects.length,
    events: subjects.filter((s) => s.event).length,
    curve: km95.ok ? km95.value.steps.map((s) => ({ day: s.time, survivalPercent: 100 * s.survival, lower: percent(s.interval?.lower), upper: percent(s.interval?.upper), atRisk: s.atRisk, events: s.events, censored: s.censored })) : [],
    medianDays: medianOf(km95, km90, context('d')),
    lastSurvival: lastOf(km95, km90, context('%')),
  }
}

function medianOf(km95: Result<KaplanMeier>, km90: Result<KaplanMeier>, context: GroupContext): Estimate {
  const method = 'median survival (Kaplan-Meier), interval of Brookmeyer and Crowley, log-log'
  if (!km95.ok || !km90.ok) return notAssessed(km95.ok ? 'no animal was followed' : km95.error, method, context)
  const { median, medianInterval, n } = km95.value
  if (median === null) return notAssessed(n.events === 0 ? 'no event was observed' : 'more than half were still without event at the end of the follow-up', method, context)
  if (medianInterval.lower === null && medianInterval.upper === null) return withoutInterval(median, 'the bounds of the curve do not cross one half', method, context)
  return withIntervals(median, [km90.value.medianInterval, medianInterval], method, context)
}

function lastOf(km95: Result<KaplanMeier>, km90: Result<KaplanMeier>, context: GroupContext): Estimate {
  const method = 'proportion without event at the end of the follow-up (Kaplan-Meier), log-log interval'
  const [last, other] = [km95.ok ? km95.value.steps.at(-1) : undefined, km90.ok ? km90.value.steps.at(-1) : undefined]
  if (last === undefined) return notAssessed(km95.ok ? 'no animal was followed' : km95.error, method, context)
  const named = `${method}, day ${last.time}`
  const intervals = [other?.interval, last.interval].flatMap((i) => (i === null || i === undefined ? [] : [{ ...i, lower: i.lower === null ? null : 100 * i.lower, upper: i.upper === null ? null : 100 * i.upper }]))
  if (intervals.length === 0) return withoutInterval(100 * last.survival, last.survival === 1 ? 'no event was observed' : 'every animal had the event', named, context)
  return withIntervals(100 * last.survival, intervals, named, context)
}

function withIntervals(value: number, intervals: readonly Interval[], method: string, { unit, n, nOf, simulated, sources, assumptions = [], warnings = [] }: GroupContext): Estimate {
  return { value, intervals, unit, n, nOf, method, assumptions, warnings, simulated, sources }
}

function logRankTest(treated: readonly FollowUp[], control: readonly FollowUp[], simulated: boolean): TestResult {
  const result = logRank([treated, control])
  const base = { test: 'log-rank test', adjustedP: null, adjustment: 'none', statisticName: 'chi-square', smallestP: null, n: treated.length + control.length, nOf: 'animals', simulated } as const
  if (!result.ok) return { ...base, p: null, statistic: null, method: 'no p value', warnings: [result.error] }
  const few = result.value.groups.reduce((sum, g) => sum + g.observed, 0) < 10 ? ['Fewer than 10 events: the chi-square approximation of p is rough.'] : []
  return { ...base, p: result.value.p, statistic: result.value.chiSquare, method: result.value.method, warnings: [...result.value.warnings, ...few] }
}
