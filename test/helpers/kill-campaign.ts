import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Browser } from '@playwright/test'
import { build } from 'vite'
import { browserAddress, browserServer, listen } from '../../electron/browser-server.ts'
import { chromiumArguments, findChromium } from './find-chromium.ts'

type Audit = { readonly hashes: readonly string[]; readonly files: readonly string[]; readonly wrong: readonly string[] }

/** What a campaign of kills found: lost acknowledged changes, and anything that did not fit together. */
export type Campaign = { readonly kills: number; readonly acknowledged: number; readonly stored: number; readonly lost: readonly string[]; readonly wrong: readonly string[] }

/**
 * Starts a real browser on a profile, lets it work on a notebook, kills all of it (SIGKILL) at a random moment, starts it again and audits;
 * as often as asked.
 * @param kills how many kills. @param profile folder of the browser profile. @param page folder with the page to be killed, built into `out`.
 */
export async function killCampaign(kills: number, profile: string, page: string, out: string, port: number, onKill: (done: number) => void = () => undefined): Promise<Campaign> {
  await build({ root: page, base: './', configFile: false, logLevel: 'error', build: { outDir: out, emptyOutDir: true, target: 'es2023' } })
  const server = await listen(browserServer(out, port), port)
  if (server === undefined) throw new Error(`port ${String(port)} is taken`)
  const acknowledged = new Set<string>()
  const wrong: string[] = []
  let stored = 0
  const lost = new Set<string>()
  try {
    for (let n = 0; n <= kills; n++) {
      const browser = await startBrowser(profile)
      try {
        const context = browser.connected.contexts()[0]
        if (context === undefined) throw new Error('the browser has no window')
        const tab = await context.newPage()
        await tab.exposeFunction('acknowledge', (hashes: readonly string[], files: readonly string[]) => { for (const h of [...hashes, ...files]) acknowledged.add(h) })
        await tab.goto(browserAddress(port))
        await tab.waitForFunction('typeof audit === "function"')
        const audit: Audit = await tab.evaluate('audit()')
        wrong.push(...audit.wrong.map((w) => `after kill ${String(n)}: ${w}`))
        stored = audit.hashes.length
        const there = new Set([...audit.hashes, ...audit.files])
        for (const h of acknowledged) if (!there.has(h)) lost.add(h)
        if (n === kills) break
        void tab.evaluate('workUntilKilled()').catch(() => undefined)
        await wait(120 + Math.random() * 500)
      } finally {
        await browser.kill()
        onKill(n)
      }
    }
  } finally {
    server.closeAllConnections()
    server.close()
  }
  return { kills, acknowledged: acknowledged.size, stored, lost: [...lost], wrong }
}

async function startBrowser(profile: string): Promise<{ readonly connected: Browser; readonly kill: () => Promise<void> }> {
  const portFile = join(profile, 'DevToolsActivePort')
  rmSync(portFile, { force: true })
  // A group of its own, so that every process of the browser dies at once, as when the power goes.
  const child = spawn(await findChromium(), [...chromiumArguments, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { detached: true, stdio: 'ignore' })
  const gone = new Promise((resolve) => child.on('exit', resolve))
  for (let i = 0; i < 200 && !(existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n')); i++) await wait(50)
  const [port] = readFileSync(portFile, 'utf8').split('\n')
  const connected = await chromium.connectOverCDP(`http://127.0.0.1:${port ?? ''}`)
  return {
    connected,
    kill: async () => {
      if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
      await gone
    },
  }
}
