import { mean } from '../descriptive.ts'
import { fUpperTail } from '../distributions.ts'
import { logisticResponse } from './dose-response-model.ts'
import { testedRange, type FittedLogistic, type PotencyDose } from './dose-response-potency.ts'

/** Share of the way to the plateau that the highest dose must have covered for the plateau to count as reached. */
const PLATEAU_REACHED = 0.8

/** P of the F test of the curve against a flat line; approximate, since a flat line leaves e and b undefined. Null without residual spread. */
export function flatLineP(fit: FittedLogistic): number | null {
  if (fit.rss === 0) return null
  const free = fit.fixed.d === undefined ? (mean(fit.responses) ?? NaN) : fit.fixed.d
  const flat = fit.responses.reduce((sum, value) => sum + (value - free) ** 2, 0)
  const extra = fit.parameters.length - (fit.fixed.d === undefined ? 1 : 0)
  return fUpperTail((flat - fit.rss) / extra / (fit.rss / fit.df), extra, fit.df)
}

/** P of the F test for lack of fit against the spread of replicates (pure error); null without replicates or doses to spare. */
export function lackOfFitP(fit: FittedLogistic): number | null {
  const groups = [...new Set(fit.doses)].map((dose) => fit.responses.filter((_, i) => fit.doses[i] === dose))
  const pure = groups.reduce((sum, group) => sum + group.reduce((part, value) => part + (value - (mean(group) ?? NaN)) ** 2, 0), 0)
  const pureDf = fit.responses.length - groups.length
  const spareDf = groups.length - fit.parameters.length
  if (pureDf < 1 || spareDf < 1 || pure <= 0 || fit.rss === 0) return null
  return fUpperTail(Math.max(0, fit.rss - pure) / spareDf / (pure / pureDf), spareDf, pureDf)
}

type Checked = { readonly relative: PotencyDose; readonly flatLineP: number | null; readonly lackOfFitP: number | null; readonly direction: 'falling' | 'rising' }

/** What the reader must know before relying on the curve; whole sentences. */
export function doseResponseWarnings(fit: FittedLogistic, result: Checked, fromCurve: readonly string[]): readonly string[] {
  const { c, d } = fit.coefficients
  const { highest } = testedRange(fit.doses)
  const covered = (logisticResponse(fit.coefficients, highest) - d) / (c - d)
  const rawSignal = fit.fixed.d !== 0
  return [
    ...fromCurve,
    ...(covered < PLATEAU_REACHED && fit.fixed.c === undefined
      ? [`The plateau is not reached: at the highest dose ${highest} the curve has covered ${(100 * covered).toFixed(0)} % of the way; the plateau and the relative dose are extrapolated.`]
      : []),
    ...(result.flatLineP !== null && result.flatLineP > 0.05
      ? [`The curve is not clearly better than a flat line (approximate F test, p = ${result.flatLineP.toPrecision(2)}).`]
      : []),
    ...(result.lackOfFitP !== null && result.lackOfFitP < 0.05
      ? [`The curve misses the dose means by more than the spread of replicates explains (lack of fit, p = ${result.lackOfFitP.toPrecision(2)}).`]
      : []),
    ...(rawSignal && result.direction === 'rising' ? ['The signal rises with dose: enhancement, not suppression.'] : []),
    ...(!rawSignal && c < 0 ? ['S falls below zero with dose: enhancement, not suppression.'] : []),
    ...(highest > 1 ? [`The highest dose is ${highest} MSC per responder, more MSC than responders: check the orientation (1:10 is 0.1, not 10).`] : []),
  ]
}
