/** An RFC 3339 time with offset as a revision stores it: the moment in UTC, and the offset of the clock that was read. Null if it is none. */
export function splitInstant(instant: string): { readonly at: string; readonly offset: string } | null {
  const match = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.exec(instant)
  const ms = match === null ? NaN : Date.parse(instant)
  if (match === null || Number.isNaN(ms)) return null
  const offset = match[1] ?? 'Z'
  return { at: new Date(ms).toISOString(), offset: offset === 'Z' ? '+00:00' : offset }
}
