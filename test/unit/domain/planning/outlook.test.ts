import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { outlookSteps, runToEnd } from '../../../../shared/domain/planning/outlook.ts'
import type { IncidenceDesign, InVitroDesign, InVivoDesign, PlanDesign } from '../../../../shared/domain/planning/plan-design.ts'
import type { Outlook } from '../../../../shared/domain/planning/planning-results.ts'
import { verdictKinds } from '../../../../shared/domain/pairs/verdict.ts'
import { LargestDifference } from '../../statistics/read-fixture.ts'

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../../fixtures/planning/${name}.json`, import.meta.url), 'utf8'))

function outlook(design: PlanDesign, replicates: number, seed = 1, testAlways = false): Outlook {
  const steps = outlookSteps(design, { seed, replicates, testAlways })
  if (!steps.ok) throw new Error(steps.error.join('; '))
  return runToEnd(steps.value)
}
const percents = (o: Outlook, arm = 0): readonly number[] => o.arms[arm]?.verdicts.map((v) => v.rate.percent) ?? []

const plates: InVitroDesign = { kind: 'in vitro', runs: 4, runSdPoints: 10, wells: 4, wellCv: 0.1, trueSuppressionPoints: 30, marginPoints: 20 }
const animals: InVivoDesign = { kind: 'in vivo', perArm: 8, neverArthritic: 0.3, severityPercent: 40, severitySdPercent: 18, stepPercent: 0, actsOn: 'severity', trueReductionsPercent: [60], marginPercent: 25, test: 'permutation-mann-whitney', incidenceLimitPercent: 0 }
const ill: IncidenceDesign = { kind: 'incidence', perArm: 10, vehicleIncidence: 0.9, treatedIncidences: [0.3], marginPoints: 20 }

describe('verdicts by simulation', () => {
  const vitro = z.object({ kind: z.literal('in vitro'), runs: z.number(), runSdPoints: z.number(), wells: z.number(), wellCv: z.number(), trueSuppressionPoints: z.number(), marginPoints: z.number() })
  const vivo = z.object({
    kind: z.literal('in vivo'), perArm: z.number(), neverArthritic: z.number(), severityPercent: z.number(), severitySdPercent: z.number(), stepPercent: z.number(), actsOn: z.enum(['severity', 'incidence']),
    trueReductionsPercent: z.array(z.number()), marginPercent: z.number(), test: z.enum(['permutation-mann-whitney', 'welch-t']), incidenceLimitPercent: z.number(),
  })
  const incidence = z.object({ kind: z.literal('incidence'), perArm: z.number(), vehicleIncidence: z.number(), treatedIncidences: z.array(z.number()), marginPoints: z.number() })
  const sets = z.array(z.object({ design: z.union([vitro, vivo, incidence]), seed: z.number(), replicates: z.number(), counts: z.array(z.array(z.number())), below: z.array(z.number()).optional() })).parse(read('same-stream'))

  it('counts exactly as another program does on the same stream of random numbers, in 110 designs', () => {
    expect(sets).toHaveLength(110)
    for (const [i, { design, seed, replicates, counts, below }] of sets.entries()) {
      const made = outlook(design, replicates, seed, below !== undefined)
      const ours = made.arms.map((arm) => arm.verdicts.map((v) => Math.round((v.rate.percent * replicates) / 100)))
      expect(ours, `design ${String(i)} ${JSON.stringify(design)}`).toEqual(counts)
      if (below !== undefined) expect(made.arms.map((arm) => Math.round(((arm.testBelow5?.percent ?? NaN) * replicates) / 100)), `tests of design ${String(i)}`).toEqual(below)
    }
  })

  it('gives the verdicts that the designs with every kind of verdict should have', () => {
    const seen = new Set(sets.flatMap((s) => s.counts.flatMap((arm) => arm.flatMap((n, k) => (n > 0 ? [verdictKinds[k]] : [])))))
    expect(seen.size).toBe(6)
  })
})

describe('verdicts in closed form', () => {
  const closed = z.object({
    inVitro: z.array(z.object({ runs: z.number(), runSdPoints: z.number(), trueSuppressionPoints: z.number(), marginPoints: z.number(), verdicts: z.array(z.number()), excludesZero: z.number(), halfWidth: z.number() })),
    incidence: z.array(z.object({ perArm: z.number(), vehicleIncidence: z.number(), treatedIncidences: z.array(z.number()), marginPoints: z.number(), verdicts: z.array(z.number()), below: z.number(), excludesZero: z.number() })),
  }).parse(read('closed-forms'))

  it('of run means lie within Monte-Carlo error of the integrals in R, in 60 designs', () => {
    expect(closed.inVitro).toHaveLength(60)
    let worst = 0
    for (const [i, one] of closed.inVitro.entries()) {
      const replicates = 800
      const made = outlook({ kind: 'in vitro', wells: 1, wellCv: 0, runs: one.runs, runSdPoints: one.runSdPoints, trueSuppressionPoints: one.trueSuppressionPoints, marginPoints: one.marginPoints }, replicates, 4000 + i)
      const [arm] = made.arms
      const pairs = [...one.verdicts.map((p, k) => [percents(made)[k] ?? NaN, p] as const), [arm?.excludesZero.percent ?? NaN, one.excludesZero] as const]
      for (const [ours, p] of pairs) {
        const q = Math.max(0, Math.min(1, p))
        // One replicate more or less is no difference in the rare verdicts.
        worst = Math.max(worst, (Math.abs(ours / 100 - q) - 1 / replicates) / Math.sqrt((q * (1 - q) + 1e-9) / replicates))
      }
      expect(Math.abs((arm?.medianHalfWidth90 ?? NaN) / one.halfWidth - 1), `half-width ${String(i)}`).toBeLessThan(0.15)
    }
    // 360 comparisons: 4.5 standard errors would be met by chance once in four hundred such tests.
    expect(worst).toBeLessThan(4.5)
  })

  it('of one arm of incidence equal R in 60 designs, without drawing', () => {
    expect(closed.incidence).toHaveLength(60)
    const worst = new LargestDifference(1e-9)
    for (const [i, one] of closed.incidence.entries()) {
      const made = outlook({ kind: 'incidence', ...one }, 100)
      expect(made.simulation).toBeNull()
      one.verdicts.forEach((p, k) => { worst.add((percents(made)[k] ?? NaN) / 100, p, `verdict ${String(k)} of ${String(i)}`) })
      worst.add((made.arms[0]?.testBelow5?.percent ?? NaN) / 100, one.below, `test ${String(i)}`)
      worst.add((made.arms[0]?.excludesZero.percent ?? NaN) / 100, one.excludesZero, `interval ${String(i)}`)
    }
    expect(worst.largest, worst.where).toBeLessThan(1e-7)
  })
})

describe('an outlook', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(outlook(animals, 200, 7)).toEqual(outlook(animals, 200, 7))
    expect(percents(outlook(animals, 200, 7))).not.toEqual(percents(outlook(animals, 200, 8)))
  })

  it.each([['in vitro', plates], ['in vivo', animals], ['incidence', ill]] as const)('%s sums to 100 %% over the verdicts, and says method, assumptions and error', (_, design) => {
    const made = outlook(design, 200)
    expect(percents(made).reduce((a, b) => a + b, 0)).toBeCloseTo(100, 9)
    expect(made.method).not.toBe('')
    expect(made.assumptions.length).toBeGreaterThan(1)
    for (const { rate } of made.arms[0]?.verdicts ?? []) expect(rate.lower <= rate.percent && rate.percent <= rate.upper).toBe(true)
    if (made.simulation !== null) expect(made.arms[0]?.verdicts.every((v) => v.rate.upper - v.rate.lower > 0)).toBe(true)
  })

  it('tests only where a verdict depends on it, without changing one', () => {
    const design = { ...animals, trueReductionsPercent: [60, 0, 90], perArm: 6 }
    const [lazy, always] = [outlook(design, 300, 3), outlook(design, 300, 3, true)]
    expect(lazy.arms.map((a) => a.verdicts)).toEqual(always.arms.map((a) => a.verdicts))
    expect(lazy.arms[0]?.testBelow5).toBeNull()
    expect(always.arms[0]?.testBelow5?.percent).toBeGreaterThan(5)
  })

  it('shows what more arms cost', () => {
    const one = outlook({ ...animals, perArm: 10 }, 1500, 4)
    const four = outlook({ ...animals, perArm: 10, trueReductionsPercent: [60, 0, 0, 0] }, 1500, 4)
    expect(percents(four)[0]).toBeLessThan(percents(one)[0] ?? 0)
  })

  it('shows what the limit of vehicle incidence costs: 7 of 10 with 30 % never arthritic', () => {
    const made = outlook({ ...animals, perArm: 10, incidenceLimitPercent: 70 }, 4000, 5)
    // P(fewer than 7 of 10 ill) at 0.7 is 0.3504 (binomial).
    const notAssessable = made.arms[0]?.verdicts.find((v) => v.kind === 'not assessable')?.rate
    expect(Math.abs((notAssessable?.percent ?? 0) - 35.5)).toBeLessThan(4)
    expect(made.assumptions.join()).toContain('not assessable when fewer than 70 %')
  })

  it('warns of what cannot be', () => {
    expect(outlook({ ...animals, trueReductionsPercent: [-80] }, 100).warnings.join()).toMatch(/above the scale maximum/)
    expect(outlook({ ...plates, runs: 2 }, 100)).toMatchObject({ warnings: [expect.stringContaining('inconclusive')] })
    expect(percents(outlook({ ...plates, runs: 2 }, 100))[4]).toBe(100)
  })

  it('can be stopped and reports how far it is', () => {
    const steps = outlookSteps(animals, { seed: 1, replicates: 1_000_000 })
    if (!steps.ok) throw new Error('no steps')
    expect(steps.value.next()).toEqual({ done: false, value: { done: 50, total: 1_000_000, what: '8 animals per arm' } })
    expect(steps.value.next().value).toMatchObject({ done: 100 })
    // Nobody asks for the next step: nothing goes on.
  })
})

describe('designs that cannot be', () => {
  const reasons = (design: PlanDesign, options = { seed: 1, replicates: 100 }): string => {
    const made = outlookSteps(design, options)
    return made.ok ? '' : made.error.join('; ')
  }
  it.each([
    [{ ...plates, runs: 2.5 }, 'runs must be a whole number from 1'],
    [{ ...plates, runSdPoints: -1 }, 'spread from run to run'],
    [{ ...plates, wellCv: 10 }, '0.1 is 10 %'],
    [{ ...plates, runSdPoints: 0, wellCv: 0 }, 'nothing to plan'],
    [{ ...plates, trueSuppressionPoints: 101 }, 'at most 100 points'],
    [{ ...plates, marginPoints: 0 }, 'margin must be above 0'],
    [{ ...animals, perArm: 1 }, 'animals per arm must be a whole number from 2'],
    [{ ...animals, perArm: 5000 }, 'to 1000'],
    [{ ...animals, neverArthritic: 30 }, 'between 0 and 1'],
    [{ ...animals, neverArthritic: 1 }, 'nothing to reduce'],
    [{ ...animals, severityPercent: NaN }, 'mean score of arthritic animals'],
    [{ ...animals, severitySdPercent: 0 }, 'spread of scores'],
    [{ ...animals, stepPercent: -1 }, 'step of scores'],
    [{ ...animals, trueReductionsPercent: [] }, 'at least one treated arm'],
    [{ ...animals, trueReductionsPercent: [120] }, 'at most 100 %'],
    [{ ...animals, actsOn: 'incidence', trueReductionsPercent: [-60] }, 'more than all animals'],
    [{ ...animals, incidenceLimitPercent: 170 }, 'vehicle incidence needed'],
    [{ ...ill, vehicleIncidence: 90 }, 'incidence of the vehicle arm'],
    [{ ...ill, treatedIncidences: [0.1, -0.1] }, 'incidence of a treated arm'],
  ] as const)('%o: %s', (design, reason) => {
    expect(reasons(design)).toContain(reason)
  })

  it('name everything that is wrong at once, options too', () => {
    const all = reasons({ ...plates, runs: 0, marginPoints: -1 }, { seed: -1, replicates: 10 })
    for (const part of ['runs', 'margin', 'seed', 'replicates']) expect(all).toContain(part)
  })
})
