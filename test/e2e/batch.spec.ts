import { expect, test, type Page } from '@playwright/test'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'

// The page of a batch as it is worked on at the bench: typed, pasted, saved, undone.

/** Puts text on the clipboard as a spreadsheet does, and pastes it. */
async function paste(page: Page, rows: readonly (readonly string[])[]): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(rows.map((r) => r.join('\t')).join('\n'))})`)
  await page.keyboard.press('Control+v')
}

const cell = (page: Page, row: string, column: string) => page.getByRole('textbox', { name: `${row}, ${column}` }).or(page.getByRole('combobox', { name: `${row}, ${column}` }))
const computed = (page: Page, row: string, header: string) => page.getByRole('row', { name: row }).getByRole('cell').nth(headers.indexOf(header))
const headers = ['No.', 'From', 'Seeded', 'Cells seeded', 'Area', 'Harvested', 'Live cells', 'Viability', 'PD', 'PD 95 %', 'CPD', 'Doubling time', 'Doubling time 95 %', 'Counts', 'Volume', 'Outcome']

test('passages are typed and pasted, growth follows, conditions are inherited', async () => {
  const profile = await profileFolder()
  const app = await browserApp(profile.path, 17405)
  const page = await app.start()
  await page.getByLabel('Name').fill('Cell lab')
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByRole('link', { name: 'Batches' }).click()
  await page.getByRole('button', { name: 'New batch' }).click()
  await page.getByRole('combobox', { name: 'Type' }).first().click()
  await page.getByRole('option', { name: 'cell-line' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('OP9')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('tab', { name: 'Culture' })).toBeVisible()
  const code = await page.getByRole('heading', { level: 1 }).innerText()
  await page.getByRole('tab', { name: 'Culture' }).click()

  await test.step('a pasted block begins rows; growth is there before anything is saved', async () => {
    await cell(page, `new passage ${code}-P0`, 'No.').click()
    await paste(page, [
      ['Nr', 'Seeded', 'Cells seeded', 'Harvested', 'Live cells', 'Viability (%)'],
      ['1', '2026-03-02', '1e5', '2026-03-06', '8e5', '96'],
      ['2', '6.3.2026', '200000', '2026-03-09', '8e5', '95'],
    ])
    await expect(page.getByText('2 passages not stored yet')).toBeVisible()
    await expect(page.getByText('2 pasted values have no place')).toBeVisible()
    await expect(computed(page, `${code}-P1`, 'PD')).toContainText('2.00')
    await expect(cell(page, `new passage ${code}-P1`, 'From')).toHaveValue(`${code}-P0`)
    await expect(computed(page, `${code}-P1`, 'Doubling time')).toContainText('36.0')
    await expect(computed(page, `${code}-P1`, 'PD 95 %')).toContainText('–')
  })

  await test.step('what cannot be read stays, with the reason, and is not stored', async () => {
    await cell(page, `new passage ${code}-P1`, 'Cells seeded').fill('1,000')
    await page.keyboard.press('Enter')
    await expect(page.getByText('can be read in two ways')).toBeVisible()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Not stored yet:')).toBeVisible()
    await cell(page, `new passage ${code}-P1`, 'Cells seeded').fill('2e5')
    await cell(page, `new passage ${code}-P1`, 'Counts').fill('4e5 4.2e5 3.9e5')
    await cell(page, `new passage ${code}-P1`, 'Volume').fill('2')
    await expect(computed(page, `${code}-P1`, 'PD 95 %')).toContainText(' to ')
  })

  await test.step('the keyboard alone moves and saves', async () => {
    await cell(page, `new passage ${code}-P0`, 'Live cells').focus()
    await page.keyboard.press('ArrowDown')
    await expect(cell(page, `new passage ${code}-P1`, 'Live cells')).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect(cell(page, `new passage ${code}-P1`, 'Viability')).toBeFocused()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('2 passages', { exact: false }).first()).toBeVisible()
    await expect(page.getByRole('link', { name: `${code}-P1` })).toBeVisible()
    await expect(page.getByText(/passages? not stored yet/)).toBeHidden()
  })

  await test.step('conditions are inherited until something else is typed', async () => {
    await cell(page, 'Oxygen', `${code}-P0`).fill('21')
    await expect(cell(page, 'Oxygen', `${code}-P1`)).toHaveValue('21')
    await expect(cell(page, 'Oxygen', `${code}-P1`)).toHaveAttribute('title', `inherited from ${code}-P0`)
    await cell(page, 'Oxygen', `${code}-P1`).fill('5')
    await cell(page, 'Basal medium', `${code}-P0`).fill('alpha-MEM')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(/passages? not stored yet/)).toBeHidden()
    await cell(page, 'Oxygen', `${code}-P1`).fill('')
    await page.keyboard.press('Tab')
    await expect(cell(page, 'Oxygen', `${code}-P1`)).toHaveValue('21')
  })

  await test.step('what is typed and not saved is there after closing, and can be thrown away', async () => {
    await cell(page, `new passage ${code}-P2`, 'Cells seeded').fill('123456')
    await expect.poll(async () => page.evaluate(`new Promise((r) => { const o = indexedDB.open('stromabook-notebooks'); o.onsuccess = () => { const q = o.result.transaction('notebooks').objectStore('notebooks').getAll(); q.onsuccess = () => { const d = indexedDB.open('stromabook-' + q.result[0].id); d.onsuccess = () => { const c = d.result.transaction('drafts').objectStore('drafts').count(); c.onsuccess = () => { r(c.result) } } } } })`)).toBe(2)
    const address = page.url()
    await page.goto('about:blank')
    await page.goto(address)
    await expect(cell(page, `new passage ${code}-P2`, 'Cells seeded')).toHaveValue('123456')
    await page.getByRole('button', { name: 'Discard' }).click()
    await expect(cell(page, `new passage ${code}-P2`, 'Cells seeded')).toHaveValue('')
    await expect(cell(page, 'Oxygen', `${code}-P1`)).toHaveValue('5')
  })

  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})
