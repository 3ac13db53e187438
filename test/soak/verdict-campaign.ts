import type { InVitroDesign, InVivoDesign } from '../../shared/domain/planning/plan-design.ts'
import type { Rate } from '../../shared/domain/planning/planning-results.ts'
import { fiellerCoverage, typeOneInVitro, verdictRates } from './error-rates.ts'

const plates = (runs: number, runSdPoints: number, trueSuppressionPoints = 0): InVitroDesign => ({ kind: 'in vitro', runs, runSdPoints, trueSuppressionPoints, wells: 4, wellCv: 0.1, marginPoints: 20 })
/** Vehicle arm as in mouse CIA: 30 % never arthritic, the others at 40 % of the maximum with SD 18; no limit of vehicle incidence. */
const animals = (perArm: number, trueReduction = 0): InVivoDesign => ({ kind: 'in vivo', perArm, neverArthritic: 0.3, severityPercent: 40, severitySdPercent: 18, stepPercent: 0, actsOn: 'severity', trueReductionsPercent: [trueReduction], marginPercent: 25, test: 'permutation-mann-whitney', incidenceLimitPercent: 0 })
const shown = (r: Rate): string => `${r.percent.toFixed(1)} % (±${(1.96 * r.standardError).toFixed(1)})`

/** Simulations behind the verdict rule, with seeds and Monte-Carlo error (95 %); the figures stand in docs/methods.md. */
export function soakVerdicts(): void {
  console.log('in vitro, true suppression 0: how often a 95 % interval excludes it (10,000 replicates, 4 wells, CV 10 %)')
  for (const sd of [10, 15]) for (const runs of [3, 4, 6]) {
    const { plate, runs: mean } = typeOneInVitro(plates(runs, sd), 10_000, 1000 * sd + runs)
    console.log(`  run-to-run SD ${String(sd)} points, ${String(runs)} runs: mean over runs ${shown(mean)}; a single plate ${shown(plate)}`)
  }
  console.log('in vivo, coverage of the 95 % Fieller interval of the reduction, 30 % never arthritic (20,000 replicates)')
  for (const perArm of [6, 10, 20]) for (const reduction of [0, 33]) {
    const { coverage, unbounded, coverageOfBounded, medianHalfWidth90 } = fiellerCoverage(animals(perArm, reduction), 20_000, 10 * perArm + reduction)
    console.log(`  n = ${String(perArm)} per arm, true reduction ${String(reduction)} %: ${shown(coverage)}; of bounded intervals ${shown(coverageOfBounded)}; unbounded ${shown(unbounded)}; median 90 % half-width ${medianHalfWidth90.toFixed(0)} %`)
  }
  console.log('verdicts in vitro, margin 20 points, run-to-run SD 10 (10,000 replicates)')
  for (const runs of [3, 6]) for (const truth of [0, 20, 40, -20]) {
    console.log(`  ${String(runs)} runs, true suppression ${String(truth)}: ${listed(verdictRates(plates(runs, 10, truth), 10_000, 7000 + 10 * runs + truth))}`)
  }
  console.log('verdicts in vivo, margin 25 %, exact Mann-Whitney (4,000 replicates)')
  for (const perArm of [10, 20, 50]) for (const truth of [0, 25, 33, 60, -40]) {
    console.log(`  n = ${String(perArm)} per arm, true reduction ${String(truth)} %: ${listed(verdictRates(animals(perArm, truth), 4000, 9000 + perArm + truth))}`)
  }
}

function listed(rates: ReadonlyMap<string, Rate>): string {
  return [...rates].sort(([, a], [, b]) => b.percent - a.percent).map(([kind, r]) => `${kind} ${shown(r)}`).join(', ')
}
