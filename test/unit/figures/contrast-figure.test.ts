import { describe, expect, it } from 'vitest'
import type { ContrastResults } from '../../../shared/domain/contrasts/contrast-results.ts'
import { contrastResults } from '../../../shared/domain/contrasts/contrasts.ts'
import { contrastFigures } from '../../../shared/figures/contrast-figure.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { contrasts } from '../../../shared/reports/sections/contrasts.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { contactConditions, contrastsOf, plateOf } from '../../helpers/contrast-records.ts'
import { estimatesIn, incompleteBecause } from '../../helpers/estimates-in.ts'

/** Runs of one preparation with S in contact and through a membrane, each with a vial, responders and a day of its own. */
function contact(runs: readonly (readonly [contact: number, transwell: number])[]): ContrastResults {
  const plates = runs.map(([s, t], i) => ({
    performedAt: `2026-02-0${String(i + 1)}`,
    wells: plateOf([{ row: 'C', s, materialKey: `v${String(i + 1)}`, conditionKey: 'c1' }, { row: 'D', s: t, materialKey: `v${String(i + 1)}`, conditionKey: 'c2' }], `r${String(i + 1)}`, ['c1', 'c2']),
  }))
  return contrastsOf({ plates, lots: runs.map((_, i) => [`D${String(i + 1)}`]), vials: runs.length, assay: { conditions: contactConditions } })
}

const three = contact([[80, 40], [70, 42], [75, 30]])
const two = contact([[80, 40], [70, 42]])
const sample = makeNotebook(buildSampleNotebook())
const ofBatch = (code: string): ContrastResults => contrastResults(sample, sample.all('batch').find((b) => b.code === code)?.id ?? '')
const simulated = ofBatch('SIM-UC-0001')
const empty: ContrastResults = { plates: [], materials: [], ratios: [], conditions: [] }
const textOf = (results: ContrastResults): string => JSON.stringify(contrasts(results, new Map([['contrasts-0', '<svg/>']])))

describe('figure', () => {
  const figures = [three, two, simulated].map((results) => contrastFigures(results)[0])

  it('is strict SVG with title, description and table; simulated data are marked', () => {
    for (const one of figures) {
      expect(one?.svg).toMatch(/^<svg [^>]*role="img"/)
      expect(one?.svg).not.toMatch(/<style|<script|currentColor|var\(|url\(|NaN|undefined|Infinity|class=/)
      expect(one?.table.rows.every((row) => row.length === one.table.columns.length)).toBe(true)
    }
    expect(figures.map((f) => f?.svg.includes('data-mark="simulated"'))).toEqual([false, false, true])
  })
  it('shows each run with both sides, and the mean difference with its interval and n', () => {
    // Differences 40, 28, 45: mean 37.667, SD 8.737, t(2) = 4.3027: 15.96 to 59.37.
    expect(figures[0]?.table.rows[0]?.slice(2).map((v) => (typeof v === 'number' ? v.toFixed(2) : v))).toEqual(['37.67', '15.96', '59.37', '0.02', '3.00', 'runs'])
    expect([...(figures[0]?.svg ?? '').matchAll(/data-id=/g)]).toHaveLength(3)
  })
  it('has no interval with two runs, and none is drawn without a pair', () => {
    expect(figures[1]?.table.rows[0]?.slice(3, 5)).toEqual([null, null])
    expect(contrastFigures(empty)).toEqual([])
  })
})

describe('section', () => {
  it('prints both sides, the difference, the soluble share, p and n', () => {
    const text = textOf(three)
    // Share: 100 x 37.333 / 75; Fieller's interval is that of the share lost (23.8 to 72.7, see mechanism), turned round.
    for (const cell of ['75.0\\n(62.6 to 87.4)', '37.3\\n(21.4 to 53.3)', '37.7\\n(16.0 to 59.4)', '49.8\\n(27.3 to 76.2)', '0.017', '3 runs']) expect(text).toContain(cell)
    expect(text).toContain('never pooled')
    expect(text).toContain('<svg/>')
  })
  it('calls comparisons within a plate what they are', () => {
    expect(textOf(three)).toContain('precision of the plate, no verdict')
    expect(textOf(simulated)).toContain('Wells are technical replicates')
  })
  it('says what is missing, and marks simulated data', () => {
    expect(textOf(two)).toMatch(/contact − transwell[^"]*: 2 [^"]*3/)
    expect(textOf(empty)).toContain('Suppression that could be compared: not recorded')
    expect(textOf(simulated)).toContain('[simulated]')
    expect(textOf(three)).not.toContain('[simulated]')
  })
})

describe('results', () => {
  it('hold no number without interval or reason, n, unit of n and method', () => {
    for (const results of [three, two, simulated]) {
      const found = estimatesIn(results)
      expect(found.length).toBeGreaterThan(5)
      expect(found.flatMap(incompleteBecause)).toEqual([])
    }
  })
})
