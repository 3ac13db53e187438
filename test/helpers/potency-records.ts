import { makeNotebook, type Notebook } from '../../shared/records/notebook.ts'
import { normalQuantile } from '../../shared/statistics/distributions.ts'
import { logisticResponse, type LogisticCoefficients } from '../../shared/statistics/curve-fit/dose-response-model.ts'
import { seededRandom } from '../../shared/statistics/seeded-random.ts'
import { assayId, recordedAt, rowOf, setup, uuid, type Setup, type Wells } from './suppression-records.ts'

// Invented notebooks for potency: the batch of suppression-records against reference lots of a second batch, on plates with known curves.

export const referenceBatchId = uuid(300)
/** Reference lots A, B, C ... in the order in which they were made. */
export const lotId = (letter: string): string => uuid(320 + letter.charCodeAt(0) - 65)

export const DOSES = [0.01, 0.03, 0.1, 0.3, 1]
export const REFERENCE: LogisticCoefficients = { b: 1.6, c: 4000, d: 50_000, e: 0.08 }

/** Test curve of a relative potency: parallel to the reference unless told otherwise. */
export function testCurve(potency: number, more: Partial<LogisticCoefficients> = {}): LogisticCoefficients {
  return { ...REFERENCE, e: REFERENCE.e / potency, ...more }
}

export type PlateOf = {
  readonly test?: LogisticCoefficients
  readonly reference?: LogisticCoefficients
  readonly testKey?: string
  readonly referenceKey?: string
  readonly responderKey?: string
  readonly doses?: readonly number[]
  /** Coefficient of variation of the wells. */
  readonly cv?: number
  readonly seed?: number
}

/** Wells of one plate: controls in row A and B, the reference in rows C to H, the test material in rows I to N, triplicates. */
export function potencyWells({ test = REFERENCE, reference = REFERENCE, testKey = 'v1', referenceKey = 'ref1', responderKey = 'r1', doses = DOSES, cv = 0.02, seed = 1 }: PlateOf = {}): Wells {
  const random = seededRandom(seed)
  const read = (mean: number): number => Math.round(mean * (1 + cv * normalQuantile(random.uniform())))
  const rows = (from: string, curve: LogisticCoefficients, materialKey: string): Wells =>
    Object.assign({}, ...doses.map((x, i) => rowOf(String.fromCharCode(from.charCodeAt(0) + i), 'sample', [0, 1, 2, 3].map(() => read(logisticResponse(curve, x))), { materialKey, responderKey, ratioMscPerResponder: x })))
  return {
    ...rowOf('A', 'stimulated-control', [0, 1, 2, 3, 4, 5].map(() => read(REFERENCE.d)), { responderKey }),
    ...rowOf('B', 'unstimulated-control', [200, 250, 150], { responderKey }),
    ...rows('C', reference, referenceKey),
    ...rows('I', test, testKey),
  }
}

export type Bridge = { readonly from: string; readonly potency?: number | undefined; readonly assays?: readonly string[] }

/** Records of the reference batch: passage, bank, vials 1 to 6, and reference lots by letter, each bridged from another or not. */
export function referenceRecords(lots: Readonly<Record<string, Bridge | undefined>> = { A: undefined }): readonly unknown[] {
  return [
    { kind: 'batch', id: referenceBatchId, recordedAt, code: 'REF-BM', source: { type: 'donor', donorId: uuid(100) } },
    { kind: 'passage', id: uuid(301), recordedAt, code: 'REF-BM-P4', batchId: referenceBatchId, number: 4 },
    { kind: 'bank', id: uuid(302), recordedAt, code: 'REF-BANK', passageId: uuid(301) },
    ...[1, 2, 3, 4, 5, 6].map((n) => ({ kind: 'vial', id: uuid(310 + n), recordedAt, code: `REF-V-${String(n)}`, bankId: uuid(302) })),
    ...Object.entries(lots).map(([letter, bridge]) => ({
      kind: 'reference-lot', id: lotId(letter), recordedAt, code: `REF-${letter}`, batchId: referenceBatchId, passageId: uuid(301), bankId: uuid(302),
      ...(bridge === undefined ? {} : {
        bridgedFrom: {
          referenceLotId: lotId(bridge.from), reason: 'bank used up', ...(bridge.potency === undefined ? {} : { relativePotency: bridge.potency }),
          assays: Object.fromEntries((bridge.assays ?? []).map((id, i) => [`a${String(i)}`, { order: i, assayId: id }])),
        },
      }),
    })),
  ]
}

/** Materials ref1 ... of a reference lot, thawed from vials of the reference bank. */
export function referenceMaterials(letter = 'A', count = 3, prefix = 'ref', firstVial = 1): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${String(i + 1)}`, { order: 20 + i, label: `reference ${letter}, vial ${String(i + firstVial)}`, vialId: uuid(310 + i + firstVial), referenceLotId: lotId(letter), state: 'thawed' }]))
}

/** Three runs, each with its own vials, responder lot and day, of the curves given; more records as told. */
export function potencySetup(plates: readonly PlateOf[], more: Partial<Setup> & { readonly lotsOf?: Parameters<typeof referenceRecords>[0] } = {}): Setup {
  const { lotsOf, ...rest } = more
  const n = plates.length
  return {
    vials: n,
    lots: plates.map((_, i) => [`D${String(i + 1)}`]),
    plates: plates.map((p, i) => ({ performedAt: `2026-02-0${String(i + 1)}`, wells: potencyWells({ testKey: `v${String(i + 1)}`, referenceKey: `ref${String(i + 1)}`, responderKey: `r${String(i + 1)}`, seed: i + 1, ...p }) })),
    materials: referenceMaterials('A', n),
    ...rest,
    more: [...referenceRecords(lotsOf), ...(rest.more ?? [])],
  }
}

export function potencyNotebook(plates: readonly PlateOf[], more: Parameters<typeof potencySetup>[1] = {}): Notebook {
  return makeNotebook(setup(potencySetup(plates, more)))
}

export { assayId }
