import { describe, expect, it } from 'vitest'
import { cohortPlausibility } from '../../../../shared/statistics/proliferation/generation-cohort.ts'
import { readGenerations } from '../../../helpers/read-generations.ts'
import { LargestDifference, reasonOf, valueOf } from '../read-fixture.ts'

describe('cohort number over time', () => {
  it('a rise beyond counting error is marked, with the error and P worked out by hand', () => {
    const [step] = valueOf(cohortPlausibility([{ hours: 24, replicates: [[10000]] }, { hours: 48, replicates: [[2000, 16800]] }]))
    // cohorts 10000 and 10400; variances 10000 and 2000 + 16800/4 = 6200; z = 400/sqrt(16200) = 3.1427, one-sided P 0.000837
    expect(step).toMatchObject({ from: 10000, to: 10400, implausible: true })
    expect(step?.standardError).toBeCloseTo(Math.sqrt(16200), 10)
    expect(step?.p).toBeCloseTo(0.000837, 6)
  })

  it('bead scaling widens the error: 20 cells per event make the same rise plausible', () => {
    const steps = valueOf(cohortPlausibility([{ hours: 24, replicates: [[10000]], cellsPerEvent: [20] }, { hours: 48, replicates: [[2000, 16800]], cellsPerEvent: [20] }]))
    expect(steps[0]?.standardError).toBeCloseTo(Math.sqrt(20 * 16200), 9)
    expect(steps[0]?.implausible).toBe(false)
  })

  it('replicates that spread more than counting error decide', () => {
    const [step] = valueOf(cohortPlausibility([{ hours: 24, replicates: [[9000], [11000]] }, { hours: 48, replicates: [[10400], [10400]] }]))
    // variance between replicates 2e6/2 = 1e6 at the first time, counting 10400/2 at the second
    expect(step?.standardError).toBeCloseTo(Math.sqrt(1e6 + 5200), 9)
    expect(step?.implausible).toBe(false)
  })

  it('agrees with R on 60 random series of times', () => {
    const difference = new LargestDifference()
    for (const [i, c] of readGenerations().cohorts.entries()) {
      const steps = valueOf(cohortPlausibility(c.times.map((hours, j) => ({ hours, replicates: c.replicates[j] ?? [], cellsPerEvent: c.cellsPerEvent[j] ?? [] }))))
      expect(steps).toHaveLength(c.times.length - 1)
      for (const [j, step] of steps.entries()) {
        const where = `series ${String(i)}, step ${String(j)}`
        for (const [found, expected] of [[step.from, c.mean[j]], [step.to, c.mean[j + 1]], [step.standardError, c.standardError[j]], [step.z, c.z[j]], [step.p, c.p[j]]] as const) difference.add(found, expected ?? NaN, where)
        expect(step.implausible, where).toBe((c.p[j] ?? NaN) < 0.025)
      }
    }
    expect(difference.count).toBe(5 * 143)
    expect(difference.largest, difference.where).toBeLessThan(1e-12)
  })

  it('a fall is never implausible; one time has nothing to be compared with', () => {
    expect(valueOf(cohortPlausibility([{ hours: 44, replicates: [[6252]] }, { hours: 115.5, replicates: [[1031]] }]))[0]?.implausible).toBe(false)
    expect(valueOf(cohortPlausibility([{ hours: 44, replicates: [[5]] }]))).toEqual([])
    expect(valueOf(cohortPlausibility([]))).toEqual([])
  })

  it.each([
    ['times out of order', [{ hours: 48, replicates: [[5]] }, { hours: 24, replicates: [[5]] }], /rising order/],
    ['no replicate', [{ hours: 24, replicates: [] }], /no replicate/],
    ['a negative count', [{ hours: 24, replicates: [[-5]] }], /24 h: generation counts/],
    ['a scale of 0', [{ hours: 24, replicates: [[5]], cellsPerEvent: [0] }], /cells per event/],
  ])('refuses %s', (_, times, reason) => {
    expect(reasonOf(cohortPlausibility(times))).toMatch(reason)
  })
})
