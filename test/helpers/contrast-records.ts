import { contrastResults } from '../../shared/domain/contrasts/contrasts.ts'
import type { ContrastResults } from '../../shared/domain/contrasts/contrast-results.ts'
import { makeNotebook } from '../../shared/records/notebook.ts'
import { batchId, recordedAt, rowOf, setup, uuid, type Setup, type Wells } from './suppression-records.ts'

// Invented assays for comparisons: the notebook of suppression-records with a later passage of the same batch, and conditions that differ in contact.

/** Passage BM-1-P6 of the batch with its bank and vials W-1 ... , which materials w1 ... are thawed from. */
export function laterPassage(vials: number): readonly unknown[] {
  return [
    { kind: 'passage', id: uuid(14), recordedAt, code: 'BM-1-P6', batchId, number: 6 },
    { kind: 'bank', id: uuid(15), recordedAt, code: 'BANK-2', passageId: uuid(14) },
    ...Array.from({ length: vials }, (_, i) => ({ kind: 'vial', id: uuid(41 + i), recordedAt, code: `W-${String(i + 1)}`, bankId: uuid(15) })),
  ]
}

export function laterMaterials(vials: number): Setup['materials'] {
  return Object.fromEntries(Array.from({ length: vials }, (_, i) => [`w${String(i + 1)}`, { order: 30 + i, label: `late vial ${String(i + 1)}`, vialId: uuid(41 + i), state: 'thawed' }]))
}

export type Sample = { readonly row: string; readonly s: number; readonly materialKey: string; readonly ratio?: number; readonly conditionKey?: string }

/** Controls C 1000, B 0 of each condition, and samples with exactly the S asked for. */
export function plateOf(samples: readonly Sample[], responderKey = 'r1', conditions: readonly string[] = ['c1']): Wells {
  const more = (conditionKey: string | undefined): Readonly<Record<string, unknown>> => ({ responderKey, ...(conditionKey === undefined ? {} : { conditionKey }) })
  const controls = conditions.map((key, i) => ({ ...rowOf('A', 'stimulated-control', [990, 1010], more(key), 1 + 4 * i), ...rowOf('B', 'unstimulated-control', [0, 0], more(key), 1 + 4 * i) }))
  return Object.assign({}, ...controls, ...samples.map(({ row, s, materialKey, ratio = 0.1, conditionKey = conditions[0] }) => rowOf(row, 'sample', [10 * (100 - s) - 4, 10 * (100 - s) + 4], { materialKey, ratioMscPerResponder: ratio, ...more(conditionKey) })))
}

const base = { readout: '3H-thymidine', readoutUnit: 'cpm', ratioDenominator: 'purified responders', stimulus: 'anti-CD3' } as const

/** Contact and transwell conditions that differ in nothing else. */
export const contactConditions = {
  c1: { order: 0, label: 'contact', contact: 'contact', ...base },
  c2: { order: 1, label: 'transwell', contact: 'transwell', poreSizeUm: 0.4, ...base },
} as const

export function contrastsOf(s: Setup, reversed = false): ContrastResults {
  const records = setup(s)
  return contrastResults(makeNotebook(reversed ? records.toReversed() : records), batchId)
}
