import type { Interval } from './interval.ts'

/**
 * The one home of printed numbers, so that screen, PDF, figure and command line never disagree.
 * Minus is U+2212, powers are written as superscripts, and nothing is rounded to zero silently.
 */

const superscripts: Readonly<Record<string, string>> = { '-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹' }

function superscript(n: number): string {
  return [...String(n)].map((c) => superscripts[c] ?? c).join('')
}

function withMinus(s: string): string {
  return s.replace('-', '−')
}

/** Fixed number of decimals: 12.3, −0.5. A value that would print as zero but is not keeps three significant digits. */
export function formatFixed(value: number, decimals: number): string {
  const rounded = value.toFixed(decimals)
  if (value !== 0 && Number(rounded) === 0) return formatSignificant(value, 2)
  return withMinus(rounded)
}

/** Significant digits; scientific from 10⁵ up and below 10⁻³: 1.10 × 10⁶. */
export function formatSignificant(value: number, digits = 3): string {
  if (value === 0) return '0'
  const magnitude = Math.floor(Math.log10(Math.abs(Number(value.toPrecision(digits)))))
  if (magnitude >= 5 || magnitude < -3) {
    const mantissa = Number(value.toPrecision(digits)) / 10 ** magnitude
    return `${withMinus(mantissa.toFixed(digits - 1))} × 10${superscript(magnitude)}`
  }
  return withMinus(value.toFixed(Math.max(0, digits - 1 - magnitude)))
}

/** Number of cells: exact below 100,000, else three significant digits as a power of ten. */
export function formatCells(value: number): string {
  return Math.abs(value) < 10_000 ? withMinus(String(Math.round(value * 10) / 10)) : formatSignificant(value, 3)
}

/** p value: two significant digits, "< 0.0001" below. */
export function formatP(p: number): string {
  if (p < 0.0001) return '< 0.0001'
  return p >= 0.1 ? p.toFixed(2) : p >= 0.001 ? p.toFixed(p >= 0.01 ? 3 : 4) : p.toFixed(5)
}

/** p with its sign of comparison: "= 0.012", "< 0.0001". */
export function relationP(p: number): string {
  const text = formatP(p)
  return text.startsWith('<') ? text : `= ${text}`
}

/** Ratio with its orientation, MSC per responder: 0.1 is "1:10", 2 is "2:1", 0.3 is "0.3:1". */
export function formatRatio(mscPerResponder: number): string {
  if (mscPerResponder === 0) return 'no MSC'
  const inverse = 1 / mscPerResponder
  if (mscPerResponder < 1 && Math.abs(inverse - Math.round(inverse)) < 1e-6 * inverse) return `1:${String(Math.round(inverse))}`
  return `${String(Number(mscPerResponder.toPrecision(3)))}:1`
}

/**
 * A recorded number exactly as it was entered, without rounding: 21, 0.025, 9 × 10⁷, 1.25 × 10⁶. Only computed numbers are rounded.
 */
export function formatRecorded(value: number): string {
  const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)))
  if (magnitude < 5 && magnitude >= -6) return withMinus(String(value))
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
  return `${withMinus(mantissa)} × 10${superscript(Number(exponent))}`
}

/** Value in a unit, by the habit of the unit: percent and points with one decimal, cells as powers of ten, else three significant digits. */
export function formatValue(value: number, unit: string): string {
  if (unit === '%' || unit === 'points' || unit === '% of maximum') return formatFixed(value, 1)
  if (unit.startsWith('cells')) return formatCells(value)
  if (unit === 'PD' || unit === 'doublings' || unit === 'correlation') return formatFixed(value, 2)
  if (unit === 'h' || unit === 'd') return formatFixed(value, 1)
  return formatSignificant(value, 3)
}

/** Value with its unit: "76.0 %", "1.10 × 10⁶ cells". */
export function formatWithUnit(value: number, unit: string): string {
  const number = formatValue(value, unit)
  return unit === '' ? number : `${number} ${unit}`
}

/** Bounds of an interval: "70.8 to 80.9"; unbounded sides are named. */
export function formatBounds(interval: Interval, unit: string): string {
  if (interval.lower === null && interval.upper === null) return 'unbounded on both sides'
  if (interval.lower === null) return `below ${formatValue(interval.upper ?? 0, unit)} (unbounded)`
  if (interval.upper === null) return `above ${formatValue(interval.lower, unit)} (unbounded)`
  return `${formatValue(interval.lower, unit)} to ${formatValue(interval.upper, unit)}`
}

/** Level of an interval: "95 %". */
export function formatLevel(level: number): string {
  return `${String(Number((level * 100).toPrecision(4)))} %`
}
