import { describe, expect, it } from 'vitest'
import { potencyResults } from '../../../shared/domain/potency/potency.ts'
import type { PotencySeries } from '../../../shared/domain/potency/potency-results.ts'
import { potencyFigure } from '../../../shared/figures/potency-figure.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { potency } from '../../../shared/reports/sections/potency.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { potencyNotebook, testCurve } from '../../helpers/potency-records.ts'
import { batchId } from '../../helpers/suppression-records.ts'

const sample = makeNotebook(buildSampleNotebook())
const simulated = potencyResults(sample, sample.all('batch').find((b) => b.code === 'SIM-UC-0002')?.id ?? '')
const measured = potencyResults(potencyNotebook([{ test: testCurve(2) }, { test: testCurve(1.8) }, { test: testCurve(2.2) }, { test: testCurve(1, { c: 22_000 }) }]), batchId)
const first = (results: typeof measured): PotencySeries => {
  const [series] = results.series
  if (series === undefined) throw new Error('no series')
  return series
}

describe('figure', () => {
  const figure = potencyFigure(first(measured))

  it('is strict SVG with title, description and table; simulated data are marked', () => {
    for (const one of [figure, potencyFigure(first(simulated))]) {
      expect(one?.svg).toMatch(/^<svg [^>]*role="img"/)
      expect(one?.svg).not.toMatch(/<style|<script|currentColor|var\(|url\(|NaN|undefined|Infinity|class=/)
      expect(one?.table.rows.every((row) => row.length === one.table.columns.length)).toBe(true)
    }
    expect(potencyFigure(first(simulated))?.svg).toContain('data-mark="simulated"')
    expect(figure?.svg).not.toContain('data-mark="simulated"')
  })

  it('shows every well, and every run that counts', () => {
    const ids = [...(figure?.svg ?? '').matchAll(/data-id="([^"]*)"/g)].map((m) => m[1] ?? '')
    const wells = first(measured).runs.flatMap((r) => r.plates.flatMap((p) => [...p.wells.control, ...p.wells.reference, ...p.wells.test]))
    expect(ids).toHaveLength(wells.length + 3)
    expect(figure?.svg).toContain('Run 4: not parallel')
    expect(figure?.svg).toMatch(/Combined \d\.\d+, n = 3 runs/)
  })

  it('shows the difference of suppression where no potency may be quoted, and nothing without runs', () => {
    expect(potencyFigure(first(simulated))?.svg).toContain('Difference of suppression at 1:10')
    expect(potencyFigure({ ...first(measured), runs: [] })).toBeUndefined()
  })
})

describe('section', () => {
  const text = (results: typeof measured): string => JSON.stringify(potency(results, new Map([['potency-0', '<svg/>']])))

  it('quotes the relative potency with its interval, n, and the run that is left out', () => {
    expect(text(measured)).toMatch(/Relative potency \d\.\d+; 95 %: \d\.\d+ to \d\.\d+; n = 3 runs \(above 1: fewer MSC per responder needed than of REF-A\)/)
    expect(text(measured)).toContain('left out of the relative potency: plate PL-4: not parallel')
    expect(text(measured)).toContain('(to be verified) 15.0 points (default)')
    expect(text(measured)).toContain('<svg/>')
  })

  it('quotes the difference where parallelism is not shown, marked as simulated', () => {
    expect(text(simulated)).toMatch(/no relative potency is given; suppression at the reference ratio differs by −\d+\.\d points \[simulated\]; 95 %: −/)
  })

  it('says when nothing is recorded', () => {
    expect(JSON.stringify(potency({ series: [], findings: [], limits: [] }, new Map()))).toContain('Comparison with a reference lot on one plate: not recorded')
  })
})
