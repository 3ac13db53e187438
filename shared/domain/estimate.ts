import type { Interval } from '../util/interval.ts'

/** What a sample size counts: the unit of inference, or of mere precision. */
export type UnitOfN = 'wells' | 'runs' | 'animals' | 'cages' | 'donors' | 'events' | 'cells' | 'counts' | 'passages' | 'colonies' | 'dishes' | 'sessions' | 'draws' | 'doses' | 'effects' | 'experiments'

/** An assumption the method rests on, and what was found when it was looked at. */
export type Assumption = { readonly assumption: string; readonly outcome: 'holds' | 'fails' | 'not checked'; readonly detail: string }

/** Record (and field) a number was computed from, so that every figure leads back to raw wells and scores. */
export type ResultSource = { readonly kind: string; readonly id: string; readonly name: string; readonly pointer?: string }

/**
 * A result that may be printed. There are no bare numbers: value, unit, intervals (or why there is none), n and of what, method,
 * assumptions, warnings, whether simulated data went in, and where it came from.
 */
export type Estimate = {
  /** Null when the quantity cannot be assessed; `notAssessable` then says why. */
  readonly value: number | null
  readonly notAssessable?: string
  /** The value is a limit: true value below ("<") or above (">") it. */
  readonly bound?: '<' | '>'
  readonly unit: string
  readonly intervals: readonly Interval[]
  /** Why there is no interval; present exactly when `intervals` is empty. */
  readonly noInterval?: string
  readonly n: number
  readonly nOf: UnitOfN
  readonly method: string
  readonly assumptions: readonly Assumption[]
  readonly warnings: readonly string[]
  readonly simulated: boolean
  readonly sources: readonly ResultSource[]
}

/** A p value with everything needed to judge it. */
export type TestResult = {
  readonly test: string
  readonly p: number | null
  readonly adjustedP: number | null
  readonly adjustment: string
  readonly statistic: number | null
  readonly statisticName: string
  /** Smallest p this design can reach. */
  readonly smallestP: number | null
  readonly n: number
  readonly nOf: UnitOfN
  readonly method: string
  readonly warnings: readonly string[]
  readonly simulated: boolean
}

/** Something the record should be looked at for. Findings never block saving. */
export type Finding = {
  readonly severity: 'error' | 'warning' | 'note'
  /** Stable identifier of the rule: "draws-above-harvest". */
  readonly rule: string
  readonly kind: string
  readonly id: string
  readonly name: string
  /** JSON pointer to the field, empty for the record. */
  readonly field: string
  readonly reason: string
  readonly advice: string
}

/** The interval of a level, if there is one. */
export function intervalAt(estimate: Estimate, level: number): Interval | undefined {
  return estimate.intervals.find((i) => Math.abs(i.level - level) < 1e-9)
}
