import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arthritisResults } from '../../../../shared/domain/arthritis/arthritis.ts'
import type { ArmEffect, ArthritisResults } from '../../../../shared/domain/arthritis/arthritis-results.ts'
import { intervalAt, type Estimate } from '../../../../shared/domain/estimate.ts'
import { experimentId, scoresOf, studyNotebook, type TestAnimal, type TestStudy } from '../../../helpers/arthritis-records.ts'

type FixtureAnimal = { readonly day: readonly number[]; readonly score: readonly number[]; readonly death: number | null; readonly cause: string | null }
type Bounds = { readonly value: number; readonly lower: number; readonly upper: number }
type Fieller = { readonly g: number; readonly lower: number | null; readonly upper: number | null }
type Effect = { readonly E: number; readonly i95: Fieller; readonly i90: Fieller; readonly p: number; readonly adjusted: number }
type Arms<T> = { readonly v: T; readonly t: T; readonly u: T }
type FixtureSet = {
  readonly scheme: string
  readonly cages: Arms<readonly string[]>
  readonly arms: Arms<readonly FixtureAnimal[]>
  readonly means: Readonly<Record<string, Arms<readonly (number | null)[]>>>
  readonly effects: Readonly<Record<string, { readonly t: Effect; readonly u: Effect }>>
  readonly ranks: { readonly t: Ranks; readonly u: Ranks }
  readonly onset: Arms<readonly (number | null)[]>
  readonly incidence: Arms<{ readonly events: number; readonly total: number; readonly lower: number; readonly upper: number }>
}
type Ranks = { readonly hl: Bounds; readonly cliff: Bounds; readonly risk: Bounds }

// Made by test/fixtures/domain/make-arthritis-effects.R (R 4.2, coin).
const fixture = JSON.parse(readFileSync(new URL('../../../fixtures/domain/arthritis-effects.json', import.meta.url), 'utf8')) as { readonly sets: readonly FixtureSet[] }
const schemes: Readonly<Record<string, string>> = { individual: 'not recorded', cages: 'whole cages', blocks: 'randomised within cage' }

function studyOf(set: FixtureSet): TestStudy {
  const animals = (arm: keyof Arms<unknown>): readonly TestAnimal[] =>
    set.arms[arm].map((a, i) => ({
      scores: scoresOf(a.day, a.score),
      fields: { cageKey: set.cages[arm][i], ...(a.death === null ? {} : { death: { day: a.death, cause: a.cause } }) },
    }))
  const doses = { d1: { order: 0, day: 22 } }
  return {
    arms: { v: { role: 'vehicle', animals: animals('v'), doses }, t: { role: 'treatment', animals: animals('t'), doses }, u: { role: 'treatment', animals: animals('u'), doses } },
    experiment: { plannedEndDay: 42, onsetMinimumScore: 2, onsetConsecutiveSessions: 2, cageScheme: schemes[set.scheme] },
  }
}

function expectBounds(estimate: Estimate, expected: { readonly lower: number | null; readonly upper: number | null }, level: number, digits = 5): void {
  const interval = intervalAt(estimate, level)
  expect(interval?.lower).toBeCloseTo(expected.lower ?? NaN, digits)
  expect(interval?.upper).toBeCloseTo(expected.upper ?? NaN, digits)
}

describe.each(fixture.sets.map((set, i) => [`${i + 1} (${set.scheme})`, set] as const))('random experiment %s against R', (_, set) => {
  const results = arthritisResults(studyNotebook(studyOf(set)), experimentId)
  const armOf = (key: string): readonly ArthritisResults['animals'][number][] => results.animals.filter((a) => a.armKey === key)

  it.each(['v', 't', 'u'] as const)('mean scores, onset and incidence of arm %s', (arm) => {
    armOf(arm).forEach((animal, i) => {
      const expected = set.means['primary']?.[arm][i] ?? null
      if (expected === null) expect(animal.meanScorePercent.value).toBeNull()
      else expect(animal.meanScorePercent.value).toBeCloseTo(expected, 6)
      expect(animal.onsetDay).toBe(set.onset[arm][i] ?? null)
    })
    const incidence = results.arms.find((a) => a.armKey === arm)?.incidence
    expect(incidence?.n).toBe(set.incidence[arm].total)
    expect(incidence?.value).toBeCloseTo((100 * set.incidence[arm].events) / set.incidence[arm].total, 10)
    expectBounds(incidence ?? fail(), set.incidence[arm], 0.95)
  })

  it.each(['t', 'u'] as const)('effect of arm %s: E, Fieller, p, Holm, Hodges-Lehmann, Cliff, risk difference, both sensitivity analyses', (arm) => {
    const effect = results.effects.find((e) => e.armKey === arm) ?? fail()
    const check = (rule: string, E: Estimate, test: ArmEffect['test']): void => {
      const expected = set.effects[rule]?.[arm]
      expect(E.value).toBeCloseTo(expected?.E ?? NaN, 5)
      expectBounds(E, expected?.i95 ?? fail(), 0.95)
      expectBounds(E, expected?.i90 ?? fail(), 0.9)
      expect(test.p).toBeCloseTo(expected?.p ?? NaN, 9)
      expect(test.adjustedP).toBeCloseTo(expected?.adjusted ?? NaN, 9)
    }
    check('primary', effect.reductionPercent, effect.test)
    for (const s of effect.sensitivity) check(s.rule, s.reductionPercent, s.test)
    expect(effect.sensitivity).toHaveLength(2)
    expect(effect.fiellerG).toBeCloseTo(set.effects['primary']?.[arm].i95.g ?? NaN, 7)
    const { hl, cliff, risk } = set.ranks[arm]
    expect(effect.hodgesLehmann.value).toBeCloseTo(hl.value, 6)
    // Where 95 % is out of reach the program gives unbounded ends; R's quantile then stops at the widest pair.
    if (intervalAt(effect.hodgesLehmann, 0.95)?.lower !== null) expectBounds(effect.hodgesLehmann, hl, 0.95)
    expect(effect.cliffsDelta.value).toBeCloseTo(cliff.value, 9)
    expectBounds(effect.cliffsDelta, cliff, 0.95)
    expect(effect.riskDifference.value).toBeCloseTo(risk.value, 9)
    expectBounds(effect.riskDifference, risk, 0.95)
  })

  it('animal flow adds up and the unit follows the cages', () => {
    for (const arm of results.arms) expect(arm.allocated).toBe(arm.analysed + arm.excluded.length + arm.missing.length)
    expect(results.unit).toBe(set.scheme === 'cages' ? 'cages' : 'animals')
    expect(results.effects.every((e) => e.reductionPercent.nOf === results.unit)).toBe(true)
    expect(JSON.stringify(results)).not.toMatch(/NaN|Infinity/)
  })
})

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
