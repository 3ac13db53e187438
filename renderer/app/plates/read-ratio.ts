import { readNumber } from '../../../shared/util/read-number.ts'
import { fail, ok, type Result } from '../../../shared/util/result.ts'

/** MSC per responder from "0.1" or "1:10"; undefined where it is no number above 0. */
function readRatio(text: string): number | undefined {
  const [over, under] = text.split(':').map((part) => readNumber(part))
  if (over === undefined || !over.ok || (under !== undefined && !under.ok)) return undefined
  const value = under === undefined ? over.value : over.value / under.value
  return value > 0 && Number.isFinite(value) ? value : undefined
}

/** Ratios, MSC per responder, with blanks or semicolons between them, in the order they were typed. Fails on the first that is none. */
export function readRatios(text: string): Result<readonly number[]> {
  const read = text.split(/[\s;]+/).filter((t) => t !== '').map(readRatio)
  const bad = read.findIndex((r) => r === undefined)
  return bad >= 0 ? fail(`Ratio ${String(bad + 1)} is not a number above 0. Write MSC per responder: 0.1, or 1:10.`) : ok(read.flatMap((r) => r ?? []))
}
