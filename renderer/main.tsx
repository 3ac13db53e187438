import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './ui/app.tsx'
import { createServices } from './app/services.ts'
import { browserHost } from './host/browser-host.ts'

const version = document.querySelector<HTMLMetaElement>('meta[name="app-version"]')?.content ?? '0.0.0'
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''
// Libraries that write styles of their own (scroll lock) ask for the nonce under this name.
Object.assign(window, { __webpack_nonce__: nonce })
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no place for the program')

createRoot(root).render(
  <StrictMode>
    <App services={createServices(browserHost(version))} styleNonce={nonce} />
  </StrictMode>,
)
