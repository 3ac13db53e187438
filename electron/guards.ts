import { app, shell, type Session, type WebContents } from 'electron'
import { safeLink } from '../shared/host/safe-link.ts'
import { isNotebookPage } from './app-protocol.ts'

/**
 * Shuts every door a web page could open: navigation, redirects, new windows, frames, web views, permissions, downloads that start by
 * themselves, certificates. A link to the web opens in the person's own browser.
 */
export function guardEverything(onRefused: (why: string) => void): void {
  app.on('web-contents-created', (_event, contents) => { guardContents(contents, onRefused) })
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault()
    callback(false)
  })
}

/** Doors of one page. */
export function guardContents(contents: WebContents, onRefused: (why: string) => void): void {
  const stay = (event: { preventDefault(): void }, url: string): void => {
    if (isNotebookPage(url)) return
    event.preventDefault()
    onRefused(`leaving the notebook for ${sortOf(url)}`)
  }
  contents.on('will-navigate', (event) => { stay(event, event.url) })
  contents.on('will-redirect', (event) => { stay(event, event.url) })
  contents.on('will-frame-navigate', (event) => {
    // A PDF or image shown from memory is a blob of the notebook's own.
    if (!event.url.startsWith('blob:app://notebook/')) stay(event, event.url)
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    onRefused('a web view')
  })
  contents.setWindowOpenHandler(({ url }) => {
    const link = safeLink(url)
    if (link.ok) void shell.openExternal(link.value)
    else onRefused(`a window for ${sortOf(url)}`)
    return { action: 'deny' }
  })
}

/** Permissions a page may have: writing to the clipboard, the camera for scanning codes, and keeping its data. Everything else is refused. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'media', 'persistent-storage'])

/** Default deny for permissions, devices and downloads of a session. */
export function guardSession(session: Session, onRefused: (why: string) => void): void {
  session.setPermissionRequestHandler((contents, permission, callback) => {
    const grant = allowed.has(permission) && isNotebookPage(contents.getURL())
    if (!grant) onRefused(`the permission ${permission}`)
    callback(grant)
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => allowed.has(permission) && isNotebookPage(origin))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    if (item.getURL().startsWith('blob:app://notebook/')) return
    event.preventDefault()
    onRefused(`a download from ${sortOf(item.getURL())}`)
  })
}

/** What the log says of an address: its sort only, since the rest can come out of a record. */
function sortOf(url: string): string {
  try {
    return `an address with ${new URL(url).protocol}`
  } catch {
    return 'an address that is none'
  }
}
