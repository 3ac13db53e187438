import { describe, expect, it } from 'vitest'
import { proliferationResults } from '../../../shared/domain/proliferation/proliferation.ts'
import type { DivisionSeries, ProliferationResults } from '../../../shared/domain/proliferation/proliferation-results.ts'
import { divisionSuppressionFigure } from '../../../shared/figures/division-suppression-figure.ts'
import { proliferationFigure } from '../../../shared/figures/proliferation-figure.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { proliferation } from '../../../shared/reports/sections/proliferation.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { divisionWells, dyeDilution } from '../../helpers/proliferation-records.ts'
import { batchId, notebookOf, type Setup } from '../../helpers/suppression-records.ts'

const sample = makeNotebook(buildSampleNotebook())
const simulated = proliferationResults(sample, sample.all('batch').find((b) => b.code === 'SIM-UC-0002')?.id ?? '')

/** Three runs of three wells each; one well excluded, one with impossible counts. */
const measuredSetup: Setup = {
  vials: 3, lots: [['D1'], ['D2'], ['D3']],
  condition: { ...dyeDilution, proliferationIndex: 'flowjo-percent-divided' },
  plates: [1500, 1440, 1560].map((alone, i) => ({
    performedAt: `2026-02-0${String(i + 1)}`,
    wells: divisionWells([{ counts: [alone, 10, 400] }, { counts: [alone + 5, 10, 390] }, i === 0 ? { counts: [1, 1, 1], excluded: true } : { counts: [alone, -1] }], [{ counts: [500, 400, 900] }, { counts: [510, 400, 880] }], [{ counts: [2000] }], { materialKey: `v${String(i + 1)}`, responderKey: `r${String(i + 1)}` }),
  })),
}
const measured = proliferationResults(notebookOf(measuredSetup), batchId)
const undeclared = proliferationResults(notebookOf({ ...measuredSetup, condition: dyeDilution }), batchId)
const only = (results: ProliferationResults, key = results.series[0]?.conditionKey): DivisionSeries => {
  const series = results.series.find((s) => s.conditionKey === key)
  if (series === undefined) throw new Error('no series')
  return series
}

describe('figures', () => {
  it('are strict SVG with title, description and table; simulated data are marked', () => {
    for (const make of [proliferationFigure, divisionSuppressionFigure]) {
      for (const [results, key] of [[measured, 'c1'], [simulated, 'h96']] as const) {
        const figure = make(only(results, key))
        expect(figure?.svg).toMatch(/^<svg [^>]*role="img"/)
        expect(figure?.svg).not.toMatch(/<style|<script|currentColor|var\(|url\(|NaN|undefined|Infinity|class=/)
        expect(figure?.table.rows.every((row) => row.length === figure.table.columns.length)).toBe(true)
        expect(figure?.svg.includes('data-mark="simulated"')).toBe(results === simulated)
      }
    }
  })

  it('the histograms show every well in every generation, excluded ones as crosses; the table holds the others too', () => {
    const figure = proliferationFigure(only(measured))
    const ids = [...(figure?.svg ?? '').matchAll(/data-id="([^"]*)"/g)].map((m) => m[1] ?? '')
    // 3 plates: 2 wells with MSC, 2 stimulated, 1 undivided, and one excluded well on the first, in 3 generations each.
    expect(ids).toHaveLength(3 * (3 * 5 + 1))
    expect(new Set(ids).size).toBe(16)
    expect(figure?.table.rows).toHaveLength(18)
    expect(figure?.table.rows.map((r) => r[4])).toContain('generation counts: generation 1 has -1; a count is 0 or more')
    for (const heading of ['undivided control, n = 3', 'stimulated control, n = 6', '1:10, n = 6']) expect(figure?.svg).toContain(heading)
  })

  it('suppression by index shows the declared one first, with every run; nothing without a reference ratio or wells', () => {
    const figure = divisionSuppressionFigure(only(measured))
    expect(figure?.table.rows[0]?.[0]).toBe('percent of precursors divided (declared)')
    expect(figure?.svg).toContain('(declared), n = 3')
    expect(divisionSuppressionFigure({ ...only(measured), referenceRatio: null })).toBeUndefined()
    expect(proliferationFigure({ ...only(measured), groups: [] })).toBeUndefined()
  })
})

describe('section', () => {
  const text = (results: ProliferationResults): string => JSON.stringify(proliferation(results, new Map([['proliferation-0', '<svg/>'], ['division-suppression-0', '<svg id="s"/>']])))

  it('says by which index suppression is read, with interval and n, and who calls each index what', () => {
    expect(text(measured)).toMatch(/Suppression by Percent Divided \(FlowJo\) at 1:10: \d+\.\d %; 95 %: \d+\.\d to \d+\.\d; n = 3 runs\./)
    expect(text(measured)).toContain('Expansion Index (FlowJo); Proliferation Index (FCS Express); Proliferation Index (flowFit/ModFit)')
    expect(text(measured)).toContain('2 of 3')
    expect(text(measured)).toMatch(/<svg\/>.*<svg id=/)
    expect(text(undeclared)).toContain('No index of division is declared for this condition: no verdict rests on these generations.')
  })

  it('tells of cohort numbers that rose, and that others did not', () => {
    expect(text(measured)).toMatch(/Cohort numbers were followed in \d+ cultures over \d+ intervals from the responders put in on: none rose/)
    const risen = proliferationResults(notebookOf({ ...measuredSetup, condition: { ...dyeDilution, respondersPerWell: 900 } }), batchId)
    expect(text(risen)).toMatch(/Cohort number that rose.*undivided control, lot 1, 2026-02-01.*900 at 0 h.*2000 at 72 h.*< 0.0001/)
  })

  it('marks simulated data, and says when nothing is recorded', () => {
    expect(text(simulated)).toContain('[simulated]')
    expect(JSON.stringify(proliferation({ series: [], definitions: [] }, new Map()))).toContain('Cells per generation: not recorded')
  })
})
