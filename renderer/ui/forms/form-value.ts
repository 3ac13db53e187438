/** Content of a form at a place: plain JSON, read and written by path without changing what was there. */
export type FormValue = Readonly<Record<string, unknown>>

/** Value at a path; undefined where nothing is. */
export function valueAt(root: unknown, path: readonly string[]): unknown {
  let at = root
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = (at as Readonly<Record<string, unknown>>)[key]
  }
  return at
}

/** The same content with another value at a path; undefined takes the property away. */
export function withValue(root: FormValue, path: readonly string[], value: unknown): FormValue {
  const [key, ...rest] = path
  if (key === undefined) return root
  const { [key]: old, ...others } = root
  if (rest.length > 0) return { ...root, [key]: withValue(asObject(old), rest, value) }
  return value === undefined ? others : { ...root, [key]: value }
}

function asObject(value: unknown): FormValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FormValue) : {}
}

/** Items of a keyed collection in their order. */
export function itemsOf(value: unknown): readonly (readonly [key: string, item: FormValue])[] {
  const entries = Object.entries(asObject(value)).map(([key, item]): readonly [string, FormValue] => [key, asObject(item)])
  return entries.sort(([, a], [, b]) => orderOf(a) - orderOf(b))
}

function orderOf(item: FormValue): number {
  return typeof item['order'] === 'number' ? item['order'] : 0
}

/** Next key and place of a collection: keys are never used twice while the form is open. */
export function nextItem(value: unknown): { readonly key: string; readonly order: number } {
  const items = itemsOf(value)
  const taken = new Set(items.map(([key]) => key))
  let n = items.length + 1
  while (taken.has(`i${String(n)}`)) n++
  return { key: `i${String(n)}`, order: Math.max(0, ...items.map(([, item]) => orderOf(item))) + 1 }
}

/** Text or number at a property, as text; `otherwise` where neither is there. */
export function wordsOf(item: FormValue | undefined, property: string, otherwise: string): string {
  const value = item?.[property]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise
}
