import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { intervalAt, type Estimate } from '../../../../shared/domain/estimate.ts'
import { bridgedPotency, type BridgeChain } from '../../../../shared/domain/potency/bridge.ts'
import { combinedDifference, combinedPotency, type Combined, type SharedRun } from '../../../../shared/domain/potency/combine-runs.ts'
import { incompleteBecause } from '../../../helpers/estimates-in.ts'

const bounds = z.array(z.number().nullable())
const fixture = z
  .object({
    runs: z.array(z.object({ values: z.array(z.number()), thaw: z.array(z.string()), reference: z.array(z.string()), donor: z.array(z.string()), leftOut: z.array(z.boolean()), n: z.number(), mean: z.number().nullable(), ci95: bounds, ci90: bounds })),
    chains: z.array(z.object({ sets: z.array(z.array(z.number())), assigned: z.array(z.number()), value: z.number(), ci95: bounds, ci90: bounds })),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../fixtures/potency/potency-runs.json', import.meta.url), 'utf8')))

function estimate(value: number, unit: string): Estimate {
  return { value, unit, intervals: [], noInterval: 'one plate', n: 20, nOf: 'wells', method: 'test', assumptions: [], warnings: [], simulated: false, sources: [] }
}

type Shared = { readonly thaw?: string | undefined; readonly reference?: string | undefined; readonly donor?: string | undefined; readonly leftOut?: boolean | undefined }

function runOf(value: number, i: number, { thaw = `t${String(i)}`, reference = `r${String(i)}`, donor = `d${String(i)}`, leftOut = false }: Shared = {}): SharedRun {
  const label = `run ${String(i)}`
  return {
    run: { runKey: label, label, day: '2026-01-01', plates: [], relativePotency: estimate(Math.exp(value), ''), suppressionDifference: leftOut ? { ...estimate(0, 'points'), value: null, notAssessable: 'not tested there' } : estimate(value, 'points'), ...(leftOut ? { leftOut: 'not parallel' } : {}) },
    test: { key: thaw, label: thaw },
    references: [{ key: reference, label: reference }],
    lot: { id: `lot ${donor}`, code: donor, donorIds: [donor], frozenPool: false },
  }
}

function close(found: number | null | undefined, expected: number | null, scale = 0.1): void {
  if (expected === null) expect(found ?? null).toBeNull()
  else expect(Math.abs((found ?? NaN) - expected) / Math.max(Math.abs(expected), scale)).toBeLessThan(1e-9)
}

const exp = (v: number | null | undefined): number | null => (v === null || v === undefined ? null : Math.exp(v))

describe('runs combined, against R', () => {
  it.each(fixture.runs.map((r, i) => [i, r] as const))('data set %i', (_, expected) => {
    const runs = expected.values.map((v, i) => runOf(v, i, { thaw: expected.thaw[i], reference: expected.reference[i], donor: expected.donor[i], leftOut: expected.leftOut[i] }))
    for (const order of [runs, runs.toReversed()]) {
      const potency = combinedPotency(order).estimate
      const difference = combinedDifference(order).estimate
      expect([potency.n, difference.n]).toEqual([expected.n, expected.n])
      close(potency.value, exp(expected.mean))
      close(difference.value, expected.mean)
      for (const [level, ci] of [[0.95, expected.ci95], [0.9, expected.ci90]] as const) {
        close(intervalAt(potency, level)?.lower, exp(ci[0]))
        close(intervalAt(potency, level)?.upper, exp(ci[1]))
        close(intervalAt(difference, level)?.lower, ci[0] ?? null)
        close(intervalAt(difference, level)?.upper, ci[1] ?? null)
      }
      for (const one of [potency, difference]) expect(incompleteBecause({ at: '', estimate: one })).toEqual([])
    }
  })

  it('fewer than three units, and runs that agree exactly, give no interval and say why', () => {
    expect(combinedPotency([runOf(0.1, 0), runOf(0.2, 1)]).estimate).toMatchObject({ n: 2, noInterval: '2 runs, 3 needed' })
    expect(combinedPotency([0, 1, 2].map((i) => runOf(0.1, i))).estimate.noInterval).toMatch(/all 3 values are equal/)
    expect(combinedPotency([]).estimate).toMatchObject({ value: null, notAssessable: 'there are no runs' })
  })

  it('runs left out are named with their reason', () => {
    const { estimate: one } = combinedPotency([runOf(0.1, 0), runOf(0.2, 1), runOf(0.3, 2), runOf(5, 3, { leftOut: true })])
    expect(one.warnings).toContain('1 of 4 runs is left out: run 3: not parallel.')
    expect(combinedPotency([runOf(1, 0, { leftOut: true })]).estimate).toMatchObject({ value: null, notAssessable: 'no run can be used: run 0: not parallel' })
  })

  it('one thaw of the reference in all runs is one unit', () => {
    const { estimate: one } = combinedPotency([0.1, 0.2, 0.4].map((v, i) => runOf(v, i, { reference: 'same' })))
    expect(one).toMatchObject({ n: 1, noInterval: '1 thaw or harvest, 3 needed' })
    expect(one.warnings.join()).toContain('share one of the reference')
  })
})

const link = (combined: Combined, assigned: number | null): BridgeChain['links'][number] => ({ lotId: 'b', lotCode: 'B', fromId: 'a', fromCode: 'A', assigned, recomputed: combined.estimate, assays: [], combined, conditions: ['c'] })
const ofValues = (values: readonly number[]): Combined => combinedPotency(values.map((v, i) => runOf(v, i)))

describe('chains of reference lots, against R', () => {
  it.each(fixture.chains.map((c, i) => [i, c] as const))('data set %i', (_, expected) => {
    const [own = [], ...bridges] = expected.sets
    const chain = { firstLotCode: 'A', findings: [], links: bridges.map((b, i) => link(ofValues(b), expected.assigned[i] ?? null)) }
    const { relativePotency } = bridgedPotency(chain, ofValues(own), 'c')
    close(relativePotency.value, expected.value)
    for (const [level, ci] of [[0.95, expected.ci95], [0.9, expected.ci90]] as const) {
      close(intervalAt(relativePotency, level)?.lower, ci[0] ?? null)
      close(intervalAt(relativePotency, level)?.upper, ci[1] ?? null)
    }
    expect(incompleteBecause({ at: '', estimate: relativePotency })).toEqual([])
  })

  it('a bridge without a known uncertainty leaves none for the chain', () => {
    const chain = { firstLotCode: 'A', findings: [], links: [link(ofValues([0.1, 0.2]), 2)] }
    const { relativePotency } = bridgedPotency(chain, ofValues([0.1, 0.2, 0.3]), 'c')
    expect(relativePotency.value).toBeCloseTo(2 * Math.exp(0.2), 10)
    expect(relativePotency.intervals).toEqual([])
    expect(relativePotency.noInterval).toBe('the uncertainty of the chain is not known: the bridge of B has no interval (2 runs, 3 needed)')
  })

  it('a value that is missing or impossible, or a broken chain, gives no potency', () => {
    const three = ofValues([0.1, 0.2, 0.3])
    for (const assigned of [null, 0, -1]) expect(bridgedPotency({ firstLotCode: 'A', findings: [], links: [link(three, assigned)] }, three, 'c').relativePotency.notAssessable).toBe('lot B has no usable assigned potency against A')
    expect(bridgedPotency({ firstLotCode: 'A', findings: [], links: [], broken: 'round in a circle' }, three, 'c').relativePotency.notAssessable).toBe('round in a circle')
  })

  it('a bridge made in another condition gets a warning', () => {
    const three = ofValues([0.1, 0.2, 0.3])
    expect(bridgedPotency({ firstLotCode: 'A', findings: [], links: [link(three, 1)] }, three, 'other').relativePotency.warnings).toEqual(['The bridge of B was made in another condition than this assay.'])
  })
})
