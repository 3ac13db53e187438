import { expect, test } from '@playwright/test'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'

type Icon = { readonly src: string; readonly sizes: string; readonly type: string; readonly purpose: string }

test('the browser finds everything it asks of an app that can be installed', async () => {
  const profile = await profileFolder()
  const app = await browserApp(profile.path, 17405)
  const page = await app.start()
  await page.evaluate('navigator.serviceWorker.ready.then(() => 1)')
  const session = await page.context().newCDPSession(page)
  const { errors } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  expect(installabilityErrors.map((e) => e.errorId)).toEqual([])
  const manifest = (await (await page.request.get(`${app.address}manifest.webmanifest`)).json()) as { readonly icons: readonly Icon[]; readonly start_url: string; readonly scope: string; readonly display: string; readonly name: string; readonly id: string }
  expect(manifest).toMatchObject({ name: 'Stromabook', display: 'standalone', start_url: './', scope: './', id: './' })
  expect(manifest.icons.map((i) => `${i.purpose} ${i.sizes}`)).toEqual(expect.arrayContaining(['any 192x192', 'any 512x512', 'maskable 512x512']))
  for (const icon of manifest.icons) {
    const size: unknown = await page.evaluate(`new Promise((done) => { const i = new Image(); i.onload = () => done(i.naturalWidth + "x" + i.naturalHeight); i.onerror = () => done("none"); i.src = ${JSON.stringify(icon.src)} })`)
    if (icon.sizes === 'any') expect(size).toMatch(/^\d+x\d+$/)
    else expect(size, icon.src).toBe(icon.sizes)
  }
  // The worker that answers is this build's, over the whole notebook.
  expect(await page.evaluate('navigator.serviceWorker.getRegistration().then((r) => [r.scope, r.active.scriptURL])')).toEqual([app.address, `${app.address}service-worker.js`])
  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})
