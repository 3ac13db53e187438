import { fork, type ChildProcess } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, expect, type Browser } from '@playwright/test'
import type { Command, Report } from '../helpers/electron-stand-in/control.ts'
import { listen, type AppUnderTest } from './app-under-test.ts'

const dist = join(import.meta.dirname, '..', '..', 'dist')

/** The built desktop program under the stand-in for Electron, with what the test can tell it and what it told. */
export function standInApp(profile: string, argv: readonly string[] = []): AppUnderTest & { readonly tell: (command: Command) => void; readonly told: Report[] } {
  const complaints: string[] = []
  const told: Report[] = []
  let child: ChildProcess | undefined
  let browser: Browser | undefined
  return {
    complaints,
    told,
    tell: (command) => { child?.send(command) },
    start: async () => {
      const started = fork(join(dist, 'electron', 'main.js'), [...argv], { execArgv: ['--import', join(dist, 'test', 'helpers', 'electron-stand-in', 'register.js')], env: { ...process.env, STAND_IN_PROFILE: profile }, stdio: ['ignore', 'inherit', 'pipe', 'ipc'] })
      child = started
      let errors = ''
      started.stderr?.setEncoding('utf8').on('data', (text: string) => { errors += text })
      const port = await new Promise<number>((resolve, reject) => {
        started.on('message', (message) => {
          const said = message as Report
          told.push(said)
          if (said.say === 'open') resolve(said.port)
        })
        started.on('exit', (code) => { reject(new Error(`the desktop program ended with ${String(code)}: ${errors}`)) })
      })
      browser = await chromium.connectOverCDP(`http://127.0.0.1:${String(port)}`)
      const page = browser.contexts()[0]?.pages()[0]
      if (page === undefined) throw new Error('the desktop program opened no page')
      listen(page, complaints)
      await page.reload()
      return page
    },
    saved: async (page, click) => {
      const path = join(profile, 'saved.eln')
      child?.send({ do: 'answer-save', path } satisfies Command)
      await click()
      await expect(page.getByText('Backup saved')).toBeVisible()
      return { name: 'saved.eln', bytes: await readFile(path) }
    },
    opened: async (_page, file, click) => {
      const path = join(profile, file.name)
      await writeFile(path, file.bytes)
      child?.send({ do: 'answer-open', paths: [path] } satisfies Command)
      await click()
    },
    stop: async () => {
      await browser?.close()
      const ended = new Promise((resolve) => child?.on('exit', resolve))
      child?.send({ do: 'close' } satisfies Command)
      await ended
    },
  }
}
