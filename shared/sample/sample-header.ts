import type { Origin } from '../records/header.ts'
import type { RecordKind } from '../records/record-kinds.ts'
import { sampleId } from './sample-id.ts'

/** Person who keeps the sample notebook; no real person. */
export const keeperId = sampleId('person', 'SIM-AB')

/** When records that are no bench act were typed. */
const typedAt = '2025-01-06T08:00:00Z'

/** First fields of a record: kind, identifier, when and by whom recorded, origin. */
export type SampleHeader<K extends RecordKind> = { readonly kind: K; readonly id: string; readonly recordedAt: string; readonly recordedBy: string; readonly origin: Origin }

/**
 * Header of a record of the sample notebook.
 * @param name unique within the kind; the id follows from it.
 * @param day bench date; the record is then recorded at 17:00 of that day, else on the day the notebook was begun.
 */
export function sampleHeader<K extends RecordKind>(kind: K, name: string, origin: Origin, day?: string): SampleHeader<K> {
  const recordedAt = day === undefined ? typedAt : `${day.slice(0, 10)}T17:00:00Z`
  return { kind, id: sampleId(kind, name), recordedAt, recordedBy: keeperId, origin }
}

/** Origin of values made up by a generator: which, with which seed, so that anyone can make them again. */
export function simulated(generator: string, seed?: number, note?: string): Origin {
  const source = `Stromabook sample notebook, generator "${generator}"${seed === undefined ? ', no random numbers' : `, seed ${String(seed)}`}`
  return { type: 'simulated', source, ...(note === undefined ? {} : { note }) }
}

/** Origin of values read in a publication. */
export function published(source: string, note?: string): Origin {
  return { type: 'published', source, ...(note === undefined ? {} : { note }) }
}

/** Origin of a value that was worked out from a publication and is not printed there. */
export function inferredFrom(source: string, note: string): Origin {
  return { type: 'inferred', source, note }
}

/** The same origin for many fields, as `fieldOrigins` wants it. */
export function originOfFields(origin: Origin, ...pointers: readonly string[]): Record<string, Origin> {
  return Object.fromEntries(pointers.map((pointer) => [pointer, origin]))
}

/** Day `days` after a date (YYYY-MM-DD), as a date. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Items under their keys, with their place in the printed order. */
export function inOrder<T extends object>(items: Readonly<Record<string, T>>): Record<string, T & { order: number }> {
  return Object.fromEntries(Object.entries(items).map(([key, item], i) => [key, { order: i + 1, ...item }]))
}

/** References as a set, in the given order. */
export function refs(...ids: readonly string[]): Record<string, { order: number }> {
  return Object.fromEntries(ids.map((id, i) => [id, { order: i + 1 }]))
}
