import { describe, expect, it } from 'vitest'
import { arthritisResults } from '../../../../shared/domain/arthritis/arthritis.ts'
import type { ArthritisResults } from '../../../../shared/domain/arthritis/arthritis-results.ts'
import { allocationId, animalKey, arthritisId, experimentId, given, recordedAt, scoresOf, studyNotebook, type TestAnimal, type TestStudy } from '../../../helpers/arthritis-records.ts'

const days = [16, 20, 24, 28, 32, 36, 40]
const animal = (scores: readonly number[], fields: Readonly<Record<string, unknown>> = {}): TestAnimal => ({ scores: scoresOf(days, scores), fields })
const sick = [0, 0, 4, 8, 8, 8, 8]
const mild = [0, 0, 0, 2, 2, 4, 2]
const base = (more: Partial<TestStudy> = {}): TestStudy => ({
  arms: {
    v: { role: 'vehicle', label: 'PBS', animals: [animal(sick), animal([0, 0, 2, 6, 10, 8, 6]), animal([0, 0, 6, 8, 12, 8, 10])] },
    t: { role: 'treatment', label: 'MSC', animals: [animal(mild), animal([0, 0, 2, 2, 2, 2, 0]), animal([0, 0, 0, 4, 4, 2, 2])] },
  },
  ...more,
})
const compute = (study: TestStudy): ArthritisResults => arthritisResults(studyNotebook(study), experimentId)
const withArms = (v: readonly TestAnimal[], t: readonly TestAnimal[], more: Partial<TestStudy> = {}): TestStudy => ({ ...base(more), arms: { v: { role: 'vehicle', animals: v }, t: { role: 'treatment', animals: t } } })

describe('what stops everything', () => {
  it('a sealed allocation: nothing is computed, and nothing of the groups shows', () => {
    const r = compute(base({ allocation: { content: { state: 'sealed', algorithm: 'x', ciphertext: 'y', commitment: 'a'.repeat(64) } } }))
    expect(r.notAssessable).toContain('sealed until unblinding')
    expect([r.arms, r.animals, r.effects, r.window]).toEqual([[], [], [], null])
  })

  it('no allocation, two allocations, no planned end, no dose, dose after the end, no scale: each with its reason', () => {
    expect(compute(base({ allocation: { retired: { at: recordedAt, reason: 'x' } } })).notAssessable).toContain('no allocation')
    expect(compute(base({ others: [{ kind: 'allocation', id: arthritisId(9), recordedAt, experimentId, content: { state: 'open', assignments: {} } }] })).notAssessable).toContain('more than one allocation')
    expect(compute(base({ experiment: { plannedEndDay: { blank: 'unknown' } } })).notAssessable).toContain('planned last day')
    expect(compute(base({ experiment: { plannedEndDay: 20 } })).notAssessable).toContain('not before the planned last day')
    expect(compute(base({ experiment: { arms: { v: { order: 0, label: 'v', role: 'vehicle', doses: {} }, t: { order: 1, label: 't', role: 'treatment', doses: {} } } } })).notAssessable).toContain('no dose is recorded or planned')
    expect(compute(base({ experiment: { scaleId: arthritisId(77) } })).notAssessable).toContain('scale')
  })
})

