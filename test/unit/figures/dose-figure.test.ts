import { describe, expect, it } from 'vitest'
import { doseFigure } from '../../../shared/figures/dose-figure.ts'
import { doseBlocks, doseRows } from '../../../shared/reports/sections/doses.ts'
import { dosesOf, injection, plannedDose } from '../../helpers/dose-records.ts'

const twice = dosesOf({ doses: { d1: plannedDose(1, 20), d2: plannedDose(2, 27) }, animals: [{}, {}, { excluded: { reason: 'wrong strain' } }], given: [injection('v0', 20, { preparationId: { blank: 'not-applicable' } }), injection('t0', 20), injection('t0', 27), injection('t1', 20, { volumeUl: 160 }), injection('t2', 20)] })
const printed = (content: unknown): string => JSON.stringify(content)

describe('cells given', () => {
  it('the figure shows every dose of every animal in both panels, and the excluded ones in neither', () => {
    const figure = doseFigure(twice, 'EXP-1')
    expect([...(figure?.svg ?? '').matchAll(/data-id="([^"]*)"/g)].map((m) => m[1])).toEqual(expect.arrayContaining(['t0', 't1']))
    expect(figure?.svg.match(/data-id=/g), 'two animals at dose 1, one at dose 2, in two panels').toHaveLength(6)
    expect(figure?.svg).not.toContain('data-id="t2"')
    expect(figure?.svg).not.toMatch(/<style|<script|currentColor|var\(|url\(|NaN|undefined|Infinity|class=/)
    expect(figure?.table.rows).toHaveLength(4)
    expect(figure?.table.rows[1]?.slice(1)).toEqual(['t1', 1e6, 8e5, expect.closeTo(-20, 9) as number, 4e7])
  })

  it('has nothing to draw without amounts', () => {
    expect(doseFigure(dosesOf({}), 'EXP-1')).toBeUndefined()
    expect(doseFigure(dosesOf({ preparations: [{ liveCellsPerMl: { blank: 'unknown' } }], given: [injection('t0', 20)] }), 'EXP-1')).toBeUndefined()
  })

  it('the report prints doses, sums, vehicle arms, reasons and warnings; per animal for the experiment report', () => {
    const text = printed(doseBlocks(twice, undefined))
    expect(text).toContain('MSC, dose 1 (day 20)')
    expect(text).toContain('1 given, 1 missing')
    expect(text).toContain('v, without cells: dose 1 (day 20) 1 given')
    expect(text).toContain('hours from thaw: no thaw is recorded: fresh cells, or not entered')
    expect(text).toContain('deviate by more than 10 %')
    expect(printed(doseRows(twice))).toContain('excluded: wrong strain')
    expect(printed(doseBlocks(dosesOf({ doses: {} }), undefined))).toContain('No arm has a dose of cells')
  })
})
