import { describe, expect, it } from 'vitest'
import { intervalAt } from '../../../../shared/domain/estimate.ts'
import { indomethacin, inhibitorWells, mechanismOf, mechanismSetup, onlyMechanism } from '../../../helpers/mechanism-records.ts'
import { rowOf, seriesOf, type Setup, type Wells } from '../../../helpers/suppression-records.ts'

const three = [{ s: 80, sInh: 40 }, { s: 70, sInh: 42 }, { s: 75, sInh: 30 }]
const plain = (i: number): Wells => inhibitorWells({ ...(three[i] ?? { s: 0, sInh: 0 }), materialKey: `v${String(i + 1)}`, responderKey: `r${String(i + 1)}` })
const withInhibitor = (more: object): Partial<Setup> => ({ assay: { inhibitors: { indo: { ...indomethacin, ...more } } } })
/** The three runs without some rows of wells. */
const without = (...rows: readonly string[]): readonly Wells[] => [0, 1, 2].map((i) => Object.fromEntries(Object.entries(plain(i)).filter(([well]) => !rows.includes(well.charAt(0)))))

describe('mechanism', () => {
  it('by hand: S 80, 70, 75 and with inhibitor 40, 42, 30 lose 37.67 points and 50.2 %', () => {
    const series = onlyMechanism(three)
    expect(series).toMatchObject({ inhibitor: 'indomethacin 10 µM', target: 'COX-2', solvent: 'none', baseline: 'wells without inhibitor; it has no solvent', simulated: false })
    const [ratio] = series.ratios
    expect(ratio).toMatchObject({ ratio: 0.1, isReference: true })
    expect(ratio?.comparison.first.value).toBeCloseTo(75, 10)
    expect(ratio?.comparison.second.value).toBeCloseTo(112 / 3, 10)
    expect(ratio?.comparison.difference).toMatchObject({ value: expect.closeTo(113 / 3, 8) as number, unit: 'points', n: 3, nOf: 'runs' })
    // R: t.test(S, S_inh, paired = TRUE)
    expect(intervalAt(ratio?.comparison.difference ?? series.alone.readout.estimate, 0.95)?.lower).toBeCloseTo(15.96302, 5)
    expect(intervalAt(ratio?.comparison.difference ?? series.alone.readout.estimate, 0.95)?.upper).toBeCloseTo(59.37032, 5)
    expect(ratio?.comparison.test).toMatchObject({ p: expect.closeTo(0.01747, 5) as number, statistic: expect.closeTo(7.4673, 4) as number, adjustment: 'none needed: one inhibitor comparison' })
    // R: root search on the paired t of lost - r S
    expect(ratio?.shareLost.value).toBeCloseTo(50.22222, 5)
    expect(ratio?.shareLost.intervals.map((i) => [i.lower?.toFixed(3), i.upper?.toFixed(3)])).toEqual([['23.839', '72.670'], ['32.914', '65.745']])
    expect(ratio?.comparison.runs.map((r) => [r.first?.toFixed(1), r.second?.toFixed(1), r.leftOut])).toEqual([['80.0', '40.0', undefined], ['70.0', '42.0', undefined], ['75.0', '30.0', undefined]])
    expect(ratio?.comparison.difference.sources.map((s) => s.name)).toEqual(['PL-1', 'PL-2', 'PL-3'])
    expect(JSON.parse(JSON.stringify(series))).toStrictEqual(series)
  })

  it('keeps shares above 100 % and below 0, and says so', () => {
    const undone = onlyMechanism([{ s: 80, sInh: -10 }, { s: 70, sInh: -20 }, { s: 75, sInh: -12 }]).ratios[0]?.shareLost
    expect(undone?.value).toBeCloseTo(100 * (1 + 14 / 75), 8)
    expect(undone?.warnings.join(' ')).toContain('above 100 %')
    const gained = onlyMechanism([{ s: 60, sInh: 70 }, { s: 55, sInh: 75 }, { s: 65, sInh: 72 }]).ratios[0]?.shareLost
    expect(gained?.value).toBeLessThan(0)
    expect(gained?.warnings.join(' ')).toContain('below 0')
  })

  it('has no share of a suppression that is not shown to be above 0, but the points lost', () => {
    const [ratio] = onlyMechanism([{ s: 30, sInh: 10 }, { s: -5, sInh: -8 }, { s: 12, sInh: 2 }]).ratios
    expect(ratio?.shareLost.value).toBeNull()
    expect(ratio?.shareLost.notAssessable).toMatch(/lower 95 % bound of S without inhibitor is -\d.*not above 0/)
    expect(ratio?.comparison.difference.intervals).toHaveLength(2)
  })

  it('two runs give values without interval, p and share', () => {
    const [ratio] = onlyMechanism(three.slice(0, 2)).ratios
    expect(ratio?.comparison.difference).toMatchObject({ value: expect.closeTo(34, 8) as number, intervals: [], noInterval: '2 runs with both sides, 3 needed' })
    expect(ratio?.comparison.test).toMatchObject({ p: null, adjustedP: null })
    expect(ratio?.shareLost).toMatchObject({ value: null, notAssessable: '2 runs with both sides, 3 needed' })
  })

  it.each([
    ['D', 'the plate has no stimulated control well of this condition and responder, with indomethacin 10 µM'],
    ['E', 'the plate has no unstimulated control well of this condition and responder, with indomethacin 10 µM'],
    ['C', 'the plate has no well with MSC'],
    ['A', 'the plate has no stimulated control well of this condition and responder'],
  ])('without the wells of row %s there is a reason, and nothing stands in for them', (row, reason) => {
    const [ratio] = onlyMechanism(without(row)).ratios
    expect(ratio?.comparison.difference.value).toBeNull()
    expect(ratio?.shareLost.value).toBeNull()
    expect(ratio?.comparison.runs.every((r) => r.leftOut?.includes(reason) === true)).toBe(true)
  })

  it('takes the plain background where the assay declares that it serves, and says so', () => {
    const series = onlyMechanism(without('E'), withInhibitor({ unstimulatedWells: 'unstimulated wells without either' }))
    expect(series.ratios[0]?.shareLost.value).toBeCloseTo(50.22222, 5)
    expect(series.warnings.join(' ')).toContain('was not read: the assay declares')
  })

  it('needs no background where the assay subtracts none', () => {
    const { assay } = withInhibitor({})
    expect(onlyMechanism(without('E', 'B'), { assay: { ...assay, background: 'none' } }).ratios[0]?.shareLost.value).toBeCloseTo(50.22222, 5)
  })

  it('has no baseline while the solvent is not recorded or unknown', () => {
    for (const [solvent, word] of [[undefined, 'not recorded'], [{ blank: 'unknown' }, 'unknown']] as const) {
      const { solvent: _none, ...agent } = indomethacin
      const series = onlyMechanism(three, { assay: { inhibitors: { indo: { ...agent, ...(solvent === undefined ? {} : { solvent }) } } } })
      expect(series.baseline).toBe('not known')
      expect(series.ratios[0]?.comparison.difference.value).toBeNull()
      expect(series.warnings.join(' ')).toContain(`The solvent of indomethacin 10 µM is ${word}`)
      // S_inh itself needs no solvent control.
      expect(series.plates[0]?.withInhibitor.suppression.value).toBeCloseTo(40, 8)
    }
    expect(onlyMechanism(three, withInhibitor({ solvent: 'DMSO', solventIn: 'all wells' })).ratios[0]?.shareLost.value).toBeCloseTo(50.22222, 5)
  })

  describe('with a solvent', () => {
    const dmso = { solvent: 'DMSO', solventPercent: 0.1 }
    /** Solvent wells with S 60, 50, 55 in solvent; C in solvent is 900. */
    const solvent = (i: number, more: object = {}): Wells => ({
      ...rowOf('G', 'solvent-control', [896, 904], { responderKey: `r${String(i + 1)}`, ...more }),
      ...rowOf('G', 'solvent-control', [0, 0], { responderKey: `r${String(i + 1)}`, stimulated: false, ...more }, 5),
      ...rowOf('H', 'solvent-control', [[356, 364], [446, 454], [401, 409]][i] ?? [], { responderKey: `r${String(i + 1)}`, materialKey: `v${String(i + 1)}`, ratioMscPerResponder: 0.1, ...more }),
    })
    const plates = (more: object = {}): readonly Wells[] => [0, 1, 2].map((i) => ({ ...plain(i), ...solvent(i, more) }))

    it('reads S without inhibitor in the solvent', () => {
      const series = onlyMechanism(plates({ inhibitorKey: 'indo' }), withInhibitor(dmso))
      expect(series).toMatchObject({ baseline: 'wells with the solvent', solvent: 'DMSO 0.1 %' })
      expect(series.ratios[0]?.comparison.first.value).toBeCloseTo(55, 8)
      expect(series.ratios[0]?.comparison.runs.map((r) => r.first?.toFixed(1))).toEqual(['60.0', '50.0', '55.0'])
      // The solvent alone lowers 1000 to 900; the inhibitor brings it back to 1000: -11.1 %.
      expect(series.alone.solvent?.estimate.value).toBeCloseTo(10, 8)
      expect(series.alone.readout.estimate.value).toBeCloseTo(-100 / 9, 8)
    })
    it('wells that name no inhibitor serve while all solvents are the same', () => {
      expect(onlyMechanism(plates(), withInhibitor(dmso)).ratios[0]?.comparison.first.value).toBeCloseTo(55, 8)
      const other = { inhibitors: { indo: { ...indomethacin, ...dmso }, gw: { ...indomethacin, order: 1, label: 'GW', solvent: 'ethanol', solventPercent: 0.1 } } }
      expect(mechanismOf(plates(), { assay: other })[0]?.ratios[0]?.comparison.first.value).toBeNull()
    })
    it('wells of another inhibitor serve where solvent and percentage are the same, and not where either is unknown', () => {
      const pair = (percent: number | undefined): Partial<Setup> => ({ assay: { inhibitors: { indo: { ...indomethacin, ...dmso }, gw: { ...indomethacin, order: 1, label: 'GW', solvent: 'dmso', ...(percent === undefined ? {} : { solventPercent: percent }) } } } })
      const first = (more: Partial<Setup>): number | null | undefined => mechanismOf(plates({ inhibitorKey: 'gw' }), more)[0]?.ratios[0]?.comparison.first.value
      expect(first(pair(0.1))).toBeCloseTo(55, 8)
      expect(first(pair(0.2))).toBeNull()
      expect(first(pair(undefined))).toBeNull()
    })
    it('says what is missing when there is no MSC with solvent', () => {
      const [ratio] = onlyMechanism([0, 1, 2].map(plain), withInhibitor(dmso)).ratios
      expect(ratio?.comparison.difference.value).toBeNull()
      expect(ratio?.comparison.runs[0]?.leftOut).toContain('the plate has no well with MSC, with solvent and without inhibitor')
    })
    it('solvent and inhibitor wells never enter suppression itself', () => {
      const [bare] = seriesOf(mechanismSetup([0, 1, 2].map((i) => Object.fromEntries(Object.entries(plain(i)).filter(([w]) => 'ABC'.includes(w.charAt(0)))))))
      const [full] = seriesOf(mechanismSetup(plates({ inhibitorKey: 'indo' }), withInhibitor(dmso)))
      expect(full?.means).toStrictEqual(bare?.means)
    })
  })

  describe('the inhibitor alone', () => {
    it('is named when it changes the read-out: C 500 to 520 of 1000 is about 49 points', () => {
      const series = onlyMechanism([{ s: 80, sInh: 40, control: 500 }, { s: 70, sInh: 42, control: 520 }, { s: 75, sInh: 30, control: 510 }])
      expect(series.alone.readout).toMatchObject({ outcome: 'changes', estimate: { value: expect.closeTo(49, 8) as number, unit: 'points', n: 3 } })
      expect(series.warnings.join(' ')).toContain('indomethacin 10 µM alone lowers the read-out of responders without MSC: suppression 49.0 points (95 %: 46.5 to 51.5)')
      // S_inh is taken against its own control all the same.
      expect(series.ratios[0]?.comparison.second.value).toBeCloseTo(112 / 3, 8)
    })
    it('is not named when it lies inside the margin', () => {
      const series = onlyMechanism([{ s: 80, sInh: 40, control: 980 }, { s: 70, sInh: 42, control: 1030 }, { s: 75, sInh: 30, control: 1000 }])
      expect(series.alone.readout.outcome).toBe('no relevant change')
      expect(series.warnings.join(' ')).not.toContain('read-out of responders')
    })
    it('is not shown to be harmless by a wide interval', () => {
      const series = onlyMechanism([{ s: 80, sInh: 40, control: 700 }, { s: 70, sInh: 42, control: 1300 }, { s: 75, sInh: 30, control: 1000 }])
      expect(series.alone.readout.outcome).toBe('not shown')
      expect(series.warnings.join(' ')).toContain('It is not shown that indomethacin 10 µM alone leaves the read-out')
    })
    it('is named when cells die of it, and when viability was not recorded that is said', () => {
      const dying = onlyMechanism(three.map((t, i) => ({ ...t, viability: [95 - i, 70 + i] as const })))
      expect(dying.alone.viability).toMatchObject({ outcome: 'changes', estimate: { value: expect.closeTo(-23, 8) as number } })
      expect(dying.warnings.join(' ')).toContain('alone changes the viability of the responders: −23.0 points')
      expect(onlyMechanism(three).alone.viability.estimate.notAssessable).toContain('viability was not recorded in the wells')
    })
    it('counts shared controls once: two vials on one plate are one run of responders', () => {
      const wells = { ...inhibitorWells({ s: 80, sInh: 40, control: 500 }), ...rowOf('G', 'sample', [196, 204], { materialKey: 'v2', ratioMscPerResponder: 0.1, responderKey: 'r1' }), ...rowOf('H', 'msc-with-inhibitor', [296, 304], { materialKey: 'v2', ratioMscPerResponder: 0.1, responderKey: 'r1', inhibitorKey: 'indo' }) }
      const series = onlyMechanism([wells], { vials: 2 })
      expect(series.alone.readout.estimate).toMatchObject({ value: expect.closeTo(50, 8) as number, n: 1, noInterval: '1 run, 3 needed' })
      expect(series.ratios[0]?.comparison.runs).toHaveLength(2)
    })
  })

  it('adjusts over the inhibitors and ratios tried on one preparation in one condition', () => {
    const both = (i: number): Wells => {
      const gw = inhibitorWells({ ...(three[i] ?? { s: 0, sInh: 0 }), sInh: [50, 41, 60][i] ?? 0, materialKey: `v${String(i + 1)}`, responderKey: `r${String(i + 1)}`, inhibitorKey: 'gw' })
      return { ...plain(i), ...Object.fromEntries(Object.entries(gw).flatMap(([w, well]) => ('DEF'.includes(w.charAt(0)) ? [[`${'KLM'.charAt('DEF'.indexOf(w.charAt(0)))}${w.slice(1)}`, well]] : []))) }
    }
    const [indo, gw] = mechanismOf([0, 1, 2].map(both), { assay: { inhibitors: { indo: indomethacin, gw: { ...indomethacin, order: 1, label: 'GW274150 10 µM', target: 'iNOS' } } } })
    const [a, b] = [indo?.ratios[0]?.comparison.test, gw?.ratios[0]?.comparison.test]
    expect(a?.adjustment).toBe('Holm over 2 inhibitor comparisons')
    const [low, high] = [Math.min(a?.p ?? NaN, b?.p ?? NaN), Math.max(a?.p ?? NaN, b?.p ?? NaN)]
    expect(Math.min(a?.adjustedP ?? NaN, b?.adjustedP ?? NaN)).toBeCloseTo(2 * low, 10)
    expect(Math.max(a?.adjustedP ?? NaN, b?.adjustedP ?? NaN)).toBeCloseTo(Math.max(2 * low, high), 10)
  })

  it('averages runs that share a vial first', () => {
    const plates = [1, 2, 3, 4].map((i) => inhibitorWells({ s: 70 + i, sInh: 30 + 2 * i, materialKey: i < 3 ? 'v1' : `v${String(i - 1)}`, responderKey: `r${String(i)}` }))
    const [ratio] = onlyMechanism(plates, { vials: 3 }).ratios
    expect(ratio?.comparison.difference).toMatchObject({ n: 3, value: expect.closeTo(((70 + 1.5 - 33) + (73 - 36) + (74 - 38)) / 3, 8) as number })
    expect(ratio?.comparison.unit).toBe('thaws or harvests (4 runs averaged to 3)')
  })

  it('holds nothing for a batch without wells with inhibitor', () => {
    expect(mechanismOf([0, 1, 2].map((i) => Object.fromEntries(Object.entries(plain(i)).filter(([w]) => 'ABC'.includes(w.charAt(0))))))).toEqual([])
  })
})
