import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { randomEffects, type StudyEffect } from '../../../../shared/statistics/meta-analysis/random-effects.ts'

const list = z.array(z.number())
const fixture = z.object({
  sets: z.array(z.object({
    effects: list, variances: list,
    reml: z.object({ mu: z.number(), se: z.number(), tau2: z.number(), i2: z.number(), q: z.number(), qp: z.number(), ci: list, pi: list }),
    dl: z.object({ mu: z.number(), se: z.number(), tau2: z.number(), ci: list }),
  })),
  shared: z.array(z.object({ effects: list, own: list, group: list, control: list, mu: z.number(), se: z.number(), tau2: z.number(), metafor: z.number().nullable() })),
}).parse(JSON.parse(readFileSync(new URL('../../../fixtures/meta-analysis/random-effects.json', import.meta.url), 'utf8')))

/** Relative difference, absolute where the expected value is tiny. */
const apart = (got: number, expected: number): number => Math.abs(got - expected) / Math.max(Math.abs(expected), 1e-3)

function value(effects: readonly StudyEffect[], method: 'REML' | 'DerSimonian-Laird' = 'REML') {
  const result = randomEffects(effects, method)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

describe('randomEffects', () => {
  it.each(fixture.sets.map((s, i) => [i + 1, s] as const))('set %i as metafor', (_, { effects, variances, reml, dl }) => {
    const input = effects.map((effect, i) => ({ effect, variance: variances[i] ?? 0 }))
    const r = value(input)
    const numbers: readonly (readonly [number, number])[] = [[r.value, reml.mu], [r.standardError, reml.se], [r.tau2, reml.tau2], [r.i2, reml.i2], [r.q.value, reml.q], [r.q.p, reml.qp], [r.intervals[0]?.lower ?? NaN, reml.ci[0] ?? NaN], [r.intervals[0]?.upper ?? NaN, reml.ci[1] ?? NaN], [r.prediction[0]?.lower ?? NaN, reml.pi[0] ?? NaN], [r.prediction[0]?.upper ?? NaN, reml.pi[1] ?? NaN]]
    for (const [got, expected] of numbers) expect(apart(got, expected)).toBeLessThan(1e-6)
    const d = value(input, 'DerSimonian-Laird')
    for (const [got, expected] of [[d.value, dl.mu], [d.standardError, dl.se], [d.tau2, dl.tau2], [d.intervals[0]?.lower ?? NaN, dl.ci[0] ?? NaN]] as const) expect(apart(got, expected)).toBeLessThan(1e-9)
    expect(r.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
  })

  it.each(fixture.shared.map((s, i) => [i + 1, s] as const))('shared controls, set %i', (_, { effects, own, group, control, mu, se, tau2, metafor }) => {
    const r = value(effects.map((effect, i) => ({ effect, variance: own[i] ?? 0, control: String(group[i]), sharedVariance: control[i] ?? 0 })))
    expect(apart(r.value, mu)).toBeLessThan(1e-6)
    expect(apart(r.standardError, se)).toBeLessThan(1e-6)
    expect(apart(r.tau2, tau2)).toBeLessThan(1e-5)
    // metafor's own optimiser stops at its default tolerance.
    if (metafor !== null) expect(apart(r.value, metafor)).toBeLessThan(2e-3)
  })

  it('says why there is no mean', () => {
    expect(randomEffects([{ effect: 1, variance: 1 }])).toMatchObject({ ok: false, error: expect.stringContaining('1 effect, at least 2') })
    expect(randomEffects([{ effect: 1, variance: 0 }, { effect: 1, variance: 1 }])).toMatchObject({ ok: false, error: expect.stringContaining('effect 1') })
    expect(randomEffects([{ effect: NaN, variance: 1 }, { effect: 1, variance: 1 }])).toMatchObject({ ok: false })
    const shared = [1, 2].map((effect) => ({ effect, variance: 1, control: 'v', sharedVariance: 0.5 }))
    expect(randomEffects(shared, 'DerSimonian-Laird')).toMatchObject({ ok: false, error: expect.stringContaining('share a control') })
    expect(randomEffects(shared.map((s) => ({ ...s, sharedVariance: 2 })))).toMatchObject({ ok: false, error: expect.stringContaining('contradict') })
  })

  it('does not depend on the order, and moves with a constant', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: 0.01, max: 1, noNaN: true })), { minLength: 2, maxLength: 8 }), fc.double({ min: -3, max: 3, noNaN: true }), (pairs, shift) => {
      const input = pairs.map(([effect, variance]) => ({ effect, variance }))
      const a = value(input)
      expect(value([...input].reverse()).value).toBeCloseTo(a.value, 7)
      const moved = value(input.map((e) => ({ ...e, effect: e.effect + shift })))
      expect(moved.value - shift).toBeCloseTo(a.value, 6)
      expect(moved.tau2).toBeCloseTo(a.tau2, 6)
    }), { numRuns: 60 })
  })
})
