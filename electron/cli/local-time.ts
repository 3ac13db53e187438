/** The computer's time as RFC 3339 with its own offset, to the second: 2026-11-23T14:05:09+01:00. */
export function localInstant(now: Date = new Date()): string {
  const offset = -now.getTimezoneOffset()
  const two = (n: number): string => String(Math.floor(Math.abs(n))).padStart(2, '0')
  const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 19)
  return `${local}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`
}
