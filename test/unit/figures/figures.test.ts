import { describe, expect, it } from 'vitest'
import { computeBatchResults } from '../../../shared/domain/results/compute-batch-results.ts'
import type { BatchResults } from '../../../shared/domain/results/batch-results.ts'
import { batchFigures } from '../../../shared/export/report-figures.ts'
import { arthritisFigure } from '../../../shared/figures/arthritis-figure.ts'
import type { Figure } from '../../../shared/figures/figure.ts'
import { growthFigure } from '../../../shared/figures/growth-figure.ts'
import { pairsFigure } from '../../../shared/figures/pairs-figure.ts'
import { phenotypeFigure } from '../../../shared/figures/phenotype-figure.ts'
import { ratioAxis } from '../../../shared/figures/ratio-axis.ts'
import { suppressionFigure } from '../../../shared/figures/suppression-figure.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'

const notebook = makeNotebook(buildSampleNotebook())

function resultsOf(code: string): BatchResults {
  const batch = notebook.all('batch').find((b) => b.code === code)
  const results = batch === undefined ? undefined : computeBatchResults(notebook, batch.id)
  if (results === undefined) throw new Error(`no results for ${code}`)
  return results
}

const uc = resultsOf('SIM-UC-0001')
const colter = resultsOf('COL-58R')

function ids(figure: Figure | undefined): readonly string[] {
  return [...(figure?.svg ?? '').matchAll(/data-id="([^"]*)"/g)].map((m) => m[1] ?? '')
}

describe('figures of a batch', () => {
  const all = [...batchFigures(uc), ...batchFigures(colter), ...batchFigures(resultsOf('SIM-LINE-1'))]

  it.each(all)('%s has a role, a title and a description, and nothing a strict policy or a PDF refuses', (_, figure) => {
    expect(figure.svg).toMatch(/^<svg [^>]*role="img"/)
    expect(figure.svg).toContain(`<title>`)
    expect(figure.svg).toContain('<desc>')
    expect(figure.svg).not.toMatch(/<style|<script|currentColor|var\(|url\(|xlink|NaN|undefined|Infinity|class=/)
    expect(figure.table.rows.every((row) => row.length === figure.table.columns.length)).toBe(true)
  })

  it('are the same bytes on every call', () => {
    expect([...batchFigures(uc)]).toEqual([...batchFigures(uc)])
  })

  it('carry the mark of simulated data exactly where data are simulated', () => {
    for (const figure of batchFigures(uc).values()) {
      expect(figure.svg).toContain('data-mark="simulated"')
      expect(figure.title).toContain('[simulated data]')
    }
    for (const figure of batchFigures(colter).values()) expect(figure.svg + figure.title).not.toMatch(/simulated/i)
  })

  it('growth: a point a passage, leading to its record', () => {
    expect(ids(growthFigure(colter.growth))).toEqual(colter.growth.passages.filter((p) => p.cumulativeDoublings.value !== null).map((p) => p.passageId))
  })

  it('phenotype: a point a measured marker; what was not measured is said', () => {
    const measured = uc.phenotype.panels.flatMap((p) => p.markers.filter((m) => m.positive.value !== null))
    expect(ids(phenotypeFigure(uc.phenotype))).toHaveLength(measured.length)
    const panel = uc.phenotype.panels[0]
    const marker = panel?.markers[0]
    if (panel === undefined || marker === undefined) throw new Error('no panel')
    const withGap = { ...uc.phenotype, panels: [{ ...panel, markers: [...panel.markers, { ...marker, marker: 'CD271', positive: { ...marker.positive, value: null, intervals: [] } }] }] }
    expect(phenotypeFigure(withGap)?.svg).toContain('not measured')
  })

  it('suppression: every well once, every run and every mean', () => {
    const [series] = uc.suppression.series
    if (series === undefined) throw new Error('no series')
    const wells = new Set(series.plates.flatMap((p) => [...p.wells.sample, ...p.wells.stimulated].flatMap((w) => (w.signal === null ? [] : [`${p.plateId} ${w.well}`]))))
    const runs = series.means.flatMap((m) => m.runs.filter((r) => r.suppressionPercent !== null))
    const drawn = ids(suppressionFigure(series))
    expect(new Set(drawn.filter((id) => wells.has(id)))).toEqual(wells)
    expect(drawn).toHaveLength(wells.size + runs.length + series.means.filter((m) => m.suppression.value !== null).length)
    expect(suppressionFigure(series)?.svg).toContain('no MSC')
  })

  it('arthritis: every animal with a summary, and each death of an animal in the analysis', () => {
    const experiment = uc.arthritis.find((a) => a.notAssessable === undefined)
    if (experiment === undefined) throw new Error('no experiment')
    const analysed = experiment.animals.filter((a) => a.excludedBecause === undefined)
    const drawn = ids(arthritisFigure(experiment))
    for (const animal of analysed.filter((a) => a.meanScorePercent.value !== null)) expect(drawn).toContain(animal.animalKey)
    expect(drawn).toHaveLength(analysed.filter((a) => a.meanScorePercent.value !== null).length + analysed.filter((a) => a.deathDay !== null && a.deathCause !== 'scheduled').length)
  })

  it('arthritis: a sealed experiment has no figure', () => {
    const sealed = uc.arthritis.find((a) => a.notAssessable !== undefined)
    expect(sealed).toBeDefined()
    if (sealed !== undefined) expect(arthritisFigure(sealed)).toBeUndefined()
  })

  it('pairs: says the verdict, and what cannot be drawn', () => {
    const [pair] = uc.pairs
    if (pair === undefined) throw new Error('no pair')
    const unbounded = { ...pair.inVivo, estimate: pair.inVivo.estimate === null ? null : { ...pair.inVivo.estimate, intervals: [{ level: 0.95, lower: null, upper: null, method: 'Fieller' }] } }
    const svg = pairsFigure([pair, { ...pair, code: 'B', inVivo: unbounded }, { ...pair, code: 'C', inVitro: { ...pair.inVitro, present: false, estimate: null } }])?.svg ?? ''
    expect(svg).toContain('suppressive')
    expect(svg).toContain('interval unbounded')
    expect(svg).toContain('not recorded')
    expect(pairsFigure([])).toBeUndefined()
  })

  it('nothing to draw gives no figure', () => {
    expect(growthFigure({ passages: [], p0Counted: 'not recorded' })).toBeUndefined()
    expect(phenotypeFigure({ ...uc.phenotype, panels: [] })).toBeUndefined()
  })
})

describe('ratioAxis', () => {
  it('places the wells without MSC left of the lowest ratio, by name, because a logarithm cannot', () => {
    const axis = ratioAxis([0, 0.1, 0.01])
    expect(axis.at(0)).toBeLessThan(axis.at(0.01))
    expect(axis.ticks.map(axis.labelOf)).toEqual(['no MSC', '1:100', '1:10'])
    expect(axis.domain[0]).toBeLessThan(axis.at(0))
  })
})
