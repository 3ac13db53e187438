import { useSyncExternalStore } from 'react'

/** A value that tells those who look at it when it changes. */
export type Observable<T> = { readonly get: () => T; readonly set: (value: T) => void; readonly subscribe: (listener: () => void) => () => void }

/** Makes an observable value. */
export function observable<T>(first: T): Observable<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The value, and a new rendering whenever it changes. */
export function useObservable<T>(source: Observable<T>): T {
  return useSyncExternalStore(source.subscribe, source.get)
}
