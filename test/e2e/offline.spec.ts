import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, test, type Page } from '@playwright/test'
import { browserAddress, browserServer, listen as listenOn } from '../../electron/browser-server.ts'
import { chromiumArguments, findChromium } from '../helpers/find-chromium.ts'
import { listen } from './app-under-test.ts'

// The installed web app: works with the server gone, never mixes two builds, and takes a newer one only when the person says so.

const port = 17519
const built = join(import.meta.dirname, '..', '..', 'dist', 'web')

/** Another build of the same program: another title, and the list and name that go with it. */
async function newerBuild(folder: string): Promise<void> {
  await cp(built, folder, { recursive: true })
  const html = (await readFile(join(folder, 'index.html'), 'utf8')).replace('<title>Stromabook</title>', '<title>Newer Stromabook</title>')
  await writeFile(join(folder, 'index.html'), html)
  const worker = (await readFile(join(folder, 'service-worker.js'), 'utf8')).replace(/"index\.html":"[0-9a-f]{64}"/, `"index.html":"${createHash('sha256').update(html).digest('hex')}"`).replace(/offlineBuild = "[0-9a-f]+"/, 'offlineBuild = "0123456789abcdef"')
  await writeFile(join(folder, 'service-worker.js'), worker)
}

async function stop(server: Server | undefined): Promise<void> {
  server?.closeAllConnections()
  await new Promise((resolve) => server?.close(resolve) ?? resolve(null))
}

const titleOf = (page: Page): Promise<string> => page.title()
const update = (page: Page): Promise<unknown> => page.evaluate('navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => "done", (e) => e.name)')

test('the notebook works with the server gone, and a newer build is offered, never forced', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stromabook-offline-'))
  const newer = join(folder, 'newer')
  await newerBuild(newer)
  let server = await listenOn(browserServer(built, port), port)
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), { executablePath: await findChromium(), args: [...chromiumArguments], viewport: { width: 1280, height: 720 } })
  const complaints: string[] = []
  const page = context.pages()[0] ?? (await context.newPage())
  listen(page, complaints)
  await page.goto(browserAddress(port))
  await page.evaluate('navigator.serviceWorker.ready.then(() => 1)')

  await test.step('server gone: loads again, works, stores', async () => {
    await stop(server)
    await page.reload()
    await page.getByLabel('Name').fill('Offline lab')
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.evaluate('location.hash = "#/donors/new"')
    await page.getByRole('textbox', { name: 'Code' }).fill('OFF-1')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'OFF-1' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'OFF-1' })).toBeVisible()
  })

  await test.step('the kept page has the strict policy as a header and a new nonce each time', async () => {
    const [one, two] = [await page.reload(), await page.reload()].map((r) => r?.headers()['content-security-policy'] ?? '')
    expect(one).toMatch(/default-src 'none'.*style-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}'.*frame-ancestors 'none'/)
    expect(one).not.toMatch(/unsafe|STROMABOOK/)
    expect(two).not.toBe(one)
  })

  await test.step('a build that is half on the server is not taken: never a mix', async () => {
    const half = join(folder, 'half')
    await cp(newer, half, { recursive: true })
    await cp(join(built, 'index.html'), join(half, 'index.html'))
    server = await listenOn(browserServer(half, port), port)
    await update(page)
    await expect.poll(() => page.evaluate('caches.keys().then((k) => k.length)')).toBe(1)
    await page.reload()
    expect(await titleOf(page)).toBe('Stromabook')
    await stop(server)
  })

  await test.step('a whole newer build is offered; until it is taken everything is the old one', async () => {
    server = await listenOn(browserServer(newer, port), port)
    await update(page)
    await expect(page.getByText('A newer Stromabook is ready')).toBeVisible()
    await page.reload()
    expect(await titleOf(page)).toBe('Stromabook')
    await page.getByRole('button', { name: 'Load it now' }).click()
    await expect.poll(() => titleOf(page).catch(() => '')).toBe('Newer Stromabook')
    await expect(page.getByRole('heading', { name: 'OFF-1' })).toBeVisible()
    await stop(server)
    await page.reload()
    expect(await titleOf(page)).toBe('Newer Stromabook')
  })

  // Files of the page itself never failed; what a stopped server means for the search for updates is no fault.
  expect(complaints.filter((c) => !/service-worker\.js|ERR_CONNECTION_REFUSED|Failed to update a ServiceWorker/.test(c))).toEqual([])
  await context.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})
