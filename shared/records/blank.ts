import type { Blank, BlankState } from './fields.ts'

/** True for an explicit blank state: unknown, not measured, not applicable. */
export function isBlank(value: unknown): value is Blank {
  return typeof value === 'object' && value !== null && 'blank' in value
}

/** The value of a field, or undefined when it is absent or explicitly blank. */
export function valueOf<T>(value: T | Blank | undefined): Exclude<T, Blank> | undefined {
  return value === undefined || isBlank(value) ? undefined : (value as Exclude<T, Blank>)
}

/** Why there is no value: "blank" when never asked for, else the recorded state; undefined when there is a value. */
export function blankStateOf(value: unknown): 'blank' | BlankState | undefined {
  if (value === undefined) return 'blank'
  return isBlank(value) ? value.blank : undefined
}

/** Printable words of a missing value, with its reason where one was given. */
export function blankWords(value: unknown): string | undefined {
  const state = blankStateOf(value)
  if (state === undefined) return undefined
  const words = { blank: 'not recorded', unknown: 'unknown', 'not-measured': 'not measured', 'not-applicable': 'not applicable' }[state]
  return isBlank(value) && value.reason !== undefined ? `${words} (${value.reason})` : words
}
