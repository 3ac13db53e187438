import { uuidV7 } from '../../shared/util/ids.ts'

/** Time now as RFC 3339 with the offset of this computer's clock: 2026-03-01T09:15:07+01:00. */
export function now(): string {
  const date = new Date()
  const offset = -date.getTimezoneOffset()
  const two = (n: number): string => String(Math.floor(Math.abs(n))).padStart(2, '0')
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19)
  return `${local}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`
}

/** New identifier of a record, changeset or device. */
export function newId(): string {
  return uuidV7({ nowMs: () => Date.now(), randomBytes: (n) => crypto.getRandomValues(new Uint8Array(n)) })
}

/** 256 random bits, hexadecimal: makes the hash of private facts give nothing away. */
export function newSalt(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
