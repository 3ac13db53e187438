import { describe, expect, it } from 'vitest'
import { endpointResults } from '../../../shared/domain/endpoints/endpoints.ts'
import { mediatorResults } from '../../../shared/domain/mediators/mediators.ts'
import { endpointsFigure } from '../../../shared/figures/endpoints-figure.ts'
import type { Figure } from '../../../shared/figures/figure.ts'
import { graftSurvivalFigure } from '../../../shared/figures/graft-survival-figure.ts'
import { mediatorsFigure } from '../../../shared/figures/mediators-figure.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { endpoints } from '../../../shared/reports/sections/endpoints.ts'
import { mediators } from '../../../shared/reports/sections/mediators.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { experimentId } from '../../helpers/arthritis-records.ts'
import { endpointNotebook, measured } from '../../helpers/endpoint-records.ts'

const notebook = makeNotebook(buildSampleNotebook())
const schurgers = notebook.all('experiment').find((e) => e.code === 'SCH-CIA')
const results = endpointResults(notebook, schurgers?.id ?? '')
const ofBatch = notebook.all('batch').map((b) => mediatorResults(notebook, b.id)).find((r) => r.series.length > 0)
if (ofBatch === undefined) throw new Error('no mediators')
const ids = (figure: Figure | undefined): readonly string[] => [...(figure?.svg ?? '').matchAll(/data-id="([^"]*)"/g)].map((m) => m[1] ?? '')

describe('figures', () => {
  it.each([['endpoints', endpointsFigure(results)], ['survival', graftSurvivalFigure(results)], ['mediators', mediatorsFigure(ofBatch)]])('%s is strict SVG with title, description, table and mark', (_, figure) => {
    expect(figure?.svg).toMatch(/^<svg [^>]*role="img"/)
    expect(figure?.svg).not.toMatch(/<style|<script|currentColor|var\(|url\(|NaN|undefined|Infinity|class=/)
    expect(figure?.svg).toContain('data-mark="simulated"')
    expect(figure?.table.rows.every((row) => row.length === figure.table.columns.length)).toBe(true)
  })

  it('shows every animal and every replicate', () => {
    expect(ids(endpointsFigure(results))).toHaveLength(results.quantities.flatMap((q) => q.animals.filter((a) => a.value.value !== null)).length)
    expect(ids(mediatorsFigure(ofBatch))).toHaveLength(ofBatch.series.flatMap((s) => s.groups.flatMap((g) => g.replicates)).length)
  })

  it('nothing to draw gives no figure', () => {
    const none = endpointResults(endpointNotebook({ v: 1, t: 1, u: 1 }, []), experimentId)
    expect([endpointsFigure(none), graftSurvivalFigure(none), mediatorsFigure({ batchId: '', series: [] })]).toEqual([undefined, undefined, undefined])
  })
})

describe('sections', () => {
  const figures = new Map([['mediators', '<svg/>'], ['endpoints-0', '<svg/>'], ['graft-survival-0', '<svg/>']])

  it('print medians as "<", p values with their adjustment, and simulated marks', () => {
    const values = ['v0', 'v1', 'v2', 't0', 't1', 't2', 'u0', 'u1', 'u2'].map((animalKey, i) => ({ animalKey, value: i < 3 ? 15 : 20 + i, ...(i < 3 ? { bound: 'below-lower-limit' } : {}) }))
    const text = JSON.stringify(endpoints([endpointResults(endpointNotebook({ v: 3, t: 3, u: 3 }, [measured(1, 'serology', values)]), experimentId)], figures))
    expect(text).toContain('<15.0')
    expect(text).toContain('Holm over 2 contrasts with vehicle')
    expect(text).toContain('no measurements')
    expect(JSON.stringify(endpoints([results], figures))).toContain('[simulated]')
    expect(JSON.stringify(endpoints([results], figures))).not.toMatch(/undefined|NaN|Infinity/)
  })

  it('say what is not recorded', () => {
    expect(JSON.stringify(mediators({ batchId: '', series: [] }, figures))).toContain('Mediator: not recorded')
    expect(JSON.stringify(endpoints([], figures))).toContain('not recorded')
    expect(JSON.stringify(mediators(ofBatch, figures))).toContain('no verdict')
    expect(JSON.stringify(mediators(ofBatch, figures))).not.toMatch(/undefined|NaN|Infinity/)
  })
})
