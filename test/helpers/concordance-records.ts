import type { Estimate } from '../../shared/domain/estimate.ts'
import { concordanceOf } from '../../shared/domain/pairs/concordance.ts'
import type { LinkTier, PairResult, PairSide } from '../../shared/domain/pairs/pair-results.ts'
import type { Side, VerdictKind } from '../../shared/domain/pairs/verdict.ts'
import { makeNotebook, type Notebook } from '../../shared/records/notebook.ts'
import { arthritisId, parsed, recordedAt } from './arthritis-records.ts'

/** One pair for the comparison over donors: its batch, experiment, values and verdicts. Records are as small as the schema allows. */
export type TestPair = {
  readonly code: string
  /** Donor codes; several make a pool, none a pool without members; "line X" a cell line. */
  readonly donors: readonly string[]
  readonly experiment: string
  readonly s: number | null
  readonly e: number | null
  readonly vitro?: VerdictKind
  readonly vivo?: VerdictKind
  readonly tier?: LinkTier | null
  readonly simulated?: boolean
  readonly missing?: Side
  readonly noInterval?: Side
  readonly pair?: Readonly<Record<string, unknown>>
}

const nothing: PairSide['margin'] = { value: 20, unit: '%', declaredAt: null, declaredBeforeData: true, isLabDefault: false, note: '' }

function sideOf(side: Side, value: number | null, kind: VerdictKind, p: TestPair): PairSide {
  const shared = { unit: '%', n: 4, nOf: side === 'in vitro' ? 'runs' : 'animals', method: 'test', assumptions: [], warnings: [], simulated: p.simulated ?? false, sources: [] } as const
  const intervals = value === null ? [] : [0.95, 0.9].map((level) => ({ level, lower: value - 10 * level, upper: value + 10 * level, method: 'test' }))
  const estimate: Estimate | null = value === null ? null : p.noInterval === side ? { ...shared, value, intervals: [], noInterval: '2 runs, 3 needed' } : { ...shared, value, intervals }
  return { present: p.missing !== side, what: side, estimate, margin: nothing, verdict: { kind, label: kind, side, reason: `why ${kind}`, rule: 6, flags: [], excludesAbove: null, excludesBelow: null, simulated: p.simulated ?? false } }
}

/** Notebook and pair results of a list of test pairs. */
export function concordanceCase(pairs: readonly TestPair[], others: readonly Readonly<Record<string, unknown>>[] = []): { readonly notebook: Notebook; readonly results: readonly PairResult[] } {
  const donors = [...new Set(pairs.flatMap((p) => p.donors))].filter((d) => !d.startsWith('line '))
  const experiments = [...new Set(pairs.map((p) => p.experiment))]
  const donorId = (code: string): string => arthritisId(5000 + donors.indexOf(code))
  const sourceOf = (list: readonly string[]): Readonly<Record<string, unknown>> => {
    const [first] = list
    if (first?.startsWith('line ') === true) return { type: 'cell-line', name: first.slice(5) }
    if (list.length === 1 && first !== undefined) return { type: 'donor', donorId: donorId(first) }
    return { type: 'pool', members: Object.fromEntries(list.map((d, order) => [`m${String(order)}`, { order, donorId: donorId(d) }])) }
  }
  const records = [
    ...donors.map((code) => ({ kind: 'donor', id: donorId(code), recordedAt, code, species: 'human' })),
    ...experiments.map((code, i) => ({ kind: 'experiment', id: arthritisId(6000 + i), recordedAt, code, title: code, scaleId: arthritisId(9999), induction: {}, animals: {}, arms: { v: { order: 0, label: 'vehicle', role: 'vehicle', doses: {} }, t: { order: 1, label: 'cells', role: 'treatment', doses: {} } } })),
    { kind: 'assay', id: arthritisId(7000), recordedAt, code: 'SA', title: 'assay', conditions: { c: { order: 0, label: 'c' } }, materials: {}, responders: {} },
    ...pairs.flatMap((p, i) => [
      { kind: 'batch', id: arthritisId(8000 + i), recordedAt, code: `B-${p.code}`, source: sourceOf(p.donors) },
      { kind: 'pair', id: arthritisId(8500 + i), recordedAt: '2026-01-02T10:00:00+01:00', code: p.code, batchId: arthritisId(8000 + i), inVitro: { assayId: arthritisId(7000), conditionKey: 'c', materials: {}, ratioMscPerResponder: 0.1 }, inVivo: { experimentId: arthritisId(6000 + experiments.indexOf(p.experiment)), armKey: 't', vehicleArmKey: 'v' }, ...p.pair },
    ]),
    ...others,
  ].map(parsed)
  const results = pairs.map((p, i): PairResult => {
    const [vitro, vivo] = [p.vitro ?? 'inconclusive', p.vivo ?? 'inconclusive'] as const
    const tier = p.tier === undefined ? 'A' : p.tier
    return {
      pairId: arthritisId(8500 + i), code: p.code, batchCode: `B-${p.code}`, inVitro: sideOf('in vitro', p.s, vitro, p), inVivo: sideOf('in vivo', p.e, vivo, p), linkTier: tier, linkReason: '',
      concordance: concordanceOf(vitro, vivo), concordanceReason: '', headline: tier === 'A' || tier === 'B', exclusions: [], biasItems: [], mycoplasma: '', simulated: p.simulated ?? false,
    }
  })
  return { notebook: makeNotebook(records), results }
}
