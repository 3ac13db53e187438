import type { HostDiagnostics } from '../../shared/host/host.ts'

/** What the browser tells of itself and its storage: nothing that names a person, a folder or a file. */
export async function browserFacts(): Promise<HostDiagnostics['facts']> {
  const { usage, quota } = await navigator.storage.estimate()
  const worker = await navigator.serviceWorker.getRegistration().catch(() => undefined)
  return {
    browser: navigator.userAgent, language: navigator.language, processors: navigator.hardwareConcurrency, usedBytes: usage ?? null, quotaBytes: quota ?? null, storageKept: await navigator.storage.persisted(),
    installed: matchMedia('(display-mode: standalone)').matches, offlineReady: worker?.active !== null && worker !== undefined, updateWaits: worker?.waiting !== null && worker !== undefined,
    windowWidth: window.innerWidth, windowHeight: window.innerHeight, pixelRatio: window.devicePixelRatio,
  }
}
