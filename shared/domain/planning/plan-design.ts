import { fail, ok, type Result } from '../../util/result.ts'

/** Independent runs in vitro, each a plate of wells with and without MSC. */
export type InVitroDesign = {
  readonly kind: 'in vitro'
  readonly runs: number
  /** Spread of the true suppression from run to run, points. */
  readonly runSdPoints: number
  readonly wells: number
  /** Coefficient of variation of a well, 0 to 1. */
  readonly wellCv: number
  readonly trueSuppressionPoints: number
  readonly marginPoints: number
}

/** Mean scores of animals (or cages), in percent of the scale maximum; treated arms against one vehicle arm. */
export type InVivoDesign = {
  readonly kind: 'in vivo'
  readonly perArm: number
  /** Share of vehicle animals that never get arthritis, 0 to 1. */
  readonly neverArthritic: number
  /** Mean score of the others: normal with this centre and spread, redrawn outside 0 to 100. */
  readonly severityPercent: number
  readonly severitySdPercent: number
  /** Scores come in steps of this many percent of the maximum, which makes ties; 0: no steps. */
  readonly stepPercent: number
  /** What the treatment changes: how ill the ill animals are, or how many fall ill. */
  readonly actsOn: 'severity' | 'incidence'
  /** One per treated arm; below 0 is worsening. */
  readonly trueReductionsPercent: readonly number[]
  readonly marginPercent: number
  readonly test: 'permutation-mann-whitney' | 'welch-t'
  /** Vehicle incidence below which the experiment is not assessable; 0: no limit. */
  readonly incidenceLimitPercent: number
}

/** Arthritic or not; treated arms against one vehicle arm. */
export type IncidenceDesign = {
  readonly kind: 'incidence'
  readonly perArm: number
  readonly vehicleIncidence: number
  /** One per treated arm, 0 to 1. */
  readonly treatedIncidences: readonly number[]
  readonly marginPoints: number
}

export type PlanDesign = InVitroDesign | InVivoDesign | IncidenceDesign

/** Most units an outlook is computed for. */
export const mostUnits = 1000

type Check = readonly [holds: boolean, reason: string]

/** A design that can be simulated, or everything that is wrong with it. */
export function checkDesign<D extends PlanDesign>(design: D): Result<D, readonly string[]> {
  const reasons = checksOf(design).filter(([holds]) => !holds).map(([, reason]) => reason)
  return reasons.length === 0 ? ok(design) : fail(reasons)
}

function checksOf(design: PlanDesign): readonly Check[] {
  switch (design.kind) {
    case 'in vitro':
      return [
        whole('runs', design.runs, 1),
        whole('wells', design.wells, 1),
        [design.runSdPoints >= 0 && Number.isFinite(design.runSdPoints), `the spread from run to run must be 0 points or more, not ${String(design.runSdPoints)}`],
        [design.wellCv >= 0 && design.wellCv < 1, `the coefficient of variation of a well must lie between 0 and 1 (0.1 is 10 %), not ${String(design.wellCv)}`],
        [design.runSdPoints > 0 || design.wellCv > 0, 'with no spread from run to run and none of the wells there is nothing to plan: give at least one'],
        [Number.isFinite(design.trueSuppressionPoints) && design.trueSuppressionPoints <= 100, `the true suppression must be at most 100 points, not ${String(design.trueSuppressionPoints)}`],
        margin(design.marginPoints),
      ]
    case 'in vivo':
      return [
        whole('animals per arm', design.perArm, 2),
        share('the share of vehicle animals that never get arthritis', design.neverArthritic),
        [design.neverArthritic < 1, 'if no vehicle animal gets arthritis there is nothing to reduce'],
        [design.severityPercent > 0 && design.severityPercent < 100, `the mean score of arthritic animals must lie between 0 and 100 % of the maximum, not ${String(design.severityPercent)}`],
        [design.severitySdPercent > 0 && design.severitySdPercent <= 100, `the spread of scores must lie above 0 and at most at 100 %, not ${String(design.severitySdPercent)}`],
        [design.stepPercent >= 0 && design.stepPercent <= 50, `the step of scores must lie between 0 and 50 % of the maximum, not ${String(design.stepPercent)}`],
        [design.trueReductionsPercent.length > 0, 'at least one treated arm is needed'],
        ...design.trueReductionsPercent.map((r): Check => [Number.isFinite(r) && r <= 100, `a true reduction must be at most 100 %, not ${String(r)}`]),
        ...design.trueReductionsPercent.map((r): Check => [design.actsOn === 'severity' || (1 - design.neverArthritic) * (1 - r / 100) <= 1, `a reduction of ${String(r)} % by incidence would need more than all animals to fall ill`]),
        margin(design.marginPercent),
        [design.incidenceLimitPercent >= 0 && design.incidenceLimitPercent <= 100, `the vehicle incidence needed must lie between 0 and 100 %, not ${String(design.incidenceLimitPercent)}`],
      ]
    case 'incidence':
      return [
        whole('animals per arm', design.perArm, 2),
        share('the incidence of the vehicle arm', design.vehicleIncidence),
        [design.treatedIncidences.length > 0, 'at least one treated arm is needed'],
        ...design.treatedIncidences.map((p) => share('the incidence of a treated arm', p)),
        margin(design.marginPoints),
      ]
  }
}

function whole(what: string, value: number, smallest: number): Check {
  return [Number.isInteger(value) && value >= smallest && value <= mostUnits, `${what} must be a whole number from ${String(smallest)} to ${String(mostUnits)}, not ${String(value)}`]
}

function share(what: string, value: number): Check {
  return [value >= 0 && value <= 1, `${what} must lie between 0 and 1, not ${String(value)}`]
}

function margin(value: number): Check {
  return [value > 0 && Number.isFinite(value), `the margin must be above 0, not ${String(value)}`]
}
