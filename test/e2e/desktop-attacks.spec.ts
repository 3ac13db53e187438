import { expect, test } from '@playwright/test'
import { filePolicy } from '../../electron/content-security-policy.ts'
import { hostCalls } from '../../shared/host/host-calls.ts'
import { profileFolder } from './app-under-test.ts'
import { standInApp } from './stand-in-app.ts'

// What a hostile page or record could try in the desktop window. Each is refused, and the notebook stays.

const elsewhere = ['https://evil.example/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'javascript:document.title="x"', 'data:text/html,<h1>x</h1>', 'app://other/index.html', 'chrome://settings/']

test('navigation, windows, permissions, paths and calls are refused', async () => {
  const profile = await profileFolder()
  const app = standInApp(profile.path)
  const page = await app.start()
  await expect(page.getByRole('heading', { name: 'Stromabook' })).toBeVisible()
  const home = page.url()
  const call = (name: string, args?: unknown): Promise<string> => page.evaluate(`window.stromabook.call(${JSON.stringify(name)}, ${args === undefined ? 'undefined' : JSON.stringify(args)}).then((v) => 'answered ' + JSON.stringify(v), (e) => 'refused ' + e.message)`)

  await test.step('the window is sandboxed and isolated', async () => {
    expect(await app.heard('window')).toMatchObject({ preferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, navigateOnDragDrop: false } })
    expect((await app.heard('window')).preferences).not.toHaveProperty('enableBlinkFeatures')
    expect(await page.evaluate('[typeof require, typeof process, typeof module, typeof Buffer, Object.keys(window.stromabook).join()].join(" ")')).toBe('undefined undefined undefined undefined call,listen')
    expect(await page.evaluate('try { window.stromabook.call = 1 } catch {}; try { delete window.stromabook } catch {}; try { window.stromabook = {} } catch {}; typeof window.stromabook.call')).toBe('function')
  })

  await test.step('leaving the notebook', async () => {
    // The page answers after each attempt, which it could not do had it left; what was asked for meanwhile has been refused by then.
    const still = (): Promise<string> => page.evaluate('new Promise((done) => setTimeout(() => requestAnimationFrame(() => done(document.title)), 50))')
    for (const url of elsewhere) {
      await page.evaluate(`location.href = ${JSON.stringify(url)}`).catch(() => undefined)
      expect(await still()).toBe('Stromabook')
      expect(page.url()).toBe(home)
    }
    for (const script of [
      '(() => { const f = document.createElement("iframe"); f.src = "https://evil.example/"; document.body.append(f) })()',
      '(() => { const m = document.createElement("meta"); m.httpEquiv = "refresh"; m.content = "0;url=https://evil.example/"; document.head.append(m) })()',
      '(() => { const f = document.createElement("form"); f.action = "https://evil.example/"; f.method = "post"; document.body.append(f); f.submit() })()',
      '(() => { const a = document.createElement("a"); a.href = "https://evil.example/"; document.body.append(a); a.click() })()',
      'history.pushState(null, "", "/elsewhere")',
    ]) {
      await page.evaluate(script)
      expect(await still()).toBe('Stromabook')
    }
    expect(new URL(page.url()).origin).toBe(new URL(home).origin)
    await page.goto(home)
    await expect(page.getByRole('heading', { name: 'Stromabook' })).toBeVisible()
  })

  await test.step('another window: a web link goes to the browser, anything else nowhere', async () => {
    for (const url of ['file:///etc/passwd', 'http://lab.example/', 'https://name:secret@evil.example/', 'app://notebook/index.html', 'about:blank', 'https://doi.org/10.1186/ar2939']) await page.evaluate(`window.open(${JSON.stringify(url)}); 0`)
    await app.heard('external')
    expect(app.told.filter((t) => t.say === 'external')).toEqual([{ say: 'external', url: 'https://doi.org/10.1186/ar2939' }])
    await expect.poll(() => page.context().pages().filter((p) => !p.isClosed()).length).toBe(1)
  })

  await test.step('scripts and connections the policy does not allow', async () => {
    // Later, because the debugger that evaluates is allowed what the page is not.
    for (const code of ['eval("1")', 'new Function("return 1")()']) expect(await page.evaluate(`new Promise((done) => setTimeout(() => { try { done(${code}) } catch (e) { done(e.name) } }, 0))`)).toBe('EvalError')
    for (const url of ['https://evil.example/', 'http://127.0.0.1:1/', 'data:text/plain,x', 'file:///etc/passwd']) expect(await page.evaluate(`fetch(${JSON.stringify(url)}).then(() => "reached", (e) => e.name)`)).toBe('TypeError')
    for (const script of ['s.textContent = "window.__ran = 1"', 's.src = "data:text/javascript,window.__ran=1"', 's.src = URL.createObjectURL(new Blob(["window.__ran=1"]))']) {
      expect(await page.evaluate(`new Promise((done) => { const s = document.createElement("script"); ${script}; s.onerror = s.onload = () => done(window.__ran ?? "did not run"); document.body.append(s); setTimeout(() => done(window.__ran ?? "did not run"), 300) })`)).toBe('did not run')
    }
    expect(await page.evaluate('new Promise((done) => { const d = document.createElement("div"); d.innerHTML = "<img src=x onerror=\\"window.__ran=1\\">"; document.body.append(d); d.firstChild.addEventListener("error", () => setTimeout(() => done(window.__ran ?? "did not run"))) })')).toBe('did not run')
    expect(await page.evaluate('try { new Worker("data:text/javascript,postMessage(1)").onmessage = () => { window.__ran = 1 } } catch {}; new Promise((done) => setTimeout(() => done(window.__ran ?? "did not run"), 300))')).toBe('did not run')
    expect(await page.evaluate('(() => { const s = document.createElement("style"); s.textContent = "body { --hostile: 1 }"; document.head.append(s); return getComputedStyle(document.body).getPropertyValue("--hostile") })()')).toBe('')
  })

  await test.step('workers have a policy of their own', async () => {
    const scripts: unknown = await page.evaluate('[...document.querySelectorAll("script[src*=assets]")].map((s) => s.src)')
    for (const script of scripts as readonly string[]) expect(await page.evaluate(`fetch(${JSON.stringify(script)}).then((r) => r.headers.get("content-security-policy"))`)).toBe(filePolicy)
    expect(scripts).not.toEqual([])
  })

  await test.step('files outside the build', async () => {
    for (const path of ['/../package.json', '/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2f..%2fpackage.json', '/etc/passwd', '//etc/passwd', '/..%5c..%5cpackage.json', '/%00', '/assets/']) {
      expect(await page.evaluate(`fetch(${JSON.stringify(`${new URL(home).origin}${path}`)}).then((r) => r.status)`)).toBe(404)
    }
    expect(await page.evaluate(`fetch(${JSON.stringify(home)}, { method: "POST" }).then((r) => r.status)`)).toBe(404)
  })

  await test.step('calls that do not exist, or with arguments that are not theirs', async () => {
    for (const name of ['fs.readFile', 'constructor', '__proto__', 'toString', '']) expect(await call(name, { path: '/etc/passwd' })).toMatch(/^refused .*does not exist/)
    for (const name of Object.keys(hostCalls)) {
      for (const args of [null, 5, 'x', [], { path: '/etc/passwd' }, { name: '../../etc/passwd', path: 'x' }, { token: 5 }, { url: ['https://lab.example/'] }, { entries: 'x' }, { __proto__: null, constructor: 'x' }]) expect(await call(name, args), `${name} ${JSON.stringify(args)}`).toMatch(/^refused .*wrong arguments/)
    }
    expect(await call('files.read', { token: 'guess', offset: 0, length: 10 })).toContain('was not chosen by anybody')
    for (const name of ['../../etc/passwd', '..', 'a/b.eln', 'CON.eln:x', 'x.exe']) {
      for (const what of ['backups.open', 'backups.begin', 'backups.remove']) expect(await call(what, { name })).toMatch(/no name of a backup|No backup folder/)
    }
    for (const url of ['file:///etc/passwd', 'http://lab.example/', 'javascript:1', 'https://a@b.example/', 'smb://share/x']) expect(await call('links.open', { url })).toContain('only complete https addresses')
    expect(app.told.filter((t) => t.say === 'external')).toHaveLength(1)
  })

  await test.step('a frame inside the notebook may not call', async () => {
    const answer = await page.evaluate('new Promise((done) => { const f = document.createElement("iframe"); f.src = URL.createObjectURL(new Blob(["<p>hostile</p>"], { type: "text/html" })); f.onload = () => { const api = f.contentWindow.stromabook; api === undefined ? done("refused no bridge") : api.call("app.facts").then((v) => done("answered " + JSON.stringify(v)), (e) => done("refused " + e.message)) }; document.body.append(f) })')
    expect(answer).toMatch(/^refused /)
  })

  await test.step('permissions and devices', async () => {
    const own = 'app://notebook/index.html'
    const wanted = ['geolocation', 'notifications', 'midi', 'openExternal', 'fullscreen', 'pointerLock', 'display-capture', 'clipboard-read', 'idle-detection', 'hid', 'serial', 'usb', 'window-management', 'top-level-storage-access']
    for (const permission of wanted) {
      app.tell({ do: 'ask-permission', permission, url: own })
      app.tell({ do: 'check-permission', permission, url: 'app://notebook' })
    }
    for (const permission of ['media', 'persistent-storage', 'clipboard-sanitized-write']) {
      for (const url of ['https://evil.example/', 'app://other/', 'file:///x', '']) {
        app.tell({ do: 'ask-permission', permission, url })
        app.tell({ do: 'check-permission', permission, url })
      }
      app.tell({ do: 'ask-permission', permission, url: own })
      app.tell({ do: 'check-permission', permission, url: 'app://notebook' })
    }
    for (const sort of ['hid', 'serial', 'usb']) app.tell({ do: 'ask-device', sort, url: 'app://notebook' })
    const count = wanted.length + 15
    await expect.poll(() => app.told.filter((t) => t.say === 'device').length).toBe(3)
    for (const say of ['permission', 'permission-check'] as const) {
      const answers = app.told.flatMap((t) => (t.say === say ? [t] : []))
      expect(answers).toHaveLength(count)
      expect(answers.flatMap((t) => (t.granted ? [t.permission] : [])).sort()).toEqual(['clipboard-sanitized-write', 'media', 'persistent-storage'])
    }
    expect(app.told.some((t) => t.say === 'device' && t.granted)).toBe(false)
  })

  await test.step('web views, certificates and downloads', async () => {
    app.tell({ do: 'attach-web-view' })
    expect(await app.heard('web-view')).toMatchObject({ prevented: true })
    app.tell({ do: 'show-certificate', url: 'https://evil.example/' })
    expect(await app.heard('certificate')).toMatchObject({ prevented: true, trusted: false })
    await page.evaluate('Object.assign(document.createElement("a"), { href: "data:application/octet-stream,hostile", download: "hostile.exe" }).click()')
    expect(await app.heard('download', ({ url }) => url.startsWith('data:'))).toMatchObject({ prevented: true })
    await page.evaluate('Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob(["ours"])), download: "ours.csv" }).click()')
    expect(await app.heard('download', ({ url }) => url.startsWith('blob:'))).toMatchObject({ prevented: false })
  })

  await app.stop()
  await profile.remove()
})
