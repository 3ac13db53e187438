import { expect, test, type Page } from '@playwright/test'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'

/** Names in the order of the rows in view. */
const names = (page: Page): Promise<readonly string[]> => page.getByRole('grid').getByRole('link').allTextContents()
const status = (page: Page) => page.getByRole('status').filter({ hasText: /^\d+( of \d+)?$/ })

test('a list is sorted, filtered, kept as a view, saved as CSV, and changed many at once', async () => {
  const profile = await profileFolder()
  const app = await browserApp(profile.path, 17403)
  const page = await app.start()
  await page.getByRole('button', { name: 'Look at the sample notebook' }).click()
  await page.getByRole('link', { name: 'Library' }).click()
  await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Vials' }).click()
  await expect(status(page)).toHaveText('59')

  await test.step('sorted by a column, and the other way round', async () => {
    const first = (await names(page))[0]
    await page.getByRole('button', { name: /^Vial/ }).click()
    await expect.poll(async () => (await names(page))[0]).not.toBe(first)
    await expect(page.getByRole('columnheader', { name: /Vial/ })).toHaveAttribute('aria-sort', 'descending')
    await page.getByRole('button', { name: /^Vial/ }).click()
    await expect.poll(async () => (await names(page))[0]).toBe(first)
  })

  await test.step('filtered by a field, and kept as a view that survives going elsewhere', async () => {
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('button', { name: 'Add a condition' }).click()
    await page.getByRole('combobox', { name: 'Field' }).fill('Status')
    await page.getByRole('option', { name: 'Status', exact: true }).click()
    await page.getByRole('combobox', { name: 'Test' }).click()
    await page.getByRole('option', { name: 'is', exact: true }).click()
    await page.getByRole('textbox', { name: 'Value' }).fill('stored')
    await expect(status(page)).toHaveText(/^\d+ of 59$/)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('textbox', { name: 'Name of the view' }).fill('In the tank')
    await page.getByRole('button', { name: 'Keep' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Banks' }).click()
    await expect(page.getByRole('heading', { name: 'Banks' })).toBeVisible()
    await page.goBack()
    await expect(status(page)).toHaveText(/^\d+ of 59$/)
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('button', { name: 'Everything' }).click()
    await expect(status(page)).toHaveText('59')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('button', { name: 'In the tank', exact: true }).click()
    await expect(status(page)).toHaveText(/^\d+ of 59$/)
  })

  await test.step('saved as CSV: as many lines as rows, simulated ones marked', async () => {
    const matching = Number((await status(page).textContent())?.split(' ')[0])
    const { name, bytes } = await app.saved(page, () => page.getByRole('button', { name: 'CSV' }).click())
    expect(name).toMatch(/^Sample-notebook-vials-\d{4}-\d\d-\d\d\.csv$/)
    const lines = bytes.toString('utf8').trimEnd().split('\r\n')
    expect(lines).toHaveLength(matching + 1)
    expect(lines[0]).toBe('\ufeffVial,Bank,Status,Location,Cells in the vial (cells),Thaw: Thawed,Thaw: Viability after thaw (%),Origin,Retired')
    expect(lines.every((line, i) => i === 0 || /,(simulated|inferred|published|observed),$/.test(line))).toBe(true)
  })

  await test.step('changed many at once after a preview, as one change with one undo', async () => {
    const matching = Number((await status(page).textContent())?.split(' ')[0])
    await page.getByRole('checkbox', { name: 'Choose all' }).click()
    await page.getByRole('button', { name: `Change ${String(matching)}` }).click()
    await page.getByRole('combobox', { name: 'Field to set' }).fill('Status')
    await page.getByRole('option', { name: 'Status', exact: true }).click()
    await page.getByRole('dialog').getByRole('combobox', { name: 'Status' }).click()
    await page.getByRole('option', { name: 'shipped' }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('tank moved')
    await page.getByRole('button', { name: 'Preview' }).click()
    await expect(page.getByRole('dialog').getByRole('row').nth(1)).toContainText('storedshipped')
    await page.getByRole('dialog').getByRole('button', { name: `Change ${String(matching)}` }).click()
    await expect(page.getByText('Nothing matches.')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(status(page)).toHaveText(`${String(matching)} of 59`)
  })

  await test.step('with the keyboard alone', async () => {
    await page.getByRole('grid').focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: 'Change 1' })).toBeVisible()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    const second = (await names(page))[1] ?? ''
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: second })).toBeVisible()
  })

  await test.step('found by a word of its content from anywhere, also after a change', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('textbox', { name: 'Search or do' }).fill('cd105 uc-0001')
    await page.getByRole('dialog').getByText(/^SIM-UC-0001-P4 phenotype/).click()
    await page.getByRole('textbox', { name: 'Gating', exact: true }).fill('compensation looks odd')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await page.keyboard.press('Control+k')
    await page.getByRole('textbox', { name: 'Search or do' }).fill('compensasion odd')
    await expect(page.getByRole('dialog').getByText(/^SIM-UC-0001-P4 phenotype/)).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('textbox', { name: 'Search or do' }).fill('reagent lots')
    await page.getByRole('dialog').getByRole('button', { name: 'Reagent lots' }).click()
    await expect(page.getByRole('heading', { name: 'Reagent lots' })).toBeVisible()
  })

  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})
