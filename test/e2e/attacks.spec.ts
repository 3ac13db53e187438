import { expect, test } from '@playwright/test'
import { profileFolder } from './app-under-test.ts'
import { standInApp } from './stand-in-app.ts'

// What a hostile page or record could try in the desktop window. Each is refused, and the notebook stays.

test('navigation, windows, permissions, paths and calls are refused', async () => {
  const profile = await profileFolder()
  const app = standInApp(profile.path)
  const page = await app.start()
  await expect(page.getByRole('heading', { name: 'Stromabook' })).toBeVisible()
  const home = page.url()
  const call = (name: string, args?: unknown): Promise<string> => page.evaluate(`window.stromabook.call(${JSON.stringify(name)}, ${JSON.stringify(args)}).then((v) => 'answered ' + JSON.stringify(v), (e) => 'refused ' + e.message)`)

  await test.step('the window is sandboxed and isolated', async () => {
    const [window] = app.told.filter((t) => t.say === 'window')
    expect(window).toMatchObject({ preferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webSecurity: true, webviewTag: false } })
    expect(await page.evaluate('[typeof require, typeof process, typeof module, Object.keys(window.stromabook).join()].join(" ")')).toBe('undefined undefined undefined call')
    expect(await page.evaluate('try { window.stromabook.call = 1 } catch {}; typeof window.stromabook.call')).toBe('function')
  })

  await test.step('leaving the notebook', async () => {
    for (const url of ['https://evil.example/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'javascript:document.title="x"', 'data:text/html,<h1>x</h1>']) {
      await page.evaluate(`location.href = ${JSON.stringify(url)}`).catch(() => undefined)
      await page.waitForTimeout(150)
      expect(page.url()).toBe(home)
    }
    await page.evaluate('(() => { const f = document.createElement("iframe"); f.src = "https://evil.example/"; document.body.append(f) })()')
    await page.evaluate('(() => { const m = document.createElement("meta"); m.httpEquiv = "refresh"; m.content = "0;url=https://evil.example/"; document.head.append(m) })()')
    await page.waitForTimeout(300)
    expect(page.url()).toBe(home)
  })

  await test.step('another window: a web link goes to the browser, anything else nowhere', async () => {
    await page.evaluate('window.open("https://doi.org/10.1186/ar2939")')
    await page.evaluate('window.open("file:///etc/passwd")')
    await page.waitForTimeout(400)
    expect(app.told.filter((t) => t.say === 'external').every((t) => t.say === 'external' && t.url.startsWith('https://'))).toBe(true)
    expect(page.context().pages().filter((p) => !p.isClosed())).toHaveLength(1)
  })

  await test.step('scripts and connections the policy does not allow', async () => {
    expect(await page.evaluate('new Promise((done) => setTimeout(() => { try { done(eval("1")) } catch (e) { done(e.name) } }, 0))')).toBe('EvalError')
    expect(await page.evaluate('fetch("https://evil.example/").then(() => "reached", (e) => e.name)')).toBe('TypeError')
    expect(await page.evaluate('new Promise((done) => { const s = document.createElement("script"); s.textContent = "window.__ran = 1"; document.body.append(s); setTimeout(() => done(window.__ran ?? "did not run"), 100) })')).toBe('did not run')
  })

  await test.step('files outside the build', async () => {
    for (const path of ['/../package.json', '/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2f..%2fpackage.json', '/etc/passwd']) {
      expect(await page.evaluate(`fetch(${JSON.stringify(path)}).then((r) => r.status)`)).toBe(404)
    }
  })

  await test.step('calls that do not exist, or with arguments that are not theirs', async () => {
    expect(await call('fs.readFile', { path: '/etc/passwd' })).toMatch(/^refused .*does not exist/)
    expect(await call('constructor')).toMatch(/^refused .*does not exist/)
    expect(await call('backups.begin', { name: 5 })).toMatch(/^refused .*wrong arguments/)
    expect(await call('backups.begin', { name: 'x.eln', path: '/etc' })).toMatch(/^refused .*wrong arguments/)
    expect(await call('files.read', { token: 'guess', offset: 0, length: 10 })).toContain('was not chosen by anybody')
    expect(await call('backups.open', { name: '../../etc/passwd' })).toMatch(/no name of a backup|No backup folder/)
    expect(await call('links.open', { url: 'file:///etc/passwd' })).toContain('only complete https addresses')
  })

  await test.step('permissions', async () => {
    for (const permission of ['geolocation', 'notifications', 'midi', 'openExternal', 'fullscreen']) app.tell({ do: 'ask-permission', permission, url: 'app://notebook/index.html' })
    app.tell({ do: 'ask-permission', permission: 'media', url: 'https://evil.example/' })
    app.tell({ do: 'ask-permission', permission: 'persistent-storage', url: 'app://notebook/index.html' })
    await expect.poll(() => app.told.filter((t) => t.say === 'permission').length).toBe(7)
    expect(app.told.flatMap((t) => (t.say === 'permission' && t.granted ? [t.permission] : []))).toEqual(['persistent-storage'])
  })

  await app.stop()
  await profile.remove()
})
