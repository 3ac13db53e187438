import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wholeUnits } from '../../../../shared/domain/calculators/calculator.ts'
import { dilution } from '../../../../shared/domain/calculators/dilution.ts'
import { doseVolumes } from '../../../../shared/domain/calculators/dose-volumes.ts'
import { inhibitorWells } from '../../../../shared/domain/calculators/inhibitor-wells.ts'
import { ratioSeries } from '../../../../shared/domain/calculators/ratio-series.ts'
import { seeding } from '../../../../shared/domain/calculators/seeding.ts'
import { vialsToThaw } from '../../../../shared/domain/calculators/vials-to-thaw.ts'

const positive = fc.double({ min: 1e-3, max: 1e9, noNaN: true })
const percent = fc.double({ min: 1, max: 100, noNaN: true })
const overfill = fc.integer({ min: 0, max: 1000 }).map((n) => n / 10)
const anything = fc.oneof(fc.double(), fc.constantFrom(0, -0, -1, Number.NaN, Infinity, -Infinity, 5e-324, 1e308))

/** a and b agree to 1e-9 of the larger one. */
function expectSame(a: number, b: number): void {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-30))
}

/** Every number anywhere in an answer. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

describe('calculators, whatever the numbers', () => {
  it('dilution keeps the substance: what went in with the stock is in the mixture, and solving back gives what was given', () => {
    fc.assert(fc.property(positive, fc.double({ min: 1, max: 1e6, noNaN: true }), positive, (stock, factor, finalVolumeUl) => {
      const first = dilution({ stockConcentration: stock, stockVolumeUl: null, finalConcentration: stock / factor, finalVolumeUl })
      if (!first.ok) return
      expectSame(first.value.stockVolumeUl * stock, first.value.finalConcentration * finalVolumeUl)
      expectSame(first.value.stockVolumeUl + first.value.diluentVolumeUl, finalVolumeUl)
      const back = dilution({ stockConcentration: null, stockVolumeUl: first.value.stockVolumeUl, finalConcentration: first.value.finalConcentration, finalVolumeUl })
      if (back.ok) expectSame(back.value.stockConcentration, stock)
    }))
  })

  it('seeding: volumes add up, and twice the vessels need twice the cells', () => {
    fc.assert(fc.property(positive, positive, fc.integer({ min: 1, max: 1000 }), positive, positive, overfill, (densityCellsPerCm2, areaCm2, vessels, volumePerVesselMl, viableCellsPerMl, overfillPercent) => {
      const input = { densityCellsPerCm2, areaCm2, vessels, volumePerVesselMl, viableCellsPerMl, overfillPercent, viableCellsAvailable: null }
      const one = seeding(input)
      const two = seeding({ ...input, vessels: 2 * vessels })
      expect(two.ok).toBe(one.ok)
      if (!one.ok || !two.ok) return
      expectSame(one.value.suspensionPerVesselMl + one.value.mediumPerVesselMl, volumePerVesselMl)
      expectSame(one.value.suspensionTotalMl * viableCellsPerMl, one.value.viableCellsTotal)
      expectSame(two.value.viableCellsTotal, 2 * one.value.viableCellsTotal)
    }))
  })

  it('vials: enough, and one vial less would not be', () => {
    fc.assert(fc.property(positive, positive, percent, overfill, (viableCellsNeeded, viableCellsPerVial, recoveryPercent, overfillPercent) => {
      const answer = vialsToThaw({ viableCellsNeeded, viableCellsPerVial, recoveryPercent, lowestRecoveryPercent: null, overfillPercent, vialsAvailable: null })
      if (!answer.ok) return
      const needed = viableCellsNeeded * (1 + overfillPercent / 100)
      const each = (viableCellsPerVial * recoveryPercent) / 100
      expect(answer.value.vials * each).toBeGreaterThanOrEqual(needed * (1 - 1e-8))
      expect((answer.value.vials - 1) * each).toBeLessThan(needed)
    }))
  })

  it('doses: every animal gets its dose, and the suspension holds all of them', () => {
    fc.assert(fc.property(positive, positive, fc.array(fc.double({ min: 1, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 20 }), percent, overfill, (perKg, mlPerKg, bodyWeightsG, viabilityPercent, overfillPercent) => {
      const answer = doseVolumes({ dose: { per: 'kg', viableCells: perKg }, volume: { by: 'kg', ml: mlPerKg }, animals: null, bodyWeightsG, viabilityPercent, overfillPercent, deadVolumeUl: 0, largestVolumeUl: null })
      if (!answer.ok) return
      for (const a of answer.value.animals) {
        expectSame((a.viableCells / (a.bodyWeightG ?? 0)) * 1000, perKg)
        expectSame((a.volumeUl / 1000) * answer.value.viableCellsPerMl, a.viableCells)
      }
      expectSame(answer.value.viableCellsTotal, answer.value.animals.reduce((sum, a) => sum + a.viableCells, 0) * (1 + overfillPercent / 100))
      expectSame((answer.value.allCellsTotal * viabilityPercent) / 100, answer.value.viableCellsTotal)
    }))
  })

  it('ratios: both ways of diluting give the same wells, and take the same cells', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.double({ min: 1e-3, max: 10, noNaN: true }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 12 }), overfill, (ratios, wellsPerRatio, overfillPercent) => {
      const input = { ratiosMscPerResponder: ratios, respondersPerWell: 50_000, wellsPerRatio, wellsWithoutMsc: 6, mscVolumePerWellUl: 100, responderVolumePerWellUl: 50, mscPerMl: 1e7, respondersPerMl: 1e7, overfillPercent }
      const fromStock = ratioSeries({ ...input, dilutedFrom: 'stock' })
      const serial = ratioSeries({ ...input, dilutedFrom: 'next higher ratio' })
      if (!fromStock.ok || !serial.ok) throw new Error('must be possible')
      serial.value.steps.forEach((s, i) => {
        expect(s.mscPerMl).toBe(fromStock.value.steps[i]?.mscPerMl)
        expectSame(s.takenUl + s.mediumUl, s.madeUl)
        const next = serial.value.steps[i + 1]
        expectSame(s.madeUl - (next?.takenUl ?? 0), wellsPerRatio * 100 * (1 + overfillPercent / 100))
        expectSame(s.madeUl * s.mscPerMl, s.takenUl * (typeof s.takenFrom === 'number' ? s.takenFrom * 500_000 : 1e7))
      })
      expectSame(serial.value.mscTotal, fromStock.value.mscTotal)
    }))
  })

  it('inhibitor: every mixture has the same solvent and its own concentration', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.double({ min: 1e-3, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 }), fc.double({ min: 0, max: 100, noNaN: true }), (finalMicromolar, stockSolventPercent) => {
      const answer = inhibitorWells({ stockMillimolar: 10, stockSolventPercent, finalMicromolar, wellVolumeUl: 200, wellsPerConcentration: 3, overfillPercent: 10, solventPercent: null, largestSolventPercent: null })
      if (!answer.ok) return
      for (const s of answer.value.steps) {
        expectSame(s.stockUl + s.solventUl + s.mediumUl, s.madeUl)
        expectSame((s.stockUl * 10_000) / s.madeUl, s.finalMicromolar)
        expect(Math.abs((s.stockUl * stockSolventPercent) / 100 + s.solventUl - (s.madeUl * answer.value.solventPercent) / 100)).toBeLessThan(1e-9 * s.madeUl)
      }
    }))
  })

  it('never answer with a number that is none, and never throw', () => {
    fc.assert(fc.property(fc.array(anything, { minLength: 9, maxLength: 9 }), (n) => {
      const at = (i: number): number => n[i] ?? 0
      const answers = [
        dilution({ stockConcentration: at(0), stockVolumeUl: null, finalConcentration: at(1), finalVolumeUl: at(2), smallestVolumeUl: at(3) }),
        dilution({ stockConcentration: at(0), stockVolumeUl: at(1), finalConcentration: null, finalVolumeUl: at(2) }),
        seeding({ densityCellsPerCm2: at(0), areaCm2: at(1), vessels: at(2), volumePerVesselMl: at(3), viableCellsPerMl: at(4), overfillPercent: at(5), viableCellsAvailable: at(6) }),
        vialsToThaw({ viableCellsNeeded: at(0), viableCellsPerVial: at(1), recoveryPercent: at(2), lowestRecoveryPercent: at(3), overfillPercent: at(4), vialsAvailable: at(5) }),
        doseVolumes({ dose: { per: 'animal', viableCells: at(0) }, volume: { by: 'animal', ul: at(1) }, animals: at(2), bodyWeightsG: [], viabilityPercent: at(3), overfillPercent: at(4), deadVolumeUl: at(5), largestVolumeUl: at(6) }),
        ratioSeries({ ratiosMscPerResponder: [at(0), at(1)], respondersPerWell: at(2), wellsPerRatio: at(3), wellsWithoutMsc: at(4), mscVolumePerWellUl: at(5), responderVolumePerWellUl: at(6), mscPerMl: at(7), respondersPerMl: at(8), overfillPercent: at(0), dilutedFrom: 'next higher ratio' }),
        inhibitorWells({ stockMillimolar: at(0), stockSolventPercent: at(1), finalMicromolar: [at(2), at(3)], wellVolumeUl: at(4), wellsPerConcentration: at(5), overfillPercent: at(6), solventPercent: at(7), largestSolventPercent: at(8) }),
      ]
      for (const answer of answers) {
        if (answer.ok) expect(numbersIn(answer.value).every((v) => Number.isFinite(v) && v >= 0)).toBe(true)
        else expect(answer.error.length).toBeGreaterThan(0)
      }
    }), { numRuns: 2000 })
  })

  it('whole units: the next whole number, but not for a rounding error', () => {
    expect([0.3 / 0.1, 3, 3.001, 0.2, 1e-12, 0, 1e12 + 0.4].map(wholeUnits)).toEqual([3, 3, 4, 1, 1, 0, 1e12])
  })
})
