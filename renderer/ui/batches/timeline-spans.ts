import { partialDateRange } from '../../../shared/util/partial-date.ts'
import { valueAt, itemsOf, type FormValue } from '../forms/form-value.ts'

const dayMs = 86_400_000

/** A passage on the time axis, in days from the first day of all. `isOpen`: no harvest yet, or not dated. */
export type TimelineSpan = { readonly id: string; readonly code: string; readonly from: number; readonly to: number; readonly isOpen: boolean; readonly feedings: readonly number[]; readonly words: string }

export type TimelineSpans = { readonly spans: readonly TimelineSpan[]; readonly days: number; /** First day of all, as it was recorded. */ readonly start: string; /** Passages without a usable date. */ readonly undated: readonly string[] }

/** Places the passages in time. Dates known to the day or better are used; a passage without one is named, not placed. */
export function timelineSpans(passages: readonly FormValue[]): TimelineSpans | null {
  const read = passages.map((p) => {
    const code = typeof p['code'] === 'string' ? p['code'] : ''
    const seeded = dayOf(p['seededAt'])
    const harvested = dayOf(valueAt(p, ['harvest', 'at']))
    const feedings = itemsOf(p['feedings']).flatMap(([, f]) => dayOf(f['at'])?.ms ?? [])
    return { id: String(p['id']), code, seeded, harvested, feedings }
  })
  const known = read.flatMap(({ seeded, harvested, feedings }) => [seeded, harvested].flatMap((d) => d ?? []).map((d) => d.ms).concat(feedings))
  if (known.length === 0) return null
  const first = Math.min(...known)
  const last = Math.max(...known)
  const day = (ms: number): number => (ms - first) / dayMs
  const start = read.flatMap(({ seeded, harvested }) => [seeded, harvested]).find((d) => d?.ms === first)?.text ?? ''
  return {
    spans: read.flatMap(({ id, code, seeded, harvested, feedings }): TimelineSpan[] => {
      const from = seeded ?? harvested
      if (from === undefined) return []
      const to = harvested ?? { ms: Math.max(last, from.ms), text: '' }
      const length = seeded === undefined || harvested === undefined ? '' : `, ${String(Math.round(day(to.ms) - day(from.ms)))} days`
      return [{ id, code, from: day(from.ms), to: day(to.ms), isOpen: harvested === undefined, feedings: feedings.map(day), words: `${code}: seeded ${seeded?.text ?? 'not dated'}, harvested ${harvested?.text ?? 'not yet'}${length}` }]
    }),
    days: Math.max(1, day(last)),
    start,
    undated: read.filter((r) => r.seeded === undefined && r.harvested === undefined).map((r) => r.code),
  }
}

function dayOf(value: unknown): { readonly ms: number; readonly text: string } | undefined {
  const range = typeof value === 'string' ? partialDateRange(value) : undefined
  return range === undefined || range.precision === 'year' || range.precision === 'month' ? undefined : { ms: range.from, text: String(value).slice(0, 16).replace('T', ' ') }
}
