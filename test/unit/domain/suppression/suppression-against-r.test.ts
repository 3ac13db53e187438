import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { intervalAt, type Estimate } from '../../../../shared/domain/estimate.ts'
import { estimatesIn, incompleteBecause } from '../../../helpers/estimates-in.ts'
import { onlySeries, rowOf, type Setup } from '../../../helpers/suppression-records.ts'
import { LargestDifference } from '../../statistics/read-fixture.ts'

const bounds = z.array(z.number().nullable())
const signals = z.array(z.number())
const plate = z.object({ vial: z.number(), lot: z.number(), day: z.number(), firstExcluded: z.boolean(), msc: signals, stimulated: signals, unstimulated: signals, alone: signals, blank: signals, s: z.number().nullable(), ci95: bounds, ci90: bounds })
// Made by test/fixtures/suppression/make-suppression-assays.R.
const assays = z
  .array(z.object({ background: z.string(), optical: z.boolean(), lotsPooled: z.boolean(), lots: z.array(z.array(z.string())), plates: z.array(plate), runs: signals, n: z.number(), mean: z.number().nullable(), ci95: bounds, ci90: bounds }))
  .parse(JSON.parse(readFileSync(new URL('../../../fixtures/suppression/suppression-assays.json', import.meta.url), 'utf8')))

type Assay = (typeof assays)[number]

function setupOf(a: Assay): Setup {
  return {
    vials: 8,
    // "M" is the donor of the MSC.
    lots: a.lots.map((donors) => donors.map((d) => `D${d}`)),
    lotState: a.lotsPooled ? 'frozen' : 'fresh',
    assay: { background: a.background },
    condition: { readout: a.optical ? 'ATP luminescence' : '3H-thymidine', readoutUnit: a.optical ? 'RLU' : 'cpm' },
    plates: a.plates.map((p) => {
      const cells = { materialKey: `v${String(p.vial)}`, ratioMscPerResponder: 0.1 }
      const responderKey = `r${String(p.lot)}`
      const msc = rowOf('A', 'sample', p.msc, { ...cells, responderKey })
      return {
        performedAt: `2026-03-0${String(p.day)}`,
        wells: {
          ...msc,
          ...(p.firstExcluded && msc['A1'] !== undefined ? { A1: { ...msc['A1'], excluded: { reason: 'spilled' } } } : {}),
          ...rowOf('B', 'stimulated-control', p.stimulated, { responderKey }),
          ...rowOf('C', 'unstimulated-control', p.unstimulated, { responderKey }),
          ...rowOf('D', 'msc-alone', p.alone, cells),
          ...rowOf('E', 'blank', p.blank),
        },
      }
    }),
  }
}

describe('suppression of whole assays, against R', () => {
  const differences = { plates: new LargestDifference(1), runs: new LargestDifference(1), means: new LargestDifference(1) }

  function same(found: Estimate | undefined, value: number | null, e: { readonly ci95: readonly (number | null)[]; readonly ci90: readonly (number | null)[] }, difference: LargestDifference, where: string): void {
    if (value === null) expect(found?.value, where).toBeNull()
    else difference.add(found?.value, value, where)
    for (const [level, [lower = null, upper = null]] of [[0.95, e.ci95], [0.9, e.ci90]] as const) {
      const interval = found === undefined ? undefined : intervalAt(found, level)
      for (const [end, expected] of [[interval?.lower, lower], [interval?.upper, upper]] as const) {
        if (expected === null) expect(end ?? null, `${where} ${String(level)}`).toBeNull()
        else difference.add(end, expected, `${where} ${String(level)}`)
      }
    }
  }

  it.each(assays.map((a, i) => [i, a] as const))('assay %i', (i, a) => {
    const series = onlySeries(setupOf(a))
    expect(series.plates).toHaveLength(a.plates.length)
    for (const [j, p] of a.plates.entries()) same(series.plates.find((r) => r.plateCode === `PL-${String(j + 1)}`)?.suppression, p.s, p, differences.plates, `assay ${String(i)}, plate ${String(j)}`)
    const runs = series.runs.flatMap((r) => r.suppressionPercent ?? []).toSorted((x, y) => x - y)
    expect(runs).toHaveLength(a.runs.length)
    for (const [j, r] of a.runs.entries()) differences.runs.add(runs[j], r, `assay ${String(i)}, run ${String(j)}`)
    expect(series.means[0]?.suppression.n).toBe(a.n)
    same(series.means[0]?.suppression, a.mean, a, differences.means, `assay ${String(i)}, mean`)
    expect(estimatesIn(series).flatMap(incompleteBecause)).toEqual([])
  })

  it('differs by rounding only', () => {
    for (const [name, difference] of Object.entries(differences)) {
      expect(difference.count, name).toBeGreaterThan(150)
      expect(difference.largest, `${name} ${difference.where}`).toBeLessThan(1e-12)
    }
  })
})
