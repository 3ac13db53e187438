import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { browserServer, listen } from '../../../electron/browser-server.ts'

// A port of its own, so that a running notebook is not in the way.
const port = 17391
const outside = await mkdtemp(join(tmpdir(), 'stromabook-web-'))
const root = join(outside, 'web')
await mkdir(join(root, 'assets'), { recursive: true })
await writeFile(join(outside, 'secret.html'), 'secret')
await writeFile(join(root, 'index.html'), '<meta name="style-nonce" content="STROMABOOK-STYLE-NONCE">')
await writeFile(join(root, 'assets', 'index.js'), 'export const one = 1')
await writeFile(join(root, 'assets', 'notes.exe'), 'no')
await symlink(join(outside, 'secret.html'), join(root, 'link.html'))
const server = await listen(browserServer(root, port), port)
afterAll(() => { server?.close() })

type Answer = { readonly status: number; readonly headers: NodeJS.Dict<string | string[]>; readonly text: string }
const ask = (path: string, options: { readonly host?: string; readonly method?: string } = {}): Promise<Answer> => new Promise((resolve, reject) => {
  const asked = request({ host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: { host: options.host ?? `127.0.0.1:${String(port)}` } }, (response) => {
    let text = ''
    response.setEncoding('utf8').on('data', (piece: string) => { text += piece }).on('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, text }) })
  })
  asked.on('error', reject)
  asked.end()
})

describe('the local server', () => {
  it('serves the page with a strict policy and another nonce each time', async () => {
    const [first, second] = [await ask('/'), await ask('/index.html')]
    expect([first.status, second.status]).toEqual([200, 200])
    const nonce = /content="([^"]+)"/.exec(first.text)?.[1] ?? ''
    expect(nonce.length).toBeGreaterThan(20)
    expect(first.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(first.headers['content-security-policy']).toContain("default-src 'none'")
    expect(first.headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/)
    expect(second.text).not.toBe(first.text)
    expect(first.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cross-origin-opener-policy': 'same-origin', 'cache-control': 'no-store' })
  })

  it('serves the parts of the build, and HEAD without content', async () => {
    expect(await ask('/assets/index.js')).toMatchObject({ status: 200, text: 'export const one = 1', headers: { 'content-type': 'text/javascript; charset=utf-8' } })
    expect(await ask('/assets/index.js', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
  })

  it.each(['/../secret.html', '/%2e%2e/secret.html', '/assets/..%2f..%2fsecret.html', '/assets/%2e%2e%5c%2e%2e%5csecret.html', '//etc/passwd', '/link.html', '/assets/notes.exe', '/assets', '/assets/', '/%00', '/%zz', '/.git/config', '/C:/windows/win.ini', '/assets/index.js%00.html'])('answers %s with nothing', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, text: 'There is no such file.' })
  })

  it('refuses every other name (DNS rebinding), and sends localhost to the one address', async () => {
    for (const host of ['evil.example', `evil.example:${String(port)}`, '127.0.0.1', `[::1]:${String(port)}`, `127.0.0.1:${String(port)}.evil.example`]) expect((await ask('/', { host })).status).toBe(421)
    expect(await ask('/assets/index.js', { host: `localhost:${String(port)}` })).toMatchObject({ status: 301, headers: { location: `http://127.0.0.1:${String(port)}/` } })
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await ask('/', { method })).status).toBe(405)
  })

  it('says when its port is taken, instead of taking another', async () => {
    expect(await listen(browserServer(root, port), port)).toBeUndefined()
  })
})
