import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { endpointResults } from '../../../../shared/domain/endpoints/endpoints.ts'
import type { EndpointQuantity, EndpointResults } from '../../../../shared/domain/endpoints/endpoints-results.ts'
import { intervalAt } from '../../../../shared/domain/estimate.ts'
import { courseFigure } from '../../../../shared/figures/course-figure.ts'
import { arthritisId, experimentId, given, recordedAt, studyNotebook, type TestStudy } from '../../../helpers/arthritis-records.ts'
import { LargestDifference } from '../../statistics/read-fixture.ts'

type Json = Readonly<Record<string, unknown>>
/** Observations by day of the model, then by animal. */
type Days = Readonly<Record<number, Readonly<Record<string, Json>>>>

function results(days: Days, n: Readonly<Record<'v' | 't' | 'u', number>> = { v: 1, t: 1, u: 1 }, fields: (key: string) => Json = () => ({}), experiment: Json = {}, others: readonly Json[] = []): EndpointResults {
  const arm = (key: 'v' | 't' | 'u', role: string): TestStudy['arms'][string] => ({ role, animals: Array.from({ length: n[key] }, (_, i) => ({ scores: {}, fields: fields(`${key}${String(i)}`) })) })
  const sessions = Object.entries(days).map(([day, seen], i): Json => ({ kind: 'scoring-session', id: arthritisId(5000 + i), recordedAt, experimentId, day: Number(day), observations: Object.fromEntries(Object.entries(seen).map(([key, o], order) => [key, { order, ...o }])) }))
  return endpointResults(studyNotebook({ arms: { v: arm('v', 'vehicle'), t: arm('t', 'treatment'), u: arm('u', 'treatment') }, experiment, others: [...sessions, ...others] }), experimentId)
}
const quantity = (r: EndpointResults, key: string): EndpointQuantity => r.quantities.find((q) => q.key === key) ?? fail()
const valueOf = (r: EndpointResults, key: string, animal = 'v0') => quantity(r, key).animals.find((a) => a.animalKey === animal)?.value
const weigh = (list: Readonly<Record<number, number>>, more: Json = {}): Days => Object.fromEntries(Object.entries(list).map(([day, weightG]) => [day, { v0: { weightG, ...more } }]))
const paws = (list: Readonly<Record<number, readonly [number | null, number | null]>>): Days =>
  Object.fromEntries(Object.entries(list).map(([day, [lf, rf]]) => [day, { v0: { pawThicknessMm: { ...(lf === null ? {} : { lf: { mm: lf } }), ...(rf === null ? {} : { rf: { mm: rf } }) } } }]))

describe('body weight', () => {
  it('in percent of the weight at start: lowest and time-weighted mean from the first dose (day 20) to the end (day 40)', () => {
    // 20 g at start; 18 g on day 16 lies before the window. Mean: day 20 100 %, day 30 90 %, day 40 95 %: (95 x 10 + 92.5 x 10)/20.
    const r = results(weigh({ 16: 18, 20: 20, 30: 18, 40: 19 }), undefined, () => ({ startWeightG: 20 }))
    expect(valueOf(r, 'body-weight lowest')).toMatchObject({ value: 90, unit: '% of start' })
    expect(valueOf(r, 'body-weight mean')?.value).toBeCloseTo(93.75, 10)
    expect(r.courses).toMatchObject([{ kind: 'body-weight', window: { from: 20, to: 40 } }])
    expect(quantity(r, 'body-weight lowest').warnings.join()).not.toContain('reference')
  })

  it('without a weight at start the first weighing is 100 %, and says so', () => {
    const r = results(weigh({ 18: 25, 20: 20, 40: 20 }))
    expect(valueOf(r, 'body-weight lowest')?.value).toBe(80)
    expect(quantity(r, 'body-weight lowest').warnings.join()).toContain('v0 (100 % is its first weighing, day 18)')
  })

  it('impossible weights, two weights of one day, nothing in the window, too little observed: reasons', () => {
    const lowest = (days: Days) => valueOf(results(days), 'body-weight lowest')?.notAssessable
    expect(lowest(weigh({ 18: 20, 30: 0 }))).toContain('0 g on day 30 is impossible')
    expect(lowest(weigh({ 10: 20, 18: 21 }))).toContain('no reading')
    expect(valueOf(results(weigh({ 20: 20, 29: 20 })), 'body-weight mean')?.value).toBeNull()
    expect(valueOf(results(weigh({ 20: 20, 30: 20 })), 'body-weight mean')?.value).toBe(100)
    expect(lowest(weigh({ 18: 20, 30: 1 }, { excluded: { reason: 'other animal' } }))).toBeUndefined()
  })

  it('weights after a death are not used', () => {
    const r = results(weigh({ 20: 20, 30: 20, 34: 10 }), undefined, () => ({ death: { day: 32, cause: 'unrelated' } }))
    expect(valueOf(r, 'body-weight lowest')?.value).toBe(100)
  })
})

