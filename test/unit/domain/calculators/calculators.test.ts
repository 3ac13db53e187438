import { describe, expect, it } from 'vitest'
import type { Calculated } from '../../../../shared/domain/calculators/calculator.ts'
import { dilution, type DilutionInput } from '../../../../shared/domain/calculators/dilution.ts'
import { powderStock } from '../../../../shared/domain/calculators/powder-stock.ts'
import { seeding, type SeedingInput } from '../../../../shared/domain/calculators/seeding.ts'
import { vialsToThaw, type VialsInput } from '../../../../shared/domain/calculators/vials-to-thaw.ts'

/** Fields and words of what was refused. */
function refused<T, F extends string>(answer: Calculated<T, F>): readonly string[] {
  return answer.ok ? [] : answer.error.map((p) => `${p.field}: ${p.message}`)
}

const open: DilutionInput = { stockConcentration: null, stockVolumeUl: null, finalConcentration: null, finalVolumeUl: null }

describe('dilution', () => {
  // By hand: 10 mM to 20 µM in 1,000 µl: 1000 × 0.02 / 10 = 2 µl; 1 in 500.
  const whole = { stockConcentration: 10, stockVolumeUl: 2, finalConcentration: 0.02, finalVolumeUl: 1000 }
  it.each(['stockConcentration', 'stockVolumeUl', 'finalConcentration', 'finalVolumeUl'] as const)('computes %s from the other three', (field) => {
    const answer = dilution({ ...whole, [field]: null })
    expect(answer).toMatchObject({ ok: true, value: { solvedFor: field, warnings: [] } })
    if (!answer.ok) return
    expect(answer.value[field]).toBeCloseTo(whole[field], 10)
    expect(answer.value.diluentVolumeUl).toBeCloseTo(998, 9)
    expect(answer.value.dilutionFactor).toBeCloseTo(500, 9)
  })

  it('warns of volumes below the smallest pipetted', () => {
    expect(dilution({ ...whole, stockVolumeUl: null, smallestVolumeUl: 5 })).toMatchObject({ value: { warnings: ['The volume of stock is below the smallest volume pipetted (5 µl): make more, or dilute in two steps'] } })
    expect(dilution({ ...whole, stockVolumeUl: null, smallestVolumeUl: 2 })).toMatchObject({ value: { warnings: [] } })
  })

  it.each([
    [{ ...open, stockConcentration: 1, finalConcentration: 10, finalVolumeUl: 100 }, ['finalConcentration: the final concentration (10) is above that of the stock (1): diluting cannot raise it']],
    [{ ...open, stockConcentration: 10, stockVolumeUl: 200, finalVolumeUl: 100 }, ['finalVolumeUl: the final volume (100 µl) is smaller than the volume of stock in it (200 µl)']],
    [{ ...whole }, ['stockVolumeUl: leave one of the four open: it is what is computed']],
    [{ ...open, stockConcentration: 10, finalVolumeUl: 100 }, ['stockVolumeUl: the volume of stock is missing; only one of the four can be computed', 'finalConcentration: the final concentration is missing; only one of the four can be computed']],
    [{ ...whole, stockVolumeUl: null, finalConcentration: 0 }, ['finalConcentration: the final concentration must be above 0, not 0']],
    [{ ...whole, stockVolumeUl: null, finalVolumeUl: -5 }, ['finalVolumeUl: the final volume must be above 0 µl, not -5 µl']],
    [{ ...whole, stockVolumeUl: null, stockConcentration: Number.NaN }, ['stockConcentration: the concentration of the stock must be a number']],
    [{ ...whole, stockVolumeUl: null, smallestVolumeUl: 0 }, ['smallestVolumeUl: the smallest volume pipetted must be above 0 µl, not 0 µl']],
  ])('refuses %j', (input, reasons) => {
    expect(refused(dilution(input))).toEqual(reasons)
  })
})

describe('powder', () => {
  it('makes a stock: 5 mg of 357.79 g/mol at 98 %, 10 mmol/l', () => {
    // By hand: 5 × 0.98 / 357.79 = 0.0136952 mmol; / 10 mmol/l = 1.36952 ml.
    const answer = powderStock({ powderMg: 5, molarMassGPerMol: 357.79, purityPercent: 98, stockMillimolar: 10 })
    expect(answer.ok && answer.value.volumeUl).toBeCloseTo(1369.52, 2)
    expect(answer.ok && answer.value.amountMicromol).toBeCloseTo(13.6952, 4)
  })

  it('refuses each impossible field', () => {
    expect(refused(powderStock({ powderMg: 0, molarMassGPerMol: -1, purityPercent: 101, stockMillimolar: Infinity }))).toEqual([
      'powderMg: the mass of powder must be above 0 mg, not 0 mg',
      'molarMassGPerMol: the molar mass must be above 0 g/mol, not -1 g/mol',
      'purityPercent: the purity must be at most 100 %, not 101 %',
      'stockMillimolar: the concentration of the stock must be a number',
    ])
  })
})