describe('window and animals', () => {
  it('starts at the earliest real administration of any arm, vehicle included; failed ones do not count; else the planned dose with a warning', () => {
    expect(compute(base()).window).toEqual({ from: 20, to: 40 })
    expect(compute(base()).warnings.join()).toContain('No administration is recorded')
    const r = compute(base({ others: [given(1, 't0', 23), given(2, 'v0', 22), given(3, 'v1', 20, { quality: 'failed' })] }))
    expect(r.window).toEqual({ from: 22, to: 40 })
    expect(r.warnings.join()).not.toContain('No administration')
    const dated = compute(base({ others: [given(1, 't0', 0, { day: { blank: 'unknown' }, performedAt: '2026-01-22T09:00' })] }))
    expect(dated.window).toEqual({ from: 21, to: 40 })
  })

  it('summarises an animal: mean, maximum, onset, days, weight', () => {
    const study = withArms([animal(sick, { startWeightG: 20 })], [animal(mild)], { session: () => ({}) })
    const r = compute({ ...study, others: [{ kind: 'scoring-session', id: arthritisId(500), recordedAt, experimentId, day: 41, observations: { v0: { order: 0, weightG: 18 } } }] })
    const a = r.animals[0]
    // Percent: 0 at day 20, 25 at 24, 50 from 28 to 40: (4 x 12.5 + 4 x 37.5 + 12 x 50) / 20 = 40.
    expect(a?.meanScorePercent).toMatchObject({ value: 40, n: 7, nOf: 'sessions', noInterval: expect.any(String) as string })
    expect(a).toMatchObject({ maximumScore: 8, onsetDay: 24, everArthritic: true, daysArthritic: 16, lastWeightPercent: 90, sessions: 7, deathDay: null })
    expect(a?.scores[2]).toEqual({ day: 24, score: 4 })
  })

  it('impossible scores make the animal not assessable, never clipped, and keep it in the flow as missing', () => {
    const r = compute(withArms([animal(sick), animal(sick)], [animal(mild), animal([0, 0, 17, 2, 2, 2, 2]), animal([0, 0, -1, 2, 2, 2, 2])]))
    const arm = r.arms[1]
    expect(r.animals[3]?.meanScorePercent.notAssessable).toContain('total score 17 lies outside 0 to 16')
    expect(r.animals[4]?.meanScorePercent.value).toBeNull()
    expect([arm?.allocated, arm?.analysed, arm?.missing.length, arm?.excluded.length]).toEqual([3, 1, 2, 0])
    expect(r.animals[3]).toMatchObject({ everArthritic: null, onsetDay: null })
  })

  it('excluded animals and observations stay visible with their reasons and out of the numbers', () => {
    const full = compute(withArms([animal(sick), animal(sick), animal(mild)], [animal(mild), animal(mild)]))
    const r = compute(withArms([animal(sick), animal(sick), animal(mild, { excluded: { reason: 'wrong strain' } })], [animal(mild), animal(mild)]))
    expect(r.arms[0]).toMatchObject({ allocated: 3, analysed: 2, excluded: [{ animal: 'v2', reason: 'wrong strain' }], missing: [] })
    expect(r.animals[2]?.excludedBecause).toBe('wrong strain')
    expect(r.arms[0]?.meanScorePercent.value).not.toBe(full.arms[0]?.meanScorePercent.value)
    expect(r.arms[0]?.incidence.n).toBe(2)
    const left = compute(withArms([animal(sick)], [animal(mild)], { session: (day) => (day === 28 ? { observations: { v0: { order: 0, totalScore: 99, excluded: { reason: 'typing error' } } } } : {}) }))
    expect(left.animals[0]?.notes).toContain('day 28: score left out (typing error)')
    expect(left.animals[0]?.sessions).toBe(6)
    expect(left.animals[0]?.meanScorePercent.value).not.toBeNull()
  })

  it('two different scores of one day are not averaged away; equal ones are one', () => {
    const second = (score: number) => [{ kind: 'scoring-session', id: arthritisId(600), recordedAt, experimentId, day: 28, observations: { v0: { order: 0, totalScore: score } } }]
    expect(compute(withArms([animal(sick)], [animal(mild)], { others: second(9) })).animals[0]?.meanScorePercent.notAssessable).toMatch(/two sessions give different scores \((8 and 9|9 and 8)\)/)
    expect(compute(withArms([animal(sick)], [animal(mild)], { others: second(8) })).animals[0]?.meanScorePercent.value).toBe(40)
  })

  it('a score after the death is not used; a death soon after an i.v. injection coded otherwise gets a warning, the code on record counts', () => {
    const died = { death: { day: 20.5, cause: 'unrelated' } }
    const r = compute(withArms([animal(sick)], [animal(mild, died), animal(mild)], { others: [given(1, 't0', 20)] }))
    expect(r.warnings.join()).toContain('Animal t0: died within 24 h of an intravenous injection, but the death is coded "unrelated"')
    expect(r.animals[1]?.meanScorePercent.value).toBeNull()
    expect(r.animals[1]?.notes.join()).toContain('scored after its death')
    const late = compute(withArms([animal(sick)], [animal(mild, { death: { day: 21.5, cause: 'unrelated' } })], { others: [given(1, 't0', 20)] }))
    expect(late.warnings.join()).not.toContain('died within')
    const route = compute(withArms([animal(sick)], [animal(mild, died)], { others: [given(1, 't0', 20, { route: 'intraperitoneal' })] }))
    expect(route.warnings.join()).not.toContain('died within')
    const coded = compute(withArms([animal(sick)], [animal(mild, { death: { day: 20.5, cause: 'treatment-related' } })], { others: [given(1, 't0', 20)] }))
    expect(coded.animals[1]?.meanScorePercent.value).toBeGreaterThan(95)
  })
})

