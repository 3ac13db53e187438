import { z } from 'zod'
import { benchAct, excluded, header } from './header.ts'
import { choice, itemKey, keyed, number, optionalRef, refTo, term, text, yesNo } from './fields.ts'

/**
 * Read-out of animals other than the clinical score: histology, serum antibody or cytokine, delayed-type hypersensitivity, survival.
 * Graft survival: the value is the day of graft loss; with the bound "above-upper-limit" the graft still functioned on that day (censored).
 * GVHD score: one record a day, a value per criterion (part of the scale) or the total.
 */
export const endpointMeasurementSchema = z.strictObject({
  ...header('endpoint-measurement'),
  ...benchAct(),
  experimentId: refTo('experiment'),
  endpoint: term('endpoint', 'Endpoint'),
  type: choice('Type', ['histology', 'serology', 'cytokine', 'hypersensitivity', 'imaging', 'gvhd-score', 'graft-survival', 'other']),
  scaleId: optionalRef('score-scale', 'Scale'),
  unit: text('Unit'),
  day: number('Day'),
  observerBlinded: yesNo('Observer blinded'),
  /** Hypersensitivity read at two sites: as the values name them; swelling is then computed from both. */
  challengedSite: text('Challenged site'),
  controlSite: text('Control site'),
  values: keyed({ animalKey: itemKey, site: text('Site'), partKey: itemKey.exactOptional(), value: number('Value'), bound: choice('Bound', ['below-lower-limit', 'above-upper-limit']), sampleTubeId: optionalRef('sample-tube', 'Sample'), excluded }),
})
export type EndpointMeasurement = z.infer<typeof endpointMeasurementSchema>
