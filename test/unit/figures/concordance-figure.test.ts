import { describe, expect, it } from 'vitest'
import type { ConcordanceResults } from '../../../shared/domain/concordance/concordance-results.ts'
import { donorConcordance } from '../../../shared/domain/concordance/donor-concordance.ts'
import { concordanceFigure } from '../../../shared/figures/concordance-figure.ts'
import { donorConcordanceSection } from '../../../shared/reports/sections/donor-concordance.ts'
import { concordanceCase, type TestPair } from '../../helpers/concordance-records.ts'

const over = (pairs: readonly TestPair[]): ConcordanceResults => {
  const { notebook, results } = concordanceCase(pairs)
  return donorConcordance(notebook, results)
}
const five: readonly TestPair[] = ([[10, -5], [20, 30], [30, 20], [40, 60], [50, 50]] as const).map(([s, e], i) => ({ code: `P${String(i)}`, donors: [`D${String(i)}`], experiment: `E${String(i)}`, s, e }))
const observed = over(five)
const mixed = over([...five, { code: 'Q', donors: ['S'], experiment: 'F', s: 90, e: -90, simulated: true }, { code: 'N', donors: ['N'], experiment: 'G', s: 5, e: null }])
const text = (value: unknown): string => JSON.stringify(value)

describe('the figure of in vitro against in vivo', () => {
  it('has a point a donor with both intervals, and prints rho, interval, p and n', () => {
    const figure = concordanceFigure(observed)
    expect([...(figure?.svg ?? '').matchAll(/data-id=/g)]).toHaveLength(5)
    expect(figure?.svg).not.toMatch(/<style|<script|currentColor|var\(|url\(|NaN|undefined|Infinity|class=/)
    expect(figure?.svg).toContain('ρ = 0.80')
    expect(figure?.svg).toContain('p = 0.13, n = 5 donors')
    expect(figure?.table.rows[0]).toEqual(['D0', 'P0', 'E0', 10, 0.5, 19.5, -5, -14.5, 4.5, 'yes'])
    expect(figure?.svg + (figure?.title ?? '')).not.toMatch(/simulated/i)
  })

  it('marks simulated data, draws it, and keeps it out of the correlation', () => {
    const figure = concordanceFigure(mixed)
    expect(figure?.svg).toContain('data-mark="simulated"')
    expect(figure?.svg).toContain('n = 5 donors')
    expect(figure?.table.rows.map((r) => [r[1], r.at(-1)])).toEqual([...five.map((p) => [p.code, 'yes']), ['Q', 'no']])
  })

  it('is not there without a donor to draw', () => {
    expect(concordanceFigure(over([]))).toBeUndefined()
    expect(concordanceFigure(over([{ code: 'N', donors: ['N'], experiment: 'G', s: 5, e: null }]))).toBeUndefined()
  })
})

describe('the section on donors', () => {
  it('prints the correlation, the rule, the verdicts and what was left out', () => {
    const printed = text(donorConcordanceSection(mixed, new Map([['concordance', '<svg/>']])))
    expect(printed).toContain("Spearman's rho 0.80, 95 %:")
    expect(printed).toContain('p = 0.13 (smallest this design can reach 0.017); n = 5 donors (P0, P1, P2, P3, P4)')
    expect(printed).toContain('Not in it: N: in vivo: no estimate; Q: simulated values')
    expect(printed).toContain(mixed.rule)
    expect(printed).toContain('6 and 1 simulated')
    expect(printed).toContain('Q, A [simulated]')
    expect(printed).toContain('<svg/>')
  })

  it('says what there is not', () => {
    expect(text(donorConcordanceSection(over([]), new Map()))).toContain('Pair of an in-vitro condition and a treatment arm: not recorded')
    expect(text(donorConcordanceSection(over([{ code: 'P', donors: ['D'], experiment: 'E', s: 1, e: 1, tier: 'D' }]), new Map()))).toContain('No pair can stand for a donor')
  })
})
