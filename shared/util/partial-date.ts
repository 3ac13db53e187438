const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?)?)?)?$/

/** Half-open range of local time, in milliseconds since 1970-01-01T00:00 of the same (unstated) zone, that a partial date covers. */
export type DateRange = { readonly from: number; readonly to: number; readonly precision: 'year' | 'month' | 'day' | 'minute' | 'second' }

const dayMs = 86_400_000

/**
 * Reads a bench date as precise as it was written: year, month, day, minute or second, with an offset where known.
 * A stated offset is applied (the range is then UTC); without one the range is local time of the lab.
 * @returns the range covered, or undefined when the text is no such date (month 13, 30 February).
 */
export function partialDateRange(value: string): DateRange | undefined {
  const match = pattern.exec(value)
  if (match === null) return undefined
  const [, y, mo, d, h, mi, s, zone] = match
  const year = Number(y)
  if (mo === undefined) return { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 1, 0, 1), precision: 'year' }
  const month = Number(mo)
  if (month < 1 || month > 12) return undefined
  if (d === undefined) return { from: Date.UTC(year, month - 1, 1), to: Date.UTC(year, month, 1), precision: 'month' }
  const day = Number(d)
  const start = Date.UTC(year, month - 1, day)
  if (day < 1 || new Date(start).getUTCDate() !== day) return undefined
  if (h === undefined || mi === undefined) return { from: start, to: start + dayMs, precision: 'day' }
  if (Number(h) > 23 || Number(mi) > 59 || Number(s ?? 0) > 59) return undefined
  const offset = zone === undefined || zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)))
  const from = start + (Number(h) * 60 + Number(mi) - offset) * 60_000 + Number(s ?? 0) * 1000
  return s === undefined ? { from, to: from + 60_000, precision: 'minute' } : { from, to: from + 1000, precision: 'second' }
}

/** True for a date or date-time as described at {@link partialDateRange}. */
export function isPartialDateTime(value: string): boolean {
  return partialDateRange(value) !== undefined
}

/**
 * Order of two partial dates: -1 when `a` certainly precedes `b`, 1 when it certainly follows, 0 when the ranges overlap, so that
 * the order is not known; undefined when one of them is no date. Times without offset are taken as of one place.
 */
export function comparePartialDates(a: string, b: string): -1 | 0 | 1 | undefined {
  const left = partialDateRange(a)
  const right = partialDateRange(b)
  if (left === undefined || right === undefined) return undefined
  if (left.to <= right.from) return -1
  if (right.to <= left.from) return 1
  return 0
}

/**
 * Whole days from `from` to `to`, both known at least to the day (times of day are ignored); undefined when either is less precise.
 */
export function daysBetween(from: string, to: string): number | undefined {
  const a = partialDateRange(from.slice(0, 10))
  const b = partialDateRange(to.slice(0, 10))
  if (a?.precision !== 'day' || b?.precision !== 'day') return undefined
  return Math.round((b.from - a.from) / dayMs)
}

/**
 * Hours between two bench times. Exact only when both are known to the minute; dates known to the day give whole days and
 * `precision: 'day'`; anything coarser gives undefined.
 */
export function hoursBetween(from: string, to: string): { readonly hours: number; readonly precision: 'day' | 'minute' } | undefined {
  const a = partialDateRange(from)
  const b = partialDateRange(to)
  if (a === undefined || b === undefined) return undefined
  const fine = (r: DateRange): boolean => r.precision === 'minute' || r.precision === 'second'
  if (fine(a) && fine(b)) return { hours: (b.from - a.from) / 3_600_000, precision: 'minute' }
  const days = daysBetween(from, to)
  return days === undefined ? undefined : { hours: days * 24, precision: 'day' }
}
