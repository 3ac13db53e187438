import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { benchDate, choice, keyed, optionalRef, plainText, term, text } from './fields.ts'

/** Written procedure with its versions; records name the version they followed. */
export const protocolSchema = z.strictObject({
  ...header('protocol'),
  code: humanCode,
  title: plainText(),
  area: term('protocol-area', 'Area'),
  status: choice('Status', ['investigative', 'established', 'SOP']),
  assayStatus: choice('Assay status', ['research', 'qualified', 'validated']),
  versions: keyed({ version: plainText(), effectiveAt: benchDate('Effective'), text: text('Text'), attachmentId: optionalRef('attachment', 'Document'), changes: text('Changes') }),
})
export type Protocol = z.infer<typeof protocolSchema>
