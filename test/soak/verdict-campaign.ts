import { fiellerCoverage, typeOneInVitro, verdictRates, verdictRatesInVitro, type InVitroDesign, type InVivoDesign, type Rate } from './error-rates.ts'

const plates = (runs: number, runSdPoints: number, trueSuppression = 0): InVitroDesign => ({ runs, runSdPoints, trueSuppression, wells: 4, wellCv: 0.1 })
/** Vehicle arm as in mouse CIA: 30 % never arthritic, the others at 40 % of the maximum with SD 18. */
const animals = (perArm: number, trueReduction = 0): InVivoDesign => ({ perArm, neverArthritic: 0.3, severity: 40, severitySd: 18, trueReduction })
const shown = (r: Rate): string => `${r.percent.toFixed(1)} % (±${(1.96 * r.se).toFixed(1)})`

/** Simulations behind the verdict rule, with seeds and Monte-Carlo error (95 %); the figures stand in docs/methods.md. */
export function soakVerdicts(): void {
  console.log('in vitro, true suppression 0: how often a 95 % interval excludes it (10,000 replicates, 4 wells, CV 10 %)')
  for (const sd of [10, 15]) for (const runs of [3, 4, 6]) {
    const { plate, runs: mean } = typeOneInVitro(plates(runs, sd), 10_000, 1000 * sd + runs)
    console.log(`  run-to-run SD ${String(sd)} points, ${String(runs)} runs: mean over runs ${shown(mean)}; a single plate ${shown(plate)}`)
  }
  console.log('in vivo, coverage of the 95 % Fieller interval of the reduction, 30 % never arthritic (20,000 replicates)')
  for (const perArm of [6, 10, 20]) for (const reduction of [0, 33]) {
    const { coverage, unbounded, medianHalfWidth90 } = fiellerCoverage(animals(perArm, reduction), 20_000, 10 * perArm + reduction)
    console.log(`  n = ${String(perArm)} per arm, true reduction ${String(reduction)} %: ${shown(coverage)}; unbounded ${shown(unbounded)}; median 90 % half-width ${medianHalfWidth90.toFixed(0)} %`)
  }
  console.log('verdicts in vitro, margin 20 points, run-to-run SD 10 (10,000 replicates)')
  for (const runs of [3, 6]) for (const truth of [0, 20, 40, -20]) {
    console.log(`  ${String(runs)} runs, true suppression ${String(truth)}: ${listed(verdictRatesInVitro(plates(runs, 10, truth), 20, 10_000, 7000 + 10 * runs + truth))}`)
  }
  console.log('verdicts in vivo, margin 25 %, exact Mann-Whitney (4,000, 2,000 and 400 replicates)')
  for (const [perArm, replicates] of [[10, 4000], [20, 2000], [50, 400]] as const) for (const truth of [0, 25, 33, 60, -40]) {
    console.log(`  n = ${String(perArm)} per arm, true reduction ${String(truth)} %: ${listed(verdictRates(animals(perArm, truth), 25, replicates, 9000 + perArm + truth))}`)
  }
}

function listed(rates: ReadonlyMap<string, Rate>): string {
  return [...rates].sort(([, a], [, b]) => b.percent - a.percent).map(([kind, r]) => `${kind} ${shown(r)}`).join(', ')
}
