import type { HostEvent } from '../../shared/host/host-events.ts'

const looksEveryMs = 60 * 60_000

/**
 * Keeps the program in the browser for working without the server (renderer/service-worker), where the build offers it. A newer build is
 * announced with an event and taken by `apply`, never by itself.
 */
export function offlineProgram(script: string) {
  const listeners = new Set<(event: HostEvent) => void>()
  let registration: ServiceWorkerRegistration | undefined
  let isOurs = false
  const announce = (): void => {
    if ((registration?.waiting ?? null) === null || navigator.serviceWorker.controller === null) return
    for (const listener of listeners) listener({ kind: 'update' })
  }
  const start = async (): Promise<void> => {
    registration = await navigator.serviceWorker.register(script, { updateViaCache: 'none' })
    registration.addEventListener('updatefound', () => { registration?.installing?.addEventListener('statechange', announce) })
    announce()
    setInterval(() => { void registration?.update().catch(() => undefined) }, looksEveryMs)
  }
  if (script !== '' && 'serviceWorker' in navigator) {
    // Another window may take the newer build; this one goes on with what it shows until it is loaded again.
    navigator.serviceWorker.addEventListener('controllerchange', () => { if (isOurs) location.reload() })
    // Without it (a private window, a server that is being updated) the notebook works as long as the server does.
    void start().catch(() => undefined)
  }
  return {
    listen: (listener: (event: HostEvent) => void): (() => void) => {
      listeners.add(listener)
      announce()
      return () => { listeners.delete(listener) }
    },
    apply: async (): Promise<void> => {
      isOurs = true
      registration?.waiting?.postMessage('take-over')
    },
  }
}
