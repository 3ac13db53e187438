import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { plainText, text } from './fields.ts'

/** Someone who works with the notebook: printed name, initials, role. */
export const personSchema = z.strictObject({
  ...header('person'),
  code: humanCode,
  printedName: plainText(),
  initials: text('Initials'),
  role: text('Role'),
  affiliation: text('Affiliation'),
  orcid: text('ORCID iD'),
})
export type Person = z.infer<typeof personSchema>
