import { z } from 'zod'
import { benchAct, header } from './header.ts'
import { choice, keyed, number, optionalRef, plainText, refTo, term, text } from './fields.ts'

const subject = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('passage'), passageId: refTo('passage') }),
  z.strictObject({ type: z.literal('bank'), bankId: refTo('bank') }),
  z.strictObject({ type: z.literal('vial'), vialId: refTo('vial') }),
  z.strictObject({ type: z.literal('preparation'), preparationId: refTo('preparation') }),
])

/** Test of safety or identity: mycoplasma, sterility, endotoxin, karyotype, STR, sex typing, mouse pathogens. */
export const qualityTestSchema = z.strictObject({
  ...header('quality-test'),
  ...benchAct(),
  subject,
  test: z.enum(['mycoplasma', 'sterility', 'endotoxin', 'karyotype', 'str-identity', 'sex-typing', 'pathogen-panel', 'adventitious-virus', 'residuals', 'other']),
  otherTest: text('Test'),
  method: term('quality-method', 'Method'),
  result: choice('Result', ['pass', 'fail', 'inconclusive', 'pending']),
  value: number('Value'),
  unit: text('Unit'),
  limit: number('Limit'),
  detectionLimit: number('Detection limit'),
  laboratory: text('Laboratory'),
  certificateId: optionalRef('attachment', 'Certificate'),
  items: keyed({ name: plainText(), result: plainText() }).exactOptional(),
})
export type QualityTest = z.infer<typeof qualityTestSchema>
