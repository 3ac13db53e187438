import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { comparePartialDates, daysBetween } from '../../util/partial-date.ts'
import type { Finding } from '../estimate.ts'
import { administrationFindings } from './administration-findings.ts'
import { designFindings } from './design-findings.ts'
import { doseFindings } from './dose-findings.ts'
import { finding } from './make-finding.ts'
import { scoringFindings } from './scoring-findings.ts'

type Experiment = RecordOf<'experiment'>

/** Findings about animal experiments: animals and cages, allocation, scores and weights, injections and doses, design, samples, licence. */
export function experimentFindings(notebook: Notebook): readonly Finding[] {
  return notebook.all('experiment').flatMap((experiment) => [
    ...animalFindings(experiment),
    ...allocationFindings(notebook, experiment),
    ...scoringFindings(notebook, experiment),
    ...administrationFindings(notebook, experiment),
    ...doseFindings(notebook, experiment),
    ...designFindings(notebook, experiment),
    ...sampleFindings(notebook, experiment),
    ...licenceFindings(notebook, experiment),
  ])
}

function animalFindings(experiment: Experiment): readonly Finding[] {
  const tags = new Map<string, string>()
  const day0 = valueOf(experiment.day0At)
  return Object.entries(experiment.animals).flatMap(([key, animal]): readonly Finding[] => {
    const at = `/animals/${key}`
    const tag = JSON.stringify([animal.earTag, animal.cageKey])
    const twin = tags.get(tag)
    tags.set(tag, key)
    const diedAt = valueOf(animal.death?.at)
    const diedOn = day0 === undefined || diedAt === undefined ? undefined : daysBetween(day0, diedAt)
    return [
      ...(twin === undefined ? [] : [finding(experiment, 'error', 'duplicate-ear-tag', `${at}/earTag`, `ear tag ${animal.earTag} is also that of another animal of the same cage (${twin})`, 'correct one of them; scores may have gone to the wrong animal')]),
      ...(animal.cageKey === undefined || Object.hasOwn(experiment.cages ?? {}, animal.cageKey) ? [] : [finding(experiment, 'error', 'unknown-key', `${at}/cageKey`, `"${animal.cageKey}" is no cage of this experiment`, 'correct the cage, or add it')]),
      ...(diedOn === undefined || animal.death === undefined || diedOn === Math.floor(animal.death.day) ? [] : [finding(experiment, 'warning', 'day-against-date', `${at}/death`, `animal ${animal.earTag} died on day ${String(animal.death.day)}, but ${diedAt ?? ''} is day ${String(diedOn)} (day 0 is ${day0 ?? ''})`, 'correct the day, the date, or day 0')]),
    ]
  })
}

function allocationFindings(notebook: Notebook, experiment: Experiment): readonly Finding[] {
  const allocations = notebook.all('allocation').filter((a) => a.experimentId === experiment.id)
  return allocations.flatMap((allocation, i) => {
    const second = i === 0 ? [] : [finding(allocation, 'error', 'second-allocation', '/experimentId', `${experiment.code} has more than one allocation`, 'retire all but the one that was carried out')]
    if (allocation.content.state !== 'open') return second
    const { assignments } = allocation.content
    const left = Object.entries(experiment.animals).filter(([key, animal]) => !Object.hasOwn(assignments, key) && animal.excluded === undefined)
    return [
      ...second,
      ...Object.entries(assignments).flatMap(([key, { armKey }]) => [
        ...(Object.hasOwn(experiment.animals, key) ? [] : [unknownAnimal(allocation, `/content/assignments/${key}`, key, experiment)]),
        ...(Object.hasOwn(experiment.arms, armKey) ? [] : [finding(allocation, 'error', 'unknown-arm', `/content/assignments/${key}/armKey`, `"${armKey}" is no arm of ${experiment.code}`, 'correct the arm')]),
      ]),
      ...(left.length === 0 ? [] : [finding(allocation, 'warning', 'animals-not-allocated', '/content/assignments', `in no arm: animal ${left.map(([, animal]) => animal.earTag).join(', ')}`, 'assign them, or exclude them with a reason')]),
    ]
  })
}

function unknownAnimal(record: RecordOf<'allocation' | 'sample-tube' | 'endpoint-measurement'>, field: string, key: string, experiment: Experiment): Finding {
  return finding(record, 'error', 'unknown-animal', field, `animal ${key} is not an animal of ${experiment.code}`, 'correct the animal, or add it to the experiment')
}

