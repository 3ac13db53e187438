import { z } from 'zod'
import { benchTime, instant, type FieldMeta } from './fields.ts'
import { recordSchemas, type RecordKind } from './record-kinds.ts'

/** What a field asks for, and how it is named and explained. */
type Described = {
  /** Name of the property inside its object. */
  readonly name: string
  readonly label: string
  readonly unit: string
  /** Why it matters when studies are compared; empty where nothing is said. */
  readonly why: string
  readonly required: boolean
  /** It may be answered with "unknown", "not measured" or "not applicable". */
  readonly blankable: boolean
}

/** One field of a form, read off the schema, so that forms, help and the door never disagree. */
export type FormField = Described & (
  | { readonly type: 'text' | 'number' | 'yes-no' | 'date' | 'instant' | 'number-list' }
  | { readonly type: 'choice'; readonly options: readonly string[] }
  | { readonly type: 'term'; readonly vocabulary: string }
  | { readonly type: 'reference'; readonly refTo: RecordKind }
  /** An object of fields. */
  | { readonly type: 'group'; readonly fields: readonly FormField[] }
  /** Items under keys, in an order; where `keyRef` is set, the keys are references to records of that kind, and each is there once. */
  | { readonly type: 'collection'; readonly fields: readonly FormField[]; readonly keyRef: RecordKind | null; readonly ordered: boolean; readonly single: FormField | null }
  /** One of several shapes, told apart by the value of `tag`. */
  | { readonly type: 'variants'; readonly tag: string; readonly options: readonly Variant[] }
)

/** One shape of a field that has several. `tags`: values of the tag that mean this shape. */
export type Variant = { readonly tags: readonly string[]; readonly fields: readonly FormField[] }

/** Fields every record has that no form asks for: the store fills them in. */
const kept: ReadonlySet<string> = new Set(['kind', 'id', 'recordedAt', 'recordedBy', 'origin', 'fieldOrigins', 'retired', 'labFields'])

const labels: Readonly<Record<string, string>> = {
  code: 'Code', performedAt: 'Performed', equipment: 'Equipment', reagentLots: 'Reagent lots', attachments: 'Files', deviations: 'Deviations from the protocol', note: 'Note', excluded: 'Left out of calculations', mhc: 'MHC', doi: 'DOI', recordedAt: 'Recorded', recordedBy: 'Recorded by', origin: 'Origin', retired: 'Retired', attachmentId: 'File', pmid: 'PubMed id',
}

const made = new Map<RecordKind, readonly FormField[]>()

/** Fields of the form of one kind of record, in the order of its schema. */
export function formFields(kind: RecordKind): readonly FormField[] {
  let fields = made.get(kind)
  if (fields === undefined) {
    fields = fieldsOf(recordSchemas[kind], kept)
    made.set(kind, fields)
  }
  return fields
}

/** Fields the store fills in, for lists: when and by whom it was recorded, where it comes from, whether it is retired. */
export function keptFields(kind: RecordKind): readonly FormField[] {
  const shown = ['recordedAt', 'recordedBy', 'origin', 'retired']
  return fieldsOf(recordSchemas[kind], new Set()).filter((f) => shown.includes(f.name))
}

function fieldsOf(schema: z.ZodObject, without: ReadonlySet<string>): readonly FormField[] {
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.def.shape
  return Object.entries(shape).flatMap(([name, field]) => (without.has(name) ? [] : [fieldOf(name, field)]))
}

function fieldOf(name: string, schema: z.core.$ZodType): FormField {
  const { inner, required } = unwrapped(schema)
  const { value, blankable } = withoutBlank(inner)
  const meta = { ...metaOf(inner), ...metaOf(value) }
  const described: Described = { name, label: meta.label ?? labels[name] ?? words(name), unit: meta.unit ?? '', why: meta.why ?? '', required, blankable }
  return { ...described, ...inputOf(value, meta) }
}

type Input = FormField extends infer F ? (F extends Described ? Omit<F, keyof Described> : never) : never

