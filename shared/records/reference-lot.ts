import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { benchDate, keyed, number, optionalRef, plainText, refTo, text } from './fields.ts'

/** Reference cells that potency and comparability are expressed against; a change of lot is bridged on record. */
export const referenceLotSchema = z.strictObject({
  ...header('reference-lot'),
  code: humanCode,
  batchId: refTo('batch'),
  passageId: optionalRef('passage', 'Passage'),
  bankId: optionalRef('bank', 'Bank'),
  purpose: text('Purpose'),
  validFrom: benchDate('Valid from'),
  validTo: benchDate('Valid to'),
  bridgedFrom: z
    .strictObject({ referenceLotId: refTo('reference-lot'), assays: keyed({ assayId: refTo('assay') }), relativePotency: number('Relative potency assigned'), reason: plainText() })
    .exactOptional(),
})
export type ReferenceLot = z.infer<typeof referenceLotSchema>
