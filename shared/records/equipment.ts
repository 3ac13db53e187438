import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { benchDate, keyed, optionalRef, plainText, text } from './fields.ts'

/** Instrument or device with its calibrations. */
export const equipmentSchema = z.strictObject({
  ...header('equipment'),
  code: humanCode,
  name: plainText(),
  manufacturer: text('Manufacturer'),
  model: text('Model'),
  serialNumber: text('Serial number'),
  software: text('Software and version'),
  calibrations: keyed({ at: benchDate('Calibrated'), dueAt: benchDate('Due'), result: text('Result'), certificateId: optionalRef('attachment', 'Certificate') }).exactOptional(),
})
export type Equipment = z.infer<typeof equipmentSchema>
