import { z } from 'zod'
import { header } from './header.ts'
import { number, text } from './fields.ts'

/** The lab's own limits and margins; what is absent takes the documented default, and is printed wherever it was used. */
export const labSettingsSchema = z.strictObject({
  ...header('lab-settings'),
  labName: text('Laboratory'),
  inVitroMarginPoints: number('Margin in vitro', { unit: 'points', impossibleBelow: 0, zeroImpossible: true }),
  inVivoMarginPercent: number('Margin in vivo', { unit: '%', impossibleBelow: 0, zeroImpossible: true }),
  minimumStimulationIndex: number('Lowest stimulation index', { impossibleBelow: 0 }),
  vehicleIncidencePercent: number('Vehicle incidence needed (CIA)', { unit: '%', impossibleBelow: 0, impossibleAbove: 100 }),
  mycoplasmaDays: number('Days a mycoplasma test stays valid', { unit: 'd', impossibleBelow: 0 }),
  drawLimitPercent: number('Draws allowed of a harvest', { unit: '%', impossibleBelow: 0 }),
  weightJumpPercent: number('Weight change per day that is marked', { unit: '%', impossibleBelow: 0 }),
  treatmentDeathHours: number('Hours after i.v. injection in which a death counts as treatment-related', { unit: 'h', impossibleBelow: 0 }),
  minimumObservedFraction: number('Part of the window an animal must be observed', { impossibleBelow: 0, impossibleAbove: 1 }),
  doseDeviationPercent: number('Deviation of the cells given from nominal that is warned of', { unit: '%', impossibleBelow: 0 }),
  permutations: number('Permutations where exact enumeration is not possible', { impossibleBelow: 1 }),
  permutationSeed: number('Seed of the permutations', { impossibleBelow: 0 }),
  inhibitorViabilityPoints: number('Viability lost to an inhibitor alone that is marked', { unit: 'points', impossibleBelow: 0, zeroImpossible: true }),
  potencyPlateauPoints: number('Parallel curves: limit of the difference of the lower plateaus', { unit: 'points', impossibleBelow: 0, zeroImpossible: true }),
  potencySlopeRatioLow: number('Parallel curves: lowest slope ratio', { impossibleBelow: 0, zeroImpossible: true, impossibleAbove: 1 }),
  potencySlopeRatioHigh: number('Parallel curves: highest slope ratio', { impossibleBelow: 1 }),
})
export type LabSettings = z.infer<typeof labSettingsSchema>
