import { riskDifference, wilsonProportion, type Count } from '../../statistics/proportions.ts'
import { fail, type Result } from '../../util/result.ts'
import type { AnimalData } from './animal-summary.ts'
import type { Estimate } from '../estimate.ts'
import { fromStatistic, notAssessed, type GroupContext } from '../group-estimate.ts'

type IncidenceContext = Pick<GroupContext, 'simulated' | 'sources'>

/** Why incidence and onset do not apply to an experiment, or undefined when they do. */
export type NoIncidence = string | undefined

/**
 * Animals at risk and those that became arthritic. At risk: in the analysis, scored, and not arthritic on or before the day of the first
 * administration (animals already arthritic leave the risk set).
 */
export function incidenceCount(animals: readonly AnimalData[]): Count & { readonly alreadyArthritic: number; readonly lost: number } {
  const known = included(animals).filter((a) => a.summary.everArthritic !== null)
  const atRisk = known.filter((a) => a.arthriticAtStart !== true)
  return {
    events: atRisk.filter((a) => a.summary.everArthritic === true).length,
    total: atRisk.length,
    alreadyArthritic: known.length - atRisk.length,
    lost: atRisk.filter((a) => a.lostBeforeEnd).length,
  }
}

/** Animals ever arthritic out of all scored, whenever it began: whether the model took, which decides on validity. */
export function takeCount(animals: readonly AnimalData[]): Count {
  const known = included(animals).filter((a) => a.summary.everArthritic !== null)
  return { events: known.filter((a) => a.summary.everArthritic === true).length, total: known.length }
}

/** Incidence of arthritis in one arm among the animals at risk, percent with Wilson's interval. */
export function armIncidence(animals: readonly AnimalData[], notApplicable: NoIncidence, context: IncidenceContext): Estimate {
  const count = incidenceCount(animals)
  const shared = { ...context, unit: '%', n: count.total, nOf: 'animals', warnings: lossWarnings([count]) } as const
  const method = 'animals that became arthritic of those at risk at the first administration'
  const refused = notApplicable ?? nobodyAtRisk(count)
  if (refused !== undefined) return notAssessed(refused, method, shared)
  return fromStatistic(wilsonProportion(count), method, shared, 100)
}

/** Incidence in the vehicle arm minus that in the treated arm, in points with Newcombe's interval; positive is benefit. */
export function incidenceDifference(treated: readonly AnimalData[], vehicle: readonly AnimalData[], notApplicable: NoIncidence, context: IncidenceContext): Estimate {
  const t = incidenceCount(treated)
  const v = incidenceCount(vehicle)
  const shared = { ...context, unit: 'points', n: t.total + v.total, nOf: 'animals', warnings: lossWarnings([t, v]) } as const
  const method = `incidence in vehicle (${v.events} of ${v.total}) minus incidence in treated (${t.events} of ${t.total}) animals at risk; positive is benefit`
  const refused = notApplicable ?? nobodyAtRisk(v) ?? nobodyAtRisk(t)
  if (refused !== undefined) return notAssessed(refused, method, shared)
  return fromStatistic(riskDifference(v, t), method, shared, 100)
}

/**
 * Whether the vehicle arm took the disease well enough to judge from.
 * @param limitPercent incidence needed; below it verdicts are not assessable.
 * @returns the observed percentage, or why it is not known.
 */
export function vehicleTake(vehicle: readonly AnimalData[], limitPercent: number): Result<{ readonly percent: number; readonly reached: boolean; readonly words: string }> {
  const { events, total } = takeCount(vehicle)
  if (total === 0) return fail('no vehicle animal has scores to judge incidence from')
  const percent = (100 * events) / total
  return { ok: true, value: { percent, reached: percent >= limitPercent - 1e-9, words: `${events} of ${total} vehicle animals became arthritic (${Number(percent.toFixed(1))} %, ${limitPercent} % needed)` } }
}

function included(animals: readonly AnimalData[]): readonly AnimalData[] {
  return animals.filter((a) => a.summary.excludedBecause === undefined)
}

function nobodyAtRisk(count: ReturnType<typeof incidenceCount>): string | undefined {
  if (count.total > 0) return undefined
  return count.alreadyArthritic > 0 ? 'every animal was arthritic at the first administration: none was at risk' : 'no animal with scores'
}

function lossWarnings(counts: readonly ReturnType<typeof incidenceCount>[]): readonly string[] {
  const lost = counts.reduce((sum, c) => sum + c.lost, 0)
  const already = counts.reduce((sum, c) => sum + c.alreadyArthritic, 0)
  return [
    ...(lost === 0 ? [] : [`${lost} animals died without arthritis before the planned end and count as not arthritic.`]),
    ...(already === 0 ? [] : [`${already} animals already arthritic at the first administration are not at risk and left out.`]),
  ]
}
