import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'
import { standInApp, startStandIn } from './stand-in-app.ts'

// A .eln file that is double-clicked is shown and not taken in; importing it is the person's decision.

const port = 17517

async function notebookWithDonor(page: Page, title: string, code: string): Promise<void> {
  await page.getByLabel('Name').fill(title)
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.evaluate('location.hash = "#/donors/new"')
  await page.getByRole('textbox', { name: 'Code' }).fill(code)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { name: code })).toBeVisible()
}

/** A backup with one donor, as another laboratory would send it. */
async function backupFile(): Promise<Buffer> {
  const profile = await profileFolder()
  const app = await browserApp(profile.path, port)
  const page = await app.start()
  await notebookWithDonor(page, 'Sending lab', 'SENT-1')
  await page.evaluate('location.hash = "#/settings"')
  const { bytes } = await app.saved(page, () => page.getByRole('button', { name: 'Save a backup' }).click())
  await app.stop()
  await profile.remove()
  return bytes
}

/** What the view says of the file; the notebook below stays as it is. */
async function expectShown(page: Page, name: string): Promise<void> {
  const view = page.getByRole('dialog')
  await expect(view.getByRole('heading', { name })).toBeVisible()
  await expect(view.getByText('read only')).toBeVisible()
  await expect(view.getByText('A backup of the notebook "Sending lab"')).toBeVisible()
  await expect(view.getByText('Yes: every change follows from the one before it')).toBeVisible()
  await expect(view.getByText('Donor 1')).toBeVisible()
  await view.getByRole('button', { name: 'SENT-1' }).click()
  await expect(view.getByRole('heading', { name: 'SENT-1' })).toBeVisible()
  await expect(view.getByRole('textbox')).toHaveCount(0)
  await view.getByRole('button', { name: 'Back to all records' }).click()
}

test('a notebook file that is opened is read only until it is imported', async ({}, { project }) => {
  const bytes = await backupFile()
  const profile = await profileFolder()
  const [good, cut] = ['sent.eln', 'cut off.eln'].map((name) => join(profile.path, name)) as [string, string]
  await writeFile(good, bytes)
  await writeFile(cut, bytes.subarray(0, bytes.length / 2))
  const isBrowser = project.name === 'browser'
  const app = isBrowser ? await browserApp(profile.path, port) : standInApp(profile.path, [good])
  let page = await app.start()
  const open = async (path: string): Promise<void> => {
    if ('tell' in app) await new Promise((resolve) => startStandIn(profile.path, [path]).on('exit', resolve))
    else await launch(page, path === good ? bytes : bytes.subarray(0, bytes.length / 2), path === good ? 'sent.eln' : 'cut off.eln')
  }

  await test.step('without a notebook: shown, and nothing stored', async () => {
    if (isBrowser) await open(good)
    await expectShown(page, 'sent.eln')
    await expect(page.getByRole('button', { name: /^Import into/ })).toHaveCount(0)
    await page.getByRole('button', { name: 'Close the file' }).click()
    await expect(page.getByText('First time here?')).toBeVisible()
  })

  await test.step('beside an open notebook: what was being typed stays, import asks first, and can be taken back', async () => {
    await notebookWithDonor(page, 'Receiving lab', 'OWN-1')
    await page.getByRole('textbox', { name: 'Code' }).fill('OWN-1-CHANGED')
    await open(good)
    await expectShown(page, 'sent.eln')
    await page.getByRole('button', { name: 'Import into Receiving lab' }).click()
    await expect(page.getByText('1 new')).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Close the file' }).click()
    await expect(page.getByRole('textbox', { name: 'Code' })).toHaveValue('OWN-1-CHANGED')
    await page.evaluate('location.hash = "#/donors"')
    await expect(page.getByText('OWN-1').first()).toBeVisible()
    await expect(page.getByText('SENT-1')).toHaveCount(0)

    await open(good)
    await page.getByRole('button', { name: 'Import into Receiving lab' }).click()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(page.getByText('1 records taken')).toBeVisible()
    await expect(page.getByRole('link', { name: 'SENT-1' })).toBeVisible()
  })

  await test.step('a damaged file is refused with its reason', async () => {
    await open(cut)
    await expect(page.getByText('This file cannot be read')).toBeVisible()
    await expect(page.getByText('Nothing was changed, neither in the file nor in a notebook.')).toBeVisible()
    await page.getByRole('button', { name: 'Close the file' }).click()
  })

  if ('tell' in app) {
    await test.step('macOS hands files over its own way; a file that is gone is no fault', async () => {
      app.tell({ do: 'open-file', path: good })
      await expectShown(page, 'sent.eln')
      await page.getByRole('button', { name: 'Close the file' }).click()
      app.tell({ do: 'open-file', path: join(profile.path, 'gone.eln') })
      app.tell({ do: 'open-file', path: good })
      await expectShown(page, 'sent.eln')
    })
  }

  await test.step('as a notebook of its own', async () => {
    if (isBrowser) await open(good)
    await page.getByRole('button', { name: 'Open as a notebook of its own' }).click()
    await page.evaluate('location.hash = "#/donors"')
    await expect(page.getByRole('link', { name: 'SENT-1' })).toBeVisible()
    await expect(page.getByText('OWN-1')).toHaveCount(0)
    await app.stop()
    page = await app.start()
  })

  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})

/** Hands the page a file as an installed web app gets it: through the launch queue, which the browser fills for installed apps only. */
async function launch(page: Page, bytes: Buffer, name: string): Promise<void> {
  await page.evaluate(`window.__launch(${JSON.stringify(bytes.toString('base64'))}, ${JSON.stringify(name)})`)
}
