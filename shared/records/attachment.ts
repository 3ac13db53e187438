import { z } from 'zod'
import { header } from './header.ts'
import { choice, plainText, text } from './fields.ts'

/** A file of the notebook, stored under its SHA-256. */
export const attachmentSchema = z.strictObject({
  ...header('attachment'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
  name: plainText(),
  mediaType: plainText(),
  bytes: z.number().int().nonnegative(),
  content: choice('Content', ['instrument file', 'image', 'scan of paper', 'certificate', 'document', 'other']),
  description: text('Description'),
})
export type Attachment = z.infer<typeof attachmentSchema>
