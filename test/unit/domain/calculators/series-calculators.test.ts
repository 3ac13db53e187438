import { describe, expect, it } from 'vitest'
import type { Calculated } from '../../../../shared/domain/calculators/calculator.ts'
import { doseVolumes, type DoseInput } from '../../../../shared/domain/calculators/dose-volumes.ts'
import { inhibitorWells, type InhibitorInput } from '../../../../shared/domain/calculators/inhibitor-wells.ts'
import { ratioSeries, type RatioSeriesInput } from '../../../../shared/domain/calculators/ratio-series.ts'

/** Fields and words of what was refused. */
function refused<T, F extends string>(answer: Calculated<T, F>): readonly string[] {
  return answer.ok ? [] : answer.error.map((p) => `${p.field}: ${p.message}`)
}

/** Rounded to 9 digits, so that hand-worked decimals compare. */
function rounded(values: readonly number[]): readonly number[] {
  return values.map((v) => Number(v.toPrecision(9)))
}

describe('dose volumes', () => {
  const perAnimal: DoseInput = { dose: { per: 'animal', viableCells: 1e6 }, volume: { by: 'animal', ul: 200 }, animals: 10, bodyWeightsG: [], viabilityPercent: 80, overfillPercent: 20, deadVolumeUl: 50, largestVolumeUl: null }
  const perKg: DoseInput = { ...perAnimal, dose: { per: 'kg', viableCells: 5e7 }, volume: { by: 'kg', ml: 10 }, animals: null, bodyWeightsG: [20, 24] }

  it('one million in 200 µl for 10 mice', () => {
    // By hand: 5 million per ml viable, 6.25 in all; 10 × 250 µl × 1.2 = 3 ml; 15 million viable, 18.75 in all.
    const answer = doseVolumes(perAnimal)
    expect(answer).toMatchObject({ ok: true, value: { viableCellsPerMl: 5e6, allCellsPerMl: 6.25e6, warnings: [] } })
    if (!answer.ok) return
    expect(rounded([answer.value.suspensionMl, answer.value.viableCellsTotal, answer.value.allCellsTotal])).toEqual([3, 15e6, 18.75e6])
    expect(answer.value.animals).toHaveLength(10)
    expect(answer.value.animals[0]).toEqual({ animal: 1, bodyWeightG: null, viableCells: 1e6, volumeUl: 200 })
  })

  it('50 million per kg in 10 ml per kg, by weight', () => {
    // By hand: 5 million per ml; 20 g: 1 million in 200 µl, 24 g: 1.2 million in 240 µl; (440 + 100) × 1.2 = 0.648 ml.
    const answer = doseVolumes(perKg)
    expect(answer.ok && rounded(answer.value.animals.flatMap((a) => [a.viableCells, a.volumeUl]))).toEqual([1e6, 200, 1.2e6, 240])
    expect(answer.ok && rounded([answer.value.viableCellsPerMl, answer.value.suspensionMl])).toEqual([5e6, 0.648])
  })

  it('volume from a given suspension, with the limit of the licence and the doses per kg', () => {
    const answer = doseVolumes({ ...perAnimal, volume: { by: 'concentration', viableCellsPerMl: 4e6 }, animals: null, bodyWeightsG: [20, 25], largestVolumeUl: 200 })
    expect(answer).toMatchObject({ value: { animals: [{ volumeUl: 250 }, { volumeUl: 250 }], warnings: ['More than the largest volume allowed (200 µl) for every animal: concentrate the cells or split the dose', 'One dose for all is 4.00 × 10⁷ to 5.00 × 10⁷ viable cells per kg'] } })
    expect(doseVolumes({ ...perKg, largestVolumeUl: 200 })).toMatchObject({ value: { warnings: ['More than the largest volume allowed (200 µl) for animal 2: concentrate the cells or split the dose'] } })
  })

  it.each([
    [{ ...perKg, volume: { by: 'animal', ul: 200 } }, ['volume: a dose per kg in one volume for all needs another suspension for each animal; give a volume per kg, or the viable cells per ml']],
    [{ ...perAnimal, volume: { by: 'kg', ml: 10 }, animals: null, bodyWeightsG: [20] }, ['volume: a dose per animal in a volume per kg needs another suspension for each animal; give a volume per animal, or the viable cells per ml']],
    [{ ...perKg, bodyWeightsG: [] }, ['bodyWeightsG: the list of body weights must have at least one entry']],
    [{ ...perKg, bodyWeightsG: [20, 0] }, ['bodyWeightsG: the list of body weights, entry 2, must be above 0 g, not 0 g']],
    [{ ...perAnimal, animals: null }, ['animals: the number of animals, or their body weights, must be given']],
    [{ ...perAnimal, animals: 3, bodyWeightsG: [20, 22] }, ['animals: 3 animals and 2 body weights do not agree']],
    [{ ...perAnimal, viabilityPercent: 0, overfillPercent: -5, deadVolumeUl: -1, largestVolumeUl: 0 }, ['viabilityPercent: the viability must be above 0 %, not 0 %', 'overfillPercent: the overfill must be 0 % or more, not -5 %', 'deadVolumeUl: the dead volume must be 0 µl or more, not -1 µl', 'largestVolumeUl: the largest volume allowed must be above 0 µl, not 0 µl']],
  ] satisfies readonly (readonly [DoseInput, readonly string[]])[])('refuses %j', (input, reasons) => {
    expect(refused(doseVolumes(input))).toEqual(reasons)
  })
})

