import { intervalAt, type Estimate, type TestResult } from '../../domain/estimate.ts'
import { formatBounds, formatLevel, formatP, relationP, formatValue, formatWithUnit } from '../../util/format-number.ts'
import { simulatedMark } from './blocks.ts'

/** Value with unit, or the reason why there is none; limits carry their sign, simulated values their mark. */
export function printValue(e: Estimate): string {
  const mark = e.simulated ? simulatedMark : ''
  if (e.value === null) return `not assessable: ${e.notAssessable ?? 'no reason given'}${mark}`
  return `${e.bound === undefined ? '' : `${e.bound} `}${formatWithUnit(e.value, e.unit)}${mark}`
}

/** Interval at a level: "95 %: 70.8 to 80.9", or why there is none. */
export function printInterval(e: Estimate, level = 0.95): string {
  const interval = intervalAt(e, level)
  if (interval !== undefined) return `${formatLevel(level)}: ${formatBounds(interval, e.unit)}`
  return e.value === null ? '' : `no interval (${e.noInterval ?? 'not computed at this level'})`
}

/** Sample size with its unit: "n = 3 runs". */
export function printN(e: { readonly n: number; readonly nOf: string }): string {
  return `n = ${String(e.n)} ${e.n === 1 ? e.nOf.replace(/s$/, '').replace('dishe', 'dish') : e.nOf}`
}

/** Value, 95 % interval and n in one line. */
export function printEstimate(e: Estimate): string {
  const interval = printInterval(e)
  return [printValue(e), ...(interval === '' ? [] : [interval]), printN(e)].join('; ')
}

/** Number alone, for table cells whose head names the unit; a dash where there is none (the reason stands under the table). */
export function printNumber(e: Estimate): string {
  return e.value === null ? '–' : `${e.bound ?? ''}${formatValue(e.value, e.unit)}`
}

/** Bounds alone, for table cells. */
export function printBounds(e: Estimate, level = 0.95): string {
  const interval = intervalAt(e, level)
  return interval === undefined ? '–' : formatBounds(interval, e.unit)
}

/** p value with its adjustment and the smallest that the design can reach. */
export function printTest(t: TestResult): string {
  if (t.p === null) return `${t.test}: no p value (${t.warnings.join('; ') || 'not computed'})`
  const adjusted = t.adjustedP === null ? '' : `, adjusted (${t.adjustment}) p ${relationP(t.adjustedP)}`
  const smallest = t.smallestP === null ? '' : `; smallest p this design can reach ${formatP(t.smallestP)}`
  return `${t.test}: p ${relationP(t.p)}${adjusted}${smallest}`
}
