import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import type { MenuLine } from '../helpers/electron-stand-in/control.ts'
import { profileFolder } from './app-under-test.ts'
import { standInApp, startStandIn } from './stand-in-app.ts'

// What belongs to the desktop program alone: menu, window, crash and hang, second start, log.

/** The entry of the menu bar at the end of a way of labels. */
function entryAt(menu: readonly MenuLine[], ...labels: readonly string[]): MenuLine | undefined {
  const [first, ...rest] = labels
  const found = menu.find((line) => line.label === first)
  return rest.length === 0 ? found : entryAt(found?.below ?? [], ...rest)
}

async function newNotebook(page: Page): Promise<void> {
  await page.getByLabel('Name').fill('Cell lab')
  await page.getByRole('button', { name: 'Make it' }).click()
  await expect(page.getByRole('button', { name: 'Who are you?' })).toBeVisible()
}

test('commands are in the menu, and do there what they do in the palette', async () => {
  const profile = await profileFolder()
  const app = standInApp(profile.path)
  const page = await app.start()
  const atStart = await app.heard('menu', ({ menu }) => entryAt(menu, 'File', 'Look at the sample notebook') !== undefined)
  expect(entryAt(atStart.menu, 'Go to')).toBeUndefined()
  await newNotebook(page)
  const { menu } = await app.heard('menu', (said) => entryAt(said.menu, 'Go to', 'Batches') !== undefined)
  expect(entryAt(menu, 'View', 'Search and commands')).toEqual({ label: 'Search and commands', keys: 'CmdOrCtrl+K' })
  expect(entryAt(menu, 'Help', 'Save diagnostics')).toBeDefined()

  app.tell({ do: 'choose-menu', labels: ['Go to', 'Batches'] })
  await expect(page.getByRole('heading', { name: 'Batches' })).toBeVisible()
  app.tell({ do: 'choose-menu', labels: ['File', 'New', 'New donor'] })
  await expect(page.getByRole('heading', { name: 'New donor' })).toBeVisible()
  app.tell({ do: 'choose-menu', labels: ['File', 'Close this notebook'] })
  await expect(page.getByRole('heading', { name: 'Stromabook' })).toBeVisible()

  // After loading the page again the menu still reaches it.
  await page.reload()
  await newNotebook(page)
  app.tell({ do: 'choose-menu', labels: ['Go to', 'Donors'] })
  await expect(page.getByRole('heading', { name: 'Donors' })).toBeVisible()
  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})

test('the window opens where it was left, if a screen still shows that place', async () => {
  const profile = await profileFolder()
  const app = standInApp(profile.path)
  await app.start()
  app.tell({ do: 'place-window', x: 120, y: 80, width: 1111, height: 777, maximised: true })
  await app.stop()
  await app.start()
  expect(app.told.findLast((t) => t.say === 'window')).toMatchObject({ place: { x: 120, y: 80, width: 1111, height: 777 }, maximised: true })
  app.tell({ do: 'place-window', x: 5000, y: 80, width: 1000, height: 700, maximised: false })
  await app.stop()
  await app.start()
  const elsewhere = app.told.findLast((t) => t.say === 'window')
  expect(elsewhere).toMatchObject({ place: { width: 1000, height: 700 }, maximised: false })
  expect(elsewhere).not.toHaveProperty('place.x')
  await app.stop()
  await writeFile(join(profile.path, 'userData', 'settings.json'), '{"window": {"width": "wide"}, "backupFolder": 7}')
  await app.start()
  expect(app.told.findLast((t) => t.say === 'window')).toMatchObject({ place: { width: 1360, height: 860 } })
  await app.stop()
  await profile.remove()
})

test('a page whose process ends is loaded again, with everything that was saved', async () => {
  const profile = await profileFolder()
  const app = standInApp(profile.path)
  const page = await app.start()
  await newNotebook(page)
  app.tell({ do: 'crash-page' })
  const question = await app.heard('question')
  expect(question).toMatchObject({ message: 'The page stopped working.', buttons: ['Reload', 'Close'] })
  expect(question.detail).toContain('Every change that was saved is stored')
  app.tell({ do: 'press-button', button: 0 })
  await app.heard('reopened')
  const again = await app.page()
  await expect(again.getByText('Cell lab').first()).toBeVisible()
  await app.stop()
  expect(await logOf(profile.path)).toMatch(/page gone: crashed, exit code \d+/)
  await profile.remove()
})

test('a page that hangs is asked about: waiting lets it come back, reloading ends it', async () => {
  const profile = await profileFolder()
  const app = standInApp(profile.path)
  const page = await app.start()
  await newNotebook(page)
  await page.evaluate('setTimeout(() => { const end = performance.now() + 7000; while (performance.now() < end); }, 0); 0')
  expect(await app.heard('question')).toMatchObject({ message: 'The page does not answer.', buttons: ['Reload', 'Wait'] })
  await app.heard('question-taken-back')
  await expect(page.getByText('Cell lab').first()).toBeVisible()

  await page.evaluate('setTimeout(() => { for (;;); }, 0); 0')
  await expect.poll(() => app.told.filter((t) => t.say === 'question').length, { timeout: 20_000 }).toBe(2)
  app.tell({ do: 'press-button', button: 0 })
  await app.heard('reopened')
  await expect((await app.page()).getByText('Cell lab').first()).toBeVisible()
  // Ended on purpose: no second question about a crash.
  expect(app.told.filter((t) => t.say === 'question')).toHaveLength(2)
  await app.stop()
  await profile.remove()
})

test('a second start brings the first one forward and ends', async () => {
  const profile = await profileFolder()
  const app = standInApp(profile.path)
  await app.start()
  const second = startStandIn(profile.path)
  const code = await new Promise((resolve) => second.on('exit', resolve))
  expect(code).toBe(0)
  await app.heard('focus')
  await app.stop()
  await profile.remove()
})

/** Everything in the local log of a profile. */
async function logOf(profile: string): Promise<string> {
  const folder = join(profile, 'logs')
  return (await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))).join('')
}
