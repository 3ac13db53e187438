import { fork, type ChildProcess } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, expect, type Browser, type Page } from '@playwright/test'
import type { Command, Report } from '../helpers/electron-stand-in/control.ts'
import { listen, type AppUnderTest } from './app-under-test.ts'

const dist = join(import.meta.dirname, '..', '..', 'dist')

/** Starts the built desktop program, or a packaged copy of it, under the stand-in, and nothing else. */
export function startStandIn(profile: string, argv: readonly string[] = [], program = join(dist, 'electron', 'main.js')): ChildProcess {
  const execArgv = ['--import', join(dist, 'test', 'helpers', 'electron-stand-in', 'register.js')]
  return fork(program, [...argv], { execArgv, env: { ...process.env, STAND_IN_PROFILE: profile }, stdio: ['ignore', 'inherit', 'pipe', 'ipc'] })
}

/** The built desktop program under the stand-in for Electron, with what the test can tell it and what it told. */
export function standInApp(profile: string, argv: readonly string[] = [], program?: string): AppUnderTest & { readonly tell: (command: Command) => void; readonly told: Report[]; readonly page: () => Promise<Page>; readonly heard: <S extends Report['say']>(say: S, which?: (report: Extract<Report, { say: S }>) => boolean) => Promise<Extract<Report, { say: S }>> } {
  const complaints: string[] = []
  const told: Report[] = []
  let child: ChildProcess | undefined
  let browser: Browser | undefined
  return {
    complaints,
    told,
    tell: (command) => { child?.send(command) },
    page: async () => {
      const page = browser?.contexts()[0]?.pages().at(-1)
      if (page === undefined) throw new Error('the desktop program has no page')
      return page
    },
    heard: async (say, which = () => true) => {
      type Said = Extract<Report, { say: typeof say }>
      const find = (): Said | undefined => told.find((t): t is Said => t.say === say && which(t as Said))
      await expect.poll(find, { message: `the desktop program said "${say}"`, timeout: 20_000 }).toBeDefined()
      const found = find()
      if (found === undefined) throw new Error(`the desktop program never said "${say}"`)
      return found
    },
    start: async () => {
      const started = startStandIn(profile, argv, program)
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
      started.send({ do: 'begin' } satisfies Command)
      await page.waitForURL((url) => url.protocol !== 'about:')
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
