import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'
import { standInApp } from './stand-in-app.ts'

// What goes to support holds nothing of the laboratory: words that stand nowhere else are planted everywhere, and none may be in it.

const planted = { notebook: 'Zwiebelkuchen', person: 'Ottokar Blaumilch', initials: 'OQX', code: 'ZQ-7731', note: 'quittengelee', file: 'pfefferminz.eln' }

async function plant(page: Page): Promise<void> {
  await page.getByLabel('Name').fill(planted.notebook)
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByRole('button', { name: 'Who are you?' }).click()
  await page.getByLabel('Printed name').fill(planted.person)
  await page.getByLabel('Initials').fill(planted.initials)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.evaluate('location.hash = "#/donors/new"')
  await page.getByRole('textbox', { name: 'Code' }).fill(planted.code)
  await page.getByRole('combobox', { name: 'Species', exact: true }).fill(planted.note)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { name: planted.code })).toBeVisible()
  // Faults and refused links that quote records.
  await page.evaluate(`setTimeout(() => { throw new RangeError(${JSON.stringify(`record ${planted.code} of ${planted.person}`)}) }); void Promise.reject(new Error(${JSON.stringify(planted.note)})); window.open(${JSON.stringify(`http://${planted.note}.example/${planted.code}`)}); 0`)
}

/** The file that is saved, and what the program said about it. */
async function diagnosticsOf(project: string, profile: string): Promise<string> {
  const isBrowser = project === 'browser'
  const app = isBrowser ? await browserApp(profile, 17516) : standInApp(profile, [join(profile, planted.file)])
  const page = await app.start()
  await plant(page)
  const path = join(profile, 'diagnostics.json')
  const save = async (): Promise<void> => {
    await page.keyboard.press('Control+k')
    await page.getByRole('textbox', { name: 'Search or do' }).fill('diagnostics')
    await page.getByRole('dialog').getByText('Save diagnostics').click()
  }
  await page.getByRole('heading', { name: planted.code }).click()
  let text: string
  if ('tell' in app) {
    app.tell({ do: 'answer-save', path })
    await save()
    await expect(page.getByText('Diagnostics saved')).toBeVisible()
    text = await readFile(path, 'utf8')
  } else {
    const [download] = await Promise.all([page.waitForEvent('download'), save()])
    text = await readFile(await download.path(), 'utf8')
  }
  await app.stop()
  return text
}

test('the diagnostics tell what happened and nothing of any record', async ({}, { project }) => {
  const profile = await profileFolder()
  const text = await diagnosticsOf(project.name, profile.path)
  const found = JSON.parse(text) as { readonly version: string; readonly openNotebook: { readonly records: unknown; readonly revisions: number; readonly chainProblems: unknown }; readonly notebooksHere: number; readonly log: readonly string[] }
  expect(found).toMatchObject({ notebooksHere: 1, openNotebook: { records: { donor: 1, person: 1 }, revisions: 2, chainProblems: {} } })
  expect(found.version).not.toBe('')
  expect(found.log.join('\n')).toMatch(/fault in the page: RangeError/)
  for (const [what, word] of Object.entries(planted)) {
    for (const part of word.split(' ')) expect(text.toLowerCase(), `${what} "${part}"`).not.toContain(part.toLowerCase())
  }
  // Nor where the profile lies, which can carry a person's name.
  expect(text).not.toContain(profile.path)
  await profile.remove()
})
