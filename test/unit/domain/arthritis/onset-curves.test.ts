import { describe, expect, it } from 'vitest'
import { arthritisResults } from '../../../../shared/domain/arthritis/arthritis.ts'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import { experimentId, studyRecords, type TestAnimal } from '../../../helpers/arthritis-records.ts'

/** Scores on days 18, 20, 24 ... 40: 0 until the onset, 4 from then on. Dosed on day 20. */
const days = [18, 20, 24, 28, 32, 36, 40]
const animal = (onset: number | null, fields: TestAnimal['fields'] = {}, until = 40): TestAnimal => ({ scores: Object.fromEntries(days.filter((d) => d <= until).map((d) => [d, onset !== null && d >= onset ? 4 : 0])), fields: fields ?? {} })
const died = (day: number, cause: string) => ({ death: { day, cause } })

function results(vehicle: readonly TestAnimal[], treated: readonly TestAnimal[], experiment: Readonly<Record<string, unknown>> = {}) {
  return arthritisResults(makeNotebook(studyRecords({ arms: { v: { role: 'vehicle', animals: vehicle }, t: { role: 'treatment', animals: treated } }, experiment })), experimentId)
}

describe('onset of arthritis', () => {
  const r = results(
    [animal(24), animal(24), animal(28), animal(32), animal(18), animal(null)],
    [animal(28), animal(36), animal(null), animal(null, died(30, 'treatment-related'), 28), animal(null, died(34, 'unrelated'), 32), animal(40)],
  )
  const [vehicle, treated] = r.onset?.arms ?? []

  it('leaves animals already arthritic at the first administration out of the risk set, by name', () => {
    expect(vehicle).toMatchObject({ atRisk: 5, events: 4, competing: 0, alreadyArthritic: ['v4'] })
  })

  it('counts a death by the treatment before onset as competing, another death as end of follow-up', () => {
    expect(treated).toMatchObject({ atRisk: 6, competing: 1 })
    // Hand: day 28 1/6; day 30 competing; day 34 censored; day 36 of 3 at risk. S before 36 = 5/6 x 4/5 = 2/3; 1/6 + 2/3 x 1/3 = 7/18.
    expect(treated?.steps.find((s) => s.day === 28)?.percent).toBeCloseTo(100 / 6, 10)
    expect(treated?.steps.find((s) => s.day === 36)?.percent).toBeCloseTo(700 / 18, 10)
  })

  it('has the last onset confirmed only where two sessions show it', () => {
    // The animal that scores on day 40 alone is not confirmed, so it is followed to day 40 without onset.
    expect(treated?.events).toBe(2)
  })

  it('gives the incidence at the end with an interval, and the cause-specific test with its name', () => {
    expect(vehicle?.atEnd.value).toBeCloseTo(80, 10)
    expect(vehicle?.atEnd.intervals).toHaveLength(2)
    expect(r.onset?.contrasts).toMatchObject([{ armKey: 't', vehicleArmKey: 'v', test: { test: 'cause-specific log-rank test of onset', statisticName: 'chi-square', n: 11, nOf: 'animals' } }])
    expect(r.onset?.contrasts[0]?.test.warnings.join()).toContain('Fewer than 10 onsets')
  })

  it('does not apply to onset-relative designs, nor without a rule for onset', () => {
    expect(results([animal(24)], [animal(28)], { timing: 'onset-relative' }).onset?.notApplicable ?? 'not computed').toMatch(/onset-relative|not computed/)
    const { onset } = results([animal(24)], [animal(28)], { onsetMinimumScore: { blank: 'unknown' } })
    expect(onset).toMatchObject({ notApplicable: expect.stringContaining('not recorded'), arms: [], contrasts: [] })
  })

  it('gives a reason where nobody became arthritic or nobody was at risk', () => {
    const none = results([animal(null), animal(null)], [animal(18), animal(18)])
    expect(none.onset?.arms.map((a) => a.atEnd)).toMatchObject([{ value: 0, noInterval: 'no animal became arthritic' }, { value: null, notAssessable: expect.stringContaining('no animal was at risk') }])
    expect(none.onset?.contrasts[0]?.test).toMatchObject({ p: null })
  })

  it('says that animals are the units where whole cages were allocated', () => {
    const cages = { cages: { c1: { order: 0, label: '1' }, c2: { order: 1, label: '2' } }, cageScheme: 'whole cages' }
    const { onset } = results([animal(24, { cageKey: 'c1' }), animal(28, { cageKey: 'c1' })], [animal(32, { cageKey: 'c2' }), animal(null, { cageKey: 'c2' })], cages)
    expect(onset?.warnings.join()).toContain('Whole cages were allocated')
  })
})

describe('all arms together', () => {
  it('is Kruskal-Wallis, with Dunn only from three arms on', () => {
    const two = results([animal(24), animal(28)], [animal(32), animal(null)])
    expect(two.overall).toMatchObject({ test: { test: 'Kruskal-Wallis test of all arms', n: 4, nOf: 'animals', statisticName: 'H' }, pairs: [] })
    const three = arthritisResults(makeNotebook(studyRecords({ arms: { v: { role: 'vehicle', animals: [animal(24), animal(24)] }, t: { role: 'treatment', animals: [animal(32), animal(36)] }, u: { role: 'treatment', animals: [animal(null), animal(40)] } } })), experimentId)
    expect(three.overall?.pairs.map((p) => [p.a, p.b])).toEqual([['v', 't'], ['v', 'u'], ['t', 'u']])
    for (const { test } of three.overall?.pairs ?? []) expect(test.adjustedP).toBeGreaterThanOrEqual(test.p ?? 1)
  })

  it('says when all scores are equal', () => {
    expect(results([animal(null)], [animal(null)]).overall?.test).toMatchObject({ p: null, warnings: [expect.stringContaining('equal')] })
  })
})
