import { z } from 'zod'
import { header } from './header.ts'
import { plainText, recordId } from './fields.ts'

/** Relation of two cell sources that the rule gets wrong, with the reason. Relations are otherwise derived, never stored. */
export const relationOverrideSchema = z.strictObject({
  ...header('relation-override'),
  sides: z.enum(['msc-responder', 'msc-stimulator', 'responder-stimulator', 'msc-recipient']),
  /** Records of the two sides: batch, responder lot or experiment. */
  leftId: recordId(),
  rightId: recordId(),
  relation: z.enum(['autologous', 'syngeneic', 'allogeneic', 'xenogeneic']),
  degree: plainText().exactOptional(),
  reason: plainText(),
})
export type RelationOverride = z.infer<typeof relationOverrideSchema>
