import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium, expect, test } from '@playwright/test'
import { chromiumArguments, findChromium } from '../helpers/find-chromium.ts'
import { listen } from './app-under-test.ts'

const root = join(import.meta.dirname, '..', '..')
const port = 17527

test('`npm run dev` serves the notebook for work on it, under the same policy, and React has nothing to say against its pages', async () => {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')
  const server = spawn(process.execPath, [vite, '--port', String(port), '--strictPort', '--host', '127.0.0.1'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    await new Promise<void>((resolve, reject) => {
      server.stdout.setEncoding('utf8').on('data', (text: string) => { if (text.includes(String(port))) resolve() })
      server.on('exit', (code) => { reject(new Error(`the server ended with ${String(code)}`)) })
    })
    const browser = await chromium.launch({ executablePath: await findChromium(), args: [...chromiumArguments] })
    const page = await browser.newPage()
    const complaints: string[] = []
    listen(page, complaints)
    await page.goto(`http://127.0.0.1:${String(port)}/`)
    await page.getByRole('button', { name: 'Look at the sample notebook' }).click({ timeout: 60_000 })
    await expect(page.getByRole('heading', { name: 'What does not fit together' })).toBeVisible({ timeout: 60_000 })
    await page.evaluate("location.hash = '#/batches'")
    await page.getByRole('link', { name: 'SIM-UC-0001' }).click()
    await expect(page.getByRole('tab', { name: 'Record' })).toBeVisible()
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      await expect(page.getByRole('tabpanel')).toBeVisible()
    }
    // What was styled by a sheet of the notebook has its look: the policy let the served styles in.
    expect(await page.evaluate('getComputedStyle(document.querySelector("[role=tablist]")).display')).toBe('flex')
    expect(complaints).toEqual([])
    await browser.close()
  } finally {
    server.kill()
  }
})
