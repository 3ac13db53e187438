import { designWords, planSentence, rateWords } from '../../shared/domain/planning/plan-words.ts'
import type { ArmOutlook, Outlook, SampleSizeSearch } from '../../shared/domain/planning/planning-results.ts'
import { formatFixed } from '../../shared/util/format-number.ts'

/** An outlook as lines of text: the design, each arm's verdicts with their Monte-Carlo error, what is assumed, and a sentence for the record. */
export function outlookText(outlook: Outlook, appVersion: string): readonly string[] {
  const { design, simulation, arms, method, assumptions, warnings } = outlook
  return [
    `${design.kind}: ${designWords(design)}`,
    ...arms.flatMap((arm) => armText(arm, design.kind === 'in vivo' ? '% reduction' : 'points')),
    ...warnings.map((w) => `Warning: ${w}`),
    simulation === null ? 'Computed over all possible outcomes: no Monte-Carlo error.' : `${String(simulation.replicates)} simulated ${design.kind === 'in vitro' ? 'assays' : 'experiments'}, seed ${String(simulation.seed)}; in brackets the 95 % Monte-Carlo error.`,
    `How: ${method}.`,
    'Assumed:',
    ...assumptions.map((a) => `  - ${a}`),
    'For the record:',
    `  ${planSentence(outlook, appVersion)}`,
  ]
}

function armText(arm: ArmOutlook, unit: string): readonly string[] {
  return [
    '',
    `${arm.label}, true effect ${formatFixed(arm.truth, 1)} ${unit}`,
    ...arm.verdicts.map((v) => `  ${v.label.padEnd(36)} ${rateWords(v.rate)}`),
    `  ${'95 % interval excludes 0'.padEnd(36)} ${rateWords(arm.excludesZero)}`,
    ...(arm.testBelow5 === null ? [] : [`  ${'adjusted p < 0.05'.padEnd(36)} ${rateWords(arm.testBelow5)}`]),
    `  ${'median half-width, 90 % interval'.padEnd(36)} ${arm.medianHalfWidth90 === null ? 'unbounded' : `${formatFixed(arm.medianHalfWidth90, 1)} ${unit === 'points' ? 'points' : '%'}`}`,
    '',
  ]
}

/** A search as lines of text: what was found, every number tried, and the outlook at it. */
export function searchText(search: SampleSizeSearch, appVersion: string): readonly string[] {
  return [
    `${search.reason.charAt(0).toUpperCase()}${search.reason.slice(1)}.`,
    `Tried, from ${String(search.smallest)} to at most ${String(search.largest)} ${search.unit}:`,
    ...search.tried.map((t) => `  ${String(t.n).padStart(4)}  ${rateWords(t.rate)}`),
    '',
    ...outlookText(search.outlook, appVersion),
  ]
}
