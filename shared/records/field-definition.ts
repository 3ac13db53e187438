import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { keyed, number, plainText, text } from './fields.ts'

/** Typed field the lab added to a record kind; it appears in comparison like the built-in ones. */
export const fieldDefinitionSchema = z.strictObject({
  ...header('field-definition'),
  code: humanCode,
  appliesTo: plainText(),
  label: plainText(),
  type: z.enum(['text', 'number', 'yes-no', 'choice', 'date']),
  unit: text('Unit'),
  minimum: number('Minimum'),
  maximum: number('Maximum'),
  choices: keyed({ value: plainText() }).exactOptional(),
  why: text('Why it matters'),
})
export type FieldDefinition = z.infer<typeof fieldDefinitionSchema>
