import { describe, expect, it } from 'vitest'
import { arthritisResults } from '../../../../shared/domain/arthritis/arthritis.ts'
import type { ArthritisResults } from '../../../../shared/domain/arthritis/arthritis-results.ts'
import { baselineBlocks } from '../../../../shared/reports/sections/baseline.ts'
import { experimentId, given, scoresOf, studyNotebook, type TestAnimal, type TestStudy } from '../../../helpers/arthritis-records.ts'
import { pairOf } from '../../../helpers/pair-records.ts'

type Json = Readonly<Record<string, unknown>>
/** First dose on day 20: the score then, and one score held from day 24 to the end, so that the mean is (b + 9 x s)/10 or thereabouts. */
const animal = (atDose: number, after: number, fields: Json = {}): TestAnimal => ({ scores: scoresOf([20, 30, 40], [atDose, after, after]), fields })
const study = (v: readonly TestAnimal[], t: readonly TestAnimal[], experiment: Json = {}, others: readonly Json[] = []): TestStudy => ({ arms: { v: { role: 'vehicle', label: 'PBS', animals: v }, t: { role: 'treatment', label: 'MSC', animals: t } }, experiment, others })
const compute = (s: TestStudy): ArthritisResults => arthritisResults(studyNotebook(s), experimentId)
const onset = (v: readonly TestAnimal[], t: readonly TestAnimal[], more: Json = {}): ArthritisResults =>
  compute(study(v, t, { timing: 'onset-relative', plannedEndDay: 20, ...more }, [...v.map((_, i) => given(i, `v${String(i)}`, 20)), ...t.map((_, i) => given(100 + i, `t${String(i)}`, 20))]))

// Mean score over day 20 to 40 in points of 16: (0.5 (b + s) x 10 + s x 10) / 20 = (b + 3 s)/4.
const vehicle = [animal(1, 9), animal(2, 10), animal(3, 9)]
const treated = [animal(3, 5), animal(4, 6), animal(5, 5)]

