import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, type Verdict, type VerdictInput } from '../../../../shared/domain/pairs/verdict.ts'

const declared = { value: 25, declaredBeforeData: true, note: 'declared before data' }
const late = { value: 25, declaredBeforeData: false, note: 'margin changed after data' }
const none = { value: null, declaredBeforeData: false, note: 'no margin declared' }

type Bounds = readonly [number | null, number | null]

/** Estimate, 95 % bounds, 90 % bounds; the declared test supports a direction unless said otherwise. */
function verdict(estimate: number | null, b95: Bounds | null, b90: Bounds | null, more: Partial<VerdictInput> = {}): Verdict {
  const interval = (level: number, b: Bounds | null): VerdictInput['interval95'] => (b === null ? null : { level, lower: b[0], upper: b[1], method: 'test' })
  return judge({
    side: 'in vivo', estimate, interval95: interval(0.95, b95), interval90: interval(0.9, b90), invalidBecause: null, margin: declared,
    declaredTest: { name: 'Mann-Whitney test', adjustedP: 0.01 }, forcedInconclusive: null, simulated: false, ...more,
  })
}

describe('the verdict rule, margin 25 declared before data', () => {
  // estimate, 95 %, 90 %, kind, rule: worked by hand from the rule.
  const cases: readonly (readonly [string, number, Bounds, Bounds, Verdict['kind'], number])[] = [
    ['90 % inside the margin', 2, [-20, 24], [-17, 20], 'no relevant effect', 2],
    ['90 % inside although the 95 % interval reaches the margin', 5, [-20, 30], [-15, 24.9], 'no relevant effect', 2],
    ['90 % inside although the 95 % interval excludes zero: rule 2 comes before 3', 12, [2, 22], [4, 20], 'no relevant effect', 2],
    ['90 % inside although harm is shown: rule 2 comes before 4', -12, [-22, -2], [-20, -4], 'no relevant effect', 2],
    ['90 % lower bound exactly -25 is not inside; its upper bound is below 25', -5, [-30, 20], [-25, 15], 'relevant benefit excluded, harm not', 5],
    ['90 % upper bound exactly 25 is neither inside nor excluded', 5, [-20, 30], [-15, 25], 'inconclusive', 6],
    ['just inside on both sides', 0, [-30, 30], [-24.999, 24.999], 'no relevant effect', 2],
    ['benefit', 40, [10, 70], [15, 65], 'benefit', 3],
    ['estimate exactly at the margin is benefit', 25, [1, 49], [5, 45], 'benefit', 3],
    ['estimate just below the margin is not', 24.999, [1, 49], [5, 45], 'inconclusive', 6],
    ['95 % lower bound exactly 0 does not exclude zero', 40, [0, 80], [5, 75], 'inconclusive', 6],
    ['95 % contains zero though 90 % does not', 30, [-1, 61], [4, 56], 'inconclusive', 6],
    ['harm', -40, [-70, -10], [-65, -15], 'harm', 4],
    ['estimate exactly at minus the margin is harm', -25, [-49, -1], [-45, -5], 'harm', 4],
    ['harm shown but smaller than the margin: benefit excluded', -24.999, [-49, -1], [-45, -5], 'relevant benefit excluded, harm not', 5],
    ['95 % upper bound exactly 0 is not harm; benefit is excluded', -40, [-80, 0], [-75, -5], 'relevant benefit excluded, harm not', 5],
    ['benefit excluded, harm open', -20, [-60, 20], [-52, 12], 'relevant benefit excluded, harm not', 5],
    ['too wide', 10, [-60, 80], [-50, 70], 'inconclusive', 6],
    ['wide on both sides of both margins', 0, [-90, 90], [-80, 80], 'inconclusive', 6],
  ]
  it.each(cases)('%s', (_, estimate, b95, b90, kind, rule) => {
    const v = verdict(estimate, b95, b90)
    expect([v.kind, v.rule]).toEqual([kind, rule])
    expect([v.excludesBelow, v.excludesAbove]).toEqual(b95)
    expect(v.flags).toEqual([])
  })

  it('names the side in its own words', () => {
    expect(verdict(40, [10, 70], [15, 65]).label).toBe('improved')
    expect(verdict(-40, [-70, -10], [-65, -15]).label).toBe('worse')
    expect(verdict(40, [10, 70], [15, 65], { side: 'in vitro' }).label).toBe('suppressive')
    expect(verdict(-40, [-70, -10], [-65, -15], { side: 'in vitro' }).label).toBe('enhancing')
  })

  it('says why it is inconclusive', () => {
    expect(verdict(24.97, [1, 49], [5, 45]).reason).toBe('the 95 % interval excludes zero, but the estimate 24.97 does not reach the margin of 25')
    expect(verdict(20, [1, 49], [5, 45]).reason).toContain('the estimate 20.0 does not reach the margin of 25')
    expect(verdict(0, [-90, 90], [-80, 80]).reason).toContain('too wide')
  })
})

