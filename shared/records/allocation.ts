import { z } from 'zod'
import { header } from './header.ts'
import { instant, itemKey, plainText, refTo, text } from './fields.ts'

const open = z.strictObject({
  state: z.literal('open'),
  /** Animal key to arm key. */
  assignments: z.record(itemKey, z.strictObject({ armKey: itemKey })),
})

/** Encrypted under a second person's key; the commitment hash shows later that nothing was changed. */
const sealed = z.strictObject({
  state: z.literal('sealed'),
  algorithm: plainText(),
  keyHolder: refTo('person').exactOptional(),
  ciphertext: z.string(),
  commitment: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
})

/** Which animal is in which arm; sealed until unblinding. */
export const allocationSchema = z.strictObject({
  ...header('allocation'),
  experimentId: refTo('experiment'),
  content: z.discriminatedUnion('state', [open, sealed]),
  method: text('Method'),
  seed: text('Seed of the sequence'),
  madeAt: instant.exactOptional(),
  unblindedAt: instant.exactOptional(),
})
export type Allocation = z.infer<typeof allocationSchema>
