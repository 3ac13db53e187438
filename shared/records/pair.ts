import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { field, instant, itemKey, keyed, number, plainText, refTo } from './fields.ts'

/**
 * What is compared: a cell material in a declared in-vitro condition, and a treatment arm with its primary outcome.
 * Either side may be missing; the verdict then says what is missing.
 */
export const pairSchema = z.strictObject({
  ...header('pair'),
  code: humanCode,
  batchId: refTo('batch'),
  inVitro: z
    .strictObject({
      assayId: refTo('assay'),
      conditionKey: itemKey,
      /** Materials of the assay that are this cell material (one per thaw or harvest). */
      materials: z.record(itemKey, z.strictObject({ order: z.number().int() })),
      ratioMscPerResponder: z.number().meta({ label: 'Ratio', unit: 'MSC per responder', impossibleBelow: 0, zeroImpossible: true }),
    })
    .exactOptional(),
  inVivo: z.strictObject({ experimentId: refTo('experiment'), armKey: itemKey, vehicleArmKey: itemKey }).exactOptional(),
  /** Declared, before its data, to stand for its donor where donors are compared: several pairs of one donor are not independent. */
  standsForDonor: z.strictObject({ declaredAt: field(instant, { label: 'Declared at' }), reason: plainText().exactOptional() }).exactOptional(),
  /** Every declaration of margins, never overwritten; a change after data or unblinding disables equivalence. */
  margins: keyed({
    declaredAt: field(instant, { label: 'Declared at' }),
    inVitroPoints: number('Margin in vitro', { unit: 'points', impossibleBelow: 0, zeroImpossible: true }),
    inVivoPercent: number('Margin in vivo', { unit: '%', impossibleBelow: 0, zeroImpossible: true }),
    reason: plainText().exactOptional(),
  }).exactOptional(),
})
export type Pair = z.infer<typeof pairSchema>