describe('without a usable margin', () => {
  it.each([['changed after data', late], ['not declared', none], ['zero, which is impossible', { ...declared, value: 0 }], ['negative, which is impossible', { ...declared, value: -5 }]] as const)('%s: 2 and 5 are unavailable, 3 and 4 need the interval only, and all is flagged', (_, margin) => {
    expect(verdict(2, [-20, 24], [-17, 20], { margin }).kind).toBe('inconclusive')
    expect(verdict(-20, [-60, 20], [-52, 12], { margin }).kind).toBe('inconclusive')
    expect(verdict(12, [2, 22], [4, 20], { margin })).toMatchObject({ kind: 'benefit', rule: 3, flags: [margin.note] })
    expect(verdict(-12, [-22, -2], [-20, -4], { margin })).toMatchObject({ kind: 'harm', rule: 4, flags: [margin.note] })
    expect(verdict(2, [-20, 24], [-17, 20], { margin }).flags).toEqual([margin.note])
    expect(verdict(12, [0, 24], [2, 22], { margin }).kind).toBe('inconclusive')
  })

  it('still needs the declared test in vivo', () => {
    expect(verdict(12, [2, 22], [4, 20], { margin: none, declaredTest: { name: 'Mann-Whitney test', adjustedP: 0.2 } }).kind).toBe('inconclusive')
  })
})

describe('the declared test', () => {
  const benefit = (adjustedP: number | null): Verdict => verdict(40, [10, 70], [15, 65], { declaredTest: { name: 'Mann-Whitney test', adjustedP } })

  it('must give adjusted p below 0.05', () => {
    expect(benefit(0.0499).kind).toBe('benefit')
    expect(benefit(0.05)).toMatchObject({ kind: 'inconclusive', rule: 6, reason: 'estimate and test disagree: the interval excludes zero, but Mann-Whitney test gives adjusted p = 0.050' })
    expect(benefit(0.2).kind).toBe('inconclusive')
    expect(benefit(null).reason).toContain('gave no p value')
  })

  it('is needed for harm as well, and disagreement does not fall through to rule 5', () => {
    expect(verdict(-40, [-70, -10], [-65, -15], { declaredTest: { name: 'Mann-Whitney test', adjustedP: 0.2 } })).toMatchObject({ kind: 'inconclusive', rule: 6 })
  })

  it('is not needed for equivalence (rules 2 and 5)', () => {
    const declaredTest = { name: 'Mann-Whitney test', adjustedP: 1 }
    expect(verdict(2, [-20, 24], [-17, 20], { declaredTest }).kind).toBe('no relevant effect')
    expect(verdict(-20, [-60, 20], [-52, 12], { declaredTest }).kind).toBe('relevant benefit excluded, harm not')
  })

  it('absent: in vitro a direction stands on the interval, in vivo it does not', () => {
    const base = { interval95: { level: 0.95, lower: 10, upper: 70, method: '' }, interval90: { level: 0.9, lower: 15, upper: 65, method: '' }, estimate: 40, invalidBecause: null, margin: declared, forcedInconclusive: null, simulated: false }
    expect(judge({ side: 'in vitro', ...base }).kind).toBe('benefit')
    expect(judge({ side: 'in vivo', ...base }).kind).toBe('inconclusive')
  })
})

