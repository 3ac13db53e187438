import { z } from 'zod'
import { amount, benchTime, field, instant, keyed, optionalRef, plainText, recordId, refSet, refTo, text } from './fields.ts'

/** Where the values of a record, or of single fields of it, come from. Simulated values are marked wherever they appear. */
export const originSchema = z.strictObject({
  /** Inferred: worked out from what the source prints, and not printed there. */
  type: z.enum(['observed', 'transcribed-from-paper', 'imported-file', 'published', 'inferred', 'simulated']),
  /** Citation, file name or generator. */
  source: plainText().exactOptional(),
  /** Attachment that holds the original: scan of the page, instrument file. */
  attachmentId: refTo('attachment').exactOptional(),
  note: plainText().exactOptional(),
}).meta({ id: 'origin' })
export type Origin = z.infer<typeof originSchema>

/** Fields that every record carries. `fieldOrigins` maps JSON pointers to an origin that differs from the record's. */
export function header<const K extends string>(kind: K) {
  return {
    kind: z.literal(kind),
    id: recordId(),
    recordedAt: instant,
    recordedBy: refTo('person').exactOptional(),
    origin: originSchema.exactOptional(),
    fieldOrigins: z.record(z.string().startsWith('/'), originSchema).exactOptional(),
    retired: z.strictObject({ at: instant, by: refTo('person').exactOptional(), reason: plainText() }).exactOptional(),
    /** Values of fields the lab defined itself, keyed by the field-definition record. */
    labFields: z.record(refTo('field-definition'), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
    note: plainText().exactOptional(),
  }
}

/** Human code, unique within the notebook: BM-0012, BM-0012-P3. */
export const humanCode = z.string().normalize('NFC').regex(/^\S(?:.{0,62}\S)?$/u, 'must be 1 to 64 characters without blanks at the ends')

/** Fields of everything done at the bench: when, by whom, by which protocol, with what, and what was done differently. */
export function benchAct() {
  return {
    performedAt: benchTime.exactOptional(),
    operatorId: optionalRef('person', 'Operator'),
    protocolId: optionalRef('protocol', 'Protocol'),
    protocolVersion: text('Protocol version'),
    deviations: keyed({ what: plainText(), why: plainText().exactOptional(), approvedBy: refTo('person').exactOptional() }).exactOptional(),
    equipment: refSet('equipment'),
    reagentLots: refSet('reagent-lot'),
    attachments: refSet('attachment'),
  }
}

/** A value left out of calculations; it stays visible with the reason. */
export const exclusionSchema = z.strictObject({
  reason: plainText(),
  by: refTo('person').exactOptional(),
  at: instant.exactOptional(),
}).meta({ id: 'exclusion' })
export type Exclusion = z.infer<typeof exclusionSchema>

/** Concentration of an added substance. */
export function concentration() {
  return { concentration: amount('Concentration', ''), concentrationUnit: text('Unit of concentration') }
}

export const excluded = exclusionSchema.exactOptional()
export const declaredBeforeData = { declaredAt: field(instant, { label: 'Declared at', why: 'Margins declared after the data give no equivalence verdict.' }) }
