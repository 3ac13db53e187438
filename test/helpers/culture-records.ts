import { makeNotebook, type Notebook } from '../../shared/records/notebook.ts'
import { parseRecord } from '../../shared/records/parse-record.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'

// Small invented notebooks of culture: a donor, a batch, passages.

export const uuid = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const recordedAt = '2026-01-02T10:00:00+01:00'
export const donorId = uuid(1)
export const batchId = uuid(2)

/** A record that has passed the door. */
export function record(input: Readonly<Record<string, unknown>>): AnyRecord {
  const parsed = parseRecord({ recordedAt, ...input })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

export const donor = (more: Readonly<Record<string, unknown>> = {}): AnyRecord => record({ kind: 'donor', id: donorId, code: 'D1', species: 'human', ...more })
export const batch = (more: Readonly<Record<string, unknown>> = {}): AnyRecord => record({ kind: 'batch', id: batchId, code: 'BM-1', tissue: 'bone marrow', source: { type: 'donor', donorId }, ...more })

/** Passage `n` of the batch with id uuid(100 + n), after `parents` (passage numbers as given to this function). */
export function passage(n: number, more: Readonly<Record<string, unknown>> = {}, parents: readonly number[] = []): AnyRecord {
  const links = Object.fromEntries(parents.map((p, order) => [uuid(100 + p), { order }]))
  return record({ kind: 'passage', id: uuid(100 + n), code: `BM-1-P${String(n)}`, batchId, number: n, ...(parents.length === 0 ? {} : { parents: links }), ...more })
}

export const grown = (seeded: number, live: number): Readonly<Record<string, unknown>> => ({ seededCells: seeded, harvest: { liveCells: live } })

export function cultureNotebook(...records: readonly AnyRecord[]): Notebook {
  return makeNotebook([donor(), batch(), ...records])
}
