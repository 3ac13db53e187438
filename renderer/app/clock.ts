import { freshId, timeNow } from '../db/system-clock.ts'

/** Time now as RFC 3339 with the offset of this computer's clock: 2026-03-01T09:15:07+01:00. */
export function now(): string {
  return timeNow()
}

/** New identifier of a record, changeset or device. */
export function newId(): string {
  return freshId()
}

/** 256 random bits, hexadecimal: makes the hash of private facts give nothing away. */
export function newSalt(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