describe('ratio series', () => {
  const plate: RatioSeriesInput = { ratiosMscPerResponder: [0.1, 1, 0.5], respondersPerWell: 50_000, wellsPerRatio: 4, wellsWithoutMsc: 8, mscVolumePerWellUl: 100, responderVolumePerWellUl: 100, mscPerMl: 1e6, respondersPerMl: 5e6, overfillPercent: 25, dilutedFrom: 'stock' }

  it('dilutes each ratio from the stock', () => {
    // By hand: 500 µl per ratio. 1:1 50,000 per 100 µl = 500,000 per ml: 250 of stock; 1:2: 125; 1:10: 25. 20 wells: 2,500 µl at 500,000 per ml: 250 of stock.
    const answer = ratioSeries(plate)
    if (!answer.ok) throw new Error(refused(answer).join())
    const { steps, mscStockUl, mscTotal, wells, respondersTotal, responderMadeUl, responderStockUl, responderMediumUl, warnings } = answer.value
    expect(steps.map((s) => [s.ratioMscPerResponder, s.mscPerWell, s.mscPerMl, s.takenFrom, ...rounded([s.madeUl, s.takenUl, s.mediumUl])])).toEqual([
      [1, 50_000, 500_000, 'stock', 500, 250, 250], [0.5, 25_000, 250_000, 'stock', 500, 125, 375], [0.1, 5000, 50_000, 'stock', 500, 25, 475],
    ])
    expect(rounded([mscStockUl, mscTotal, wells, respondersTotal, responderMadeUl, responderStockUl, responderMediumUl])).toEqual([400, 4e5, 20, 1.25e6, 2500, 250, 2250])
    expect(warnings).toEqual([])
  })

  it('dilutes each ratio from the next higher one', () => {
    // By hand, from below: 1:10 500 µl takes 500 × 0.1/0.5 = 100 of 1:2; 1:2 makes 600, takes 300 of 1:1; 1:1 makes 800, takes 400 of stock.
    const answer = ratioSeries({ ...plate, dilutedFrom: 'next higher ratio' })
    expect(answer.ok && answer.value.steps.map((s) => [s.takenFrom, ...rounded([s.madeUl, s.takenUl, s.mediumUl])])).toEqual([['stock', 800, 400, 400], [1, 600, 300, 300], [0.5, 500, 100, 400]])
    expect(answer.ok && rounded([answer.value.mscStockUl, answer.value.mscTotal])).toEqual([400, 4e5])
  })

  it('warns of few cells per well', () => {
    expect(ratioSeries({ ...plate, ratiosMscPerResponder: [1, 0.001] })).toMatchObject({ value: { warnings: ['Fewer than 100 MSC per well at 1:1000: their number scatters by chance by 10 % or more from well to well'] } })
  })

  it.each([
    [{ ratiosMscPerResponder: [] }, 'ratiosMscPerResponder: the list of ratios must have at least one entry'],
    [{ ratiosMscPerResponder: [1, 0] }, 'ratiosMscPerResponder: the list of ratios, entry 2, must be above 0 MSC per responder, not 0 MSC per responder'],
    [{ ratiosMscPerResponder: [0.1, 1, 0.1] }, 'ratiosMscPerResponder: the ratio 1:10 stands twice in the list'],
    [{ mscPerMl: 1e5 }, 'mscPerMl: the suspension of MSC (1.00 × 10⁵ per ml) is too thin: at 1:1 5.00 × 10⁵ per ml are needed; spin the cells down or put more volume into the wells'],
    [{ respondersPerMl: 1e5 }, 'respondersPerMl: the suspension of responders (1.00 × 10⁵ per ml) is too thin: for the wells 5.00 × 10⁵ per ml are needed; spin the cells down or put more volume into the wells'],
    [{ wellsPerRatio: 0 }, 'wellsPerRatio: the number of wells per ratio must be 1 or more, not 0'],
  ])('refuses %j', (change, reason) => {
    expect(refused(ratioSeries({ ...plate, ...change }))).toEqual([reason])
  })
})

