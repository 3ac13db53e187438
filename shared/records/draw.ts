import { z } from 'zod'
import { benchAct, header } from './header.ts'
import { benchDate, cells, refTo, text } from './fields.ts'

const from = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('harvest'), passageId: refTo('passage') }),
  z.strictObject({ type: z.literal('vial'), vialId: refTo('vial') }),
])

const to = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('passage'), passageId: refTo('passage') }),
  z.strictObject({ type: z.literal('bank'), bankId: refTo('bank') }),
  z.strictObject({ type: z.literal('assay'), assayId: refTo('assay') }),
  z.strictObject({ type: z.literal('preparation'), preparationId: refTo('preparation') }),
  z.strictObject({ type: z.literal('quality-control'), what: text('Test') }),
  z.strictObject({ type: z.literal('other'), what: text('Use') }),
  z.strictObject({ type: z.literal('discard'), why: text('Why') }),
])

/** Where cells of a harvest or vial went. */
export const drawSchema = z.strictObject({
  ...header('draw'),
  ...benchAct(),
  from,
  to,
  cells: cells('Cells drawn'),
  at: benchDate('Drawn'),
})
export type Draw = z.infer<typeof drawSchema>
