import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'
import { paste } from './paste-text.ts'

const well = (page: Page, name: string) => page.locator(`[data-well="${name}"]`)

test('a plate is laid out, pasted into, corrected and taken back', async ({}, info) => {
  const profile = await profileFolder()
  const app = await browserApp(profile.path, 17404)
  const page = await app.start()
  await page.getByRole('button', { name: 'Look at the sample notebook' }).click()
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible()
  await page.goto(`${app.address}#/assays`)
  await page.getByRole('link', { name: 'SIM-A-UC', exact: true }).click()
  await page.getByRole('tab', { name: 'Linked' }).click()
  await page.getByRole('button', { name: 'New plate' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const grid = page.getByRole('grid')
  await expect(grid).toBeVisible()

  await test.step('laid out', async () => {
    await page.getByRole('button', { name: 'Lay out the plate' }).click()
    await page.getByRole('textbox', { name: 'Ratios, MSC per responder' }).fill('1:5 0,1')
    await page.getByRole('button', { name: 'Lay out', exact: true }).click()
    await expect(well(page, 'A1')).toHaveAttribute('data-role', 'sample')
    await expect(well(page, 'A1')).toContainText('1:5')
    await expect(page.getByText('0 of')).toBeVisible()
  })

  await test.step('pasted from a spreadsheet; what was not taken is named', async () => {
    await well(page, 'A1').click()
    await paste(page, '12140\t11020\t13310\n20140\tn/a\t19,5')
    await expect(well(page, 'A3')).toContainText('13310')
    await expect(well(page, 'B3')).toContainText('19.5')
    await expect(page.getByText('B2: "n/a" is not a number')).toBeVisible()
    await expect(page.getByText('Plate stored')).toBeVisible()
  })

  await test.step('typed by keyboard alone', async () => {
    await well(page, 'B2').click()
    await page.keyboard.type('18250')
    await page.keyboard.press('Enter')
    await expect(well(page, 'B2')).toContainText('18250')
    await expect(well(page, 'C2')).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Delete')
    await expect(well(page, 'B3')).not.toContainText('19.5')
  })

  await test.step('typed as fast as a hand can, while earlier wells are being stored', async () => {
    for (const column of [4, 5, 6, 7, 8]) {
      await well(page, `A${String(column)}`).click()
      for (let row = 0; row < 6; row++) {
        await page.keyboard.type(String(1000 * column + row))
        await page.keyboard.press('Enter')
      }
    }
    for (const column of [4, 8]) for (const [row, letter] of ['A', 'B', 'C', 'D', 'E', 'F'].entries()) await expect(well(page, `${letter}${String(column)}`)).toContainText(String(1000 * column + row))
    await expect(page.getByText('Every change is stored.')).toBeVisible()
    await expect(page.getByText('was changed since you opened it')).toBeHidden()
  })

  await test.step('a well left out keeps its reason', async () => {
    await well(page, 'A3').click()
    await page.getByRole('textbox', { name: 'Leave out, because' }).fill('bubble')
    await page.getByRole('button', { name: 'Leave out', exact: true }).click()
    await expect(well(page, 'A3')).toHaveAttribute('aria-label', /left out: bubble/)
  })

  await test.step('what was typed last is there after a reload, and the history can take it back', async () => {
    await expect(page.getByText('Every change is stored.')).toBeVisible()
    await page.reload()
    await expect(well(page, 'A3')).toHaveAttribute('aria-label', /left out: bubble/)
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByRole('button', { name: 'Take this back' }).first().click()
    await page.getByRole('tab', { name: 'Wells' }).click()
    await expect(well(page, 'A3')).not.toHaveAttribute('aria-label', /left out/)
  })

  await test.step('axe finds nothing', async () => {
    await page.screenshot({ path: info.outputPath('plate.png') })
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
    expect(violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}`))).toEqual([])
  })

  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})
