import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cumulativeIncidence, type CompetingFollowUp } from '../../../../shared/statistics/survival/cumulative-incidence.ts'
import { kaplanMeier } from '../../../../shared/statistics/survival/kaplan-meier.ts'
import { logRank } from '../../../../shared/statistics/survival/log-rank.ts'
import type { FollowUp } from '../../../../shared/statistics/survival/survival-data.ts'
import { LargestDifference, readFixture, reasonOf, valueOf } from '../read-fixture.ts'

const list = z.array(z.number())
const holes = z.array(z.number().nullable())
const fixture = readFixture('survival', z.object({
  cases: z.array(z.object({
    time: list, event: list, group: list,
    km: z.object({ time: list, risk: list, survival: list, se: holes, lower: holes, upper: holes, median: holes }),
    logRank: z.object({ chi: z.number(), df: z.number(), p: z.number(), observed: list, expected: list }),
  })),
  incidence: z.array(z.object({ time: list, state: list, at: list, incidence: list, se: list, censored: z.boolean() })),
}))
type Case = (typeof fixture.cases)[number]
const groupsOf = (one: Case): readonly (readonly FollowUp[])[] =>
  [...new Set(one.group)].sort((a, b) => a - b).map((group) => one.time.flatMap((time, i) => (one.group[i] === group ? [{ time, event: one.event[i] === 1 }] : [])))

describe('Kaplan-Meier', () => {
  it('agrees with R survfit on 51 groups: curve, error, log-log bounds, median and its interval', () => {
    const worst = new LargestDifference(1e-9)
    for (const [i, one] of fixture.cases.entries()) {
      const curve = valueOf(kaplanMeier(groupsOf(one)[0] ?? []))
      expect(curve.steps.map((step) => step.time)).toEqual(one.km.time)
      expect(curve.steps.map((step) => step.atRisk)).toEqual(one.km.risk)
      curve.steps.forEach((step, k) => {
        const survival = one.km.survival[k] ?? NaN
        worst.add(step.survival, survival, `survival ${i}`)
        if (survival > 0) worst.add(step.standardError, one.km.se[k] ?? NaN, `error ${i}`)
        if (survival > 0 && survival < 1) {
          worst.add(step.interval?.lower, one.km.lower[k] ?? NaN, `lower ${i} ${k}`)
          worst.add(step.interval?.upper, one.km.upper[k] ?? NaN, `upper ${i} ${k}`)
        } else expect(step.interval).toBeNull()
      })
      expect([curve.median, curve.medianInterval.lower, curve.medianInterval.upper], `median ${i}`).toEqual(one.km.median.map((t) => (t === null ? null : expect.closeTo(t, 9))))
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-11)
  })
  it('rests on one half: the median is the middle of that stretch', () => {
    const at = (time: number, event = true): FollowUp => ({ time, event })
    expect(valueOf(kaplanMeier([at(1), at(2), at(5), at(9)])).median).toBe(3.5)
    expect(valueOf(kaplanMeier([at(1), at(2), at(5, false), at(9, false)])).median).toBe(2)
  })
  it('stays at 1 without events, and is 0 after the last one', () => {
    const none = valueOf(kaplanMeier([{ time: 3, event: false }, { time: 4, event: false }]))
    expect(none.steps.every((step) => step.survival === 1 && step.interval === null)).toBe(true)
    expect(none.median).toBeNull()
    expect(none.warnings[0]).toContain('No event')
    const one = valueOf(kaplanMeier([{ time: 0, event: true }]))
    expect(one.steps[0]).toMatchObject({ survival: 0, standardError: 0, interval: null, atRisk: 1 })
    expect(one.median).toBe(0)
  })
  it('gives reasons for nobody and for impossible times', () => {
    expect(reasonOf(kaplanMeier([]))).toContain('0 subjects')
    expect(reasonOf(kaplanMeier([{ time: -2, event: true }]))).toContain('missing or negative')
    expect(reasonOf(kaplanMeier([{ time: NaN, event: true }]))).toContain('missing or negative')
  })
})

