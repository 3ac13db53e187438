import { join } from 'node:path'
import { chromium, type BrowserContext } from '@playwright/test'
import { browserAddress, browserServer, listen as listenOn } from '../../electron/browser-server.ts'
import { chromiumArguments, findChromium } from '../helpers/find-chromium.ts'
import { listen, type AppUnderTest } from './app-under-test.ts'

const webFolder = join(import.meta.dirname, '..', '..', 'dist', 'web')

/** The notebook in a plain browser, served from this process on a port of its own. */
export async function browserApp(profile: string, port: number): Promise<AppUnderTest & { readonly stopServer: () => Promise<void>; readonly startServer: () => Promise<void> }> {
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
    start: async () => {
      context = await chromium.launchPersistentContext(profile, { executablePath: await findChromium(), args: [...chromiumArguments], viewport: { width: 1280, height: 720 }, acceptDownloads: true })
      const page = context.pages()[0] ?? (await context.newPage())
      // The dialogue of the system cannot be answered here; a download is what browsers without it do.
      await page.addInitScript(() => { Reflect.deleteProperty(globalThis, 'showSaveFilePicker') })
      listen(page, complaints)
      await page.goto(browserAddress(port))
      return page
    },
    stop: async () => { await context?.close() },
    stopServer,
    startServer: async () => { server ??= await listenOn(browserServer(webFolder, port), port) },
  }
}
