import { uuidV7 } from '../../shared/util/ids.ts'
import type { StoreContext } from './store-context.ts'

/** Time now as RFC 3339 with the offset of this computer's clock: 2026-03-01T09:15:07+01:00. */
export function timeNow(): string {
  const date = new Date()
  const offset = -date.getTimezoneOffset()
  const two = (n: number): string => String(Math.floor(Math.abs(n))).padStart(2, '0')
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19)
  return `${local}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`
}

/** New identifier of a record, changeset or device. */
export function freshId(): string {
  return uuidV7({ nowMs: () => Date.now(), randomBytes: (n) => crypto.getRandomValues(new Uint8Array(n)) })
}

/** The store's context on this computer, in the window and in the worker alike. @param person id of who is at the bench. */
export function systemContext(person: string): StoreContext {
  return { now: timeNow, newId: freshId, person }
}
