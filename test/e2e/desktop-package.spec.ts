import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { standInRuntime } from '../helpers/stand-in-runtime.ts'
import { licensedNames } from '../helpers/third-party-licences.ts'
import { profileFolder } from './app-under-test.ts'
import { standInApp } from './stand-in-app.ts'

// electron-builder packs the real program around a stand-in for the Electron runtime, and what it packed is opened, checked and started, away from
// the project and its node_modules. What needs the runtime itself (installers, signing) cannot be run here: docs/packaging.md.

const root = join(import.meta.dirname, '..', '..')
const tool = (name: string, file: string): string => join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file)

type Ran = { readonly code: number; readonly text: string }
const run = (script: string, args: readonly string[]): Promise<Ran> => new Promise((done) => {
  const child = execFile(process.execPath, [script, ...args], { cwd: root, env: { ...process.env, FORCE_COLOR: '0' }, maxBuffer: 64 * 1024 * 1024 }, (_error, out, err) => { done({ code: child.exitCode ?? 1, text: out + err }) })
})
const builder = (...args: readonly string[]): Promise<Ran> => run(tool('electron-builder', 'cli.js'), ['--linux', 'dir', '--x64', '--publish', 'never', ...args])

/** Paths of all files below a folder, as they stand in addresses. */
async function filesOf(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((f) => f.isFile()).map((f) => join(f.parentPath, f.name).slice(folder.length + 1).replaceAll('\\', '/')).sort()
}

/** What a module asks for by import, export from or require. */
const asked = (source: string): readonly string[] => [...source.matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"]([^'"]+)['"]/g)].map((m) => m[1] ?? '')

test('the packaged program holds all it needs and nothing else, has its fuses set, and starts', async () => {
  const profile = await profileFolder()
  const at = (...path: readonly string[]): string => join(profile.path, ...path)
  await standInRuntime(at('runtime'))
  const where = [`-c.electronDist=${at('runtime')}`, `-c.directories.output=${at('packages')}`]

  await test.step('a configuration against the schema of electron-builder is refused', async () => {
    const wrong = await builder(...where, '-c.electronFuses.runAsNod=false')
    expect(wrong.code).not.toBe(0)
    expect(wrong.text).toMatch(/does not match the API schema[^]*configuration\.electronFuses/)
  })

  const packed = await builder(...where)
  expect(packed.code, packed.text).toBe(0)
  const folder = at('packages', 'linux-unpacked')

  await test.step('fuses', async () => {
    const { text } = await run(tool('@electron/fuses', 'dist/bin.js'), ['read', '--app', join(folder, 'stromabook')])
    const fuses = Object.fromEntries([...text.matchAll(/(\w+) is (Enabled|Disabled)/g)].map((m) => [m[1], m[2]]))
    expect(fuses).toMatchObject({
      RunAsNode: 'Disabled', EnableCookieEncryption: 'Enabled', EnableNodeOptionsEnvironmentVariable: 'Disabled', EnableNodeCliInspectArguments: 'Disabled',
      EnableEmbeddedAsarIntegrityValidation: 'Enabled', OnlyLoadAppFromAsar: 'Enabled', LoadBrowserProcessSpecificV8Snapshot: 'Disabled', GrantFileProtocolExtraPrivileges: 'Disabled',
    })
  })

  const app = at('app')
  await mkdir(app)
  expect((await run(tool('@electron/asar', 'bin/asar.js'), ['extract', join(folder, 'resources', 'app.asar'), app])).code).toBe(0)
  const files = await filesOf(app)

  await test.step('nothing that is not needed: no packages, sources, maps, tests', () => {
    expect(files.filter((f) => !/^(package\.json|LICENSE|THIRD-PARTY-LICENSES\.txt|dist\/(electron\/[\w-]+\.c?js|shared\/(host|util)\/[\w-]+\.js|web\/.*))$/.test(f))).toEqual([])
    expect(files.filter((f) => /\.(map|ts|d\.cts)$|node_modules|(^|\/)test/.test(f))).toEqual([])
    expect(files.filter((f) => /serve-browser|browser-server|start\.js|package-program/.test(f))).toEqual([])
  })

  await test.step('everything that the program imports, from its first file on', async () => {
    const seen = new Set<string>()
    const outside = new Set<string>()
    const follow = async (file: string): Promise<void> => {
      if (seen.has(file)) return
      seen.add(file)
      for (const name of asked(await readFile(file, 'utf8'))) {
        if (name.startsWith('.')) await follow(resolve(dirname(file), name))
        else if (!name.startsWith('node:')) outside.add(name)
      }
    }
    const { main } = JSON.parse(await readFile(join(app, 'package.json'), 'utf8')) as { readonly main: string }
    await follow(join(app, main))
    await follow(join(app, 'dist', 'electron', 'preload.cjs'))
    expect(seen.size).toBeGreaterThan(15)
    expect([...outside]).toEqual(['electron'])
  })

  await test.step('every file of the pages: what the build lists, and what pages and workers name', async () => {
    const web = join(app, 'dist', 'web')
    const list: unknown = JSON.parse(/offlineFiles = (\{.*?\})\n/.exec(await readFile(join(web, 'service-worker.js'), 'utf8'))?.[1] ?? '{}')
    const listed = Object.entries(list as Readonly<Record<string, string>>)
    expect(listed.length).toBeGreaterThan(20)
    for (const [path, hash] of listed) expect(createHash('sha256').update(await readFile(join(web, path))).digest('hex'), path).toBe(hash)
    const present = new Set((await filesOf(join(web, 'assets'))))
    for (const file of present) {
      if (!file.endsWith('.js')) continue
      // Names of built files carry eight signs of their hash.
      for (const [name] of (await readFile(join(web, 'assets', file), 'utf8')).matchAll(/[\w.-]+-[\w-]{8}\.(?:js|css|ttf|woff2|wasm)(?=["'`])/g)) expect(present, `${file} asks for ${name}`).toContain(name)
    }
    expect([...present].filter((f) => /worker/.test(f)).length).toBeGreaterThan(3)
  })

  await test.step('licences of everything in the pages, readable beside the program', async () => {
    expect(await readFile(join(folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8')).toContain('DejaVu')
    expect((await stat(join(folder, 'LICENSES.chromium.html'))).size).toBeGreaterThan(0)
    const licensed = licensedNames(root)
    const built = join(root, 'dist', 'web', 'assets')
    const used = new Set<string>()
    for (const file of (await readdir(built)).filter((f) => f.endsWith('.map'))) {
      const { sources } = JSON.parse(await readFile(join(built, file), 'utf8')) as { readonly sources: readonly string[] }
      for (const source of sources) {
        const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1]
        if (name !== undefined) used.add(name)
      }
    }
    expect(used.size).toBeGreaterThan(50)
    expect([...used].filter((name) => !licensed.has(name))).toEqual([])
  })

  await test.step('starts away from the project, and stores', async () => {
    const started = standInApp(at('profile'), [], join(app, 'dist', 'electron', 'main.js'))
    const page = await started.start()
    await page.getByLabel('Name').fill('Packaged lab')
    await page.getByRole('button', { name: 'Make it' }).click()
    await expect(page.getByRole('link', { name: 'Batches' })).toBeVisible()
    expect(started.complaints).toEqual([])
    await started.stop()
  })
  await profile.remove()
})
