import type { Estimate } from '../../shared/domain/estimate.ts'

/** An estimate somewhere in results, and the JSON pointer to it. */
export type FoundEstimate = { readonly at: string; readonly estimate: Estimate }

/** Every estimate below a value: whatever has a list `intervals`. */
export function estimatesIn(value: unknown, at = ''): readonly FoundEstimate[] {
  if (typeof value !== 'object' || value === null) return []
  const below = Object.entries(value).flatMap(([key, inner]) => estimatesIn(inner, `${at}/${key}`))
  return isEstimate(value) ? [{ at, estimate: value }, ...below] : below
}

/** What no result may hold: NaN, infinities, undefined, functions. Pointers to all of them. */
export function unprintableIn(value: unknown, at = ''): readonly string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${at} is ${String(value)}`]
  if (value === undefined || typeof value === 'function' || typeof value === 'bigint') return [`${at} is ${typeof value}`]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => unprintableIn(inner, `${at}/${key}`))
}

/** What is missing of an estimate that may be printed: interval or reason, n and of what, method; bounds in order. */
export function incompleteBecause({ at, estimate: e }: FoundEstimate): readonly string[] {
  const problems: string[] = []
  const need = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(`${at}: ${problem}`)
  }
  need(e.value !== null || isText(e.notAssessable), 'no value and no reason')
  need(e.value === null || e.notAssessable === undefined, 'a value and a reason why there is none')
  need(e.intervals.length > 0 || e.value === null || isText(e.noInterval), 'no interval and no reason')
  need(e.intervals.length === 0 || e.noInterval === undefined, 'an interval and a reason why there is none')
  need(e.intervals.length === 0 || e.value !== null, 'an interval without value')
  need(Number.isInteger(e.n) && e.n >= 0, `n is ${String(e.n)}`)
  need(isText(e.nOf), 'n of nothing')
  need(isText(e.method), 'no method')
  need(typeof e.unit === 'string', 'no unit')
  need(typeof e.simulated === 'boolean', 'not said whether simulated')
  need(Array.isArray(e.warnings) && Array.isArray(e.assumptions) && Array.isArray(e.sources), 'no warnings, assumptions or sources')
  for (const i of e.intervals) {
    need(i.level > 0 && i.level < 1, `level is ${String(i.level)}`)
    need(i.lower === null || i.upper === null || i.lower <= i.upper, `bounds ${String(i.lower)} and ${String(i.upper)}`)
    need(isText(i.method), 'interval without method')
  }
  return problems
}

function isEstimate(value: object): value is Estimate {
  return 'intervals' in value && Array.isArray(value.intervals)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}
