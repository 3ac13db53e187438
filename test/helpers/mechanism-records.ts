import { makeNotebook } from '../../shared/records/notebook.ts'
import { mechanismResults } from '../../shared/domain/mechanism/mechanism.ts'
import type { MechanismSeries } from '../../shared/domain/mechanism/mechanism-results.ts'
import { batchId, rowOf, setup, type Setup, type Wells } from './suppression-records.ts'

// Invented assays with inhibitors: the notebook of suppression-records, plates with every control that S_inh needs, all backgrounds 0.

export type InhibitorPlate = {
  readonly materialKey?: string
  readonly responderKey?: string
  readonly inhibitorKey?: string
  /** S without inhibitor and with it, in percent. */
  readonly s: number
  readonly sInh: number
  /** Stimulated responders with inhibitor, of 1000 without. */
  readonly control?: number
  readonly viability?: readonly [plain: number, inhibitor: number]
  readonly ratio?: number
}

/** Wells of one run: C 1000, B 0, X and X_inh that give exactly the suppressions asked for; rows A to F. */
export function inhibitorWells({ materialKey = 'v1', responderKey = 'r1', inhibitorKey = 'indo', s, sInh, control = 1000, viability, ratio = 0.1 }: InhibitorPlate): Wells {
  const around = (x: number): readonly number[] => [x - 4, x + 4]
  const withCells = { materialKey, ratioMscPerResponder: ratio, responderKey }
  const alive = (i: 0 | 1): Readonly<Record<string, unknown>> => (viability === undefined ? {} : { viabilityPercent: viability[i] })
  return {
    ...rowOf('A', 'stimulated-control', [990, 1010], { responderKey, ...alive(0) }),
    ...rowOf('B', 'unstimulated-control', [0, 0], { responderKey }),
    ...rowOf('C', 'sample', around(10 * (100 - s)), withCells),
    ...rowOf('D', 'inhibitor-control', around(control), { responderKey, inhibitorKey, ...alive(1) }),
    ...rowOf('E', 'unstimulated-control', [0, 0], { responderKey, inhibitorKey }),
    ...rowOf('F', 'msc-with-inhibitor', around((control / 100) * (100 - sInh)), { ...withCells, inhibitorKey }),
  }
}

export const indomethacin = { order: 0, label: 'indomethacin 10 µM', agent: 'indomethacin', target: 'COX-2', concentration: 10, concentrationUnit: 'µM', solvent: { blank: 'not-applicable' } } as const

/** One run per plate, each with its own vial, responder lot and day. */
export function mechanismSetup(plates: readonly (InhibitorPlate | Wells)[], more: Partial<Setup> = {}): Setup {
  const wellsOf = (p: InhibitorPlate | Wells, i: number): Wells => ('s' in p && typeof p.s === 'number' ? inhibitorWells({ materialKey: `v${String(i + 1)}`, responderKey: `r${String(i + 1)}`, ...(p as InhibitorPlate) }) : (p as Wells))
  return {
    vials: plates.length,
    lots: plates.map((_, i) => [`D${String(i + 1)}`]),
    plates: plates.map((p, i) => ({ performedAt: `2026-02-0${String(i + 1)}`, wells: wellsOf(p, i) })),
    ...more,
    assay: { inhibitors: { indo: indomethacin }, ...more.assay },
  }
}

export function mechanismOf(plates: readonly (InhibitorPlate | Wells)[], more: Partial<Setup> = {}): readonly MechanismSeries[] {
  return mechanismResults(makeNotebook(setup(mechanismSetup(plates, more))), batchId).series
}

export function onlyMechanism(plates: readonly (InhibitorPlate | Wells)[], more: Partial<Setup> = {}): MechanismSeries {
  const all = mechanismOf(plates, more)
  const [series] = all
  if (series === undefined || all.length !== 1) throw new Error(`expected one series, found ${String(all.length)}`)
  return series
}
