import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { intervalAt, type Estimate } from '../../../../shared/domain/estimate.ts'
import type { PairedComparison } from '../../../../shared/domain/paired-runs/paired-results.ts'
import { contactConditions, contrastsOf, laterMaterials, laterPassage, plateOf, type Sample } from '../../../helpers/contrast-records.ts'
import { incompleteBecause } from '../../../helpers/estimates-in.ts'

const list = z.array(z.number())
const bounds = z.array(list).nullish()
const expectation = z.object({ n: z.number(), first: z.number().nullish(), second: z.number().nullish(), value: z.number().nullish(), p: z.number().nullish(), ci: bounds })
const fixture = z
  .object({
    materials: z.array(z.object({ va: list, vb: list, donor: list, a: list, b: list, hasA: z.array(z.boolean()), hasB: z.array(z.boolean()), expected: expectation })),
    contact: z.array(z.object({ v: list, donor: list, s: list, t: list, expected: expectation, share: z.object({ value: z.number(), ends: bounds }).nullish(), zero: z.number().nullish() })),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../fixtures/contrasts/contrasts.json', import.meta.url), 'utf8')))

const day = (i: number): string => `2026-02-0${String(i + 1)}`

function close(found: number | null | undefined, expected: number | null | undefined, what: string): void {
  if (expected === null || expected === undefined) expect(found ?? null, what).toBeNull()
  else expect(Math.abs((found ?? NaN) - expected) / Math.max(1, Math.abs(expected)), `${what}: ${String(found)} against ${String(expected)}`).toBeLessThan(1e-8)
}

function bounded(e: Estimate, ci: readonly (readonly number[])[] | null | undefined, what: string): void {
  expect(e.intervals.length, what).toBe(ci?.length ?? 0)
  for (const [i, [lower, upper]] of (ci ?? []).entries()) {
    const interval = intervalAt(e, [0.95, 0.9][i] ?? 0)
    close(interval?.lower, lower, `${what}, lower`)
    close(interval?.upper, upper, `${what}, upper`)
  }
  expect(incompleteBecause({ at: what, estimate: e })).toEqual([])
}

function matches(c: PairedComparison | undefined, expected: z.infer<typeof expectation>): void {
  if (c === undefined) throw new Error('no comparison')
  expect(c.difference.n).toBe(expected.n)
  close(c.first.value, expected.first, 'first')
  close(c.second.value, expected.second, 'second')
  close(c.difference.value, expected.value, 'difference')
  bounded(c.difference, expected.ci, 'difference')
  close(c.test.p, expected.p, 'p')
}

describe('preparations over runs, against R', () => {
  it.each(fixture.materials.map((m, i) => [i, m] as const))('data set %i', (_, m) => {
    const plates = m.donor.map((_d, i) => {
      const samples: Sample[] = []
      if (m.hasA[i] === true) samples.push({ row: 'C', s: m.a[i] ?? NaN, materialKey: `v${String(m.va[i])}` })
      if (m.hasB[i] === true) samples.push({ row: 'D', s: m.b[i] ?? NaN, materialKey: `w${String(m.vb[i])}` })
      return { performedAt: day(i), wells: plateOf(samples, `r${String(i + 1)}`) }
    })
    const lots = m.donor.map((d) => [`D${String(d)}`])
    const set = { plates, lots, vials: Math.max(...m.va), materials: laterMaterials(Math.max(...m.vb)) ?? {}, more: laterPassage(Math.max(...m.vb)) }
    for (const reversed of [false, true]) {
      const [contrast] = contrastsOf(set, reversed).materials
      // Without a plate of one preparation there is nothing to compare.
      if (contrast === undefined) expect(m.expected.n).toBe(0)
      else matches(contrast.comparison, m.expected)
    }
  })
})

describe('contact against transwell, and S against 0, against R', () => {
  it.each(fixture.contact.map((c, i) => [i, c] as const))('data set %i', (_, c) => {
    const plates = c.donor.map((_d, i) => ({
      performedAt: day(i),
      wells: plateOf([{ row: 'C', s: c.s[i] ?? NaN, materialKey: `v${String(c.v[i])}`, conditionKey: 'c1' }, { row: 'D', s: c.t[i] ?? NaN, materialKey: `v${String(c.v[i])}`, conditionKey: 'c2' }], `r${String(i + 1)}`, ['c1', 'c2']),
    }))
    const results = contrastsOf({ plates, lots: c.donor.map((d) => [`D${String(d)}`]), vials: Math.max(...c.v), assay: { conditions: contactConditions } })
    const [ratio] = results.conditions[0]?.ratios ?? []
    matches(ratio?.comparison, c.expected)
    const share = ratio?.solubleShare
    close(share?.value, c.share?.value, 'soluble share')
    if (share !== null && share !== undefined) bounded(share, c.share?.ends, 'soluble share')
    const none = results.ratios.find((r) => r.conditionKey === 'c1')?.againstNone[0]
    close(none?.test.p, c.zero, 'p against 0')
    close(none?.suppression.value, c.expected.first, 'S')
  })
})
