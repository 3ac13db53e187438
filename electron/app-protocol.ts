import { randomBytes } from 'node:crypto'
import { protocol, type Session } from 'electron'
import { webFile } from './web-files.ts'

/** Address of the notebook's page in the desktop window; the origin is where its data live, so it never changes. */
export const notebookOrigin = 'app://notebook'
export const notebookPage = `${notebookOrigin}/index.html`

/** True for an address of the notebook itself. */
export function isNotebookPage(url: string): boolean {
  try {
    const { protocol: scheme, host } = new URL(url)
    return scheme === 'app:' && host === 'notebook'
  } catch {
    return false
  }
}

/** Has to be called before the program is ready: makes app:// a secure, standard scheme with an origin of its own. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/** Answers app://notebook/... from the built files, and nothing else. */
export function serveApp(session: Session, webFolder: string): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const file = isNotebookPage(request.url) && request.method === 'GET' ? await webFile(webFolder, url.pathname, () => randomBytes(18).toString('base64')) : undefined
    if (file === undefined) return new Response('There is no such file.', { status: 404, headers: { 'content-type': 'text/plain' } })
    const body = typeof file.body === 'string' ? file.body : new Uint8Array(file.body)
    return new Response(body, { headers: { 'content-type': file.type, ...file.headers, 'x-content-type-options': 'nosniff' } })
  })
}