describe('seeding', () => {
  const flasks: SeedingInput = { densityCellsPerCm2: 4000, areaCm2: 75, vessels: 4, volumePerVesselMl: 15, viableCellsPerMl: 1e6, overfillPercent: 10, viableCellsAvailable: null }

  it('seeds 4 flasks of 75 cm² at 4,000 per cm²', () => {
    // By hand: 300,000 cells = 0.3 ml + 14.7 ml per flask; with 10 %: 1.32 million cells in 1.32 ml + 64.68 ml.
    const answer = seeding(flasks)
    expect(answer).toMatchObject({ ok: true, value: { viableCellsPerVessel: 300_000, suspensionPerVesselMl: 0.3, vesselsPossible: null, warnings: [] } })
    if (!answer.ok) return
    expect(answer.value.mediumPerVesselMl).toBeCloseTo(14.7, 10)
    expect(answer.value.viableCellsTotal).toBeCloseTo(1_320_000, 4)
    expect(answer.value.suspensionTotalMl).toBeCloseTo(1.32, 10)
    expect(answer.value.mediumTotalMl).toBeCloseTo(64.68, 10)
  })

  it('says for how many vessels the cells are enough', () => {
    expect(seeding({ ...flasks, viableCellsAvailable: 900_000 })).toMatchObject({ value: { vesselsPossible: 3, warnings: ['1.32 × 10⁶ viable cells are needed with overfill and 9.00 × 10⁵ are at hand'] } })
    expect(seeding({ ...flasks, viableCellsAvailable: 0 })).toMatchObject({ value: { vesselsPossible: 0 } })
    expect(seeding({ ...flasks, viableCellsAvailable: 1_320_000 })).toMatchObject({ value: { vesselsPossible: 4, warnings: [] } })
  })

  it('takes a suspension that just fills the vessel, and refuses a thinner one', () => {
    expect(seeding({ ...flasks, viableCellsPerMl: 20_000 })).toMatchObject({ ok: true, value: { mediumPerVesselMl: 0 } })
    expect(refused(seeding({ ...flasks, viableCellsPerMl: 10_000 }))).toEqual(['viableCellsPerMl: the suspension (10000 viable cells per ml) is too thin: a vessel would need 30 ml of it and holds 15 ml; spin the cells down or take more volume'])
  })

  it('refuses every impossible field at once, by its name', () => {
    expect(refused(seeding({ densityCellsPerCm2: 0, areaCm2: -1, vessels: 1.5, volumePerVesselMl: 0, viableCellsPerMl: 1e16, overfillPercent: -1, viableCellsAvailable: -2 })).map((r) => r.slice(0, r.indexOf(':')))).toEqual(['densityCellsPerCm2', 'areaCm2', 'vessels', 'volumePerVesselMl', 'viableCellsPerMl', 'overfillPercent', 'viableCellsAvailable'])
  })
})

describe('vials to thaw', () => {
  const bank: VialsInput = { viableCellsNeeded: 4e6, viableCellsPerVial: 1e6, recoveryPercent: 75, lowestRecoveryPercent: null, overfillPercent: 10, vialsAvailable: null }

  it('thaws whole vials', () => {
    // By hand: 4.4 million / 0.75 million = 5.87: 6 vials, 4.5 million expected, 0.1 million over.
    expect(vialsToThaw(bank)).toMatchObject({ ok: true, value: { vials: 6, viableCellsExpected: 4.5e6, vialsAtLowestRecovery: null, warnings: [] } })
    const answer = vialsToThaw(bank)
    expect(answer.ok && answer.value.viableCellsSurplus).toBeCloseTo(1e5, 3)
  })

  it('does not round 3 full vials up to 4 because of binary fractions', () => {
    expect(vialsToThaw({ ...bank, viableCellsNeeded: 0.3, viableCellsPerVial: 0.1, recoveryPercent: 100, overfillPercent: 0 })).toMatchObject({ value: { vials: 3 } })
  })

  it('warns of the lowest recovery and of a bank that is too small', () => {
    // By hand: 4.4 / 0.5 = 8.8: 9 vials.
    expect(vialsToThaw({ ...bank, lowestRecoveryPercent: 50, vialsAvailable: 5 })).toMatchObject({ value: { vialsAtLowestRecovery: 9, warnings: ['6 vials are needed and 5 are in the bank: enough for 3.75 × 10⁶ viable cells', 'With the lowest recovery seen, 9 vials would be needed'] } })
  })

  it.each([
    [{ recoveryPercent: 0 }, 'recoveryPercent: the recovery must be above 0 %, not 0 %'],
    [{ recoveryPercent: 120 }, 'recoveryPercent: the recovery must be at most 100 %, not 120 %'],
    [{ lowestRecoveryPercent: 80 }, 'lowestRecoveryPercent: the lowest recovery must be at most 75 %, not 80 %'],
    [{ vialsAvailable: 2.5 }, 'vialsAvailable: the number of vials in the bank must be a whole number, not 2.5'],
    [{ viableCellsPerVial: 0 }, 'viableCellsPerVial: the content of a vial must be above 0 viable cells, not 0 viable cells'],
  ])('refuses %j', (change, reason) => {
    expect(refused(vialsToThaw({ ...bank, ...change }))).toEqual([reason])
  })
})