describe('degenerate groups', () => {
  it('no disease in the vehicle arm: not assessable with the reason', () => {
    const zero = [0, 0, 0, 0, 0, 0, 0]
    const e = compute(withArms([animal(zero), animal(zero)], [animal(mild), animal(mild)])).effects[0]
    expect(e?.reductionPercent.notAssessable).toContain('needs disease in the vehicle arm')
    expect(e?.invalidBecause.join()).toContain('needs disease')
  })

  it('one animal per arm, all tied, all treated at zero: a value without an interval, with the reason', () => {
    const one = compute(withArms([animal(sick)], [animal(mild)])).effects[0]
    expect(one?.reductionPercent.value).not.toBeNull()
    expect(one?.reductionPercent.noInterval).toContain('at least 2 in each needed')
    expect(one?.test).toMatchObject({ p: 1, smallestP: 1 })
    const tied = compute(withArms([animal(sick), animal(sick)], [animal(sick), animal(sick)])).effects[0]
    expect(tied?.reductionPercent).toMatchObject({ value: 0, intervals: [] })
    expect(tied?.test.p).toBe(1)
    const zero = [0, 0, 0, 0, 0, 0, 0]
    const none = compute(withArms([animal(sick), animal(sick)], [animal(zero), animal(zero)])).effects[0]
    expect(none?.reductionPercent).toMatchObject({ value: 100, intervals: [] })
    expect(none?.reductionPercent.noInterval).toContain('all treated animals are at 0')
  })

  it('an empty arm, and no vehicle arm', () => {
    expect(compute(withArms([animal(sick), animal(sick)], [])).effects[0]?.reductionPercent.notAssessable).toContain('treated arm')
    const r = compute({ ...base(), arms: { t: { role: 'treatment', animals: [animal(mild)] } } })
    expect(r.effects).toEqual([])
    expect(r.warnings.join()).toContain('no vehicle arm')
  })

  it('Fieller g >= 1: not assessable with the reason', () => {
    const z = [0, 0, 0, 0, 0, 0, 0]
    const e = compute(withArms([animal(z), animal(z), animal(sick)], [animal(mild), animal(mild), animal(sick)])).effects[0]
    expect(e?.fiellerG).toBeGreaterThan(1)
    expect(e?.reductionPercent.value).toBeNull()
    expect(e?.invalidBecause[0]).toContain('not clearly above zero')
  })

  it('healthy animals are summarised, not compared', () => {
    const r = compute({ ...base(), arms: { ...base().arms, h: { role: 'healthy', animals: [animal([0, 0, 0, 0, 0, 0, 0])] } } })
    expect(r.effects.map((e) => e.armKey)).toEqual(['t'])
    expect(r.arms.map((a) => a.armKey)).toEqual(['v', 't', 'h'])
    expect(r.effects[0]?.test.adjustment).toBe('none needed: one contrast with vehicle')
  })
})

describe('validity', () => {
  const half = withArms([animal(sick), animal([0, 0, 0, 0, 0, 0, 0]), animal(sick), animal(sick)], [animal(mild), animal(mild)])
  it('vehicle incidence against the own limit, else 70 % for collagen-induced arthritis only; exactly at the limit is enough', () => {
    const limit = (experiment: Readonly<Record<string, unknown>>): readonly string[] => compute({ ...half, experiment }).invalidBecause
    expect(limit({ incidenceLimitPercent: 75 })).toEqual([])
    expect(limit({ incidenceLimitPercent: 76 })[0]).toContain('3 of 4 vehicle animals became arthritic (75 %, 76 % needed)')
    const two = withArms([animal(sick), animal([0, 0, 0, 0, 0, 0, 0]), animal(sick)], [animal(mild), animal(mild)])
    const blank = { incidenceLimitPercent: { blank: 'unknown' } }
    expect(compute({ ...two, experiment: blank }).invalidBecause[0]).toContain('70 % needed')
    expect(compute({ ...two, experiment: blank }).effects[0]?.invalidBecause[0]).toContain('vehicle incidence below the planned limit')
    expect(compute({ ...two, experiment: { ...blank, model: 'K/BxN serum transfer' } }).invalidBecause).toEqual([])
    const noRule = compute({ ...two, experiment: { ...blank, onsetMinimumScore: { blank: 'unknown' } } })
    expect(noRule.invalidBecause).toEqual([])
    expect(noRule.warnings.join()).toContain('could not be held against the limit of 70 %')
  })

  it('animals arthritic before the first dose leave the risk set, and still count as disease that took', () => {
    const early = [2, 4, 4, 8, 8, 8, 8]
    const r = compute(withArms([animal(early), animal(early), animal(sick)], [animal(early), animal(mild), animal(mild)], { experiment: { incidenceLimitPercent: 100 } }))
    expect(r.invalidBecause).toEqual([])
    expect(r.arms[0]?.incidence).toMatchObject({ value: 100, n: 1 })
    expect(r.arms[1]?.incidence.n).toBe(2)
    const all = compute(withArms([animal(early)], [animal(early)]))
    expect(all.arms[0]?.incidence.notAssessable).toContain('none was at risk')
  })

  it('a failed dose release invalidates all, a preparation not released only its arm', () => {
    expect(compute(base({ experiment: { doseRelease: 'failed' } })).effects[0]?.invalidBecause).toEqual(['the release of the dose failed'])
    const preparation = { kind: 'preparation', id: arthritisId(50), recordedAt, code: 'PREP-1', experimentId, releaseDecision: 'no' }
    const study = base({ others: [preparation, given(1, 't0', 20, { preparationId: arthritisId(50) })] })
    const r = compute({ ...study, arms: { ...study.arms, u: { role: 'treatment', animals: [animal(mild), animal([0, 0, 2, 4, 4, 4, 2])] } } })
    expect(r.effects.find((e) => e.armKey === 't')?.invalidBecause.join()).toContain('PREP-1 was not released')
    expect(r.effects.find((e) => e.armKey === 'u')?.invalidBecause).toEqual([])
    expect(r.invalidBecause).toEqual([])
  })
})

