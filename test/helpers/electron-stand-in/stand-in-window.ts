import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Frame, type Page } from '@playwright/test'
import { chromiumArguments, findChromium } from '../find-chromium.ts'
import { report } from './control.ts'
import { packed, pageScript, unpacked } from './page-bridge.ts'
import { runPreload } from './preload-runner.ts'
import { standInOrigin, toApp, toStandIn } from './stand-in-address.ts'
import type { StandInContents } from './stand-in-contents.ts'
import { answerScheme, ipcHandlers, profileFolder, testListens, willDownload } from './stand-in-state.ts'

/** Opens the page of a window and puts the program's protocol, preload and guards around it. */
export async function openPage(contents: StandInContents, url: string, preload: string): Promise<void> {
  const profile = join(profileFolder(), 'chromium')
  const context = await chromium.launchPersistentContext(profile, { executablePath: await findChromium(), args: [...chromiumArguments, '--remote-debugging-port=0'], viewport: { width: 1280, height: 720 } })
  contents.context = context
  let caller: Frame | null = null
  const load = (): void => { contents.preload = runPreload(preload, (channel, args) => callMain(contents, caller, channel, args)) }
  load()
  await context.exposeBinding('__standInWire', async ({ frame }, name: string, method: string, args: readonly unknown[]) => {
    const api = contents.preload?.world.get(name)?.[method]
    if (typeof api !== 'function') return { error: 'there is no such call' }
    caller = frame
    const callPage = (listener: number, values: readonly unknown[]): void => {
      // A page that is being loaded again no longer listens.
      void frame.evaluate(`window.__standInListener(${String(listener)}, ${JSON.stringify(values)})`).catch(() => undefined)
    }
    try {
      return { value: packed(await (api as (...all: readonly unknown[]) => unknown)(...args.map((a) => unpacked(a, callPage)))) }
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) }
    }
  })
  await context.addInitScript(pageScript([...(contents.preload?.world ?? [])].map(([name, api]) => [name, Object.keys(api)] as const)))
  await answerRequests(context, contents, load)
  const settle = async (page: Page): Promise<void> => {
    contents.page = page
    page.on('crash', () => { contents.hasCrashed() })
    page.on('download', (download) => {
      const prevented = willDownload(toApp(download.url()))
      report({ say: 'download', url: toApp(download.url()), prevented })
      if (prevented) void download.cancel()
    })
    const session = await context.newCDPSession(page)
    await session.send('Page.enable')
    session.on('Page.windowOpen', (opened) => { contents.openHandler({ url: toApp(opened.url) }) })
  }
  let isOwn = false
  // A window that the page opened by itself is not left open: the program denies every one.
  context.on('page', (opened) => { if (!isOwn) void opened.close() })
  contents.reopen = async () => {
    const crashed = contents.page
    isOwn = true
    const fresh = await context.newPage()
    isOwn = false
    await settle(fresh)
    await fresh.goto(toStandIn(url))
    await crashed?.close()
    report({ say: 'reopened' })
  }
  const page = context.pages()[0] ?? (await context.newPage())
  await settle(page)
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
  report({ say: 'open', port: Number(port) })
  await testListens()
  await page.goto(toStandIn(url))
}

async function answerRequests(context: BrowserContext, contents: StandInContents, onNewDocument: () => void): Promise<void> {
  await context.route('**/*', async (route) => {
    const request = route.request()
    const asked = request.url()
    if (request.isNavigationRequest() && !asked.startsWith('blob:')) {
      const isMain = request.frame().parentFrame() === null
      // A prevented navigation leaves the page as it is, which is what an answer without content does.
      const first = request.frame().url() === 'about:blank'
      if (!(isMain && first) && refuses(contents, isMain ? (request.redirectedFrom() === null ? 'will-navigate' : 'will-redirect') : 'will-frame-navigate', toApp(asked))) return route.fulfill({ status: 204 })
    }
    if (!asked.startsWith(`${standInOrigin}/`)) return route.abort('addressunreachable')
    if (request.isNavigationRequest() && request.frame() === contents.page?.mainFrame()) onNewDocument()
    const answer = await answerScheme(new Request(toApp(asked), { method: request.method() }))
    return route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body: Buffer.from(await answer.arrayBuffer()) })
  })
}

/** True when a guard prevents the navigation. */
function refuses(contents: StandInContents, event: string, url: string): boolean {
  let prevented = false
  contents.emit(event, { url, preventDefault: () => { prevented = true } })
  return prevented
}

async function callMain(contents: StandInContents, frame: Frame | null, channel: string, args: readonly unknown[]): Promise<unknown> {
  const handler = ipcHandlers.get(channel)
  if (handler === undefined) throw new Error(`nobody answers ${channel}`)
  const senderFrame = frame === null ? null : { url: toApp(frame.url()), parent: frame.parentFrame() === null ? null : {} }
  return handler({ sender: contents, senderFrame }, ...args)
}
