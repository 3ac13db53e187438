import type { Result } from '../../util/result.ts'

/** What is wrong with one field of a calculator: the field's name in the input, and a sentence that says which value, why, and what would do. */
export type FieldProblem<Field extends string = string> = { readonly field: Field; readonly message: string }

/**
 * Answer of a calculator: what was computed, or everything that is wrong with the input at once. A calculator never repairs, rounds or
 * leaves out what it was given.
 */
export type Calculated<Output, Field extends string> = Result<Output, readonly FieldProblem<Field>[]>

/** What every answer of a calculator carries. */
export type CalculatorNotes = {
  /** The formula in words, with its units. */
  readonly method: string
  /** What the bench should look at before pipetting. */
  readonly warnings: readonly string[]
}

/** Limits of a field. Every field also refuses what is no finite number, and sizes beyond 1e15, which no bench can mean. */
export type FieldLimits = { readonly above?: number; readonly atLeast?: number; readonly atMost?: number; readonly whole?: boolean; readonly unit?: string }

const largest = 1e15
/** Smallest number above 0 that is accepted: keeps quotients of two fields finite. */
const smallest = 1e-15

/**
 * Problems of one number, at most one.
 * @param name what the field is called at the bench, beginning with a small letter
 */
export function fieldProblems<Field extends string>(field: Field, name: string, value: number, limits: FieldLimits): readonly FieldProblem<Field>[] {
  const unit = limits.unit === undefined ? '' : ` ${limits.unit}`
  const refuse = (what: string): readonly FieldProblem<Field>[] => [{ field, message: `${name} must be ${what}, not ${String(value)}${unit}` }]
  if (!Number.isFinite(value)) return [{ field, message: `${name} must be a number` }]
  if (limits.whole === true && !Number.isInteger(value)) return refuse('a whole number')
  if (limits.above !== undefined && value <= limits.above) return refuse(`above ${String(limits.above)}${unit}`)
  if (limits.atLeast !== undefined && value < limits.atLeast) return refuse(`${String(limits.atLeast)}${unit} or more`)
  if (limits.atMost !== undefined && value > limits.atMost) return refuse(`at most ${String(limits.atMost)}${unit}`)
  if (Math.abs(value) > largest) return refuse('a size that can be measured (at most 1e15)')
  if (value !== 0 && Math.abs(value) < smallest) return refuse('a size that can be measured (at least 1e-15)')
  return []
}

/** Problems of a list of numbers: none given, or the first that is out of its limits, named by its place. */
export function listProblems<Field extends string>(field: Field, name: string, values: readonly number[], limits: FieldLimits): readonly FieldProblem<Field>[] {
  if (values.length === 0) return [{ field, message: `${name} must have at least one entry` }]
  if (values.length > mostEntries) return [{ field, message: `${name} must have at most ${String(mostEntries)} entries, not ${String(values.length)}` }]
  return values.flatMap((value, i) => fieldProblems(field, `${name}, entry ${String(i + 1)},`, value, limits)).slice(0, 1)
}

const mostEntries = 1000

/** Whole units that hold an amount: the next whole number, unless binary fractions alone put the amount above one (3 × 0.1 is not 4 of 0.1). */
export function wholeUnits(amount: number): number {
  const nearest = Math.round(amount)
  return Math.abs(amount - nearest) <= 1e-9 * nearest ? nearest : Math.ceil(amount)
}

/** 1 + percent/100: what is made for what is used. */
export function withOverfill(amount: number, overfillPercent: number): number {
  return amount * (1 + overfillPercent / 100)
}
