import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { faultOf } from '../shared/host/fault-line.ts'
import { App } from './ui/app.tsx'
import { createServices } from './app/services.ts'
import { startStore } from './db/start-store.ts'
import { browserHost } from './host/browser-host.ts'
import { bridgeOfWindow, electronHost } from './host/electron-host.ts'

const metaOf = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''
const nonce = metaOf('style-nonce')
// Libraries that write styles of their own (scroll lock) ask for the nonce under this name.
Object.assign(window, { __webpack_nonce__: nonce })
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no place for the program')

const bridge = bridgeOfWindow()
const host = bridge === undefined ? browserHost(metaOf('app-version'), metaOf('offline')) : await electronHost(bridge)

const note = (error: unknown): void => { void host.noteFault(faultOf(error)) }
window.addEventListener('error', ({ error }: { readonly error: unknown }) => { note(error) })
window.addEventListener('unhandledrejection', ({ reason }: { readonly reason: unknown }) => { note(reason) })

// Without a store the program still starts, and says at the first notebook what the browser refused.
const started = await startStore().catch((error: unknown) => ({ lost: null, unsafe: error }))
if (started.unsafe !== null) note(started.unsafe)
const services = createServices(host)
if (started.lost !== null) {
  services.notify({
    tone: 'error', title: 'The browser threw its notebooks away',
    text: `The store of this browser profile was found damaged, and the browser emptied it (${started.lost}). What was stored here is gone from this computer. Open the last backup of each notebook ("Open a notebook file or backup"); nothing after it can be had back.`,
  })
}

// A fault that a page caught and showed is reported like any other.
createRoot(root, { onCaughtError: (error) => { reportError(error) } }).render(
  <StrictMode>
    <App services={services} styleNonce={nonce} />
  </StrictMode>,
)
