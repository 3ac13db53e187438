import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { filePolicy } from './content-security-policy.ts'
import { webFile } from './web-files.ts'

/** Fixed and written down: the address is the place of the data, so another port would be an empty notebook. */
export const browserPort = 7391
const host = '127.0.0.1'

/** Address of the notebook in a browser on this computer. */
export function browserAddress(port = browserPort): string {
  return `http://${host}:${String(port)}/`
}

/**
 * Serves the built notebook to browsers on this computer: files only, GET and HEAD only, no data ever passes through it.
 * A request under another name than the one address is refused or sent there, so that no page elsewhere can reach it by a name it controls
 * (DNS rebinding), and "localhost" does not become a second, empty notebook.
 */
export function browserServer(webFolder: string, port = browserPort): Server {
  return createServer((request, response) => {
    void answer(webFolder, port, request, response)
  })
}

async function answer(webFolder: string, port: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const plain = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', 'content-security-policy': filePolicy }
  const asked = request.headers.host ?? ''
  if (asked === `localhost:${String(port)}`) {
    response.writeHead(301, { ...plain, location: browserAddress(port) }).end(`The notebook is at ${browserAddress(port)}`)
    return
  }
  if (asked !== `${host}:${String(port)}`) {
    response.writeHead(421, plain).end('This server answers only under its own address.')
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...plain, allow: 'GET, HEAD' }).end('Only GET and HEAD.')
    return
  }
  const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
  const file = await webFile(webFolder, path, () => randomBytes(18).toString('base64'))
  if (file === undefined) {
    response.writeHead(404, plain).end('There is no such file.')
    return
  }
  response.writeHead(200, {
    'content-type': file.type, ...file.headers, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'camera=(self), microphone=(), geolocation=(), usb=(), serial=()',
  })
  response.end(request.method === 'HEAD' ? undefined : file.body)
}

/** Starts it. @returns undefined when the port is taken by another program. */
export function listen(server: Server, port = browserPort): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(port, host, () => { resolve(server) })
  })
}
