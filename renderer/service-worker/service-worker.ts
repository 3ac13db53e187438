// Keeps the whole program in the browser, so that the notebook opens with the server gone. One cache per build: it is filled whole, each file
// held against its hash, or not at all; pages and files come from it and never half from it and half from the network. A newer build waits until
// the person takes it. The build writes the list of files, the name of the build and the policy of files in front of this text (vite-offline.ts).

declare const offlineFiles: Readonly<Record<string, string>>
declare const offlineBuild: string
/** A worker takes its policy from its own script. */
declare const filePolicy: string

const worker = serviceWorkerOf(self)

const prefix = 'stromabook-build-'
const ownCache = `${prefix}${offlineBuild}`
const nonceMark = 'STROMABOOK-STYLE-NONCE'
const scope = worker.registration.scope
const addressOf = (path: string): string => new URL(path, scope).href

worker.addEventListener('install', (event) => { event.waitUntil(fillCache()) })
worker.addEventListener('activate', (event) => { event.waitUntil(takeOver()) })
worker.addEventListener('message', (event) => { if (event.data === 'take-over') void worker.skipWaiting() })
worker.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return
  event.respondWith(request.mode === 'navigate' ? page() : file(request))
})

async function fillCache(): Promise<void> {
  const cache = await caches.open(ownCache)
  try {
    for (const [path, hash] of Object.entries(offlineFiles)) await keep(cache, path, hash)
  } catch (error) {
    await caches.delete(ownCache)
    throw error
  }
}

async function keep(cache: Cache, path: string, hash: string): Promise<void> {
  const response = await fetch(addressOf(path), { cache: 'no-store' })
  if (!response.ok) throw new Error(`${path}: answered with ${String(response.status)}`)
  const bytes = path === 'index.html' ? new TextEncoder().encode(withoutNonce(await response.text())) : new Uint8Array(await response.arrayBuffer())
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  if (Array.from(digest, (b) => b.toString(16).padStart(2, '0')).join('') !== hash) throw new Error(`${path} is not of this build: the server is being updated, or something changes its files on the way`)
  await cache.put(addressOf(path), new Response(bytes, { headers: { 'content-type': response.headers.get('content-type') ?? 'application/octet-stream', 'content-security-policy': filePolicy, 'x-content-type-options': 'nosniff' } }))
}

/** A server that gives each load a nonce of its own sends another text each time; the template under it is always the same. */
function withoutNonce(html: string): string {
  const nonce = /<meta name="style-nonce" content="([^"]+)"/.exec(html)?.[1]
  return nonce === undefined ? html : html.replaceAll(nonce, nonceMark)
}

/** The build before stays for windows that still show it; older ones go. */
async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== ownCache)
  for (const name of others.slice(0, -1)) await caches.delete(name)
  if (others.length === 0) await worker.clients.claim()
}

/** The page, with a new nonce for its styles and the strict policy as a header, whatever the server sends. */
async function page(): Promise<Response> {
  const kept = await (await caches.open(ownCache)).match(addressOf('index.html'))
  if (kept === undefined) return fetch(scope)
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))))
  const html = (await kept.text()).replaceAll(nonceMark, nonce)
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? "default-src 'none'"
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': `${policy}; frame-ancestors 'none'`, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin' } })
}

/** A file of this build; else of the one before, for a window that still shows it (names carry the hash of what is inside). */
async function file(request: Request): Promise<Response> {
  const own = await (await caches.open(ownCache)).match(request, { ignoreSearch: true })
  return own ?? (await caches.match(request, { ignoreSearch: true })) ?? fetch(request)
}

function serviceWorkerOf(value: object): ServiceWorkerGlobalScope {
  if (!(value instanceof ServiceWorkerGlobalScope)) throw new Error('this is a service worker')
  return value
}
