import type { RecordKind } from './record-kinds.ts'

/**
 * Where the keys come from that a field, or the keys of a collection, may name: items of a collection of this record or of one it points at.
 * `through`: the references to follow, each with the kind it leads to; none for the record itself. `collection`: where the items stand there,
 * "*" for each item of a collection on the way.
 */
export type KeySource = { readonly through: readonly { readonly at: readonly string[]; readonly kind: RecordKind }[]; readonly collection: readonly string[] }

const own = (...collection: readonly string[]): KeySource => ({ through: [], collection })
const of = (kind: RecordKind, at: string, ...collection: readonly string[]): KeySource => ({ through: [{ at: at.split('/'), kind }], collection })
const scaleParts: KeySource = { through: [{ at: ['experimentId'], kind: 'experiment' }, { at: ['scaleId'], kind: 'score-scale' }], collection: ['parts'] }

const wellKeys = Object.fromEntries([['conditionKey', 'conditions'], ['materialKey', 'materials'], ['responderKey', 'responders'], ['stimulatorKey', 'stimulators'], ['inhibitorKey', 'inhibitors']].map(([field, collection]) => [`wells/*/${field ?? ''}`, of('assay', 'assayId', collection ?? '')]))

/** By kind, then by path; a path that ends in a star means the keys of that collection themselves. */
const sources: Readonly<Partial<Record<RecordKind, Readonly<Record<string, KeySource>>>>> = {
  administration: { animalKey: of('experiment', 'experimentId', 'animals'), doseKey: of('experiment', 'experimentId', 'arms', '*', 'doses') },
  'sample-tube': { animalKey: of('experiment', 'experimentId', 'animals') },
  'endpoint-measurement': { 'values/*/animalKey': of('experiment', 'experimentId', 'animals'), 'values/*/partKey': of('score-scale', 'scaleId', 'parts') },
  'scoring-session': { 'observations/*': of('experiment', 'experimentId', 'animals'), 'observations/*/parts/*': scaleParts, 'observations/*/pawThicknessMm/*': scaleParts },
  allocation: { 'content/assignments/*': of('experiment', 'experimentId', 'animals'), 'content/assignments/*/armKey': of('experiment', 'experimentId', 'arms') },
  pair: {
    'inVitro/conditionKey': of('assay', 'inVitro/assayId', 'conditions'),
    'inVitro/materials/*': of('assay', 'inVitro/assayId', 'materials'),
    'inVivo/armKey': of('experiment', 'inVivo/experimentId', 'arms'),
    'inVivo/vehicleArmKey': of('experiment', 'inVivo/experimentId', 'arms'),
  },
  'mediator-measurement': { 'subject/conditionKey': of('assay', 'subject/assayId', 'conditions'), 'subject/materialKey': of('assay', 'subject/assayId', 'materials') },
  experiment: { 'animals/*/cageKey': own('cages') },
  assay: { referenceConditionKey: own('conditions') },
  plate: wellKeys,
}

/** Source of the keys at a path of a record of this kind; undefined where the field names no item. */
export function keySourceAt(kind: RecordKind, path: readonly string[]): KeySource | undefined {
  for (const [pattern, source] of Object.entries(sources[kind] ?? {})) {
    const parts = pattern.split('/')
    if (parts.length === path.length && parts.every((p, i) => p === '*' || p === path[i])) return source
  }
  return undefined
}

/** Every pattern of a kind, for the test that holds them against the schemas. */
export function keyPatterns(kind: RecordKind): readonly string[] {
  return Object.keys(sources[kind] ?? {})
}

/** An item that may be named: its key, and what it is called. */
export type KeyChoice = { readonly key: string; readonly label: string }

/**
 * Items of the collection of a source inside the record they stand in, in their order. Below several items (doses of all arms) one key can stand
 * more than once: it is one choice, called by all its names.
 */
export function keyChoices(record: unknown, collection: readonly string[]): readonly KeyChoice[] {
  const names = new Map<string, Set<string>>()
  for (const { key, label } of itemsBelow(record, collection)) names.set(key, (names.get(key) ?? new Set()).add(label))
  return [...names].map(([key, labels]) => ({ key, label: [...labels].join(' or ') }))
}

function itemsBelow(record: unknown, collection: readonly string[]): readonly KeyChoice[] {
  const [name, ...rest] = collection
  if (!isObject(record)) return []
  if (name === undefined) return inOrder(record).map(([key, item]) => ({ key, label: labelOf(key, item) }))
  if (name === '*') return inOrder(record).flatMap(([, item]) => itemsBelow(item, rest))
  return itemsBelow(record[name], rest)
}

function inOrder(items: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  const orderOf = (item: unknown): number => (isObject(item) && typeof item['order'] === 'number' ? item['order'] : 0)
  return Object.entries(items).sort(([, a], [, b]) => orderOf(a) - orderOf(b))
}

function labelOf(key: string, item: unknown): string {
  if (!isObject(item)) return key
  const named = ['earTag', 'label', 'name'].map((n) => item[n]).find((v): v is string => typeof v === 'string' && v !== '')
  if (named !== undefined) return named
  return typeof item['day'] === 'number' ? `${key}, day ${String(item['day'])}` : key
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
