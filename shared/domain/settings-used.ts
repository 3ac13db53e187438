import { valueOf } from '../records/blank.ts'
import type { Notebook } from '../records/notebook.ts'

/** A limit or margin as it was used, and whether the lab set it. Printed wherever it decides something. */
export type SettingUsed = { readonly name: SettingName; readonly label: string; readonly value: number; readonly unit: string; readonly isDefault: boolean }

const defaults = {
  inVitroMarginPoints: { label: 'Margin in vitro', value: 20, unit: 'points' },
  inVivoMarginPercent: { label: 'Margin in vivo', value: 25, unit: '%' },
  minimumStimulationIndex: { label: 'Lowest stimulation index accepted', value: 1, unit: '' },
  vehicleIncidencePercent: { label: 'Vehicle incidence needed (CIA)', value: 70, unit: '%' },
  mycoplasmaDays: { label: 'Days a mycoplasma test stays valid', value: 30, unit: 'd' },
  drawLimitPercent: { label: 'Draws allowed of a harvest', value: 110, unit: '%' },
  weightJumpPercent: { label: 'Weight change per day that is marked', value: 20, unit: '%' },
  treatmentDeathHours: { label: 'Hours after i.v. injection in which a death counts as treatment-related', value: 24, unit: 'h' },
  minimumObservedFraction: { label: 'Part of the window an animal must be observed', value: 0.5, unit: '' },
  doseDeviationPercent: { label: 'Deviation of the cells given from nominal that is warned of', value: 10, unit: '%' },
  permutations: { label: 'Permutations where exact enumeration is not possible', value: 99999, unit: '' },
  permutationSeed: { label: 'Seed of the permutations', value: 20101, unit: '' },
  inhibitorViabilityPoints: { label: 'Viability lost to an inhibitor alone that is marked', value: 10, unit: 'points' },
  potencyPlateauPoints: { label: 'Parallel curves: limit of the difference of the lower plateaus (to be verified)', value: 15, unit: 'points' },
  potencySlopeRatioLow: { label: 'Parallel curves: lowest slope ratio (to be verified)', value: 0.67, unit: '' },
  potencySlopeRatioHigh: { label: 'Parallel curves: highest slope ratio (to be verified)', value: 1.5, unit: '' },
} as const

export type SettingName = keyof typeof defaults
export const settingNames = Object.keys(defaults) as readonly SettingName[]

/**
 * A limit of the lab, or its documented default (rules of judgement: margins 20 points and 25 %, CIA vehicle incidence 70 %, draws
 * 110 %, mycoplasma 30 days, treatment-related death 24 h, half of the window observed, dose within 10 %; viability lost to an inhibitor
 * alone 10 points, ours; parallel curves: plateaus within 15 points, slope ratio 0.67 to 1.5, to be verified by reference-against-reference
 * runs). A value that is impossible is given as it was set: the consistency check names it as an error, and no default stands in for what the lab said. Of several records of settings the first by id counts.
 */
export function settingUsed(notebook: Notebook, name: SettingName): SettingUsed {
  const set = valueOf(notebook.all('lab-settings')[0]?.[name])
  const d = defaults[name]
  return { name, label: d.label, unit: d.unit, value: set ?? d.value, isDefault: set === undefined }
}
