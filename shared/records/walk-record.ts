import { z } from 'zod'
import type { FieldMeta } from './fields.ts'
import { pointer } from './parse-record.ts'
import { recordSchemas, type AnyRecord, type RecordKind } from './record-kinds.ts'

/** A value inside a record with what its schema says of it. `key` is set when the described thing is the key of a collection. */
export type VisitedField = { readonly value: unknown; readonly pointer: string; readonly meta: Partial<FieldMeta>; readonly isKey: boolean }

type Visit = (value: unknown, path: readonly string[], out: (field: VisitedField) => void) => void

const compiled = new Map<RecordKind, Visit>()

/**
 * Calls `out` for every value of the record whose schema carries metadata (label, unit, limits, reference, vocabulary).
 * References, impossible values and vocabulary terms are all found this way, so that a new field needs no second list.
 */
export function walkRecord(record: AnyRecord, out: (field: VisitedField) => void): void {
  let visit = compiled.get(record.kind)
  if (visit === undefined) {
    visit = compile(recordSchemas[record.kind]) ?? (() => undefined)
    compiled.set(record.kind, visit)
  }
  visit(record, [], out)
}

/** Builds the walker of one schema; undefined where nothing below carries metadata, so that plain values cost nothing. */
function compile(schema: z.core.$ZodType): Visit | undefined {
  const meta = z.globalRegistry.get(schema) as Partial<FieldMeta> | undefined
  const inner = compileInner(schema)
  if (meta === undefined) return inner
  return (value, path, out) => {
    out({ value, pointer: pointer(path), meta, isKey: false })
    inner?.(value, path, out)
  }
}

function compileInner(schema: z.core.$ZodType): Visit | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional) {
    const inner = compile(schema.def.innerType)
    return inner && ((value, path, out) => (value === undefined ? undefined : inner(value, path, out)))
  }
  if (schema instanceof z.ZodObject) return compileObject(schema)
  if (schema instanceof z.ZodRecord) return compileCollection(schema)
  if (schema instanceof z.ZodUnion) {
    const options = schema.def.options.map((option) => ({ schema: option, visit: compile(option) })).filter((o) => o.visit !== undefined)
    if (options.length === 0) return undefined
    return (value, path, out) => {
      const first = options.find((o) => z.safeParse(o.schema, value).success)
      first?.visit?.(value, path, out)
    }
  }
  return undefined
}

function compileObject(schema: z.ZodObject): Visit | undefined {
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.def.shape
  const fields = Object.entries(shape).flatMap(([name, field]) => {
    const visit = compile(field)
    return visit === undefined ? [] : [{ name, visit }]
  })
  if (fields.length === 0) return undefined
  return (value, path, out) => {
    if (typeof value !== 'object' || value === null) return
    for (const { name, visit } of fields) {
      const inner = (value as Readonly<Record<string, unknown>>)[name]
      if (inner !== undefined) visit(inner, [...path, name], out)
    }
  }
}

function compileCollection(schema: z.ZodRecord): Visit | undefined {
  const keyMeta = z.globalRegistry.get(schema.def.keyType) as Partial<FieldMeta> | undefined
  const item = compile(schema.def.valueType)
  if (keyMeta === undefined && item === undefined) return undefined
  return (value, path, out) => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      const at = [...path, key]
      if (keyMeta !== undefined) out({ value: key, pointer: pointer(at), meta: keyMeta, isKey: true })
      item?.(inner, at, out)
    }
  }
}