describe('what comes before the intervals', () => {
  it('failed validity is not assessable, whatever else is given, and excludes nothing', () => {
    const v = verdict(40, [10, 70], [15, 65], { invalidBecause: 'vehicle incidence below the planned limit', forcedInconclusive: '2 runs, 3 needed' })
    expect(v).toMatchObject({ kind: 'not assessable', rule: 1, reason: 'vehicle incidence below the planned limit', excludesAbove: null, excludesBelow: null, flags: [] })
  })

  it('a reason to stay inconclusive wins over the intervals and keeps the flags', () => {
    expect(verdict(40, [10, 70], [15, 65], { forcedInconclusive: '2 runs, 3 needed', margin: none })).toMatchObject({ kind: 'inconclusive', rule: 6, reason: '2 runs, 3 needed', flags: [none.note] })
  })

  it('no interval, or no estimate, is inconclusive', () => {
    expect(verdict(40, null, null).reason).toBe('no interval could be computed')
    expect(verdict(null, [10, 70], [15, 65]).kind).toBe('inconclusive')
    expect(verdict(NaN, [10, 70], [15, 65]).kind).toBe('inconclusive')
  })

  it('unbounded intervals reach everything on their side', () => {
    expect(verdict(40, [10, null], [15, null]).kind).toBe('benefit')
    expect(verdict(0, [null, null], [null, null]).kind).toBe('inconclusive')
    expect(verdict(-10, [null, 20], [null, 15]).kind).toBe('relevant benefit excluded, harm not')
  })

  it('carries the mark of simulated data', () => {
    expect(verdict(40, [10, 70], [15, 65], { simulated: true }).simulated).toBe(true)
    expect(verdict(40, [10, 70], [15, 65], { simulated: true, invalidBecause: 'x' }).simulated).toBe(true)
  })
})

describe('invariants', () => {
  // Whole eighths, so that scaling by powers of two is exact and boundaries stay boundaries.
  const half = fc.integer({ min: 0, max: 400 })
  const input = fc.record({ mid: fc.integer({ min: -400, max: 400 }), a: half, b: half, c: half, d: half, margin: fc.integer({ min: 1, max: 300 }), p: fc.constantFrom(0.001, 0.05, 0.6), usable: fc.boolean() })
  const of = ({ mid, a, b, c, d, margin, p, usable }: { mid: number; a: number; b: number; c: number; d: number; margin: number; p: number; usable: boolean }, factor: number): Verdict =>
    verdict(mid * factor, [(mid - a - b) * factor, (mid + c + d) * factor], [(mid - a) * factor, (mid + c) * factor], { margin: { value: margin * factor, declaredBeforeData: usable, note: 'n' }, declaredTest: { name: 't', adjustedP: p } })

  it('the unit does not matter: estimate, bounds and margin scaled together give the same verdict', () => {
    fc.assert(fc.property(input, fc.constantFrom(0.125, 0.5, 4, 64), (x, factor) => [of(x, 1), of(x, factor)].every((v, _, [first]) => v.kind === first?.kind && v.rule === first.rule)))
  })

  it('equivalence and exclusion of benefit never come without a usable margin, directions never against the sign', () => {
    fc.assert(fc.property(input, (x) => {
      const v = of(x, 1)
      if (!x.usable) expect(['no relevant effect', 'relevant benefit excluded, harm not']).not.toContain(v.kind)
      if (v.kind === 'benefit') expect([x.mid > 0, (v.excludesBelow ?? 0) > 0, x.p < 0.05]).toEqual([true, true, true])
      if (v.kind === 'harm') expect([x.mid < 0, (v.excludesAbove ?? 0) < 0, x.p < 0.05]).toEqual([true, true, true])
    }))
  })

  it('a mirrored result mirrors benefit and harm and keeps no relevant effect', () => {
    const mirror = { benefit: 'harm', harm: 'benefit', 'no relevant effect': 'no relevant effect' } as const
    fc.assert(fc.property(input, (x) => {
      const v = of(x, 1)
      if (v.kind !== 'benefit' && v.kind !== 'harm' && v.kind !== 'no relevant effect') return
      expect(of({ ...x, mid: -x.mid, a: x.c, b: x.d, c: x.a, d: x.b }, 1).kind).toBe(mirror[v.kind])
    }))
  })
})
