import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron, expect, type ElectronApplication } from '@playwright/test'
import { listen, type AppUnderTest } from './app-under-test.ts'

const root = join(import.meta.dirname, '..', '..')

/** The built desktop program under the real Electron, with a profile of its own; dialogues of the system are answered for the person. */
export function electronApp(profile: string): AppUnderTest {
  const complaints: string[] = []
  let program: ElectronApplication | undefined
  return {
    complaints,
    start: async () => {
      program = await _electron.launch({ args: [root, `--user-data-dir=${join(profile, 'electron')}`], cwd: root })
      const page = await program.firstWindow()
      listen(page, complaints)
      return page
    },
    saved: async (page, click) => {
      const path = join(profile, 'saved.eln')
      await program?.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath }) }, path)
      await click()
      await expect(page.getByText('Backup saved')).toBeVisible()
      return { name: 'saved.eln', bytes: await readFile(path) }
    },
    opened: async (_page, file, click) => {
      const path = join(profile, file.name)
      await writeFile(path, file.bytes)
      await program?.evaluate(({ dialog }, filePath) => { dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] }) }, path)
      await click()
    },
    stop: async () => { await program?.close() },
  }
}
