/** What this folder needs to know of a record: plain JSON with a kind and an id. Fields are checked elsewhere. */
export type RecordLike = { readonly kind: string; readonly id: string; readonly [field: string]: unknown }

/** True for an object with a kind and an id. */
export function isRecordLike(value: unknown): value is RecordLike {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'kind' in value && typeof value.kind === 'string' && value.kind !== '' && 'id' in value && typeof value.id === 'string' && value.id !== ''
}
