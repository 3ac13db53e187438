import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { benchDate, choice, optionalRef, plainText, term, text } from './fields.ts'

/** Lot of a reagent with its expiry. */
export const reagentLotSchema = z.strictObject({
  ...header('reagent-lot'),
  code: humanCode,
  name: plainText(),
  category: term('reagent', 'Category'),
  manufacturer: text('Manufacturer'),
  catalogueNumber: text('Catalogue number'),
  lotNumber: text('Lot number'),
  clone: text('Clone'),
  receivedAt: benchDate('Received'),
  openedAt: benchDate('Opened'),
  expiresAt: benchDate('Expires'),
  storage: text('Storage'),
  qualification: choice('Qualification', ['qualified', 'not qualified', 'rejected']),
  certificateId: optionalRef('attachment', 'Certificate of analysis'),
})
export type ReagentLot = z.infer<typeof reagentLotSchema>
