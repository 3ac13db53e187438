import { blankStateOf, valueOf } from '../../records/blank.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { ArthritisResults } from '../arthritis/arthritis-results.ts'
import { intervalAt, type Estimate } from '../estimate.ts'
import { formatBounds, formatWithUnit } from '../../util/format-number.ts'
import { isSimulated } from '../simulated.ts'
import { absent, at, each, type Part } from './item-parts.ts'

type Experiment = RecordOf<'experiment'>
type Animal = Experiment['animals'][string]
type Dose = Experiment['arms'][string]['doses'][string]

/** Values that are shown of a field of many animals. */
const shownValues = 6

/** A field of every animal in one line: the values found, and how many animals have none. */
export function ofAnimals(experiment: Experiment, name: keyof Animal, label: string): Part {
  const animals = ordered(experiment.animals).map(([, a]) => a[name])
  const where = `experiment ${experiment.code}, /animals/…/${name}`
  if (animals.length === 0) return absent(label, where, 'no animals recorded')
  const answered = animals.filter((v) => blankStateOf(v) === undefined || blankStateOf(v) === 'not-applicable')
  const open = animals.length - answered.length
  const distinct = [...new Set(answered.map((v) => (typeof v === 'string' || typeof v === 'number' ? String(v) : 'not applicable')))].toSorted()
  const words = distinct.length > shownValues ? `${distinct.slice(0, 2).join(', ')} … ${distinct.at(-1) ?? ''}` : distinct.join(', ')
  return {
    evidence: answered.length === 0 ? [] : [{ what: label, value: `${words} (${answered.length} of ${animals.length} animals)`, source: { kind: 'experiment', id: experiment.id, name: experiment.code, pointer: '/animals' }, simulated: isSimulated(experiment, '/animals') }],
    gaps: open === 0 ? [] : [{ what: label, where, state: `not recorded for ${open} of ${animals.length} animals` }],
  }
}

/** A field of every dose of every arm that gives something. */
export function ofDoses(experiment: Experiment, name: keyof Dose, label: string): Part {
  const arms = ordered(experiment.arms).filter(([, arm]) => Object.keys(arm.doses).length > 0)
  const none = absent(label, `experiment ${experiment.code}, /arms/…/doses`, 'no dose planned')
  return each(arms, ([armKey, arm]) => each(ordered(arm.doses), ([key, dose]) => at(experiment, `/arms/${armKey}/doses/${key}/${name}`, dose[name], `${label}, ${arm.label}`), none), none)
}

/** How animals were analysed, arm by arm; computed, so that "none excluded" is said and not left to silence. */
export function analysedAnimals(experiment: Experiment, results: ArthritisResults): Part {
  if (results.notAssessable !== undefined || results.arms.length === 0) return absent('animals analysed and excluded per arm', `experiment ${experiment.code}, allocation and scoring sessions`, results.notAssessable ?? 'no arms')
  return each(results.arms, (arm) => {
    const why = [...arm.excluded, ...arm.missing].map((a) => `${a.animal}: ${a.reason}`)
    const value = `${arm.allocated} allocated, ${arm.analysed} analysed, ${arm.excluded.length} excluded, ${arm.missing.length} missing${why.length === 0 ? '' : ` (${why.join('; ')})`}`
    return computed(experiment, `/arms/${arm.armKey}`, arm.label, value, results.simulated)
  }, absent('animals per arm', 'allocation'))
}

/** A computed estimate as evidence, or the reason why there is none. With `interval`, one without a 95 % interval is a gap. */
export function estimatePart(experiment: Experiment, pointer: string, what: string, estimate: Estimate, interval: boolean): Part {
  if (estimate.value === null) return absent(what, `experiment ${experiment.code}`, `not assessable: ${estimate.notAssessable ?? 'no reason given'}`)
  const range = intervalAt(estimate, 0.95)
  const value = `${formatWithUnit(estimate.value, estimate.unit)}${range === undefined ? `, no interval (${estimate.noInterval ?? 'not computed'})` : `, 95 % ${formatBounds(range, estimate.unit)}`}, n = ${estimate.n} ${estimate.nOf}`
  const part = computed(experiment, pointer, what, value, estimate.simulated)
  return interval && range === undefined ? { ...part, gaps: [{ what: `interval of ${what}`, where: `experiment ${experiment.code}`, state: estimate.noInterval ?? 'not computed' }] } : part
}

/** Assumptions of the analyses: those looked at are evidence, those not looked at are gaps. */
export function assumptionParts(experiment: Experiment, results: ArthritisResults): readonly Part[] {
  const all = results.effects.flatMap((e) => [e.reductionPercent, e.hodgesLehmann, e.cliffsDelta, e.riskDifference].flatMap((x) => x.assumptions))
  const distinct = [...new Map(all.map((a) => [`${a.assumption} ${a.outcome} ${a.detail}`, a])).values()]
  if (distinct.length === 0) return [absent('assumptions of the analysis', `experiment ${experiment.code}`, results.effects.length === 0 ? 'no contrast computed' : 'none stated by the analysis')]
  return distinct.map((a) => (a.outcome === 'not checked' ? absent(a.assumption, 'the analysis', `not checked: ${a.detail}`) : computed(experiment, '', a.assumption, `${a.outcome}: ${a.detail}`, results.simulated)))
}

/** The scheme of cages; "not recorded" is a term of that list and no answer. */
export function cageScheme(experiment: Experiment, label: string): Part {
  return valueOf(experiment.cageScheme) === 'not recorded' ? absent(label, `experiment ${experiment.code}, /cageScheme`, 'not recorded') : at(experiment, '/cageScheme', experiment.cageScheme, label)
}

export function computed(experiment: Experiment, pointer: string, what: string, value: string, simulated: boolean): Part {
  return { evidence: [{ what, value, source: { kind: 'experiment', id: experiment.id, name: experiment.code, pointer }, simulated }], gaps: [] }
}