describe('inhibitor wells', () => {
  const dmso: InhibitorInput = { stockMillimolar: 20, stockSolventPercent: 100, finalMicromolar: [20, 5], wellVolumeUl: 200, wellsPerConcentration: 4, overfillPercent: 25, solventPercent: null, largestSolventPercent: null }

  it('keeps the solvent equal in every well, the solvent control too', () => {
    // By hand: 1,000 µl each; 20 µM: 1 µl of stock = 0.1 %; 5 µM: 0.25 µl of stock + 0.75 µl of solvent; control: 1 µl of solvent.
    const answer = inhibitorWells(dmso)
    if (!answer.ok) throw new Error(refused(answer).join())
    expect(answer.value.steps.map((s) => rounded([s.finalMicromolar, s.stockUl, s.solventUl, s.mediumUl, s.madeUl, s.solventPercent]))).toEqual([[0, 0, 1, 999, 1000, 0.1], [5, 0.25, 0.75, 999, 1000, 0.1], [20, 1, 0, 999, 1000, 0.1]])
    expect(rounded([answer.value.stockTotalUl, answer.value.solventTotalUl])).toEqual([1.25, 1.75])
  })

  it('fills up to a wanted share, and counts only the solvent that a diluted stock holds', () => {
    // By hand: stock with 10 % solvent: 20 µM brings 0.01 %; wanted 0.2 %: 2 µl of solvent in 1,000, less 0.1 µl.
    const answer = inhibitorWells({ ...dmso, stockSolventPercent: 10, finalMicromolar: [20], solventPercent: 0.2, largestSolventPercent: 0.1 })
    expect(answer.ok && answer.value.steps.map((s) => rounded([s.stockUl, s.solventUl, s.mediumUl]))).toEqual([[0, 2, 998], [1, 1.9, 997.1]])
    expect(answer).toMatchObject({ value: { warnings: ['Every well would hold 0.200 % solvent, more than the 0.1 % that the cells bear: take a stronger stock'] } })
  })

  it('needs no solvent for a stock in water', () => {
    expect(inhibitorWells({ ...dmso, stockSolventPercent: 0 })).toMatchObject({ value: { solventPercent: 0, solventTotalUl: 0 } })
  })

  it.each([
    [{ finalMicromolar: [30_000] }, ['finalMicromolar: 30000 µmol/l is above the stock (20 mmol/l): diluting cannot raise it']],
    [{ solventPercent: 0.05 }, ['solventPercent: the stock brings 0.1 % solvent into the wells with 20 µmol/l, more than the 0.05 % wanted; take a stronger stock or more solvent in all wells']],
    [{ stockSolventPercent: 0, finalMicromolar: [15_000], solventPercent: 50 }, ['solventPercent: stock and solvent would fill more than the well at 15000 µmol/l']],
    [{ finalMicromolar: [5, 5] }, ['finalMicromolar: 5 µmol/l stands twice in the list']],
    [{ finalMicromolar: [0, 5] }, ['finalMicromolar: the list of concentrations, entry 1, must be above 0 µmol/l, not 0 µmol/l']],
    [{ stockSolventPercent: 101, wellVolumeUl: 0 }, ['stockSolventPercent: the solvent in the stock must be at most 100 %, not 101 %', 'wellVolumeUl: the volume of a well must be above 0 µl, not 0 µl']],
  ])('refuses %j', (change, reasons) => {
    expect(refused(inhibitorWells({ ...dmso, ...change }))).toEqual(reasons)
  })
})
