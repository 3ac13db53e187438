/** A value for a narrow column: text as it is, anything else as JSON, "nothing" where there is none. */
export function shortJson(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 117)}...` : text
}
