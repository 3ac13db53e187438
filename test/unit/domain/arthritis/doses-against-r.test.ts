import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { intervalAt, type Estimate } from '../../../../shared/domain/estimate.ts'
import { armOf, dosesOf, injection, plannedDose, preparationId } from '../../../helpers/dose-records.ts'
import { LargestDifference } from '../../statistics/read-fixture.ts'

const list = z.array(z.number().nullable())
const summary = z.object({ n: z.number(), mean: z.number().nullable(), i90: list, i95: list })
const amounts = z.object({ actual: summary, perKg: summary, deviation: summary, alive: summary })
const set = z.object({
  perKg: z.boolean(), planned: z.number(), perMl: z.array(z.number()), before: z.array(z.number()), after: z.array(z.number()), weight: z.array(z.array(z.number())), volume: z.array(z.array(z.number())),
  what: z.array(z.array(z.enum(['complete', 'failed', 'none', 'novolume']))), doses: z.array(amounts.extend({ nominal: z.number().nullable() })), all: amounts, off: z.number(),
})
type Set = z.infer<typeof set>

// Made by test/fixtures/domain/make-doses.R.
const sets = z.array(set).parse(JSON.parse(readFileSync(new URL('../../../fixtures/domain/doses.json', import.meta.url), 'utf8')))

function computed(s: Set): ReturnType<typeof dosesOf> {
  const day = (dose: number): number => 20 + dose
  return dosesOf({
    doses: Object.fromEntries(s.perMl.map((_, d) => [`d${String(d)}`, plannedDose(d + 1, day(d), s.perKg ? { plannedCells: { blank: 'not-applicable' }, cellsPerKg: s.planned } : { plannedCells: s.planned })])),
    animals: s.what.map(() => ({})),
    preparations: s.perMl.map((liveCellsPerMl, d) => ({ liveCellsPerMl, viabilityPercent: s.before[d], viabilityAfterInjectionPercent: s.after[d] })),
    given: s.what.flatMap((row, a) => row.flatMap((what, d) => what === 'none' ? [] : [injection(`t${String(a)}`, day(d), {
      doseKey: `d${String(d)}`, preparationId: preparationId(d + 1), bodyWeightG: s.weight[a]?.[d], volumeUl: what === 'novolume' ? { blank: 'not-measured' } : s.volume[a]?.[d], ...(what === 'failed' ? { quality: 'failed' } : {}),
    })])),
  })
}

describe('doses of random arms', () => {
  it('agree with R: cells, cells per kg, deviation, alive after the needle, per dose and over all doses, with their intervals', () => {
    expect(sets).toHaveLength(60)
    const worst = new LargestDifference(1e-6)
    const compare = (e: Estimate, expected: z.infer<typeof summary>, where: string): void => {
      expect(e.n, where).toBe(expected.n)
      if (expected.mean === null) { expect(e.value, where).toBeNull(); return }
      worst.add(e.value, expected.mean, where)
      for (const [level, bounds] of [[0.9, expected.i90], [0.95, expected.i95]] as const) {
        const interval = intervalAt(e, level)
        if (bounds[0] === null || bounds[0] === undefined) { expect(interval, where).toBeUndefined(); continue }
        worst.add(interval?.lower, bounds[0], `${where} lower`)
        worst.add(interval?.upper, bounds[1] ?? NaN, `${where} upper`)
      }
    }
    for (const [k, s] of sets.entries()) {
      const r = computed(s)
      const arm = armOf(r)
      const names = [['actual', 'actual'], ['perKg', 'perKg'], ['deviation', 'deviation'], ['viableAfter', 'alive']] as const
      for (const [d, expected] of s.doses.entries()) {
        for (const [ours, theirs] of names) {
          const dose = arm.doses[d]
          if (dose === undefined) throw new Error(`set ${String(k)} has no dose ${String(d)}`)
          compare(dose[ours], expected[theirs], `set ${String(k)} dose ${String(d)} ${ours}`)
          if (expected.nominal !== null) worst.add(dose.nominal.value, expected.nominal, `set ${String(k)} nominal`)
        }
      }
      for (const [ours, theirs] of names) compare(arm.all[ours], s.all[theirs], `set ${String(k)} all ${ours}`)
      const named = r.warnings.filter((w) => w.includes('deviate by more than 10 %')).reduce((sum, w) => sum + Number(/in (\d+) of/.exec(w)?.[1]), 0)
      expect(named, `set ${String(k)}: animals beyond 10 %`).toBe(s.off)
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })
})
