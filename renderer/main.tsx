import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { faultOf } from '../shared/host/fault-line.ts'
import { App } from './ui/app.tsx'
import { createServices } from './app/services.ts'
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

// A fault that a page caught and showed is reported like any other.
createRoot(root, { onCaughtError: (error) => { reportError(error) } }).render(
  <StrictMode>
    <App services={createServices(host)} styleNonce={nonce} />
  </StrictMode>,
)
