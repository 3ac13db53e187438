import { readFile, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { contentTypeOf } from './content-types.ts'
import { contentSecurityPolicy, filePolicy, styleNonceMark } from './content-security-policy.ts'

/** One file of the built notebook as it is answered. */
export type WebFile = { readonly type: string; readonly body: Uint8Array | string; readonly headers: Readonly<Record<string, string>> }

/**
 * A file of the built notebook by the path of an address, for the window's own scheme and the local server alike.
 * Nothing outside the folder is ever read: encoded or plain "..", absolute paths, drive letters, NUL and links out of it lead nowhere.
 * The page gets a fresh nonce for its styles on every load.
 * @param root folder of the build.
 * @param path path of the address, still encoded: "/", "/assets/index.js".
 */
export async function webFile(root: string, path: string, newNonce: () => string): Promise<WebFile | undefined> {
  const name = plainPath(path)
  if (name === undefined) return undefined
  const type = contentTypeOf(name)
  if (type === undefined) return undefined
  try {
    const folder = await realpath(root)
    const file = await realpath(join(folder, ...name.split('/')))
    if (!file.startsWith(folder + sep)) return undefined
    const bytes = await readFile(file)
    if (name !== 'index.html') return { type, body: bytes, headers: { 'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache', 'content-security-policy': filePolicy } }
    const nonce = newNonce()
    return { type, body: bytes.toString('utf8').replaceAll(styleNonceMark, nonce), headers: { 'cache-control': 'no-store', 'content-security-policy': contentSecurityPolicy(nonce) } }
  } catch {
    return undefined
  }
}

/** The decoded path without its first slash; undefined when it is none that a file of the build can have. */
function plainPath(path: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return undefined
  }
  if (!decoded.startsWith('/')) return undefined
  const name = decoded === '/' ? 'index.html' : decoded.slice(1)
  return /^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/.test(name) && !name.includes('..') ? name : undefined
}
