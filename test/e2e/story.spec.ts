import { expect, test, type Locator, type Page } from '@playwright/test'
import { electronApp } from './electron-app.ts'
import { isElectronHere } from './electron-here.ts'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'
import { standInApp } from './stand-in-app.ts'

const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name })

/** Types into a field with a list of offers, and closes the list. */
async function fillTerm(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).fill(value)
  await page.keyboard.press('Escape')
}

async function choose(page: Page, name: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name }).click()
  // An option says the code, then what it is.
  await page.getByRole('option', { name: new RegExp(`^${option}( |$)`) }).click()
}

test('from an empty start to a backup that restores', async ({}, { project }) => {
  test.skip(project.name === 'electron' && !isElectronHere(), 'the Electron runtime is not on this machine; the stand-in ran the same story')
  const profile = await profileFolder()
  const app = project.name === 'browser' ? await browserApp(profile.path, 17401) : project.name === 'electron' ? electronApp(profile.path) : standInApp(profile.path)
  let page = await app.start()

  await test.step('a new notebook and who is at the bench', async () => {
    await page.getByLabel('Name').fill('Cell lab')
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByRole('button', { name: 'Who are you?' }).click()
    await page.getByLabel('Printed name').fill('Dr. Anna Berg')
    await page.getByLabel('Initials').fill('AB')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('button', { name: 'AB' })).toBeVisible()
  })

  await test.step('a donor', async () => {
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Donors' }).click()
    await expect(page.getByText('No donors yet')).toBeVisible()
    await page.getByRole('button', { name: 'New donor' }).click()
    await expect(field(page, 'Code')).toHaveValue('D-0001')
    await field(page, 'Code').fill('D-001')
    await fillTerm(page, 'Species', 'human')
    await field(page, 'Age at collection').fill('34,5')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'D-001' })).toBeVisible()
    await expect(field(page, 'Age at collection')).toHaveValue('34.5')
  })

  await test.step('a batch; what is missing is named at its field', async () => {
    await page.getByRole('link', { name: 'Batches' }).click()
    await page.getByRole('button', { name: 'New batch' }).click()
    await fillTerm(page, 'Tissue', 'bone marrow')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('1 field needs a look.')).toBeVisible()
    await expect(field(page, 'Code')).toHaveValue('BM-0001')
    await choose(page, 'Donor', 'D-001')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'BM-0001' })).toBeVisible()
  })

  await test.step('a change with its reason stands in the history, and is taken back', async () => {
    await page.getByRole('tab', { name: 'Record' }).click()
    await fillTerm(page, 'Tissue', 'adipose tissue')
    await field(page, 'Reason for the change').fill('mistyped')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByText('changed by Dr. Anna Berg')).toBeVisible()
    await expect(page.getByText('reason: mistyped')).toBeVisible()
    await expect(page.getByRole('cell', { name: 'bone marrow' })).toBeVisible()
    await page.getByRole('button', { name: 'Take this back' }).first().click()
    await expect(page.getByText('undone by Dr. Anna Berg')).toBeVisible()
  })

  await test.step('what was typed and not saved is there after closing', async () => {
    await page.getByRole('tab', { name: 'Record' }).click()
    await field(page, 'Intended use').fill('half a thou')
    await page.waitForTimeout(800)
    await app.stop()
    page = await app.start()
    await page.getByRole('link', { name: 'Batch BM-0001' }).click()
    await expect(page.getByText('typed and not saved')).toBeVisible()
    await expect(field(page, 'Intended use')).toHaveValue('half a thou')
    await expect(page.getByRole('combobox', { name: 'Tissue' })).toHaveValue('bone marrow')
    await page.getByRole('button', { name: 'Discard' }).click()
  })

  await test.step('a backup restores into a notebook of its own', async () => {
    await page.getByRole('link', { name: 'Settings' }).click()
    const { name, bytes } = await app.saved(page, () => page.getByRole('button', { name: 'Save a backup' }).click())
    if (project.name === 'browser') expect(name).toMatch(/^Cell-lab-\d{4}-\d\d-\d\d-\d{6}-full\.eln$/)
    await page.getByRole('button', { name: 'Close this notebook' }).click()
    await app.opened(page, { name: 'backup.eln', bytes }, () => page.getByRole('button', { name: 'Open a notebook file' }).click())
    await page.getByRole('link', { name: 'Batches' }).click()
    await page.getByRole('link', { name: 'BM-0001' }).click()
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByText('undone by Dr. Anna Berg')).toBeVisible()
  })

  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})