describe('paw thickness', () => {
  it('is the change of each paw against its own reading on day 0, mean over the paws', () => {
    // Day 30: 0.4 and 0.8; day 40: 0.2 and 0.2. From day 20 (0, 0): (0.3 x 10 + 0.4 x 10)/20.
    const r = results(paws({ 0: [2, 1.8], 20: [2, 1.8], 30: [2.4, 2.6], 40: [2.2, 2] }))
    expect(valueOf(r, 'paw-thickness largest')?.value).toBeCloseTo(0.6, 10)
    expect(valueOf(r, 'paw-thickness mean')?.value).toBeCloseTo(0.35, 10)
  })

  it('without day 0: the first reading up to the first dose, which is said; later ones are none to count from', () => {
    const r = results(paws({ 18: [2, 2], 30: [3, 3] }))
    expect(valueOf(r, 'paw-thickness largest')?.value).toBe(1)
    expect(quantity(r, 'paw-thickness largest').warnings.join()).toContain('reference of day 18')
    expect(valueOf(results(paws({ 22: [2, 2], 30: [3, 3] })), 'paw-thickness largest')?.notAssessable).toContain('nothing to count from')
  })

  it('onset-relative: against the reading on or before the own first dose', () => {
    const r = results(paws({ 0: [1, 1], 25: [2, 2], 35: [2.5, 2.5] }), undefined, () => ({}), { timing: 'onset-relative', plannedEndDay: 20 }, [given(1, 'v0', 25)])
    expect(valueOf(r, 'paw-thickness largest')?.value).toBeCloseTo(0.5, 10)
  })

  it('a session without all paws is left out, with a note; an impossible reading stops the animal', () => {
    const r = results(paws({ 0: [2, 2], 25: [9, null], 30: [2.2, 2.2] }))
    expect(valueOf(r, 'paw-thickness largest')?.value).toBeCloseTo(0.2, 10)
    expect(quantity(r, 'paw-thickness largest').animals[0]?.samples).toContain('day 25: 1 of 2 paws measured, left out')
    expect(valueOf(results(paws({ 0: [2, 2], 30: [0, 2] })), 'paw-thickness largest')?.notAssessable).toContain('paw lf: 0 mm on day 30 is impossible')
  })

  it('figures show every animal that is not excluded; nothing measured gives nothing', () => {
    const r = results({ 0: { v0: { weightG: 20 }, t0: { weightG: 20 } }, 30: { v0: { weightG: 19 }, t0: { weightG: 21 } } }, undefined, (key) => (key === 't0' ? { excluded: { reason: 'x' } } : {}))
    const figure = courseFigure(r.courses[0] ?? fail(), 'EXP-1')
    expect(figure?.table.rows.map((row) => row[1])).toEqual(['v0', 'v0'])
    expect(figure?.svg).not.toMatch(/<style|<script|currentColor|var\(|url\(|NaN|undefined|Infinity|class=/)
    expect(results({ 20: { v0: { totalScore: 1 } } })).toMatchObject({ courses: [], quantities: [] })
  })
})

const list = z.array(z.number().nullable())
const summary = z.object({ v: list, t: list, u: list, mean: list, i95: z.array(list), diff: list, d95: z.array(list), adjusted: list })
const animal = z.object({ day: z.array(z.number()), start: z.number(), w: z.array(z.number()), lf: z.array(z.number()), rf: z.array(z.number()) })
const fixture = z.array(z.object({ animals: z.object({ v: z.array(animal), t: z.array(animal), u: z.array(animal) }), lowest: summary, weight: summary, largest: summary, thickness: summary }))
// Made by test/fixtures/endpoints/make-courses.R.
const sets = fixture.parse(JSON.parse(readFileSync(new URL('../../../fixtures/endpoints/courses.json', import.meta.url), 'utf8')))

describe('random animals against R', () => {
  it('lowest, largest, time-weighted means, arms, differences and p of 60 experiments', () => {
    expect(sets).toHaveLength(60)
    const worst = new LargestDifference(1e-3)
    for (const [k, set] of sets.entries()) {
      const arms = ['v', 't', 'u'] as const
      const days: Record<number, Record<string, Json>> = {}
      for (const arm of arms) for (const [i, a] of set.animals[arm].entries()) for (const [j, day] of a.day.entries()) {
        days[day] = { ...days[day], [`${arm}${String(i)}`]: { weightG: a.w[j], pawThicknessMm: { lf: { mm: a.lf[j] }, rf: { mm: a.rf[j] } } } }
      }
      const start = (key: string): number => set.animals[key.slice(0, 1) as 'v'][Number(key.slice(1))]?.start ?? NaN
      const r = results(days, { v: set.animals.v.length, t: set.animals.t.length, u: set.animals.u.length }, (key) => ({ startWeightG: start(key) }))
      for (const [key, expected] of [['body-weight lowest', set.lowest], ['body-weight mean', set.weight], ['paw-thickness largest', set.largest], ['paw-thickness mean', set.thickness]] as const) {
        const q = quantity(r, key)
        const where = `set ${String(k)} ${key}`
        for (const [a, arm] of arms.entries()) {
          expected[arm].forEach((value, i) => {
            const ours = q.animals.find((x) => x.animalKey === `${arm}${String(i)}`)?.value.value ?? null
            if (value === null) expect(ours, where).toBeNull()
            else worst.add(ours, value, where)
          })
          const ours = q.arms[a]?.mean
          const mean = expected.mean[a] ?? null
          if (mean === null) expect(ours?.value, where).toBeNull()
          else worst.add(ours?.value, mean, where)
          const lower = expected.i95[a]?.[0] ?? null
          if (lower !== null && ours !== undefined) worst.add(intervalAt(ours, 0.95)?.lower, lower, where)
        }
        q.contrasts.forEach((c, j) => {
          const bounds = expected.d95[j]
          if (bounds !== undefined && bounds[0] !== null && bounds[0] !== undefined && c.difference !== null) {
            worst.add(c.difference.value, expected.diff[j] ?? NaN, where)
            worst.add(intervalAt(c.difference, 0.95)?.lower, bounds[0], where)
            worst.add(intervalAt(c.difference, 0.95)?.upper, bounds[1] ?? NaN, where)
          }
          const p = expected.adjusted[j] ?? null
          if (p !== null) worst.add(c.test.adjustedP, p, `${where} p`)
        })
      }
    }
    expect(worst.count).toBeGreaterThan(4000)
    expect(worst.largest, worst.where).toBeLessThan(1e-9)
  })
})

function fail(): never {
  throw new Error('missing in the results')
}
