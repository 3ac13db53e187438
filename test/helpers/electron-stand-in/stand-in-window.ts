import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Frame, type Page } from '@playwright/test'
import { chromiumArguments, findChromium } from '../find-chromium.ts'
import { report } from './control.ts'
import { packed, pageScript, unpacked } from './page-bridge.ts'
import { runPreload } from './preload-runner.ts'
import { answerScheme, ipcHandlers, profileFolder } from './stand-in-state.ts'

/** Where app:// pages live in Chromium: an https origin that does not exist, which is a secure context with storage of its own. */
const standInOrigin = 'https://notebook.stand-in'
const toApp = (url: string): string => url.replace(standInOrigin, 'app://notebook').replace(`blob:${standInOrigin}`, 'blob:app://notebook')
const toStandIn = (url: string): string => url.replace('app://notebook', standInOrigin)

type OpenHandler = (details: { readonly url: string }) => { readonly action: string }

/** Contents of a stand-in window: a real Chromium page that obeys the guards the program puts on it. */
export class StandInContents extends EventEmitter {
  page: Page | undefined
  openHandler: OpenHandler = () => ({ action: 'allow' })
  setWindowOpenHandler(handler: OpenHandler): void { this.openHandler = handler }
  getURL(): string { return this.page === undefined ? '' : toApp(this.page.url()) }
  reload(): void { void this.page?.reload() }
}

/** Opens the page of a window and puts the program's protocol, preload and guards around it. */
export async function openPage(contents: StandInContents, url: string, preload: string): Promise<BrowserContext> {
  const profile = join(profileFolder(), 'chromium')
  const context = await chromium.launchPersistentContext(profile, { executablePath: await findChromium(), args: [...chromiumArguments, '--remote-debugging-port=0'], viewport: { width: 1280, height: 720 } })
  const world = runPreload(preload, (channel, args) => callMain(contents, currentFrame, channel, args))
  let currentFrame: Frame | null = null
  await context.exposeBinding('__standInWire', async ({ frame }, name: string, method: string, args: readonly unknown[]) => {
    const api = world.get(name)?.[method]
    if (typeof api !== 'function') return { error: 'there is no such call' }
    currentFrame = frame
    try {
      const given = args.map((a) => (typeof a === 'object' && a !== null && '$nothing' in a ? undefined : unpacked(a)))
      return { value: packed(await (api as (...all: readonly unknown[]) => Promise<unknown>)(...given)) }
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) }
    }
  })
  await context.addInitScript(pageScript([...world].map(([name, api]) => [name, Object.keys(api)] as const)))
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
    const answer = await answerScheme(new Request(toApp(asked), { method: request.method() }))
    return route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body: Buffer.from(await answer.arrayBuffer()) })
  })
  const page = context.pages()[0] ?? (await context.newPage())
  contents.page = page
  context.on('page', (opened) => {
    const wanted = toApp(opened.url())
    contents.openHandler({ url: wanted })
    void opened.close()
  })
  await page.goto(toStandIn(url))
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
  report({ say: 'open', port: Number(port) })
  return context
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
