import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { makeNotebook, type Notebook } from '../../shared/records/notebook.ts'
import { parseRecord } from '../../shared/records/parse-record.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'
import { suppressionResults } from '../../shared/domain/suppression/suppression.ts'
import type { SuppressionSeries } from '../../shared/domain/suppression/suppression-results.ts'

// Small invented notebooks for suppression: one batch, its vials, responder lots, one assay, its plates.

export const uuid = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const recordedAt = '2026-01-02T10:00:00+01:00'
export const batchId = uuid(1)
export const assayId = uuid(2)

/** A record that has passed the door. */
export function record(input: unknown): AnyRecord {
  const parsed = parseRecord(input)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

export type WellInput = Readonly<Record<string, unknown>> & { readonly role: string }
export type Wells = Readonly<Record<string, WellInput>>

/** Wells of one role in a row: A1, A2 ... */
export function rowOf(row: string, role: string, signals: readonly (number | null)[], more: Readonly<Record<string, unknown>> = {}, firstColumn = 1): Wells {
  return Object.fromEntries(signals.map((signal, i) => [`${row}${String(i + firstColumn)}`, { role, ...(signal === null ? {} : { signal }), ...more }]))
}

/** Cell counts per minute of the published fixture: S = 75.99839 %. */
export const X = [12140, 11020, 13310]
export const C = [48210, 51730, 49950]
export const B = [210, 250, 190]

export function plateWells(x: readonly (number | null)[] = X, c: readonly (number | null)[] = C, b: readonly (number | null)[] = B, sample: Readonly<Record<string, unknown>> = {}): Wells {
  return {
    ...rowOf('A', 'sample', x, { materialKey: 'v1', responderKey: 'r1', ratioMscPerResponder: 0.1, ...sample }),
    ...rowOf('B', 'stimulated-control', c, { responderKey: sample['responderKey'] ?? 'r1' }),
    ...rowOf('C', 'unstimulated-control', b, { responderKey: sample['responderKey'] ?? 'r1' }),
  }
}

export type PlateInput = { readonly wells: Wells; readonly performedAt?: string | undefined } & Readonly<Record<string, unknown>>

export type Setup = {
  readonly plates: readonly PlateInput[]
  readonly assay?: Readonly<Record<string, unknown>>
  readonly condition?: Readonly<Record<string, unknown>>
  readonly batch?: Readonly<Record<string, unknown>>
  /** Donor key (D1 ...) of each responder lot r1, r2 ...; several: a pool, frozen. */
  readonly lots?: readonly (readonly string[])[]
  readonly lotState?: string
  readonly vials?: number
  readonly donors?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly materials?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly more?: readonly unknown[]
}

/**
 * Records: batch BM-1 of donor M (human), passage BM-1-P3 (number 3), bank, vials V-1 ... (materials v1 ..., thawed), responder lots
 * RL-1 ... (responders r1 ...) of human donors D1 ..., one assay with condition c1, plates PL-1 ...
 */
export function setup(s: Setup): readonly AnyRecord[] {
  const lots = s.lots ?? [['D1']]
  const vials = s.vials ?? 1
  const donorKeys = [...new Set(['M', ...lots.flat()])]
  const donorId = (key: string): string => uuid(100 + donorKeys.indexOf(key))
  const numbered = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1)
  return [
    ...donorKeys.map((key) => ({ kind: 'donor', id: donorId(key), recordedAt, code: `DON-${key}`, species: 'human', sex: 'female', ...s.donors?.[key] })),
    { kind: 'batch', id: batchId, recordedAt, code: 'BM-1', source: { type: 'donor', donorId: donorId('M') }, ...s.batch },
    { kind: 'passage', id: uuid(10), recordedAt, code: 'BM-1-P3', batchId, number: 3 },
    { kind: 'bank', id: uuid(11), recordedAt, code: 'BANK-1', passageId: uuid(10) },
    ...numbered(vials).map((n) => ({ kind: 'vial', id: uuid(20 + n), recordedAt, code: `V-${String(n)}`, bankId: uuid(11) })),
    ...lots.map((members, i) => ({
      kind: 'responder-lot', id: uuid(50 + i + 1), recordedAt, code: `RL-${String(i + 1)}`, state: s.lotState ?? 'frozen',
      donors: Object.fromEntries(members.map((d, j) => [`d${String(j)}`, { order: j, donorId: donorId(d) }])),
    })),
    {
      kind: 'assay', id: assayId, recordedAt, code: 'SA-1', title: 'suppression', background: 'unstimulated', referenceRatio: 0.1, referenceConditionKey: 'c1', referenceDeclaredAt: '2025-01-01T09:00:00+01:00',
      conditions: { c1: { order: 0, label: 'anti-CD3', readout: '3H-thymidine', readoutUnit: 'cpm', ratioDenominator: 'purified responders', ...s.condition } },
      materials: { ...Object.fromEntries(numbered(vials).map((n) => [`v${String(n)}`, { order: n, label: `vial ${String(n)}`, vialId: uuid(20 + n), state: 'thawed' }])), ...s.materials },
      responders: Object.fromEntries(lots.map((_, i) => [`r${String(i + 1)}`, { order: i, label: `lot ${String(i + 1)}`, responderLotId: uuid(50 + i + 1) }])),
      ...s.assay,
    },
    ...s.plates.map((plate, i) => ({ kind: 'plate', id: uuid(200 + i + 1), recordedAt, code: `PL-${String(i + 1)}`, assayId, format: '96', ...plate })),
    ...(s.more ?? []),
  ].map(record)
}

export function notebookOf(s: Setup): Notebook {
  return makeNotebook(setup(s))
}

export function seriesOf(s: Setup): readonly SuppressionSeries[] {
  return suppressionResults(notebookOf(s), batchId).series
}

/** The only series of a setup that has one. */
export function onlySeries(s: Setup): SuppressionSeries {
  const all = seriesOf(s)
  const [series] = all
  if (series === undefined || all.length !== 1) throw new Error(`expected one series, found ${String(all.length)}`)
  return series
}

/** Wells that give exactly this S: C 1000, B 0, X = 10 (100 - S); two wells per role, so that there is spread only where wanted. */
export function wellsWithS(s: number, sample: Readonly<Record<string, unknown>> = {}): Wells {
  const x = 10 * (100 - s)
  return plateWells([x - 5, x + 5], [990, 1010], [-1, 1], sample)
}

const interval = z.object({ value: z.number(), df: z.number(), lower: z.number(), upper: z.number() })
const mean = z.object({ mean: z.number(), ci95: z.array(z.number()), ci90: z.array(z.number()) })

/** Values of test/fixtures/suppression, made by R with the script beside them. */
export const expected = z
  .object({
    unstimulated95: interval,
    unstimulated90: interval,
    none95: interval,
    blanked95: interval,
    mscAlone95: interval,
    mscAlone90: interval,
    mscAloneBlank95: interval,
    runs: mean,
    byThaw: mean,
    dose: z.object({ b: z.number(), c: z.number(), d: z.number(), e: z.number(), absolute: z.number() }),
  })
  .parse(JSON.parse(readFileSync(new URL('../fixtures/suppression/suppression.json', import.meta.url), 'utf8')))
