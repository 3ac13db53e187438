import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'
import { standInApp } from './stand-in-app.ts'

// A record is altered on the disk behind the program's back: a check names it, a repair makes it again from its changes.

test('a damaged record is named and made again', async ({}, { project }) => {
  test.skip(project.name === 'electron', 'the stand-in runs the same')
  const profile = await profileFolder()
  const app = project.name === 'browser' ? await browserApp(profile.path, 17590) : standInApp(profile.path)
  const page = await app.start()
  await page.getByLabel('Name').fill('Cell lab')
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.evaluate('location.hash = "#/donors/new"')
  await page.getByRole('textbox', { name: 'Code' }).fill('D-1')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'D-1' })).toBeVisible()
  await page.evaluate('location.hash = "#/settings"')
  const check = page.getByRole('button', { name: 'Check the notebook' })
  await check.click()
  await expect(page.getByText('Everything fits together')).toBeVisible()
  await alterDonor(page)
  await check.click()
  await expect(page.getByText('Damaged: 1')).toBeVisible()
  await expect(page.getByText('donor D-1: it is not what its history gives')).toBeVisible()
  // Axe needs a second page, which a desktop window does not give.
  if (project.name === 'browser') expect((await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()).violations.map((v) => v.id)).toEqual([])
  await page.getByRole('button', { name: 'Repair what can be repaired' }).click()
  await expect(page.getByText('1 repaired or set aside')).toBeVisible()
  await expect(page.getByText('Nothing is lost.')).toBeVisible()
  await check.click()
  await expect(page.getByText('Everything fits together')).toBeVisible()
  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})

/** Writes another code into the row of the donor, without a change in the history. */
function alterDonor(page: Page): Promise<unknown> {
  return page.evaluate(`(async () => {
    const done = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error) })
    const { name } = (await indexedDB.databases()).find((d) => /^stromabook-[0-9a-f]{8}-/.test(d.name))
    const db = await done(indexedDB.open(name))
    const donors = db.transaction('donor', 'readwrite').objectStore('donor')
    const [row] = await done(donors.getAll())
    await done(donors.put({ ...row, record: { ...row.record, code: 'FORGED' } }))
    db.close()
  })()`)
}
