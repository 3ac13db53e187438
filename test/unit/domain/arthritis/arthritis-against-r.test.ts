import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { arthritisResults } from '../../../../shared/domain/arthritis/arthritis.ts'
import type { ArmEffect, ArthritisResults } from '../../../../shared/domain/arthritis/arthritis-results.ts'
import { intervalAt, type Estimate, type TestResult } from '../../../../shared/domain/estimate.ts'
import { experimentId, given, scoresOf, studyNotebook, type TestAnimal, type TestStudy } from '../../../helpers/arthritis-records.ts'
import { LargestDifference } from '../../statistics/read-fixture.ts'

const n = z.number().nullable()
const list = z.array(n)
const arms = <T extends z.ZodType>(of: T) => z.object({ v: of, t: of, u: of })
const two = <T extends z.ZodType>(of: T) => z.object({ t: of, u: of })
const bounds = z.object({ value: n, lower: n, upper: n })
const fieller = z.object({ g: n, lower: n, upper: n })
const effect = z.object({ E: n, i95: fieller, i90: fieller, p: n, adjusted: n })
const set = z.object({
  scheme: z.enum(['individual', 'cages', 'blocks']),
  cages: arms(z.array(z.string())),
  arms: arms(z.array(z.object({ day: z.array(z.number()), score: z.array(z.number()), death: n, cause: z.string().nullable() }))),
  means: z.object({ primary: arms(list) }),
  effects: z.record(z.string(), two(effect)),
  ranks: two(z.object({ hl: bounds, cliff: bounds, risk: bounds })),
  onset: arms(list),
  incidence: arms(z.object({ events: z.number(), total: z.number(), lower: n, upper: n })),
  curves: arms(z.object({ n: z.number(), atEnd: n, day: list, percent: list })),
  logRank: two(z.object({ p: n, adjusted: n })),
  together: z.object({ p: n, z: list.optional(), adjusted: list.optional() }),
  baseline: two(z.object({ constant: z.boolean(), adjusted: bounds.extend({ slope: n, E: n, e95: fieller, e90: fieller }), imbalance: n, unadjusted: list, p: n, holm: n })).nullable(),
})
type Set = z.infer<typeof set>
type ArmKey = 'v' | 't' | 'u'

// Made by test/fixtures/domain/make-arthritis-effects.R (R 4.2; coin, survival, sandwich).
const { sets } = z.object({ sets: z.array(set) }).parse(JSON.parse(readFileSync(new URL('../../../fixtures/domain/arthritis-effects.json', import.meta.url), 'utf8')))
const schemes = { individual: 'not recorded', cages: 'whole cages', blocks: 'randomised within cage' } as const
const keys = ['v', 't', 'u'] as const
const treated = ['t', 'u'] as const

/** The experiment of a set; in the onset-relative form every animal runs on its own clock, which must not change a number. */
function studyOf(s: Set, onsetRelative = false): TestStudy {
  const shift = (i: number): number => (onsetRelative ? (i % 5) + 3 : 0)
  const animals = (arm: ArmKey): readonly TestAnimal[] =>
    s.arms[arm].map((a, i) => ({
      scores: scoresOf(a.day.map((d) => d + shift(i)), a.score),
      fields: { cageKey: s.cages[arm][i], ...(a.death === null ? {} : { death: { day: a.death + shift(i), cause: a.cause } }) },
    }))
  const doses = { d1: { order: 0, day: 22 } }
  return {
    arms: { v: { role: 'vehicle', animals: animals('v'), doses }, t: { role: 'treatment', animals: animals('t'), doses }, u: { role: 'treatment', animals: animals('u'), doses } },
    experiment: { plannedEndDay: onsetRelative ? 20 : 42, onsetMinimumScore: 2, onsetConsecutiveSessions: 2, cageScheme: schemes[s.scheme], ...(onsetRelative ? { timing: 'onset-relative' } : {}) },
    ...(onsetRelative ? { others: keys.flatMap((arm, k) => s.arms[arm].map((_, i) => given(100 * k + i, `${arm}${String(i)}`, 22 + shift(i)))) } : {}),
  }
}

const worst = { values: new LargestDifference(1e-3), p: new LargestDifference(1e-3), survival: new LargestDifference(1e-3), baseline: new LargestDifference(1e-3) }

function expectBounds(estimate: Estimate, expected: { readonly lower: number | null; readonly upper: number | null }, level: number, where: string, into = worst.values): void {
  const interval = intervalAt(estimate, level)
  if (expected.lower === null || expected.upper === null) {
    expect(interval === undefined || interval.lower === null || interval.upper === null || estimate.value === null, `${where}: no interval expected`).toBe(true)
    return
  }
  into.add(interval?.lower, expected.lower, `${where} lower`)
  into.add(interval?.upper, expected.upper, `${where} upper`)
}

