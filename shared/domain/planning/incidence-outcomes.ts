import { fisherExact, riskDifference } from '../../statistics/proportions.ts'
import { judge, type Verdict } from '../pairs/verdict.ts'
import type { IncidenceDesign } from './plan-design.ts'
import type { Interval } from '../../util/interval.ts'

/** What the notebook would compute from so many ill animals in each arm; independent of the truth. */
export type IncidenceOutcome = { readonly p: number; readonly interval90: Interval | null; readonly interval95: Interval | null; readonly verdict: (adjustedP: number) => Verdict }

/**
 * Outcomes of all tables (ill of treated, ill of vehicle), each computed once: difference of incidence (vehicle minus treated, points, positive is
 * benefit) with Newcombe's interval, Fisher's test, and the verdict rule with the margin in points.
 */
export function incidenceOutcomes({ perArm, marginPoints }: Pick<IncidenceDesign, 'perArm' | 'marginPoints'>): (treated: number, vehicle: number) => IncidenceOutcome {
  const known = new Map<number, IncidenceOutcome>()
  return (treated, vehicle) => {
    const key = treated * (perArm + 1) + vehicle
    let outcome = known.get(key)
    if (outcome === undefined) {
      outcome = outcomeOf({ events: treated, total: perArm }, { events: vehicle, total: perArm }, marginPoints)
      known.set(key, outcome)
    }
    return outcome
  }
}

type Ill = { readonly events: number; readonly total: number }

function outcomeOf(treated: Ill, vehicle: Ill, marginPoints: number): IncidenceOutcome {
  const difference = riskDifference(vehicle, treated, [0.9, 0.95])
  const test = fisherExact(treated, vehicle)
  const points = (i: Interval | undefined): Interval | null => (i === undefined ? null : { ...i, lower: i.lower === null ? null : 100 * i.lower, upper: i.upper === null ? null : 100 * i.upper })
  const interval90 = points(difference.ok ? difference.value.intervals[0] : undefined)
  const interval95 = points(difference.ok ? difference.value.intervals[1] : undefined)
  // 1e-9: 3/10 - 1/10 must reach a margin of 20 points, which binary fractions miss.
  const estimate = difference.ok ? Number((100 * difference.value.value).toFixed(9)) : null
  const verdict = (adjustedP: number): Verdict => judge({
    side: 'in vivo', estimate, interval90, interval95, invalidBecause: null,
    margin: { value: marginPoints, declaredBeforeData: true, note: '' },
    declaredTest: { name: "Fisher's exact test", adjustedP }, forcedInconclusive: null, simulated: true,
  })
  return { p: test.ok ? test.value.p : 1, interval90, interval95, verdict }
}
