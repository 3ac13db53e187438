import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { benchDate, keyed, number, plainText, text } from './fields.ts'

/** Criteria a batch, bank or vial must meet; the certificate of analysis is drawn up against it. */
export const specificationSchema = z.strictObject({
  ...header('specification'),
  code: humanCode,
  title: plainText(),
  version: plainText(),
  effectiveAt: benchDate('Effective'),
  criteria: keyed({ attribute: plainText(), method: text('Method'), atLeast: number('At least'), atMost: number('At most'), equals: text('Equals'), unit: text('Unit') }),
})
export type Specification = z.infer<typeof specificationSchema>
