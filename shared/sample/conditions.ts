import type { CultureConditions } from '../records/culture-conditions.ts'
import type { RecordOf } from '../records/record-kinds.ts'
import { sampleId } from './sample-id.ts'

type Condition = Omit<RecordOf<'assay'>['conditions'][string], 'order'>

/** Suppression conditions of the invented laboratory. */
export const humanPbmcCondition: Condition = {
  label: 'anti-CD3/CD28 beads, CFSE, MSC irradiated',
  stimulus: 'anti-CD3/CD28 beads',
  stimulusDose: 1,
  stimulusDoseUnit: 'bead per cell',
  contact: 'contact',
  arrest: 'gamma irradiation',
  arrestDose: 30,
  arrestDoseUnit: 'Gy',
  readout: 'CFSE',
  readoutUnit: '% divided T cells',
  target: 'T cells',
  coCultureH: 96,
  medium: 'RPMI 1640',
  serum: 'human AB serum',
  serumPercent: 10,
  plateFormat: '96',
  respondersPerWell: 1e5,
  ratioDenominator: 'purified responders',
}

export const mouseSplenocyteCondition: Condition = {
  label: 'anti-CD3 2 µg/ml, 3H-thymidine, MSC mitomycin C',
  stimulus: 'anti-CD3',
  stimulusDose: 2,
  stimulusDoseUnit: 'µg/ml',
  contact: 'contact',
  arrest: 'mitomycin C',
  arrestDose: 10,
  arrestDoseUnit: 'µg/ml',
  readout: '3H-thymidine',
  readoutUnit: 'cpm',
  target: 'T cells',
  coCultureH: 72,
  pulseH: 16,
  medium: 'RPMI 1640',
  serum: 'fetal bovine serum',
  serumPercent: 10,
  plateFormat: '96',
  respondersPerWell: 1e5,
  ratioDenominator: 'responders and accessory cells',
}

/** Signals of the two read-outs: divided T cells in percent, and counts per minute. */
export const cfseSignal = { stimulated: 74, unstimulated: 2, plateSd: 0.06, wellSd: 0.05, decimals: 1, percent: true } as const
export const cpmSignal = { stimulated: 38_000, unstimulated: 450, plateSd: 0.2, wellSd: 0.1, decimals: 0, percent: false } as const

export const fiveRatios = [0.02, 0.05, 0.1, 0.2, 0.4] as const

const incubator = { co2Percent: 5, temperatureC: 37, format: 'monolayer' } as const

export const humanMedium: CultureConditions = {
  ...incubator, basalMedium: 'alpha-MEM', serum: 'human platelet lysate', serumPercent: 5,
  serumLotId: sampleId('reagent-lot', 'SIM-LOT-HPL-01'), oxygenPercent: 21, coating: 'tissue-culture plastic', detachment: 'TrypLE',
  passageAtConfluencePercent: 85,
}
export const rodentMedium: CultureConditions = {
  ...incubator, basalMedium: 'alpha-MEM', serum: 'fetal bovine serum', serumPercent: 10,
  serumLotId: sampleId('reagent-lot', 'SIM-LOT-FBS-01'), oxygenPercent: 5, coating: 'tissue-culture plastic', detachment: 'trypsin-EDTA',
  passageAtConfluencePercent: 85,
}

/** Donor of DBA/1 splenocytes. */
export const dba1Donor = { species: 'mouse', strain: 'DBA/1', haplotype: 'H-2q', sex: 'male' } as const
