import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Browser, type Page } from '@playwright/test'
import { build } from 'vite'
import { browserAddress, browserServer, listen } from '../../electron/browser-server.ts'
import { chromiumArguments, findChromium } from './find-chromium.ts'

/** The page, served; every browser started on one profile finds what the last one stored. */
export type StorePage = {
  /** Starts a browser, and the page in it. */
  readonly start: (profile: string) => Promise<{ readonly page: Page; readonly browser: Browser; /** SIGKILL to every process of the browser, as when the power goes. */ readonly kill: () => Promise<void> }>
  readonly stop: () => void
}

/** Answers the question for a backup folder, which no test can click, with a folder the browser keeps for this page. */
const folderOfPage = "window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('backups', { create: true })"

/**
 * Builds test/helpers/store-page and serves it.
 * @param root of the project. @param out where it is built, under dist. @param port of its own.
 */
export async function storePage(root: string, out: string, port: number, prepare: (page: Page) => Promise<void> = async () => undefined): Promise<StorePage> {
  await build({ root: join(root, 'test', 'helpers', 'store-page'), base: './', configFile: false, logLevel: 'error', worker: { format: 'es' }, build: { outDir: out, emptyOutDir: true, target: 'es2023' } })
  const server = await listen(browserServer(out, port), port)
  if (server === undefined) throw new Error(`port ${String(port)} is taken`)
  return {
    start: async (profile) => {
      const { browser, kill } = await startBrowser(profile)
      const context = browser.contexts()[0]
      if (context === undefined) throw new Error('the browser has no window')
      const page = await context.newPage()
      await page.addInitScript(folderOfPage)
      await prepare(page)
      await page.goto(browserAddress(port))
      await page.waitForFunction('typeof audit === "function"')
      return { page, browser, kill }
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Folder of the project, from the sources and from dist alike. */
export function projectRoot(): string {
  const here = fileURLToPath(new URL('../..', import.meta.url))
  return existsSync(join(here, 'package.json')) ? here : join(here, '..')
}

async function startBrowser(profile: string): Promise<{ readonly browser: Browser; readonly kill: () => Promise<void> }> {
  const portFile = join(profile, 'DevToolsActivePort')
  rmSync(portFile, { force: true })
  // A group of its own, so that every process of the browser dies at once.
  const child = spawn(await findChromium(), [...chromiumArguments, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { detached: true, stdio: 'ignore' })
  const gone = new Promise((resolve) => child.on('exit', resolve))
  for (let i = 0; i < 600 && !(existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n')); i++) await wait(50)
  const [port] = readFileSync(portFile, 'utf8').split('\n')
  return {
    browser: await chromium.connectOverCDP(`http://127.0.0.1:${port ?? ''}`),
    kill: async () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
      await gone
    },
  }
}
