/**
 * Text of a field's value that is equal for equal contents: keys sorted; the keys of items in a collection, their printed order and
 * their lots left out.
 */
export function canonicalField(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const entries = Object.entries(value)
  const isCollection = entries.length > 0 && entries.every(([, item]) => typeof item === 'object' && item !== null && 'order' in item)
  if (isCollection) return `[${entries.map(([, item]) => canonicalField(item)).toSorted().join(',')}]`
  return `{${entries.filter(([key]) => key !== 'order' && key !== 'reagentLotId').map(([key, item]) => `${key}:${canonicalField(item)}`).toSorted().join(',')}}`
}
