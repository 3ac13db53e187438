import { assertNever } from '../../util/assert-never.ts'
import { formatRecorded } from '../../util/format-number.ts'
import type { InVivoDesign, PlanDesign } from './plan-design.ts'
import type { Outlook, Rate } from './planning-results.ts'

/** How the probabilities of a design are found, for print. */
export function methodOf(design: PlanDesign): string {
  switch (design.kind) {
    case 'in vitro':
      return 'simulated plates (S = 100 (1 - X/C)), mean over runs with t interval, verdict by the rule of the notebook'
    case 'in vivo':
      return `simulated mean scores, reduction with Fieller interval, ${testWords(design)} with Holm over ${String(design.trueReductionsPercent.length)} ${design.trueReductionsPercent.length === 1 ? 'arm' : 'arms'}, verdict by the rule of the notebook`
    case 'incidence':
      return `${design.treatedIncidences.length === 1 ? 'every possible outcome weighed by its probability' : `simulated incidences, Holm over ${String(design.treatedIncidences.length)} arms`}; difference of incidence with Newcombe interval, Fisher's exact test; verdict rule with the margin in points (the notebook itself gives verdicts on the score only)`
    default:
      return assertNever(design)
  }
}

function testWords({ test, stepPercent }: InVivoDesign): string {
  if (test === 'welch-t') return "Welch's t test"
  return `permutation Mann-Whitney test (exact up to about ${stepPercent > 0 ? '30' : '60'} animals per arm, else 1,999 draws)`
}

/** What is assumed and will not be so exactly; for print beside the figures. */
export function assumptionsOf(design: PlanDesign): readonly string[] {
  switch (design.kind) {
    case 'in vitro':
      return ['runs are independent (own thaw or harvest, own day); runs that share a thaw or a responder donor count as one', 'deviations of runs and wells are normal', 'every plate is valid, background 0']
    case 'in vivo':
      return [
        'animals are independent; where whole cages are allocated, plan with cages as the units and the spread of their means',
        'all animals are scored to the planned end: deaths and exclusions need more animals',
        design.actsOn === 'severity' ? 'the treatment multiplies the score of every animal and leaves the number of ill animals' : 'the treatment changes how many animals fall ill and leaves how ill they get',
        design.incidenceLimitPercent === 0 ? 'no limit of vehicle incidence' : `not assessable when fewer than ${String(design.incidenceLimitPercent)} % of the vehicle animals get arthritis`,
      ]
    case 'incidence':
      return ['animals are independent; where whole cages are allocated, plan with cages', 'all animals are at risk and scored to the planned end']
    default:
      return assertNever(design)
  }
}

/** The design in one line. */
export function designWords(design: PlanDesign): string {
  const n = (value: number): string => formatRecorded(Number(value.toPrecision(6)))
  switch (design.kind) {
    case 'in vitro':
      return `${plural(design.runs, 'run')} of ${plural(design.wells, 'well')}, run-to-run SD ${n(design.runSdPoints)} points, well CV ${n(100 * design.wellCv)} %, true suppression ${n(design.trueSuppressionPoints)} points, margin ${n(design.marginPoints)} points`
    case 'in vivo':
      return `${plural(design.perArm, 'animal')} per arm, ${n(100 * design.neverArthritic)} % never arthritic, the others at ${n(design.severityPercent)} % of the maximum with SD ${n(design.severitySdPercent)}${design.stepPercent > 0 ? ` in steps of ${n(design.stepPercent)}` : ''}, true reduction ${design.trueReductionsPercent.map(n).join(', ')} % by ${design.actsOn}, margin ${n(design.marginPercent)} %${design.incidenceLimitPercent > 0 ? `, vehicle incidence of ${n(design.incidenceLimitPercent)} % needed` : ''}`
    case 'incidence':
      return `${plural(design.perArm, 'animal')} per arm, true incidence ${n(100 * design.vehicleIncidence)} % in the vehicle arm and ${design.treatedIncidences.map((p) => n(100 * p)).join(', ')} % in treated arms, margin ${n(design.marginPoints)} points`
    default:
      return assertNever(design)
  }
}

/** A sentence for the record ("how the sample size was decided"), with everything needed to compute it again. */
export function planSentence(outlook: Outlook, appVersion: string): string {
  const { design, simulation, arms } = outlook
  const how = simulation === null ? 'computed over all possible outcomes' : `by simulation (${String(simulation.replicates)} replicates, seed ${String(simulation.seed)})`
  const wanted = arms.map((arm) => {
    const [benefit, harm, none] = arm.verdicts
    const best = arm.truth === 0 ? none : arm.truth < 0 ? harm : benefit
    return best === undefined ? '' : `"${best.label}" ${rateWords(best.rate)} (${arm.label})`
  })
  return `Probability of the verdict, ${how} with Stromabook ${appVersion}: ${designWords(design)}: ${wanted.join('; ')}.`
}

/** "86.1 % (Monte-Carlo 95 %: 85.4 to 86.8 %)"; alone where it was computed exactly. */
export function rateWords({ percent, lower, upper }: Rate): string {
  return lower === percent && upper === percent ? `${percent.toFixed(1)} %` : `${percent.toFixed(1)} % (Monte-Carlo 95 %: ${lower.toFixed(1)} to ${upper.toFixed(1)} %)`
}

function plural(n: number, noun: string): string {
  return `${String(n)} ${noun}${n === 1 ? '' : 's'}`
}
