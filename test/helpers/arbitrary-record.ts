import fc from 'fast-check'
import { z } from 'zod'
import { recordSchemas, type AnyRecord, type RecordKind } from '../../shared/records/record-kinds.ts'

const hex = (n: number) => fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: n, maxLength: n })
const uuid = fc.tuple(hex(8), hex(4), hex(3), fc.constantFrom('8', '9', 'a', 'b'), hex(3), hex(12)).map(([a, b, c, v, d, e]) => `${a}-${b}-7${c}-${v}${d}-${e}`)
const nfcText = fc.string({ unit: 'grapheme', maxLength: 12 }).map((s) => s.normalize('NFC'))
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (Object.is(x, -0) ? 0 : x))
const twoDigits = (from: number, to: number) => fc.integer({ min: from, max: to }).map((n) => String(n).padStart(2, '0'))
const instant = fc.tuple(fc.integer({ min: 1990, max: 2060 }), twoDigits(1, 12), twoDigits(1, 28), twoDigits(0, 23), twoDigits(0, 59)).map(([y, m, d, h, mi]) => `${String(y)}-${m}-${d}T${h}:${mi}:00+02:00`)
const benchTime = instant.chain((i) => fc.constantFrom(i.slice(0, 4), i.slice(0, 7), i.slice(0, 10), i.slice(0, 16), i))

/** Texts with a format, recognised by an example each accepts, so that no list of schemas has to be kept. */
const formats: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ['01890000-0000-7000-8000-000000000000', uuid],
  ['a'.repeat(64), hex(64)],
  ['ab'.repeat(16), hex(32)],
  ['H12', fc.tuple(fc.constantFrom(...'ABCDEFGH'), fc.integer({ min: 1, max: 12 })).map(([r, c]) => `${r}${String(c)}`)],
  ['2020-01-01T00:00:00+00:00', instant],
  ['2019-03', benchTime],
  ['/a', nfcText.map((s) => `/${s}`)],
  ['key_1', fc.string({ unit: fc.constantFrom(...'abcXYZ019_-'), minLength: 1, maxLength: 12 }).filter((s) => s !== '__proto__')],
]

/** Exactly one text per format is accepted; free text accepts all of them. */
function stringOf(schema: z.core.$ZodType): fc.Arbitrary<string> {
  const accepts = (s: string): boolean => z.safeParse(schema, s).success
  if (accepts('free text; with, signs')) return accepts('') ? nfcText : fc.constantFrom('BM-0012', 'é-1', 'x')
  const match = formats.find(([example]) => accepts(example))
  if (match === undefined) throw new Error('no generator for this text format')
  return match[1]
}

function arbitraryOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodLiteral) return fc.constant(schema.value)
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options)
  if (schema instanceof z.ZodBoolean) return fc.boolean()
  if (schema instanceof z.ZodNumber) return schema.format === 'safeint' ? (schema.safeParse(-1).success ? fc.integer({ min: -1000, max: 1000 }) : fc.nat(1000)) : schema.safeParse(-1).success ? number : fc.double({ min: 1e-6, max: 1e6, noNaN: true })
  if (schema instanceof z.ZodArray) return fc.array(arbitraryOf(schema.def.element), { maxLength: 4 })
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.def.options.map((o) => arbitraryOf(o)))
  if (schema instanceof z.ZodRecord) return fc.dictionary(stringOf(schema.def.keyType), arbitraryOf(schema.def.valueType), { maxKeys: 2, noNullPrototype: true })
  if (schema instanceof z.ZodObject) {
    const required: string[] = []
    const fields = Object.entries(schema.def.shape).map(([name, field]): [string, fc.Arbitrary<unknown>] => {
      const optional = field instanceof z.ZodExactOptional || field instanceof z.ZodOptional
      if (!optional) required.push(name)
      return [name, arbitraryOf(optional ? field.def.innerType : field)]
    })
    return fc.record(Object.fromEntries(fields), { requiredKeys: required, noNullPrototype: true })
  }
  return stringOf(schema)
}

/** Any record of a kind that its schema accepts, derived from the schema itself, so that a new field is covered at once. */
export function arbitraryRecord(kind: RecordKind): fc.Arbitrary<AnyRecord> {
  return arbitraryOf(recordSchemas[kind]).map((input) => {
    const parsed = recordSchemas[kind].safeParse(input)
    if (!parsed.success) throw new Error(`generator made a ${kind} that its own schema refuses: ${parsed.error.message}`)
    return parsed.data
  })
}