/** Sample tubes and endpoints: animals that do not exist or were dead, parts and grades outside their scale, tubes of another animal. */
function sampleFindings(notebook: Notebook, experiment: Experiment): readonly Finding[] {
  const tubes = notebook.all('sample-tube').filter((t) => t.experimentId === experiment.id)
  return [
    ...tubes.flatMap((tube): readonly Finding[] => {
      const animal = experiment.animals[tube.animalKey]
      const day = valueOf(tube.day)
      if (animal === undefined) return [unknownAnimal(tube, '/animalKey', tube.animalKey, experiment)]
      if (animal.death === undefined || day === undefined || day <= animal.death.day) return []
      return [finding(tube, 'error', 'observation-after-death', '/day', `sample of animal ${animal.earTag} taken on day ${String(day)}, but it died on day ${String(animal.death.day)}`, 'correct the animal, the day, or the day of death')]
    }),
    ...notebook.all('endpoint-measurement').filter((m) => m.experimentId === experiment.id).flatMap((m) => endpointFindings(notebook, experiment, m)),
  ]
}

function endpointFindings(notebook: Notebook, experiment: Experiment, measured: RecordOf<'endpoint-measurement'>): readonly Finding[] {
  const scale = notebook.get('score-scale', valueOf(measured.scaleId))
  return Object.entries(measured.values).flatMap(([key, item]): readonly Finding[] => {
    const at = `/values/${key}`
    const value = valueOf(item.value)
    const part = item.partKey === undefined ? undefined : scale?.parts[item.partKey]
    const range = part ?? (scale === undefined || item.partKey !== undefined ? undefined : { minimum: 0, maximum: scale.maximumTotal })
    const tube = notebook.get('sample-tube', valueOf(item.sampleTubeId))
    return [
      ...(Object.hasOwn(experiment.animals, item.animalKey) ? [] : [unknownAnimal(measured, `${at}/animalKey`, item.animalKey, experiment)]),
      ...(scale !== undefined && item.partKey !== undefined && part === undefined ? [finding(measured, 'error', 'unknown-part', `${at}/partKey`, `"${item.partKey}" is no part of the scale ${scale.code}`, 'use the parts of the scale')] : []),
      ...(range !== undefined && value !== undefined && item.excluded === undefined && (value < range.minimum || value > range.maximum) ? [finding(measured, 'error', 'score-outside-scale', `${at}/value`, `score ${String(value)} lies outside ${String(range.minimum)} to ${String(range.maximum)} (${scale?.code ?? ''})`, 'compare with the score sheet')] : []),
      ...(tube !== undefined && (tube.animalKey !== item.animalKey || tube.experimentId !== experiment.id) ? [finding(measured, 'error', 'sample-of-another-animal', `${at}/sampleTubeId`, `tube ${tube.code} is not of animal ${experiment.animals[item.animalKey]?.earTag ?? item.animalKey}`, 'correct the tube or the animal')] : []),
    ]
  })
}

function licenceFindings(notebook: Notebook, experiment: Experiment): readonly Finding[] {
  const permit = notebook.get('permit', valueOf(experiment.permitId))
  if (permit === undefined) return []
  const entries = Object.values(permit.ledger ?? {})
  const sum = (list: typeof entries): number => list.reduce((total, entry) => total + (valueOf(entry.animals) ?? 0), 0)
  const allowed = valueOf(permit.animalsAllowed)
  const day0 = valueOf(experiment.day0At)
  const [from, to] = [valueOf(permit.validFrom), valueOf(permit.validTo)]
  const own = entries.filter((e) => e.experimentId === experiment.id)
  const animals = Object.keys(experiment.animals).length
  const outside = day0 === undefined ? undefined : to !== undefined && comparePartialDates(day0, to) === 1 ? `ended ${to}` : from !== undefined && comparePartialDates(day0, from) === -1 ? `began ${from}` : undefined
  return [
    ...(allowed !== undefined && sum(entries) > allowed ? [finding(permit, 'error', 'animals-above-licence', '/ledger', `${String(sum(entries))} animals used, ${String(allowed)} allowed`, 'stop and clarify with the licensing authority')] : []),
    ...(outside === undefined ? [] : [finding(experiment, 'error', 'licence-not-valid', '/permitId', `day 0 is ${day0 ?? ''}, the licence ${permit.code} ${outside}`, 'name the licence that covered the experiment')]),
    ...(own.length > 0 && sum(own) !== animals ? [finding(experiment, 'warning', 'ledger-against-animals', '/animals', `${String(animals)} animals are on record, the ledger of ${permit.code} counts ${String(sum(own))}`, 'correct the ledger or the list of animals')] : []),
  ]
}
