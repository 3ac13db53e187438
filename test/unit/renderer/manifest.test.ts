import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = join(import.meta.dirname, '..', '..', '..', 'renderer', 'public')
type Icon = { readonly src: string; readonly sizes: string; readonly type: string; readonly purpose: string }
type Manifest = { readonly icons: readonly Icon[]; readonly name: string; readonly start_url: string; readonly scope: string; readonly display: string; readonly file_handlers: readonly { readonly accept: unknown }[] }
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.webmanifest'), 'utf8')) as Manifest

/** Width and height out of the head of a PNG. */
function sizeOf(path: string): string {
  const bytes = readFileSync(path)
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  return `${String(bytes.readUInt32BE(16))}x${String(bytes.readUInt32BE(20))}`
}

describe('the web app manifest', () => {
  it('has what browsers ask before they offer to install: name, own window, relative addresses, pictures of 192 and 512, one that may be cut', () => {
    expect(manifest).toMatchObject({ name: 'Stromabook', display: 'standalone', start_url: './', scope: './' })
    const pngs = manifest.icons.filter((i) => i.type === 'image/png')
    expect(pngs.map((i) => `${i.sizes} ${i.purpose}`)).toEqual(['192x192 any', '512x512 any', '512x512 maskable'])
    for (const { src, sizes } of pngs) expect(sizeOf(join(folder, src))).toBe(sizes)
  })

  it('is registered for notebook files', () => {
    expect(manifest.file_handlers[0]?.accept).toEqual({ 'application/vnd.eln+zip': ['.eln'] })
  })
})