describe('scores at the first dose', () => {
  it('worked by hand: the arms start two points apart, and the score then weighs one half', () => {
    // Means in points: vehicle 7, 8, 7.5; treated 4.5, 5.5, 5. Within arms b - mean is -1, 0, 1 and the mean -0.5, 0.5, 0 in both: slope
    // 0.25. Imbalance -2, difference 7.5 - 5 = 2.5; at equal baseline 2.5 + 0.25 x 2 = 3 points, all of 16.
    const r = compute(study(vehicle, treated))
    const [c] = r.baseline?.contrasts ?? []
    expect(c).toMatchObject({ armKey: 't', vehicleArmKey: 'v', vehicleLabel: 'PBS' })
    expect(c?.imbalance.value).toBeCloseTo(-200 / 16, 10)
    expect(c?.unadjusted.value).toBeCloseTo(250 / 16, 10)
    expect(c?.slope.value).toBeCloseTo(0.25, 10)
    expect(c?.adjusted).toMatchObject({ value: expect.closeTo(300 / 16, 10) as number, n: 6, nOf: 'animals', unit: '% of maximum' })
    expect(c?.adjusted.intervals.map((i) => i.level)).toEqual([0.9, 0.95])
    expect(r.baseline?.arms.map((a) => a.baseline.value)).toEqual([12.5, 25])
    expect(r.effects[0]?.adjusted).toBeNull()
    expect(r.baseline?.definition).toContain('not adjusted: this stands beside them')
  })

  it('onset-relative: reduction of the means at equal baseline; vehicle 7.5 + 0.25 = 7.75, treated 5 - 0.25 = 4.75', () => {
    const e = onset(vehicle, treated).effects[0]
    expect(e?.adjusted?.reductionPercent.value).toBeCloseTo(100 * (1 - 4.75 / 7.75), 10)
    expect(e?.reductionPercent.value).toBeCloseTo(100 * (1 - 5 / 7.5), 10)
    expect(e?.adjusted?.test).toMatchObject({ test: expect.stringContaining('at equal baseline scores') as string, nOf: 'animals', n: 6 })
    expect(e?.adjusted?.sensitivity.map((s) => s.rule)).toEqual(['last value carried forward', 'observed only'])
    expect(e?.adjusted?.without).toEqual([])
  })

  it('animals not scored before their first dose are named and left out', () => {
    const late: TestAnimal = { scores: scoresOf([22, 30, 40], [4, 6, 6]) }
    const r = onset(vehicle, [...treated, late])
    expect(r.effects[0]?.adjusted?.without).toEqual(['t3'])
    expect(r.effects[0]?.adjusted?.reductionPercent.n).toBe(6)
    expect(r.effects[0]?.reductionPercent.n).toBe(7)
    expect(r.baseline?.arms[1]?.without).toEqual(['t3'])
  })

  it('the same score in every animal: nothing to adjust for, the plain effect stands and says so', () => {
    const r = onset([animal(2, 9), animal(2, 10), animal(2, 8)], [animal(2, 5), animal(2, 6), animal(2, 4)])
    const e = r.effects[0]
    expect(e?.adjusted?.reductionPercent).toMatchObject({ value: e?.reductionPercent.value, intervals: e?.reductionPercent.intervals })
    expect(e?.adjusted?.reductionPercent.warnings.join()).toContain('nothing to adjust for')
    expect(e?.adjusted?.test.p).toBe(e?.test.p)
  })

  it('one score per arm cannot be told from the treatment: not assessable', () => {
    const r = onset([animal(2, 9), animal(2, 10), animal(2, 8)], [animal(3, 5), animal(3, 6), animal(3, 4)])
    expect(r.effects[0]?.adjusted?.reductionPercent.notAssessable).toContain('does not vary within the groups')
    expect(r.effects[0]?.invalidBecause.join()).toContain('does not vary within the groups')
    expect(r.baseline?.contrasts[0]?.adjusted.notAssessable).toContain('nothing to adjust with')
  })

  it('the declared test runs at equal baseline: Welch as t of the adjusted difference, another one not at all', () => {
    const welch = onset(vehicle, treated, { declaredTest: 'welch-t' }).effects[0]?.adjusted?.test
    expect(welch).toMatchObject({ test: "Welch's t test at equal baseline scores", statisticName: 't', smallestP: null, method: expect.stringContaining('df 3') as string })
    expect(onset(vehicle, treated, { declaredTest: 'other' }).effects[0]?.adjusted?.test.p).toBeNull()
    expect(onset([animal(1, 9), animal(2, 10)], [animal(2, 5)], { declaredTest: 'welch-t' }).effects[0]?.adjusted?.test).toMatchObject({ p: null, warnings: expect.arrayContaining([expect.stringContaining('at least 2 needed')]) as string[] })
  })

  it('whole cages: outcome and baseline are averaged to cages', () => {
    const caged = (list: readonly TestAnimal[], arm: string): readonly TestAnimal[] => list.flatMap((a, i) => [a, a].map((x) => ({ ...x, fields: { cageKey: `${arm}${String(i)}` } })))
    const r = compute(study(caged(vehicle, 'v'), caged(treated, 't'), { cageScheme: 'whole cages' }))
    expect(r.baseline?.contrasts[0]?.adjusted).toMatchObject({ value: expect.closeTo(300 / 16, 10) as number, n: 6, nOf: 'cages' })
    expect(r.baseline?.contrasts[0]?.test).toMatchObject({ n: 6, nOf: 'cages', smallestP: 0.1 })
  })

  it('does not apply where all began at 0, and prints what it can', () => {
    const zero = compute(study([animal(0, 9), animal(0, 8)], [animal(0, 4), animal(0, 5)]))
    expect(zero.baseline).toMatchObject({ notApplicable: expect.stringContaining('scored 0') as string, contrasts: [] })
    expect(JSON.stringify(baselineBlocks(zero.baseline ?? fail()))).toContain('Every animal scored 0')
    const text = JSON.stringify(baselineBlocks(compute(study(vehicle, treated)).baseline ?? fail()))
    expect(text).toContain('PBS − MSC')
    expect(text).toContain('18.8')
  })

  it('says when adjustment decides whether the interval holds zero', () => {
    // Treated animals start sicker by as much as they end better: unadjusted no difference, adjusted a clear one.
    const v = [animal(1, 4), animal(2, 5.2), animal(3, 5.8), animal(4, 7.1), animal(5, 8)]
    const t = [animal(4, 4), animal(5, 5.1), animal(6, 5.9), animal(7, 7.2), animal(8, 7.9)]
    const halves = { scale: { parts: {}, maximumTotal: 16 } }
    const r = arthritisResults(studyNotebook({ ...study(v, t), ...halves }), experimentId)
    expect(r.baseline?.warnings).toEqual(['MSC: the difference excludes zero only after adjustment for the score at the first dose (95 %).'])
  })
})

describe('the verdict of an onset-relative design', () => {
  const rising = (atDose: number, after: number): TestAnimal => ({ scores: scoresOf([20, 24, 28, 32, 36, 40], [atDose, after, after, after, after, after]) })
  it('rests on the adjusted effect and the adjusted test, and says so', () => {
    const arms = { v: { role: 'vehicle', animals: [1, 2, 3, 1, 2, 3, 2, 1].map((b, i) => rising(b, 8 + b + (i % 3))) }, t: { role: 'treatment', animals: [3, 4, 5, 3, 4, 5, 4, 3].map((b, i) => rising(b, 1 + b + (i % 3))) } }
    const day = (arm: 'v' | 't') => arms[arm].animals.map((_, i) => given((arm === 'v' ? 200 : 300) + i, `${arm}${String(i)}`, 20))
    const pair = pairOf({ study: { arms, experiment: { timing: 'onset-relative', plannedEndDay: 20 }, others: [...day('v'), ...day('t')] } })
    const effect = arthritisResults(studyNotebook({ arms, experiment: { timing: 'onset-relative', plannedEndDay: 20 }, others: [...day('v'), ...day('t')] }), experimentId).effects[0]
    expect(pair.inVivo.estimate?.value).toBeCloseTo(effect?.adjusted?.reductionPercent.value ?? NaN, 10)
    expect(Math.abs((pair.inVivo.estimate?.value ?? 0) - (effect?.reductionPercent.value ?? 0))).toBeGreaterThan(5)
    expect(pair.inVivo.verdict).toMatchObject({ kind: 'benefit', label: 'improved' })
    expect(pair.inVivo.verdict.flags).toContain('adjusted for the score at the first dose (onset-relative design)')
  })
})

function fail(): never {
  throw new Error('missing in the results')
}
