import { valueOf } from '../records/blank.ts'
import type { Notebook } from '../records/notebook.ts'
import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { partialDateRange } from '../util/partial-date.ts'
import type { Side } from './pairs/verdict.ts'

/**
 * When the data of one side of a pair began, as early as the records allow: bench times without offset are local time of the lab, and
 * partial dates begin with their first moment. `unknown`: a record has no bench date and was typed in from elsewhere, so that its data
 * may be older than anything. `none`: there are no data yet.
 */
export type DataStart =
  | { readonly kind: 'none'; readonly words: string }
  | { readonly kind: 'unknown'; readonly words: string }
  | { readonly kind: 'known'; readonly times: readonly string[]; readonly words: string }

/** Origins whose values existed before they were recorded here. */
const olderThanTheirRecord = ['transcribed-from-paper', 'published', 'imported-file']

const dayMs = 86_400_000

/**
 * Earliest data of a side. In vitro: the plates of the assay (bench time, reading, recording). In vivo: the scoring sessions (bench
 * time, else day 0 plus the day, and recording) and unblinding.
 */
export function dataStart(notebook: Notebook, pair: RecordOf<'pair'>, side: Side): DataStart {
  return side === 'in vitro' ? plateStart(notebook, pair.inVitro?.assayId) : sessionStart(notebook, pair.inVivo?.experimentId)
}

/**
 * True when an instant certainly precedes the data; the same day, or an order that is not known, is not before.
 * @param at RFC 3339 with offset. It is compared as an instant with times that have an offset, else by its own clock.
 */
export function isBefore(at: string, start: DataStart): boolean {
  if (start.kind === 'none') return true
  if (start.kind === 'unknown') return false
  return start.times.every((time) => instantFor(at, time) < startOf(time))
}

/** First moment of a bench date or instant (instants may carry fractions of a second, bench dates do not). */
function startOf(time: string): number {
  return partialDateRange(time)?.from ?? Date.parse(time)
}

/** Milliseconds of the instant on the clock of `time`: UTC when that has an offset, else the local time written in `at`. */
function instantFor(at: string, time: string): number {
  const hasOffset = /T.*(Z|[+-]\d{2}:\d{2})$/.test(time)
  return Date.parse(hasOffset ? at : `${at.replace(/(Z|[+-]\d{2}:\d{2})$/, '')}Z`)
}

function plateStart(notebook: Notebook, assayId: string | undefined): DataStart {
  const plates = notebook.all('plate', { retired: true }).filter((p) => p.assayId === assayId)
  const undated = plates.find((p) => p.performedAt === undefined && valueOf(p.readAt) === undefined && isOlder(p))
  if (undated !== undefined) return { kind: 'unknown', words: `plate ${undated.code} has no bench date, so that it is not known when its data began` }
  return earliest(plates.flatMap((p) => [p.performedAt, valueOf(p.readAt), p.recordedAt]), 'first plate')
}

function sessionStart(notebook: Notebook, experimentId: string | undefined): DataStart {
  const experiment = notebook.get('experiment', experimentId)
  const sessions = notebook.all('scoring-session', { retired: true }).filter((s) => s.experimentId === experimentId)
  const unblinded = notebook.all('allocation', { retired: true }).filter((a) => a.experimentId === experimentId).map((a) => a.unblindedAt)
  const day0 = valueOf(experiment?.day0At)
  const benchTimes = sessions.map((s) => s.performedAt ?? dateOfDay(day0, s.day))
  const undated = sessions.find((s, i) => benchTimes[i] === undefined && isOlder(s))
  if (undated !== undefined) return { kind: 'unknown', words: `the scoring session of day ${undated.day} has no bench date, so that it is not known when the data began` }
  return earliest([...benchTimes, ...sessions.map((s) => s.recordedAt), valueOf(experiment?.unblindedAt), ...unblinded], 'first scoring session or unblinding')
}

function earliest(candidates: readonly (string | undefined)[], what: string): DataStart {
  const times = [...new Set(candidates.filter((t) => t !== undefined))]
  const [first] = times.toSorted((a, b) => startOf(a) - startOf(b))
  return first === undefined ? { kind: 'none', words: 'no data yet' } : { kind: 'known', times, words: `${what} ${first}` }
}

function isOlder(record: AnyRecord): boolean {
  return record.origin !== undefined && olderThanTheirRecord.includes(record.origin.type)
}

/** Calendar date of a day of the model; undefined when day 0 is not known to the day. */
function dateOfDay(day0: string | undefined, day: number): string | undefined {
  const range = day0 === undefined ? undefined : partialDateRange(day0.slice(0, 10))
  if (range?.precision !== 'day') return undefined
  return new Date(range.from + Math.floor(day) * dayMs).toISOString().slice(0, 10)
}
