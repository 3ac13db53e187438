import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type BrowserContext } from '@playwright/test'
import { browserAddress, browserServer, listen as listenOn } from '../../electron/browser-server.ts'
import { chromiumArguments, findChromium } from '../helpers/find-chromium.ts'
import { listen, type AppUnderTest } from './app-under-test.ts'

const webFolder = join(import.meta.dirname, '..', '..', 'dist', 'web')

type Look = { readonly width: number; readonly height: number; readonly zoom: number; readonly scheme: 'light' | 'dark' }

/** The notebook in a plain browser, served from this process on a port of its own. */
export async function browserApp(profile: string, port: number, look: Look = { width: 1280, height: 720, zoom: 1, scheme: 'light' }, moreArguments: readonly string[] = []): Promise<AppUnderTest & { readonly address: string; readonly stopServer: () => Promise<void>; readonly startServer: () => Promise<void> }> {
  const complaints: string[] = []
  let server = await listenOn(browserServer(webFolder, port), port)
  let context: BrowserContext | undefined
  const stopServer = async (): Promise<void> => {
    server?.closeAllConnections()
    await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)))
    server = undefined
  }
  return {
    complaints,
    address: browserAddress(port),
    start: async () => {
      server ??= await listenOn(browserServer(webFolder, port), port)
      context = await chromium.launchPersistentContext(profile, { executablePath: await findChromium(), args: [...chromiumArguments, ...moreArguments], viewport: { width: look.width, height: look.height }, deviceScaleFactor: look.zoom, colorScheme: look.scheme, acceptDownloads: true })
      const page = context.pages()[0] ?? (await context.newPage())
      // The dialogue of the system cannot be answered here; a download is what browsers without it do.
      await page.addInitScript(() => { Reflect.deleteProperty(globalThis, 'showSaveFilePicker') })
      // The browser fills its launch queue only for an installed app; the test hands the page files the same way.
      await page.addInitScript(`{
        let consumer
        Object.defineProperty(window, 'launchQueue', { value: { setConsumer: (c) => { consumer = c } } })
        window.__launch = (base64, name) => consumer({ files: [{ getFile: async () => new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name) }] })
      }`)
      listen(page, complaints)
      await page.goto(browserAddress(port))
      return page
    },
    saved: async (page, click) => {
      const [download] = await Promise.all([page.waitForEvent('download'), click()])
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
    },
    opened: async (page, file, click) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), click()])
      await chooser.setFiles({ name: file.name, mimeType: 'application/vnd.eln+zip', buffer: file.bytes })
    },
    stop: async () => {
      await context?.close()
      await stopServer()
    },
    stopServer,
    startServer: async () => { server ??= await listenOn(browserServer(webFolder, port), port) },
  }
}
