import { proliferationResults } from '../../shared/domain/proliferation/proliferation.ts'
import type { DivisionSeries } from '../../shared/domain/proliferation/proliferation-results.ts'
import { batchId, notebookOf, type Setup, type Wells } from './suppression-records.ts'

// Invented plates with generation counts, on the notebooks of suppression-records.

export type Counted = { readonly counts: readonly number[]; readonly beads?: number; readonly viabilityPercent?: number; readonly excluded?: boolean; readonly signal?: number }

/** FlowJo's worked example: half of the cells of the start divided exactly three times. */
export const flowJo = [1000, 0, 0, 8000]

/** Wells of one role in a row: A1, A2 ... */
export function countedRow(row: string, role: string, wells: readonly Counted[], more: Readonly<Record<string, unknown>> = {}): Wells {
  return Object.fromEntries(wells.map(({ counts, excluded, ...rest }, i) => [`${row}${String(i + 1)}`, { role, generationCounts: counts, ...rest, ...(excluded === true ? { excluded: { reason: 'clogged' } } : {}), ...more }]))
}

/** Wells with MSC (row A, ratio 0.1), stimulated controls (row B) and undivided controls (row C) of one responder. */
export function divisionWells(msc: readonly Counted[], stimulated: readonly Counted[], undivided: readonly Counted[], { materialKey = 'v1', responderKey = 'r1', ...more }: Readonly<Record<string, unknown>> = {}): Wells {
  return {
    ...countedRow('A', 'sample', msc, { materialKey, responderKey, ratioMscPerResponder: 0.1, ...more }),
    ...countedRow('B', 'stimulated-control', stimulated, { responderKey, ...more }),
    ...countedRow('C', 'unstimulated-control', undivided, { responderKey, ...more }),
  }
}

/** Condition of a dye-dilution assay; counts are cells per well unless told otherwise. */
export const dyeDilution = { readout: 'CFSE', readoutUnit: '% divided T cells', generationCountsAs: 'cells per well', respondersPerWell: 20_000, coCultureH: 72 } as const

export function divisionSeries(s: Setup): readonly DivisionSeries[] {
  return proliferationResults(notebookOf(s), batchId).series
}

/** The only series of a setup that has one. */
export function onlyDivision(s: Setup): DivisionSeries {
  const all = divisionSeries(s)
  const [series] = all
  if (series === undefined || all.length !== 1) throw new Error(`expected one series, found ${String(all.length)}`)
  return series
}
