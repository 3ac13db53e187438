import { describe, expect, it } from 'vitest'
import { intervalAt, type Estimate } from '../../../../shared/domain/estimate.ts'
import { countedRow, dyeDilution, onlyDivision } from '../../../helpers/proliferation-records.ts'
import { estimatesIn, incompleteBecause } from '../../../helpers/estimates-in.ts'
import { readGenerations } from '../../../helpers/read-generations.ts'
import type { Setup } from '../../../helpers/suppression-records.ts'
import { LargestDifference } from '../../statistics/read-fixture.ts'

const { experiments } = readGenerations()
type Experiment = (typeof experiments)[number]

/** One run a plate: own vial, own responder lot, own day. */
function setupOf(e: Experiment): Setup {
  return {
    vials: e.runs.length,
    lots: e.runs.map((_, i) => [`D${String(i + 1)}`]),
    condition: { ...dyeDilution, generationCountsAs: e.asCells ? 'cells per well' : 'events acquired' },
    plates: e.runs.map((run, i) => {
      const responderKey = `r${String(i + 1)}`
      return {
        performedAt: `2026-03-0${String(i + 1)}`,
        beadsAddedPerWell: e.beadsAdded,
        wells: {
          ...countedRow('A', 'sample', run.msc, { materialKey: `v${String(i + 1)}`, responderKey, ratioMscPerResponder: 0.1 }),
          ...countedRow('B', 'stimulated-control', run.stimulated, { responderKey }),
          ...countedRow('C', 'unstimulated-control', run.undivided, { responderKey }),
        },
      }
    }),
  }
}

describe('division of the responders, against R', () => {
  const difference = new LargestDifference(1e-9)
  type Expected = { readonly n: number; readonly mean: number | null; readonly ci95: readonly (number | null)[]; readonly ci90?: readonly (number | null)[] }
  const check = (found: Estimate | undefined, expected: Expected | undefined, where: string): void => {
    if (expected === undefined) throw new Error(where)
    expect(found?.n, where).toBe(expected.n)
    if (expected.mean === null) expect(found?.value, where).toBeNull()
    else difference.add(found?.value, expected.mean, where)
    for (const [level, bounds] of [[0.95, expected.ci95], [0.9, expected.ci90]] as const) {
      const interval = found === undefined ? undefined : intervalAt(found, level)
      if (bounds === undefined) continue
      if ((bounds[0] ?? null) === null) expect(interval, `${where} ${String(level)}`).toBeUndefined()
      else for (const [end, value] of [[interval?.lower, bounds[0]], [interval?.upper, bounds[1]]] as const) difference.add(end, value ?? NaN, `${where} ${String(level)}`)
    }
  }

  it.each(experiments.map((e, i) => [i, e] as const))('experiment %i', (i, e) => {
    const series = onlyDivision(setupOf(e))
    for (const [r, run] of e.runs.entries()) {
      const group = series.groups.find((g) => g.role === 'with MSC' && g.plateCode === `PL-${String(r + 1)}`)
      for (const { quantity, estimate } of group?.quantities ?? []) check(estimate, run.withMsc[quantity], `${String(i)} run ${String(r)} ${quantity}`)
      expect(group?.quantities).toHaveLength(10)
    }
    expect(series.suppression).toHaveLength(9)
    for (const { quantity, means } of series.suppression) {
      const expected = e.suppression[quantity]
      const [mean] = means
      if (expected === undefined || mean === undefined) throw new Error(quantity)
      for (const [r, s] of expected.runs.entries()) {
        const found = mean.runs.find((run) => run.day === `2026-03-0${String(r + 1)}`)?.suppressionPercent
        if (s === null) expect(found, `${String(i)} ${quantity} run ${String(r)}`).toBeNull()
        else difference.add(found, s, `${String(i)} ${quantity} run ${String(r)}`)
      }
      check(mean.suppression, expected, `${String(i)} ${quantity}`)
    }
    expect(estimatesIn(series).flatMap(incompleteBecause)).toEqual([])
  })

  it('differs by no more than rounding', () => {
    expect(difference.count).toBeGreaterThan(8000)
    expect(difference.largest, difference.where).toBeLessThan(1e-12)
  })
})