function inputOf(schema: z.core.$ZodType, meta: Partial<FieldMeta>): Input {
  if (meta.refTo !== undefined) return { type: 'reference', refTo: kindOf(meta.refTo) }
  if (meta.vocabulary !== undefined) return { type: 'term', vocabulary: meta.vocabulary }
  if (schema instanceof z.ZodEnum) return { type: 'choice', options: schema.options.map(String) }
  if (schema instanceof z.ZodLiteral) return { type: 'choice', options: [...schema.values].map(String) }
  if (schema instanceof z.ZodNumber) return { type: 'number' }
  if (schema instanceof z.ZodBoolean) return { type: 'yes-no' }
  if (schema instanceof z.ZodArray) return { type: 'number-list' }
  if (schema instanceof z.ZodObject) return { type: 'group', fields: fieldsOf(schema, new Set()) }
  if (schema instanceof z.ZodRecord) return collectionOf(schema)
  if (schema instanceof z.ZodUnion) return variantsOf(schema)
  return { type: isInstant(schema) ? 'instant' : isBenchTime(schema) ? 'date' : 'text' }
}

function collectionOf(schema: z.ZodRecord): Input {
  const { refTo } = metaOf(schema.keyType)
  const keyRef = refTo === undefined ? null : kindOf(refTo)
  const { valueType } = schema
  if (!(valueType instanceof z.ZodObject)) return { type: 'collection', fields: [], keyRef, ordered: false, single: fieldOf('value', valueType) }
  return { type: 'collection', fields: fieldsOf(valueType, new Set(['order'])), keyRef, ordered: 'order' in valueType.def.shape, single: null }
}

function variantsOf(schema: z.ZodUnion): Input {
  const objects = schema.def.options.filter((o): o is z.ZodObject => o instanceof z.ZodObject)
  const tag = ['type', 'state'].find((name) => objects.every((o) => name in o.def.shape))
  // A choice between plain values (a lab's own field may be text, number or yes/no) is typed as text.
  if (tag === undefined || objects.length === 0) return { type: 'text' }
  return { type: 'variants', tag, options: objects.map((o) => ({ tags: tagsOf(o, tag), fields: fieldsOf(o, new Set([tag])) })) }
}

function tagsOf(schema: z.ZodObject, tag: string): readonly string[] {
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.def.shape
  const of = shape[tag]
  return of instanceof z.ZodEnum ? of.options.map(String) : of instanceof z.ZodLiteral ? [...of.values].map(String) : []
}

function unwrapped(schema: z.core.$ZodType): { readonly inner: z.core.$ZodType; readonly required: boolean } {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional) return { inner: unwrapped(schema.def.innerType).inner, required: false }
  return { inner: schema, required: true }
}

/** A union whose last option is a blank state is a field that may be answered so. */
function withoutBlank(schema: z.core.$ZodType): { readonly value: z.core.$ZodType; readonly blankable: boolean } {
  if (!(schema instanceof z.ZodUnion)) return { value: schema, blankable: false }
  const { options } = schema.def
  const [value] = options
  const last = options[options.length - 1]
  const blankable = options.length === 2 && last !== undefined && z.safeParse(last, { blank: 'unknown' }).success
  return blankable && value !== undefined ? { value, blankable } : { value: schema, blankable: false }
}

function metaOf(schema: z.core.$ZodType): Partial<FieldMeta> {
  return (z.globalRegistry.get(schema) as Partial<FieldMeta> | undefined) ?? {}
}

/** Formats are recognised by what they accept: a schema with a label is no longer the same object as the one without. */
function isInstant(schema: z.core.$ZodType): boolean {
  return schema === instant || (z.safeParse(schema, '2020-01-01T00:00:00+00:00').success && !z.safeParse(schema, 'x').success && !z.safeParse(schema, '2020').success)
}

function isBenchTime(schema: z.core.$ZodType): boolean {
  return schema === benchTime || (z.safeParse(schema, '2020-03').success && !z.safeParse(schema, 'x').success)
}

function kindOf(name: string): RecordKind {
  if (!Object.hasOwn(recordSchemas, name)) throw new Error(`a schema refers to a kind that does not exist: ${name}`)
  return name as RecordKind
}

/** "printedName" as words: "Printed name". */
function words(name: string): string {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`).replace(/ id$/, '')
  return `${spaced.slice(0, 1).toUpperCase()}${spaced.slice(1)}`
}