describe('log-rank test', () => {
  it('gives the aml reference data to the printed digits', () => {
    const one = fixture.cases[0]
    if (one === undefined) throw new Error('fixture is empty')
    const test = valueOf(logRank(groupsOf(one)))
    expect(test.chiSquare).toBeCloseTo(3.396389, 6)
    expect(test.p).toBeCloseTo(0.065339, 6)
    expect(test.groups.map((group) => [group.subjects, group.observed])).toEqual([[11, 7], [12, 11]])
  })
  it('agrees with R survdiff on 51 sets of two or three groups', () => {
    const worst = new LargestDifference(1e-9)
    for (const [i, one] of fixture.cases.entries()) {
      const test = valueOf(logRank(groupsOf(one)))
      expect(test.df).toBe(one.logRank.df)
      worst.add(test.chiSquare, one.logRank.chi, `chi ${i}`)
      worst.add(test.p, one.logRank.p, `p ${i}`)
      test.groups.forEach((group, k) => {
        expect(group.observed).toBe(one.logRank.observed[k])
        worst.add(group.expected, one.logRank.expected[k] ?? NaN, `expected ${i}`)
      })
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-11)
  })
  it('gives reasons where nothing can be tested', () => {
    const at = (time: number, event: boolean): FollowUp => ({ time, event })
    expect(reasonOf(logRank([[at(1, true)]]))).toContain('two groups')
    expect(reasonOf(logRank([[at(1, true)], []]))).toContain('group 2')
    expect(reasonOf(logRank([[at(1, false)], [at(2, false)]]))).toContain('no event')
    expect(reasonOf(logRank([[at(5, true), at(5, true)], [at(5, true)]]))).toContain('never at risk together')
    expect(reasonOf(logRank([[at(1, false)], [at(2, true)]]))).toContain('never at risk together')
    const three = valueOf(logRank([[at(1, false)], [at(2, true), at(3, true)], [at(4, true), at(5, false)]]))
    expect(three.df).toBe(1)
    expect(three.warnings[0]).toContain('1 of 3 groups')
  })
})

describe('cumulative incidence', () => {
  const outcomes = ['censored', 'event', 'competing'] as const
  const subjects = (one: { readonly time: readonly number[]; readonly state: readonly number[] }): readonly CompetingFollowUp[] =>
    one.time.map((time, i) => ({ time, outcome: outcomes[one.state[i] ?? 0] ?? 'censored' }))

  it('agrees with R multi-state survfit on 50 sets; the error exactly without censoring', () => {
    const worst = new LargestDifference(1e-9)
    for (const [i, one] of fixture.incidence.entries()) {
      const curve = valueOf(cumulativeIncidence(subjects(one)))
      expect(curve.steps.map((step) => step.time)).toEqual(one.at)
      curve.steps.forEach((step, k) => {
        worst.add(step.incidence, one.incidence[k] ?? NaN, `incidence ${i} ${k}`)
        if (!one.censored) worst.add(step.standardError, one.se[k] ?? NaN, `error ${i} ${k}`)
      })
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-11)
  })
  it('is one minus Kaplan-Meier, with its error, when nothing competes', () => {
    const group = fc.array(fc.record({ time: fc.integer({ min: 0, max: 12 }), event: fc.boolean() }), { minLength: 1, maxLength: 25 })
    fc.assert(fc.property(group, (follow) => {
      const curve = valueOf(kaplanMeier(follow))
      const incidence = valueOf(cumulativeIncidence(follow.map(({ time, event }) => ({ time, outcome: event ? 'event' : 'censored' }))))
      incidence.steps.forEach((step, k) => {
        expect(step.incidence).toBeCloseTo(1 - (curve.steps[k]?.survival ?? NaN), 10)
        if (step.incidence < 1 - 1e-9) expect(step.standardError).toBeCloseTo(curve.steps[k]?.standardError ?? NaN, 10)
      })
    }))
  })
  it('never exceeds 1 together with the competing incidence', () => {
    const group = fc.array(fc.record({ time: fc.integer({ min: 0, max: 12 }), outcome: fc.constantFrom(...outcomes) }), { minLength: 1, maxLength: 25 })
    const swap = { event: 'competing', competing: 'event', censored: 'censored' } as const
    fc.assert(fc.property(group, (follow) => {
      const own = valueOf(cumulativeIncidence(follow)).steps.at(-1)
      const other = valueOf(cumulativeIncidence(follow.map(({ time, outcome }) => ({ time, outcome: swap[outcome] })))).steps.at(-1)
      expect((own?.incidence ?? NaN) + (other?.incidence ?? NaN)).toBeLessThanOrEqual(1 + 1e-12)
    }))
  })
  it('warns without events and gives reasons for impossible times', () => {
    const none = valueOf(cumulativeIncidence([{ time: 1, outcome: 'competing' }]))
    expect(none.steps[0]).toMatchObject({ incidence: 0, standardError: 0, interval: null })
    expect(none.warnings[0]).toContain('No event')
    expect(reasonOf(cumulativeIncidence([]))).toContain('0 subjects')
    expect(reasonOf(cumulativeIncidence([{ time: -1, outcome: 'event' }]))).toContain('negative')
  })
})
