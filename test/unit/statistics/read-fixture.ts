import { readFileSync } from 'node:fs'
import type { z } from 'zod'

/** A file of test/fixtures/statistics, checked against its schema. The script beside it made it. */
export function readFixture<T extends z.ZodType>(name: string, schema: T): z.infer<T> {
  return schema.parse(JSON.parse(readFileSync(new URL(`../../fixtures/statistics/${name}.json`, import.meta.url), 'utf8')))
}

/** Largest of the differences met, relative to the expected value (absolute where that is below `floor`). */
export class LargestDifference {
  private readonly floor: number
  largest = 0
  where = ''
  count = 0

  constructor(floor = 1e-300) {
    this.floor = floor
  }

  add(actual: number | null | undefined, expected: number, where = ''): void {
    this.count++
    const difference = actual === expected ? 0 : Math.abs((actual ?? NaN) - expected) / Math.max(Math.abs(expected), this.floor)
    if (!(difference <= this.largest)) {
      this.largest = Number.isNaN(difference) ? Infinity : difference
      this.where = `${where}: got ${actual}, expected ${expected}`
    }
  }
}

/** The value of a result that has to be there; the reason is shown when it is not. */
export function valueOf<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T {
  if (!result.ok) throw new Error(String(result.error))
  return result.value
}

/** The reason of a result that has to fail. */
export function reasonOf(result: { readonly ok: true } | { readonly ok: false; readonly error: string }): string {
  if (result.ok) throw new Error('expected a reason, got a value')
  return result.error
}
