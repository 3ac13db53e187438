import { z } from 'zod'
import { benchAct, header } from './header.ts'
import { amount, choice, keyed, optionalRef, percent, refTo, text } from './fields.ts'

/** Differentiation of a passage towards one lineage. */
export const differentiationTestSchema = z.strictObject({
  ...header('differentiation-test'),
  ...benchAct(),
  passageId: refTo('passage'),
  vialId: optionalRef('vial', 'Vial'),
  lineage: z.enum(['adipogenic', 'osteogenic', 'chondrogenic', 'other']),
  otherLineage: text('Lineage'),
  days: amount('Days of induction', 'd'),
  stain: text('Stain or read-out'),
  result: choice('Result', ['positive', 'negative', 'equivocal']),
  undifferentiatedControl: choice('Undifferentiated control', ['negative', 'positive', 'none']),
  positivePercent: percent('Cells or area positive'),
  wells: keyed({ value: amount('Read-out', ''), unit: text('Unit'), induced: choice('Well', ['induced', 'control']) }).exactOptional(),
})
export type DifferentiationTest = z.infer<typeof differentiationTestSchema>
