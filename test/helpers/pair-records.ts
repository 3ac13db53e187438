import { arthritisResults } from '../../shared/domain/arthritis/arthritis.ts'
import type { PairResult } from '../../shared/domain/pairs/pair-results.ts'
import { pairResults } from '../../shared/domain/pairs/pairs.ts'
import type { RunMean, SuppressionSeries } from '../../shared/domain/suppression/suppression-results.ts'
import { makeNotebook, type Notebook } from '../../shared/records/notebook.ts'
import { tQuantile } from '../../shared/statistics/distributions.ts'
import { arthritisId, experimentId, given, parsed, recordedAt, scoresOf, studyRecords, type TestStudy } from './arthritis-records.ts'

/** One pair: batch B-1 of donor D-1, passage P3 frozen in bank BK-1, vials 1 and 2; an assay, and the experiment of arthritis-records. */

type Json = Readonly<Record<string, unknown>>

export const ids = {
  donor: arthritisId(100), batch: arthritisId(101), p3: arthritisId(102), bank: arthritisId(103), vial1: arthritisId(104), vial2: arthritisId(105),
  assay: arthritisId(106), preparation: arthritisId(107), pair: arthritisId(108), responder: arthritisId(109), p4: arthritisId(110), batch2: arthritisId(111), plate: arthritisId(112),
} as const

export type PairParts = {
  readonly pair?: Json
  readonly assay?: Json
  readonly material?: Json
  readonly preparation?: Json
  readonly plate?: Json | null
  readonly study?: Partial<TestStudy>
  readonly others?: readonly Json[]
}

const days = [20, 24, 28, 32, 36, 40]
/** Mean score about `level`, with a spread that differs from animal to animal. */
function animals(level: number, n: number) {
  return Array.from({ length: n }, (_, i) => ({ scores: scoresOf(days, [0, 1, 1, 1, 1, 1].map((x) => x * (level + (i % 3) - 1))) }))
}

export function pairNotebook(parts: PairParts = {}): Notebook {
  const study = { arms: { v: { role: 'vehicle', animals: animals(8, 8) }, t: { role: 'treatment', animals: animals(2, 8) } }, ...parts.study }
  const experiment = studyRecords({
    ...study,
    session: (day) => ({ performedAt: `2026-02-${String(Math.min(28, day - 19)).padStart(2, '0')}`, ...parts.study?.session?.(day) }),
    others: [given(1, 't0', 20, { preparationId: ids.preparation, performedAt: '2026-01-21T10:00' }), ...(parts.study?.others ?? [])],
  })
  const cells: readonly Json[] = [
    { kind: 'donor', id: ids.donor, recordedAt, code: 'D-1', species: 'mouse', strain: 'C57BL/6' },
    { kind: 'batch', id: ids.batch, recordedAt, code: 'B-1', source: { type: 'donor', donorId: ids.donor } },
    { kind: 'passage', id: ids.p3, recordedAt, code: 'B-1-P3', batchId: ids.batch, number: 3, conditions: { basalMedium: 'alpha-MEM' } },
    { kind: 'bank', id: ids.bank, recordedAt, code: 'BK-1', passageId: ids.p3 },
    { kind: 'vial', id: ids.vial1, recordedAt, code: 'V-1', bankId: ids.bank },
    { kind: 'vial', id: ids.vial2, recordedAt, code: 'V-2', bankId: ids.bank },
    {
      kind: 'assay', id: ids.assay, recordedAt, code: 'SA-1', title: 'Assay', conditions: { c1: { order: 0, label: 'contact' }, c2: { order: 1, label: 'primed', priming: { p: { order: 0, agent: 'IFN-gamma' } } } },
      materials: { m1: { order: 0, label: 'thaw 1', vialId: ids.vial1, state: 'thawed', ...parts.material }, m2: { order: 1, label: 'thaw 2', vialId: ids.vial2, state: 'thawed', ...parts.material } },
      responders: { r1: { order: 0, label: 'r', responderLotId: ids.responder } }, ...parts.assay,
    },
    { kind: 'preparation', id: ids.preparation, recordedAt, code: 'PR-1', experimentId, vials: { [ids.vial2]: { order: 0 } }, readyAt: '2026-01-21T09:00', ...parts.preparation },
    ...(parts.plate === null ? [] : [{ kind: 'plate', id: ids.plate, recordedAt, performedAt: '2026-01-10', code: 'PL-1', assayId: ids.assay, format: '96', wells: {}, ...parts.plate }]),
    {
      kind: 'pair', id: ids.pair, recordedAt: '2025-12-01T10:00:00+01:00', code: 'PAIR-1', batchId: ids.batch,
      inVitro: { assayId: ids.assay, conditionKey: 'c1', materials: { m1: { order: 0 }, m2: { order: 1 } }, ratioMscPerResponder: 0.1 },
      inVivo: { experimentId, armKey: 't', vehicleArmKey: 'v' },
      margins: { a: { order: 0, declaredAt: '2025-12-01T10:00:00+01:00', inVitroPoints: 20, inVivoPercent: 25 } }, ...parts.pair,
    },
    ...(parts.others ?? []),
  ]
  return makeNotebook([...cells.map(parsed), ...experiment])
}

/** A series of the pair's assay whose run values are given; the mean with its t intervals is made as the rules say. */
export function series(values: readonly number[], more: Partial<SuppressionSeries> = {}): SuppressionSeries {
  const n = values.length
  const mean = values.reduce((a, b) => a + b, 0) / n
  const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1))
  const at = (level: number) => ({ level, lower: mean - (tQuantile((1 + level) / 2, n - 1) * sd) / Math.sqrt(n), upper: mean + (tQuantile((1 + level) / 2, n - 1) * sd) / Math.sqrt(n), method: 't' })
  const shared = { unit: '%', n, nOf: 'runs', method: 'test', assumptions: [], warnings: [], simulated: false, sources: [] } as const
  const suppression: RunMean['suppression'] = n >= 3 ? { ...shared, value: mean, intervals: [at(0.95), at(0.9)] } : { ...shared, value: mean, intervals: [], noInterval: `${n} ${n === 1 ? 'run' : 'runs'}, 3 needed` }
  return {
    assayId: ids.assay, assayCode: 'SA-1', conditionKey: 'c1', conditionLabel: 'contact', preparation: 'P3, thawed', materialKeys: ['m1', 'm2'], batchId: ids.batch,
    relation: 'allogeneic', ratioDenominator: '', readout: '', readoutUnit: '', background: '', referenceRatio: 0.1, plates: [], runs: [],
    means: [{ ratio: 0.1, suppression, runs: [], unit: 'runs' }], doseResponses: [], warnings: [], simulated: false, ...more,
  }
}

export function pairOf(parts: PairParts = {}, all: readonly SuppressionSeries[] = [series([55, 60, 70, 62])]): PairResult {
  const notebook = pairNotebook(parts)
  const [result] = pairResults(notebook, ids.batch, { series: all }, [arthritisResults(notebook, experimentId)])
  if (result === undefined) throw new Error('no pair')
  return result
}