function expectP(test: TestResult | undefined, p: number | null, adjusted: number | null, where: string, into = worst.p): void {
  if (p === null) return expect(test?.p ?? null, where).toBeNull()
  into.add(test?.p, p, where)
  if (adjusted !== null) into.add(test?.adjustedP, adjusted, `${where} adjusted`)
}

function expectReduction(e: Estimate, expected: { readonly E: number | null; readonly i95: z.infer<typeof fieller>; readonly i90: z.infer<typeof fieller> }, where: string, into = worst.values): void {
  const unbounded = expected.i95.g !== null && expected.i95.g >= 1
  if (expected.E === null || unbounded) return expect(e.value, where).toBeNull()
  into.add(e.value, expected.E, where)
  expectBounds(e, expected.i95, 0.95, `${where} 95`, into)
  expectBounds(e, expected.i90, 0.9, `${where} 90`, into)
}

const effectOf = (r: ArthritisResults, arm: string): ArmEffect => r.effects.find((e) => e.armKey === arm) ?? missing()

describe.each(sets.map((s, i) => [`${String(i + 1)} (${s.scheme})`, s, i] as const))('random experiment %s against R', (_, s, i) => {
  const results = arthritisResults(studyNotebook(studyOf(s)), experimentId)

  it('mean scores, onset, incidence, cumulative incidence', () => {
    for (const arm of keys) {
      results.animals.filter((a) => a.armKey === arm).forEach((animal, j) => {
        const expected = s.means.primary[arm][j] ?? null
        if (expected === null) expect(animal.meanScorePercent.value).toBeNull()
        else expect(animal.meanScorePercent.value).toBeCloseTo(expected, 6)
        expect(animal.onsetDay).toBe(s.onset[arm][j] ?? null)
      })
      const { incidence } = results.arms.find((a) => a.armKey === arm) ?? missing()
      expect(incidence.n).toBe(s.incidence[arm].total)
      if (s.incidence[arm].total > 0) {
        worst.values.add(incidence.value, (100 * s.incidence[arm].events) / s.incidence[arm].total, `incidence ${String(i)}`)
        expectBounds(incidence, s.incidence[arm], 0.95, `incidence ${String(i)}`)
      } else expect(incidence.value).toBeNull()
      const curve = results.onset?.arms.find((a) => a.armKey === arm) ?? missing()
      const expected = s.curves[arm]
      expect(curve.atRisk).toBe(expected.n)
      if (expected.atEnd === null) expect(curve.atEnd.value).toBeNull()
      else worst.survival.add(curve.atEnd.value, expected.atEnd, `incidence at the end ${String(i)}`)
      expect(curve.steps.map((step) => step.day)).toEqual(expected.day)
      curve.steps.forEach((step, j) => worst.survival.add(step.percent, expected.percent[j] ?? NaN, `step ${String(i)}`))
    }
  })

  it('effects: E, Fieller, p, Holm, Hodges-Lehmann, Cliff, risk difference, both sensitivity analyses, log-rank', () => {
    for (const arm of treated) {
      const e = effectOf(results, arm)
      const check = (rule: string, E: Estimate, test: TestResult): void => {
        const expected = s.effects[rule]?.[arm] ?? missing()
        expectReduction(E, expected, `set ${String(i)} ${arm} ${rule}`)
        expectP(test, expected.p, expected.adjusted, `p ${String(i)} ${arm} ${rule}`)
      }
      check('primary', e.reductionPercent, e.test)
      for (const x of e.sensitivity) check(x.rule, x.reductionPercent, x.test)
      expect(e.sensitivity).toHaveLength(2)
      const { hl, cliff, risk } = s.ranks[arm]
      if (hl.value === null) expect(e.hodgesLehmann.value).toBeNull()
      else expect(e.hodgesLehmann.value).toBeCloseTo(hl.value, 6)
      // Where 95 % is out of reach the program gives unbounded ends; R's quantile then stops at the widest pair.
      const shift = intervalAt(e.hodgesLehmann, 0.95)
      if (shift !== undefined && shift.lower !== null) {
        expect(shift.lower).toBeCloseTo(hl.lower ?? NaN, 5)
        expect(shift.upper).toBeCloseTo(hl.upper ?? NaN, 5)
      }
      if (cliff.value === null) expect(e.cliffsDelta.value).toBeNull()
      else worst.values.add(e.cliffsDelta.value, cliff.value, `delta ${String(i)}`)
      expectBounds(e.cliffsDelta, cliff, 0.95, `delta ${String(i)}`)
      if (risk.value === null) expect(e.riskDifference.value).toBeNull()
      else worst.values.add(e.riskDifference.value, risk.value, `risk ${String(i)}`)
      expectBounds(e.riskDifference, risk, 0.95, `risk ${String(i)}`)
      expectP(results.onset?.contrasts.find((c) => c.armKey === arm)?.test, s.logRank[arm].p, s.logRank[arm].adjusted, `log-rank ${String(i)}`, worst.survival)
    }
  })

  it('all arms together, and the flow adds up', () => {
    if (s.together.p !== null) worst.p.add(results.overall?.test.p, s.together.p, `Kruskal-Wallis ${String(i)}`)
    const pairs = results.overall?.pairs ?? []
    if (s.together.z !== undefined) {
      pairs.forEach((pair, j) => {
        worst.p.add(pair.test.statistic, s.together.z?.[j] ?? NaN, `Dunn z ${String(i)}`)
        worst.p.add(pair.test.adjustedP, s.together.adjusted?.[j] ?? NaN, `Dunn p ${String(i)}`)
      })
      expect(pairs).toHaveLength(3)
    }
    for (const arm of results.arms) expect(arm.allocated).toBe(arm.analysed + arm.excluded.length + arm.missing.length)
    expect(results.unit).toBe(s.scheme === 'cages' ? 'cages' : 'animals')
    expect(results.effects.every((e) => e.reductionPercent.nOf === results.unit)).toBe(true)
    expect(JSON.stringify(results)).not.toMatch(/NaN|Infinity/)
  })

  it('scores at the first dose and the effect adjusted for them', () => {
    if (s.baseline === null) return expect(results.baseline).toMatchObject({ notApplicable: expect.stringContaining('scored 0') as string, contrasts: [] })
    for (const arm of treated) {
      const c = results.baseline?.contrasts.find((x) => x.armKey === arm) ?? missing()
      const expected = s.baseline[arm]
      const [value, lower = null, upper = null] = expected.unadjusted
      const pairs = [[c.adjusted, expected.adjusted], [c.unadjusted, { value: value ?? null, lower, upper }], [c.imbalance, { value: expected.imbalance, lower: null, upper: null }]] as const
      for (const [ours, theirs] of pairs) {
        if (theirs.value === null) expect(ours.value, `baseline ${String(i)}`).toBeNull()
        else worst.baseline.add(ours.value, theirs.value, `baseline ${String(i)}`)
        if (theirs.lower !== null) expectBounds(ours, theirs, 0.95, `baseline ${String(i)}`, worst.baseline)
      }
      if (expected.adjusted.value !== null && expected.adjusted.lower === null) expect(c.adjusted.intervals).toEqual([])
      if (expected.adjusted.slope !== null) worst.baseline.add(c.slope.value, expected.adjusted.slope, `slope ${String(i)}`)
      expectP(c.test, expected.p, expected.holm, `p at equal baseline ${String(i)} ${arm}`, worst.baseline)
    }
  })

  it('the same experiment on the clocks of the animals: same numbers, no incidence, adjusted reduction', () => {
    const r = arthritisResults(studyNotebook(studyOf(s, true)), experimentId)
    for (const arm of treated) {
      const e = effectOf(r, arm)
      const plain = s.effects['primary']?.[arm] ?? missing()
      expectReduction(e.reductionPercent, plain, `onset-relative ${String(i)}`)
      expect(e.riskDifference.value).toBeNull()
      const adjusted = e.adjusted ?? missing()
      if (s.baseline === null || s.baseline[arm].constant) {
        expectReduction(adjusted.reductionPercent, plain, `constant baseline ${String(i)}`)
        expect(adjusted.reductionPercent.value === null || adjusted.reductionPercent.warnings.some((w) => w.includes('nothing to adjust for'))).toBe(true)
      } else {
        const { E, e95, e90 } = s.baseline[arm].adjusted
        expectReduction(adjusted.reductionPercent, { E, i95: e95, i90: e90 }, `adjusted ${String(i)} ${arm}`, worst.baseline)
        expectP(adjusted.test, s.baseline[arm].p, s.baseline[arm].holm, `adjusted p ${String(i)} ${arm}`, worst.baseline)
      }
    }
  })
})

describe('sixty random experiments against R', () => {
  it('differ by rounding only', () => {
    expect(sets).toHaveLength(60)
    for (const [what, w] of Object.entries(worst)) expect(w.count, what).toBeGreaterThan(100)
    // Means of scores differ by up to 1e-8: R takes the step at a death as a steep line.
    expect(worst.values.largest, worst.values.where).toBeLessThan(1e-6)
    expect(worst.p.largest, worst.p.where).toBeLessThan(1e-9)
    expect(worst.survival.largest, worst.survival.where).toBeLessThan(1e-9)
    expect(worst.baseline.largest, worst.baseline.where).toBeLessThan(1e-6)
  })
})

function missing(): never {
  throw new Error('missing in the results or the fixture')
}
