import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { benchDate, keyed, number, plainText, refTo, text } from './fields.ts'

/** Ethics licence with its ledger of animals, donor consent, or material transfer agreement. */
export const permitSchema = z.strictObject({
  ...header('permit'),
  code: humanCode,
  type: z.enum(['animal-licence', 'ethics-approval', 'consent', 'material-transfer-agreement', 'genetic-modification', 'other']),
  issuer: text('Issuer'),
  number: text('Number'),
  validFrom: benchDate('Valid from'),
  validTo: benchDate('Valid to'),
  animalsAllowed: number('Animals allowed', { impossibleBelow: 0 }),
  ledger: keyed({ at: benchDate('When'), animals: number('Animals used'), experimentId: refTo('experiment').exactOptional(), what: plainText().exactOptional() }).exactOptional(),
  scope: text('Scope'),
})
export type Permit = z.infer<typeof permitSchema>
