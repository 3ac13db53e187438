import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arthritisResults } from '../../../../shared/domain/arthritis/arthritis.ts'
import type { ArmEffect } from '../../../../shared/domain/arthritis/arthritis-results.ts'
import type { Estimate } from '../../../../shared/domain/estimate.ts'
import { experimentId, scoresOf, studyNotebook, type TestStudy } from '../../../helpers/arthritis-records.ts'

describe('invariants', () => {
  const days = [20, 25, 30, 35, 40]
  const course = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 5, maxLength: 5 })
  const armOfAnimals = fc.array(course, { minLength: 2, maxLength: 6 })
  const study = (vehicle: readonly (readonly number[])[], treated: readonly (readonly number[])[], factor: number): TestStudy => ({
    arms: {
      v: { role: 'vehicle', animals: vehicle.map((s) => ({ scores: scoresOf(days, s.map((x) => x * factor)) })) },
      t: { role: 'treatment', animals: treated.map((s) => ({ scores: scoresOf(days, s.map((x) => x * factor)) })) },
    },
    scale: { maximumTotal: 16 * factor, parts: {} },
    experiment: { onsetMinimumScore: factor },
  })
  const effectOf = (s: TestStudy): ArmEffect => arthritisResults(studyNotebook(s), experimentId).effects[0] ?? fail()
  const numbers = (e: Estimate): readonly (number | null)[] => [e.value, ...e.intervals.flatMap((i) => [i.lower, i.upper])].map((x) => (x === null ? null : Number(x.toPrecision(8))))

  it('E, its interval, p, delta and risk difference do not depend on the unit of the scale', () => {
    fc.assert(
      fc.property(armOfAnimals, armOfAnimals, fc.constantFrom(0.25, 0.5, 2, 8), (v, t, factor) => {
        const [a, b] = [effectOf(study(v, t, 1)), effectOf(study(v, t, factor))]
        expect(numbers(b.reductionPercent)).toEqual(numbers(a.reductionPercent))
        expect(b.test.p).toBeCloseTo(a.test.p ?? NaN, 12)
        expect(numbers(b.cliffsDelta)).toEqual(numbers(a.cliffsDelta))
        expect(numbers(b.hodgesLehmann)).toEqual(numbers(a.hodgesLehmann))
        expect(numbers(b.riskDifference)).toEqual(numbers(a.riskDifference))
      }),
      { numRuns: 40 },
    )
  })

  it('the order of animals does not matter, and exchanging the arms keeps p and turns delta round', () => {
    fc.assert(
      fc.property(armOfAnimals, armOfAnimals, (v, t) => {
        const a = effectOf(study(v, t, 1))
        const shuffled = effectOf(study(v.toReversed(), t.toReversed(), 1))
        const swapped = effectOf(study(t, v, 1))
        expect(numbers(shuffled.reductionPercent)).toEqual(numbers(a.reductionPercent))
        expect(shuffled.test.p).toBeCloseTo(a.test.p ?? NaN, 12)
        expect(swapped.test.p).toBeCloseTo(a.test.p ?? NaN, 12)
        expect(swapped.cliffsDelta.value).toBeCloseTo(-(a.cliffsDelta.value ?? NaN), 12)
        expect(swapped.hodgesLehmann.value).toBeCloseTo(-(a.hodgesLehmann.value ?? NaN), 9)
      }),
      { numRuns: 40 },
    )
  })
})

function fail(): never {
  throw new Error('missing in the results or the fixture')
}
