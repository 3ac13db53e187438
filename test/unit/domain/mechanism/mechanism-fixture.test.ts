import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { intervalAt, type Estimate } from '../../../../shared/domain/estimate.ts'
import { mechanismResults } from '../../../../shared/domain/mechanism/mechanism.ts'
import type { MechanismSeries } from '../../../../shared/domain/mechanism/mechanism-results.ts'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import { incompleteBecause } from '../../../helpers/estimates-in.ts'
import { indomethacin } from '../../../helpers/mechanism-records.ts'
import { batchId, rowOf, setup, type Wells } from '../../../helpers/suppression-records.ts'

const list = z.array(z.number())
const bounds = z.array(list).nullish()
const value = z.object({ value: z.number(), ci: bounds })
const run = z.object({ vial: z.number(), donor: z.number(), c: list, b: list, x: list, ci: list, bi: list, xi: list, m: list, mi: list })
const cases = z
  .array(z.object({
    background: z.enum(['unstimulated', 'none', 'msc-alone']), solvent: z.boolean(), runs: z.array(run), units: z.number(),
    s: value, sInh: value, lost: value, p: z.number().nullish(), share: z.object({ value: z.number(), ends: z.array(list) }).nullish(), alone: value,
  }))
  .parse(JSON.parse(readFileSync(new URL('../../../fixtures/mechanism/mechanism.json', import.meta.url), 'utf8')))
type Case = (typeof cases)[number]

/** Wells of one run: the baseline in plain or in solvent wells. */
function wellsOf({ background, solvent }: Case, r: z.infer<typeof run>, i: number): Wells {
  const responderKey = `r${String(i + 1)}`
  const cells = { materialKey: `v${String(r.vial)}`, ratioMscPerResponder: 0.1 }
  const base = solvent
    ? { ...rowOf('A', 'solvent-control', r.c, { responderKey }), ...rowOf('B', 'solvent-control', r.b, { responderKey, stimulated: false }), ...rowOf('C', 'solvent-control', r.x, { responderKey, ...cells }) }
    : { ...rowOf('A', 'stimulated-control', r.c, { responderKey }), ...rowOf('B', 'unstimulated-control', r.b, { responderKey }), ...rowOf('C', 'sample', r.x, { responderKey, ...cells }) }
  const indo = { inhibitorKey: 'indo' }
  return {
    ...base,
    ...rowOf('D', 'inhibitor-control', r.ci, { responderKey, ...indo }),
    // The two ways to record the background with inhibitor.
    ...(i % 2 === 0 ? rowOf('E', 'unstimulated-control', r.bi, { responderKey, ...indo }) : rowOf('E', 'inhibitor-control', r.bi, { responderKey, ...indo, stimulated: false })),
    ...rowOf('F', 'msc-with-inhibitor', r.xi, { responderKey, ...cells, ...indo }),
    ...(background === 'msc-alone' ? { ...rowOf('G', 'msc-alone', r.m, cells), ...rowOf('H', 'msc-alone', r.mi, { ...cells, ...indo }) } : {}),
  }
}

function seriesOf(one: Case): MechanismSeries {
  const records = setup({
    vials: Math.max(...one.runs.map((r) => r.vial)),
    lots: one.runs.map((r) => [`D${String(r.donor)}`]),
    plates: one.runs.map((r, i) => ({ performedAt: `2026-02-0${String(i + 1)}`, wells: wellsOf(one, r, i) })),
    assay: { background: one.background, inhibitors: { indo: { ...indomethacin, ...(one.solvent ? { solvent: 'DMSO', solventPercent: 0.1 } : {}) } } },
  })
  const [series] = mechanismResults(makeNotebook(records.toReversed()), batchId).series
  if (series === undefined) throw new Error('no series')
  return series
}

function close(found: number | null | undefined, expected: number, what: string): void {
  expect(Math.abs((found ?? NaN) - expected) / Math.max(1, Math.abs(expected)), `${what}: ${String(found)} against ${String(expected)}`).toBeLessThan(1e-8)
}

function matches(e: Estimate, expected: z.infer<typeof value>, what: string): void {
  close(e.value, expected.value, what)
  expect(e.intervals.length, what).toBe(expected.ci?.length ?? 0)
  for (const [i, ci] of (expected.ci ?? []).entries()) {
    const interval = intervalAt(e, [0.95, 0.9][i] ?? 0)
    close(interval?.lower, ci[0] ?? NaN, `${what}, lower`)
    close(interval?.upper, ci[1] ?? NaN, `${what}, upper`)
  }
  expect(incompleteBecause({ at: what, estimate: e })).toEqual([])
}

describe('mechanism from raw wells, against R', () => {
  it.each(cases.map((c, i) => [i, c] as const))('assay %i', (_, one) => {
    const series = seriesOf(one)
    const [ratio] = series.ratios
    if (ratio === undefined) throw new Error('no ratio')
    expect(ratio.comparison.difference.n).toBe(one.units)
    matches(ratio.comparison.first, one.s, 'S')
    matches(ratio.comparison.second, one.sInh, 'S_inh')
    matches(ratio.comparison.difference, one.lost, 'lost')
    matches(series.alone.readout.estimate, one.alone, 'alone')
    expect(ratio.comparison.test.p === null).toBe((one.p ?? null) === null)
    if (typeof one.p === 'number') close(ratio.comparison.test.p, one.p, 'p')
    if (one.share === null || one.share === undefined) expect(ratio.shareLost.value).toBeNull()
    else matches(ratio.shareLost, { value: one.share.value, ci: one.share.ends }, 'share')
    expect(incompleteBecause({ at: 'share', estimate: ratio.shareLost })).toEqual([])
  })
})
