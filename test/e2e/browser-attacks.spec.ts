import { createServer, request } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { filePolicy } from '../../electron/content-security-policy.ts'
import { buildSampleNotebook } from '../../shared/sample/build-sample-notebook.ts'
import { archiveOfRecords } from '../helpers/archive-of-records.ts'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'

// What another page in the same browser, a hostile record, or a script that got in could try against the notebook in a browser. The server as such,
// paths and names, is attacked in test/integration/browser/browser-server.test.ts; here it answers with the built pages.

const port = 17404
const hostile = '<img src=x onerror="window.__ran=1"><script>window.__ran=1</script>'

/** A server of somebody else on the same computer, that counts who calls. */
async function elsewhere(): Promise<{ readonly address: string; readonly asked: string[]; readonly close: () => void }> {
  const asked: string[] = []
  const server = createServer((incoming, response) => {
    asked.push(incoming.url ?? '')
    response.writeHead(200, { 'content-type': incoming.url === '/' ? 'text/html' : 'text/javascript', 'access-control-allow-origin': '*' }).end(incoming.url === '/' ? '<title>Elsewhere</title>' : 'globalThis.__ran = 1')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`, asked, close: () => { server.close() } }
}

/** Status of a request exactly as written: no tidying of the path, any name of the host. */
const statusOf = (path: string, host = `127.0.0.1:${String(port)}`): Promise<number> => new Promise((resolve, reject) => {
  request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => { response.resume(); resolve(response.statusCode ?? 0) }).on('error', reject).end()
})

/** Runs code later, because the debugger that evaluates is allowed what a page or worker is not. */
const later = (evaluate: (script: string) => Promise<unknown>, code: string): Promise<unknown> => evaluate(`new Promise((done) => setTimeout(() => { try { Promise.resolve(${code}).then(done, (e) => done(e.name)) } catch (e) { done(e.name) } }, 0))`)

test('other pages, hostile records and foreign scripts get nowhere in the browser', async () => {
  const profile = await profileFolder()
  const app = await browserApp(profile.path, port)
  const other = await elsewhere()
  const page = await app.start()
  const inPage = (script: string): Promise<unknown> => page.evaluate(script)
  await page.getByRole('button', { name: 'Look at the sample notebook' }).click()
  await expect(page.getByRole('heading', { name: 'What does not fit together' })).toBeVisible({ timeout: 60_000 })

  await test.step('paths and names', async () => {
    for (const path of ['/../package.json', '/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2f..%2fpackage.json', '/assets/../../electron/main.js', '//evil.example/', '/..%5c..%5cpackage.json', '/%00', '/assets/']) expect(await statusOf(path), path).toBe(404)
    for (const name of ['evil.example', `evil.example:${String(port)}`, `[::1]:${String(port)}`, '127.0.0.1']) expect(await statusOf('/', name), name).toBe(421)
  })

  await test.step('scripts, styles and connections that the policy does not allow, in the page', async () => {
    for (const code of ['eval("1")', 'new Function("return 1")()', 'import("data:text/javascript,1")']) expect(await later(inPage, code), code).toMatch(/^(EvalError|TypeError)$/)
    for (const what of [`fetch("${other.address}x.js", { mode: "no-cors" }).then(() => "reached")`, `navigator.sendBeacon("${other.address}beacon", "x") && fetch("${other.address}after", { mode: "no-cors" })`, `new Promise((done) => { const s = new WebSocket("${other.address.replace('http', 'ws')}"); s.onerror = () => done("TypeError"); s.onopen = () => done("reached") })`]) expect(await later(inPage, what)).toBe('TypeError')
    for (const script of ['s.textContent = "window.__ran = 1"', `s.src = "${other.address}x.js"`, 's.src = URL.createObjectURL(new Blob(["window.__ran=1"]))']) {
      expect(await page.evaluate(`new Promise((done) => { const s = document.createElement("script"); ${script}; s.onerror = s.onload = () => done(window.__ran ?? "did not run"); document.body.append(s); if (s.src === "") done(window.__ran ?? "did not run") })`)).toBe('did not run')
    }
    expect(await page.evaluate(`new Promise((done) => { const f = document.createElement("iframe"); f.src = "${other.address}"; document.addEventListener("securitypolicyviolation", (e) => done(e.effectiveDirective), { once: true }); document.body.append(f) })`)).toBe('frame-src')
    expect(await page.evaluate(`new Promise((done) => { const f = document.createElement("form"); f.action = "${other.address}form"; f.method = "post"; document.addEventListener("securitypolicyviolation", (e) => done(e.effectiveDirective), { once: true }); document.body.append(f); f.submit() })`)).toBe('form-action')
    expect(await page.evaluate('(() => { const b = document.createElement("base"); b.href = "https://evil.example/"; document.head.append(b); return document.baseURI })()')).toBe(app.address)
    expect(await page.evaluate('(() => { const s = document.createElement("style"); s.textContent = "body { --hostile: 1 }"; document.head.append(s); return getComputedStyle(document.body).getPropertyValue("--hostile") })()')).toBe('')
    expect(await page.evaluate('new Promise((done) => { try { const w = new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))); w.onmessage = () => done("ran"); w.onerror = () => done("refused") } catch { done("refused") } })')).toBe('refused')
  })

  await test.step('the same in every worker: each has a policy of its own', async () => {
    await page.evaluate("location.hash = '#/batches'")
    await page.getByRole('link', { name: 'SIM-UC-0001' }).click()
    await expect.poll(() => page.workers().length, { timeout: 30_000 }).toBeGreaterThan(2)
    for (const worker of page.workers()) {
      const name = worker.url()
      for (const code of ['eval("1")', 'new Function("return 1")()']) expect(await later((script) => worker.evaluate(script), code), `${name} ${code}`).toBe('EvalError')
      for (const code of [`fetch("${other.address}worker", { mode: "no-cors" }).then(() => "reached")`, `import("${other.address}x.js").then(() => "reached")`, 'import("data:text/javascript,1").then(() => "reached")']) expect(await later((script) => worker.evaluate(script), code), `${name} ${code}`).toBe('TypeError')
      expect((await page.request.get(name)).headers()['content-security-policy'], name).toBe(filePolicy)
    }
    expect((await page.request.get(`${app.address}service-worker.js`)).headers()['content-security-policy']).toBe(filePolicy)
    // Given by the service worker, with the server out of the way, it is the same.
    await page.evaluate('navigator.serviceWorker.ready.then(() => 1)')
    await expect.poll(() => page.evaluate(`caches.match("${page.workers()[0]?.url() ?? ''}").then((r) => r?.headers.get("content-security-policy"))`)).toBe(filePolicy)
    expect(other.asked).toEqual([])
  })

  await test.step('permissions and devices', async () => {
    const allowed = 'document.featurePolicy.allowedFeatures()'
    for (const feature of ['geolocation', 'microphone', 'usb', 'serial']) expect(await page.evaluate(`${allowed}.includes("${feature}")`), feature).toBe(false)
    expect(await page.evaluate('new Promise((done) => navigator.geolocation.getCurrentPosition(() => done("given"), (e) => done(e.code)))')).toBe(1)
  })

  await test.step('a page elsewhere: reads nothing, frames nothing, keeps no hold of a window it opens', async () => {
    const attacker = await page.context().newPage()
    await attacker.goto(other.address)
    expect(await attacker.evaluate(`fetch("${app.address}").then(() => "read", (e) => e.name)`)).toBe('TypeError')
    expect(await attacker.evaluate(`fetch("${app.address}", { mode: "no-cors" }).then(() => "read", (e) => e.name)`)).toBe('TypeError')
    const script = /src="\.\/(assets\/index-[^"]+\.js)"/.exec(await (await page.request.get(app.address)).text())?.[1] ?? ''
    expect(script).not.toBe('')
    expect(await attacker.evaluate(`new Promise((done) => { const s = document.createElement("script"); s.src = "${app.address}${script}"; s.onload = () => done("ran"); s.onerror = () => done("refused"); document.body.append(s) })`)).toBe('refused')
    expect(await attacker.evaluate(`new Promise((done) => { const f = document.createElement("iframe"); f.src = "${app.address}"; f.onload = () => { try { done(f.contentWindow.document.title) } catch { done("out of reach") } }; document.body.append(f) })`)).toBe('out of reach')
    await expect.poll(() => attacker.frames().filter((f) => f.url() === app.address).length).toBe(0)
    const [opened] = await Promise.all([attacker.context().waitForEvent('page'), attacker.evaluate(`void (window.__held = window.open("${app.address}"))`)])
    await expect(opened.getByRole('link', { name: 'Batches' })).toBeVisible()
    // The notebook lives in another group of windows: for the page that opened it the window is closed.
    expect(await attacker.evaluate('window.__held.closed')).toBe(true)
    expect(await opened.evaluate('window.opener')).toBe(null)
    await opened.close()
    await attacker.close()
  })

  await test.step('records with markup and scripts in every text are shown as text', async () => {
    const file = await archiveOfRecords(buildSampleNotebook().filter((r) => ['donor', 'batch', 'literature-study', 'person'].includes(r.kind)).map((r) => ({ ...r, note: hostile, ...('code' in r ? { code: `${hostile.slice(0, 24)}${r.code}` } : {}) })))
    await page.evaluate("location.hash = '#/settings'")
    await page.getByRole('button', { name: 'Close this notebook' }).click()
    await app.opened(page, { name: 'hostile.eln', bytes: Buffer.from(file) }, () => page.getByRole('button', { name: 'Open a notebook file' }).click())
    await page.getByRole('link', { name: 'Batches' }).click()
    await page.getByRole('link', { name: /^<img src=x.*SIM-UC-0001$/ }).click()
    await page.getByRole('tab', { name: 'Record' }).click()
    await expect(page.getByRole('textbox', { name: 'Code' })).toHaveValue(/^<img src=x/)
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByText('entered by')).toBeVisible()
    expect(await page.evaluate('window.__ran ?? "did not run"')).toBe('did not run')
    expect(await page.locator('img[src="x"]').count()).toBe(0)
  })

  expect(other.asked.filter((path) => path !== '/' && path !== '/favicon.ico')).toEqual([])
  // What was tried here is refused aloud; a fault would be something else.
  expect(app.complaints.filter((c) => c.startsWith('fault'))).toEqual([])
  other.close()
  await app.stop()
  await profile.remove()
})
