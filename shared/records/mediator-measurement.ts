import { z } from 'zod'
import { benchAct, excluded, header } from './header.ts'
import { amount, choice, itemKey, keyed, number, refTo, term, text } from './fields.ts'

const subject = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('passage'), passageId: refTo('passage') }),
  z.strictObject({ type: z.literal('assay'), assayId: refTo('assay'), conditionKey: itemKey, materialKey: itemKey.exactOptional() }),
])

/** Mediator made by the cells or found in an assay: PGE2, NO, IDO activity, PD-L1, cytokines, messenger RNA. */
export const mediatorMeasurementSchema = z.strictObject({
  ...header('mediator-measurement'),
  ...benchAct(),
  subject,
  mediator: term('mediator', 'Mediator'),
  analyteLevel: choice('Level', ['protein', 'activity', 'metabolite', 'mRNA', 'surface']),
  method: term('mediator-method', 'Method'),
  matrix: term('matrix', 'Matrix'),
  priming: text('Priming'),
  collectedAfterH: amount('Collected after', 'h'),
  unit: text('Unit'),
  normalisation: text('Normalised to'),
  lowerLimit: number('Lower limit of quantification'),
  upperLimit: number('Upper limit of quantification'),
  /** What fold changes are made against; where it is blank, the group of the first value in printed order. */
  referenceGroup: text('Reference group'),
  values: keyed({
    group: text('Group'),
    /** Independent culture or run: values of one group under one name are technical replicates of it; the same name in two groups makes them a pair. */
    replicateOf: text('Independent replicate'),
    value: number('Value'),
    /** Outside the limits: the value is the limit, not a measurement. */
    bound: choice('Bound', ['below-lower-limit', 'above-upper-limit']),
    replicate: choice('Replicate', ['technical', 'independent']),
    excluded,
  }),
})
export type MediatorMeasurement = z.infer<typeof mediatorMeasurementSchema>
