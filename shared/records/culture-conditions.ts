import { z } from 'zod'
import { amount, choice, keyed, number, optionalRef, percent, plainText, refTo, term, text } from './fields.ts'

/** Substance added to medium or cells for a time. */
const addition = {
  agent: term('additive', 'Agent'),
  concentration: amount('Concentration', ''),
  concentrationUnit: text('Unit of concentration'),
  reagentLotId: optionalRef('reagent-lot', 'Lot'),
}

/** Priming before use: agent, dose and time. Licensing changes what stromal cells secrete. */
export const primingShape = { ...addition, hours: amount('Duration', 'h') }

/**
 * Conditions of one culture step. All are typed so that studies can be compared field by field. A passage stores only what differs
 * from its parent; effective conditions are computed along the lineage.
 */
export const cultureConditionsSchema = z.strictObject({
  basalMedium: term('medium', 'Basal medium', 'Medium changes phenotype and growth.'),
  basalMediumLotId: optionalRef('reagent-lot', 'Medium lot'),
  serum: term('serum', 'Serum or substitute', 'Serum type and lot are a main source of variation between labs.'),
  serumPercent: percent('Serum'),
  serumLotId: optionalRef('reagent-lot', 'Serum lot'),
  supplements: keyed(addition).exactOptional(),
  glucoseMgPerDl: amount('Glucose', 'mg/dl'),
  antibiotics: text('Antibiotics'),
  oxygenPercent: percent('Oxygen', 'Physiological oxygen (1 to 5 %) differs from room air.'),
  co2Percent: percent('CO₂'),
  temperatureC: number('Temperature', { unit: '°C', impossibleBelow: -273.15 }),
  coating: term('coating', 'Coating'),
  format: choice('Format', ['monolayer', 'spheroid', 'microcarrier', 'hydrogel', 'hollow-fibre', 'suspension'], 'Three-dimensional culture changes secretion.'),
  vessel: term('vessel', 'Vessel'),
  targetDensityPerCm2: amount('Target seeding density', 'cells/cm²', 'Density changes growth and differentiation.'),
  passageAtConfluencePercent: percent('Confluence at passage'),
  mediumChangeIntervalH: amount('Interval of medium changes', 'h'),
  detachment: term('detachment', 'Detachment', 'Enzymes cut surface markers.'),
  priming: keyed(primingShape).exactOptional(),
})
export type CultureConditions = z.infer<typeof cultureConditionsSchema>

/** Override of an inherited or derived value, kept with its reason. */
export const overrideSchema = z.strictObject({ reason: plainText(), by: refTo('person').exactOptional() })

export const conditionsField = cultureConditionsSchema.exactOptional()
