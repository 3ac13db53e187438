import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simulateAnimal, type DiseaseCourse } from '../../../shared/sample/simulate-arthritis.ts'
import { hill } from '../../../shared/sample/simulate-assay.ts'
import { threeTimesAWeek } from '../../../shared/sample/simulate-experiment.ts'
import { seededRandom } from '../../../shared/statistics/seeded-random.ts'

const course: DiseaseCourse = { incidence: 0.9, onsetMeanDay: 28, onsetSdDays: 4, plateau: 8, plateauSd: 0.5, halfRiseDays: 4, unrelatedDeath: 0.1, treatmentDeath: 0.1 }

describe('simulateAnimal', () => {
  it('writes whole scores 0 to 4 per paw, nothing before onset can be and nothing after death', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
        const animal = simulateAnimal(seededRandom(seed), course, threeTimesAWeek, [21, 28])
        for (const { day, paws, weightG } of animal.observations) {
          for (const score of Object.values(paws)) expect([0, 1, 2, 3, 4]).toContain(score)
          if (day < 19) expect(paws).toEqual({ LF: 0, RF: 0, LH: 0, RH: 0 })
          expect(weightG).toBeGreaterThan(0)
          if (animal.death !== undefined) expect(day).toBeLessThanOrEqual(animal.death.day)
          if (animal.death !== undefined && animal.death.cause !== 'arthritis-endpoint') expect(day).toBeLessThan(animal.death.day)
        }
        if (animal.death?.cause === 'treatment-related') expect([21, 28]).toContain(animal.death.day)
      }),
    )
  })

  it('without incidence nobody falls ill; without injections nobody dies of them', () => {
    for (let seed = 0; seed < 200; seed++) {
      const animal = simulateAnimal(seededRandom(seed), { ...course, incidence: 0, unrelatedDeath: 0 }, threeTimesAWeek, [])
      expect(animal.death).toBeUndefined()
      expect(animal.observations).toHaveLength(threeTimesAWeek.length)
      expect(animal.observations.flatMap((o) => Object.values(o.paws)).every((s) => s === 0)).toBe(true)
    }
  })

  it('a higher plateau gives higher scores on average', () => {
    const total = (plateau: number): number =>
      Array.from({ length: 300 }, (_, seed) => simulateAnimal(seededRandom(seed), { ...course, plateau, unrelatedDeath: 0 }, threeTimesAWeek, []))
        .flatMap((a) => a.observations.flatMap((o) => Object.values(o.paws)))
        .reduce((a, b) => a + b, 0)
    expect(total(10)).toBeGreaterThan(1.5 * total(4))
  })
})

describe('hill', () => {
  it('is half of its maximum at the half ratio, and nothing without MSC', () => {
    const truth = { maximum: 0.9, half: 0.07, slope: 1.2, runSdPoints: 0 }
    expect(hill(truth, 0.07)).toBeCloseTo(0.45, 12)
    expect(hill(truth, 0)).toBe(0)
    // The same curve written as maximum / (1 + (half / ratio)^slope).
    expect(hill(truth, 0.1)).toBeCloseTo(0.9 / (1 + 0.7 ** 1.2), 12)
  })
})
