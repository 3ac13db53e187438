import { isPartialDateTime } from './partial-date.ts'
import { fail, ok, type Result } from './result.ts'

const hint = 'write it as 2026-03-14, with a time as 2026-03-14T09:30, or as precise as it is known (2026-03, 2026)'

/**
 * A bench date as people type it or paste it from a spreadsheet: 2026-03-14, 2026-03-14 09:30, 14.3.2026 (dots always mean day first),
 * 25/3/2026 (one number above 12 says which is the day). 3/4/2026 means different days in different countries and is refused, as are
 * two-digit years.
 * @returns the date as records hold it.
 */
export function readDate(typed: string): Result<string> {
  const text = typed.trim()
  const plain = text.replace(/^(\d{4}-\d\d-\d\d)[ ]+(\d\d:\d\d)/, '$1T$2').replace(/T(\d):/, 'T0$1:')
  if (isPartialDateTime(plain)) return ok(plain)
  const match = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})(?:[ T]+(\d{1,2}:\d\d(?::\d\d)?))?$/.exec(text)
  if (match === null) return fail(`"${text}" is no date; ${hint}`)
  const [, first = '', separator, second = '', year = '', time] = match
  const dayFirst = separator === '.' || Number(first) > 12
  if (!dayFirst && Number(second) <= 12 && first !== second) return fail(`"${text}" can be read as two different days; ${hint}`)
  const [day, month] = dayFirst ? [first, second] : [second, first]
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${time === undefined ? '' : `T${time.padStart(time.includes(':', 3) ? 8 : 5, '0')}`}`
  return isPartialDateTime(date) ? ok(date) : fail(`"${text}" is no date; ${hint}`)
}
