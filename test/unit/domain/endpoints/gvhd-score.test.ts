import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { endpointResults } from '../../../../shared/domain/endpoints/endpoints.ts'
import { experimentId } from '../../../helpers/arthritis-records.ts'
import { endpointNotebook, gvhdScale, gvhdScaleId, measured } from '../../../helpers/endpoint-records.ts'

type Course = { readonly days: number[]; readonly scores: number[]; readonly death: { readonly day: number; readonly cause: string } | null; readonly mean: number | null; readonly maximum: number | null }
// Made by test/fixtures/endpoints/make-gvhd.py (scipy).
const courses = JSON.parse(readFileSync(new URL('../../../fixtures/endpoints/gvhd.json', import.meta.url), 'utf8')) as readonly Course[]

it('time-weighted mean and maximum of 60 random courses agree with quadrature', () => {
  const days = [...new Set(courses.flatMap((c) => c.days))].sort((a, b) => a - b)
  const others = days.map((day, i) => measured(i, 'gvhd-score', courses.flatMap((c, k) => (c.days.includes(day) ? [{ animalKey: `v${k}`, value: c.scores[c.days.indexOf(day)] }] : [])), { day, endpoint: 'GVHD score', scaleId: gvhdScaleId }))
  const fields = (arm: string, k: number) => (arm === 'v' && courses[k]?.death !== null && courses[k] !== undefined ? { death: courses[k].death } : {})
  const [mean, maximum] = endpointResults(endpointNotebook({ v: courses.length, t: 1, u: 1 }, [gvhdScale, ...others], { fields }), experimentId).quantities
  expect(courses.filter((c) => c.mean !== null).length).toBeGreaterThan(20)
  courses.forEach((c, k) => {
    const of = (q: typeof mean) => q?.animals.find((a) => a.animalKey === `v${k}`)?.value.value
    if (c.mean === null) expect(of(mean), `mean of ${k}`).toBeNull()
    else expect(of(mean), `mean of ${k}`).toBeCloseTo(c.mean, 6)
    expect(of(maximum), `maximum of ${k}`).toBe(c.maximum)
  })
})
