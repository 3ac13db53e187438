import { z } from 'zod'
import { isPartialDateTime } from '../util/partial-date.ts'

/**
 * Building blocks of every record schema. Types and units are enforced at the door; impossible *values* (a negative count,
 * a viability of 120 %) are not: paper says what it says, so they are stored and marked by the consistency check, which reads
 * the limits kept here as metadata.
 */

/** What a field is, for forms, reports, comparison and the consistency check. */
export type FieldMeta = {
  readonly label: string
  /** Unit in which the number is stored, printable: "cells", "cm²", "%". */
  readonly unit?: string
  /** Values below or above are impossible: stored, and marked as an error. */
  readonly impossibleBelow?: number
  readonly impossibleAbove?: number
  /** The value zero is impossible as well. */
  readonly zeroImpossible?: boolean
  /** Why the field matters when studies are compared. */
  readonly why?: string
  readonly refTo?: string
  readonly vocabulary?: string
}

/** The three states of a field that was asked for and has no value; a field that was never asked for is simply absent. */
export const blankStates = ['unknown', 'not-measured', 'not-applicable'] as const
export type BlankState = (typeof blankStates)[number]

export const blankSchema = z.strictObject({ blank: z.enum(blankStates), reason: z.string().normalize('NFC').exactOptional() }).meta({ id: 'blank-state' })
export type Blank = z.infer<typeof blankSchema>

/** A typed field that may be absent (blank), or explicitly unknown, not measured or not applicable. */
export function field<T extends z.ZodType>(schema: T, meta: FieldMeta) {
  return z.union([schema.meta(meta), blankSchema]).exactOptional()
}

/** Text in Unicode normal form C, so that equal-looking codes and names are equal. */
export function text(label: string, why?: string) {
  return field(plainText(), why === undefined ? { label } : { label, why })
}

/** NFC text that must be present. */
export function plainText() {
  return z.string().normalize('NFC')
}

export function number(label: string, meta: Omit<FieldMeta, 'label'> = {}) {
  return field(z.number(), { label, ...meta })
}

/** Number of cells; negative is impossible. */
export function cells(label: string, why?: string) {
  return number(label, { unit: 'cells', impossibleBelow: 0, ...(why === undefined ? {} : { why }) })
}

/** Percentage of a whole: below 0 or above 100 is impossible. */
export function percent(label: string, why?: string) {
  return number(label, { unit: '%', impossibleBelow: 0, impossibleAbove: 100, ...(why === undefined ? {} : { why }) })
}

/** Non-negative amount in a named unit. */
export function amount(label: string, unit: string, why?: string) {
  return number(label, { unit, impossibleBelow: 0, ...(why === undefined ? {} : { why }) })
}

export function yesNo(label: string, why?: string) {
  return field(z.boolean(), why === undefined ? { label } : { label, why })
}

/** One of a closed list that calculations depend on. */
export function choice<const T extends readonly [string, ...string[]]>(label: string, values: T, why?: string) {
  return field(z.enum(values), why === undefined ? { label } : { label, why })
}

/** A term of an open vocabulary (shared/records/vocabularies.ts, extended by the lab's own vocabulary-term records). */
export function term(vocabulary: string, label: string, why?: string) {
  return field(z.string().normalize('NFC'), why === undefined ? { label, vocabulary } : { label, vocabulary, why })
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const uuidMessage = 'must be a lower-case UUID (new records use version 7)'

export function recordId() {
  return z.string().regex(uuidPattern, uuidMessage)
}

/** Reference to a record of one kind. */
export function refTo(kind: string) {
  return z.string().regex(uuidPattern, uuidMessage).meta({ refTo: kind })
}

export function optionalRef(kind: string, label: string) {
  return field(z.string().regex(uuidPattern, uuidMessage), { label, refTo: kind })
}

/** Stable key of an item inside a record: short, printable, never reused. */
export const itemKey = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be a key of 1 to 64 letters, digits, - or _')

/** Keyed collection: items under stable keys, each with its place in the printed order. */
export function keyed<S extends z.core.$ZodShape>(shape: S) {
  return z.record(itemKey, z.strictObject({ order: z.number().int(), ...shape }))
}

/** Set of references, keyed by the referenced id so that concurrent additions do not collide. */
export function refSet(kind: string) {
  return z.record(refTo(kind), z.strictObject({ order: z.number().int(), note: plainText().exactOptional() })).exactOptional()
}

/** Moment of the computer's clock: RFC 3339 with offset. */
export const instant = z.iso.datetime({ offset: true }).meta({ id: 'instant' })

/** Date at the bench, as precise as it is known: 2019, 2019-03, 2019-03-14, 2019-03-14T09:30, with offset where known. */
export const benchTime = z
  .string()
  .refine(isPartialDateTime, 'must be a date such as 2019, 2019-03, 2019-03-14 or 2019-03-14T09:30 (offset optional)')

export function benchDate(label: string, why?: string) {
  return field(benchTime, why === undefined ? { label } : { label, why })
}
