import { describe, expect, it } from 'vitest'
import { mechanismGroups } from '../../../shared/domain/mechanism/mechanism-groups.ts'
import { mechanismResults } from '../../../shared/domain/mechanism/mechanism.ts'
import type { MechanismResults } from '../../../shared/domain/mechanism/mechanism-results.ts'
import { mechanismFigure } from '../../../shared/figures/mechanism-figure.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { mechanism } from '../../../shared/reports/sections/mechanism.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { mechanismOf } from '../../helpers/mechanism-records.ts'

const sample = makeNotebook(buildSampleNotebook())
const ofBatch = (code: string): MechanismResults => mechanismResults(sample, sample.all('batch').find((b) => b.code === code)?.id ?? '')
const measured: MechanismResults = { series: mechanismOf([{ s: 80, sInh: 40 }, { s: 70, sInh: 42 }, { s: 75, sInh: 30 }]) }
const textOf = (results: MechanismResults): string => JSON.stringify(mechanism(results, new Map([['mechanism-0', '<svg/>']])))

describe('figure', () => {
  const figures = [measured, ofBatch('SCH-WT'), ofBatch('SIM-UC-0001')].map((results) => mechanismFigure(mechanismGroups(results)[0] ?? []))

  it('is strict SVG with title, description and table; simulated data are marked', () => {
    for (const one of figures) {
      expect(one?.svg).toMatch(/^<svg [^>]*role="img"/)
      expect(one?.svg).not.toMatch(/<style|<script|currentColor|var\(|url\(|NaN|undefined|Infinity|class=/)
      expect(one?.table.rows.every((row) => row.length === one.table.columns.length)).toBe(true)
    }
    expect(figures.map((f) => f?.svg.includes('data-mark="simulated"'))).toEqual([false, true, true])
  })
  it('shows every run on both sides, and says where there is no share', () => {
    expect([...(figures[0]?.svg ?? '').matchAll(/data-id=/g)]).toHaveLength(6)
    expect(figures[0]?.svg).toContain('n = 3 runs')
    expect(figures[0]?.table.rows[0]?.slice(1, 6).map((v) => (typeof v === 'number' ? v.toFixed(2) : v))).toEqual(['1:10', '75.00', '37.33', '37.67', '50.22'])
    const two = mechanismFigure(mechanismOf([{ s: 80, sInh: 40 }, { s: 70, sInh: 42 }]))
    expect(two?.svg).toContain('no share, see the text')
    expect(mechanismFigure([])).toBeUndefined()
  })
})

describe('section', () => {
  it('prints S without and with, points lost, adjusted p, share with interval and n', () => {
    const text = textOf(measured)
    for (const cell of ['75.0\\n(62.6 to 87.4)', '37.3\\n(21.4 to 53.3)', '37.7\\n(16.0 to 59.4)', '0.017', '50.2\\n(23.8 to 72.7)', '3 runs']) expect(text).toContain(cell)
    expect(text).toContain('never added')
    expect(text).toContain('<svg/>')
  })
  it('says what is missing once, with its plates', () => {
    expect(textOf(measured)).toContain('indomethacin 10 µM, viability: viability was not recorded in the wells (plates PL-1, PL-2, PL-3)')
    expect(textOf({ series: mechanismOf([{ s: 80, sInh: 40 }]) })).toContain('indomethacin 10 µM, 1:10: 1 run with both sides, 3 needed')
    expect(textOf({ series: [] })).toContain('Suppression with an inhibitor: not recorded')
  })
  it('warns of the inhibitor in the sample that lowers the read-out by itself, and marks simulated data', () => {
    const text = textOf(ofBatch('SIM-UC-0001'))
    expect(text).toMatch(/1-methyl-L-tryptophan 500 µM alone lowers the read-out of responders without MSC: suppression \d+\.\d points/)
    expect(text).toContain('[simulated]')
  })
})
