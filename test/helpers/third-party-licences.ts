import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Locked = { readonly version?: string; readonly license?: string; readonly dev?: boolean; readonly devOptional?: boolean; readonly optional?: boolean }
type Shipped = { readonly name: string; readonly version: string; readonly licence: string; readonly texts: readonly string[] }

/**
 * Licences of everything that reaches a user: all packages the program depends on (package-lock.json, without those for work on it only), with the
 * fonts, and what the browser build of pdfmake has inside. Packages with the same text share it. The same installation gives the same text.
 * @param root folder of the project, with node_modules.
 */
export function thirdPartyLicences(root: string): string {
  const packages = shippedPackages(root)
  const byText = new Map<string, Shipped[]>()
  for (const p of packages) {
    const text = p.texts.join('\n\n')
    byText.set(text, [...(byText.get(text) ?? []), p])
  }
  const groups = [...byText].map(([text, own]) => `${own.map((p) => `${p.name} ${p.version} (${p.licence})`).join('\n')}\n\n${text}`)
  const inside = insidePdfmake(root, new Set(packages.map((p) => p.name)))
  return [
    `Stromabook contains the packages and fonts named here (${String(packages.length)}), under their own licences. Electron and Chromium bring theirs: LICENSE.electron.txt and LICENSES.chromium.html beside the desktop program.`,
    ...groups,
    `The browser build of pdfmake has these inside besides, each under the MIT licence unless said otherwise, and no text of theirs is in the packages this program is built from:\n${inside.join(', ')}`,
  ].join(`\n\n${'-'.repeat(78)}\n\n`) + '\n'
}

/** Names of the packages whose licences are printed, the parts inside pdfmake among them. */
export function licensedNames(root: string): ReadonlySet<string> {
  const own = new Set(shippedPackages(root).map((p) => p.name))
  return new Set([...own, ...insidePdfmake(root, own).map((name) => name.split(' ')[0] ?? name)])
}

function shippedPackages(root: string): readonly Shipped[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, Locked>> }
  return Object.entries(packages)
    // Optional ones are native helpers for Node; the pages are built without them.
    .filter(([path, p]) => path !== '' && p.dev !== true && p.devOptional !== true && p.optional !== true)
    .map(([path, p]) => ({ name: path.replace(/^.*node_modules\//, ''), version: p.version ?? '', licence: licenceOf(root, path, p), texts: textsOf(join(root, path)) }))
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1))
}

type Manifest = { readonly license?: string; readonly author?: string | { readonly name?: string } }
const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

function licenceOf(root: string, path: string, { license }: Locked): string {
  return license ?? manifestOf(join(root, path)).license ?? 'see text'
}

function textsOf(folder: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice|copyright)/i.test(name)).sort()
  if (files.length > 0) return files.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r', '').trim())
  const { author, license } = manifestOf(folder)
  const name = (typeof author === 'string' ? author : author?.name)?.replace(/ <.*/, '')
  if (license !== 'MIT' || name === undefined) throw new Error(`${folder} has no text of its licence, and is not under MIT with a named author: add what its licence asks for`)
  return [mit.replace('AUTHOR', name)]
}

/** Packages that were compiled into the browser build of pdfmake and are not installed here, by its source map. */
function insidePdfmake(root: string, known: ReadonlySet<string>): readonly string[] {
  const map = join(root, 'node_modules', 'pdfmake', 'build', 'pdfmake.js.map')
  if (!existsSync(map)) throw new Error('pdfmake has no source map any more: find out what its browser build contains')
  const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { readonly sources: readonly string[] }
  const names = new Set(sources.map((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? 'pdfmake'))
  return [...names].filter((name) => !known.has(name)).map((name) => (name === 'ieee754' ? 'ieee754 (BSD-3-Clause)' : name)).sort()
}

const mit = `The MIT License (MIT)

Copyright (c) AUTHOR

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`