describe('declared test, cages, onset-relative, simulated', () => {
  it('the declared test runs; one that is not available gives no p; Holm counts it', () => {
    expect(compute(base({ experiment: { declaredTest: 'welch-t' } })).effects[0]?.test).toMatchObject({ test: "Welch's t test", statisticName: 't' })
    expect(compute(base({ experiment: { declaredTest: 'other' } })).effects[0]?.test).toMatchObject({ p: null, adjustedP: null })
    const undeclared = compute(base({ experiment: { declaredTest: { blank: 'unknown' } } })).effects[0]?.test
    expect(undeclared?.p).not.toBeNull()
    expect(undeclared?.warnings.join()).toContain('No test was declared')
  })

  it('whole cages: smallest p of 2, 3, 4 cages per arm is 0.33, 0.10, 0.029; an animal without a cage is a reason', () => {
    for (const [cages, p] of [[2, 1 / 3], [3, 0.1], [4, 2 / 70]] as const) {
      const inCages = (arm: string, top: number) => Array.from({ length: 2 * cages }, (_, i) => animal([0, 0, 0, top + i, top + i, top, 0], { cageKey: `${arm}${Math.floor(i / 2)}` }))
      const e = compute(withArms(inCages('v', 8), inCages('t', 0), { experiment: { cageScheme: 'whole cages' } })).effects[0]
      expect(e?.test).toMatchObject({ n: 2 * cages, nOf: 'cages' })
      expect(e?.test.smallestP).toBeCloseTo(p, 10)
      expect(e?.test.p).toBeCloseTo(p, 10)
      expect(e?.reductionPercent).toMatchObject({ n: 2 * cages, nOf: 'cages' })
    }
    const loose = compute(base({ experiment: { cageScheme: 'whole cages' } }))
    expect(loose.effects[0]?.reductionPercent.notAssessable).toContain('no cage')
    expect(loose.effects[0]?.test.p).toBeNull()
  })

  it('onset-relative: each animal has its own day 0, the first dose; incidence and onset do not apply', () => {
    const r = compute(base({ experiment: { timing: 'onset-relative', plannedEndDay: 12, incidenceLimitPercent: 70 }, others: [given(1, 'v0', 24), given(2, 'v1', 28)] }))
    expect(r.window).toEqual({ from: 0, to: 12 })
    expect(r.animals[0]?.scores.map((s) => s.day)).toEqual([-8, -4, 0, 4, 8, 12, 16])
    // v0 from its day 0 (model day 24): 25, 50, 50, 50 %.
    expect(r.animals[0]?.meanScorePercent.value).toBeCloseTo((4 * 37.5 + 8 * 50) / 12, 10)
    expect(r.animals[2]?.meanScorePercent.notAssessable).toContain('neither its first dose')
    expect(r.animals[0]).toMatchObject({ onsetDay: null, everArthritic: null })
    expect(r.arms[0]?.incidence.notAssessable).toContain('do not apply')
    expect(r.effects[0]?.riskDifference.notAssessable).toContain('do not apply')
    expect(r.invalidBecause).toEqual([])
    expect(r.warnings.join()).toContain('adjusted for the score at the first dose')
  })

  it('simulated scores mark every number', () => {
    const r = compute(base({ session: (day) => (day === 28 ? { origin: { type: 'simulated' } } : {}) }))
    expect(r.simulated).toBe(true)
    expect(r.effects[0]?.reductionPercent.simulated).toBe(true)
    expect(r.arms[0]?.incidence.simulated).toBe(true)
    expect(compute(base()).simulated).toBe(false)
  })

  it('an animal without an arm, and an arm that does not exist, are named', () => {
    const study = base()
    const r = compute({ ...study, allocation: { id: allocationId, content: { state: 'open', assignments: { [animalKey('v', 0)]: { armKey: 'v' }, [animalKey('t', 0)]: { armKey: 'zz' } } } } })
    expect(r.warnings.join()).toContain('Not allocated to any arm, and in no result: v1, v2, t1, t2.')
    expect(r.warnings.join()).toContain('Allocated to an arm that the experiment does not have, and in no result: t0.')
  })
})
