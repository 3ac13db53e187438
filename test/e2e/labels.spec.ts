import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { pdfText } from '../helpers/pdf-text.ts'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'

test('a bank and its vials get labels', async ({}, info) => {
  const profile = await profileFolder()
  const app = await browserApp(profile.path, 17405)
  const page = await app.start()
  await page.getByRole('button', { name: 'Look at the sample notebook' }).click()
  await expect(page.getByRole('link', { name: 'COL-58L' })).toBeVisible()
  await page.goto(`${app.address}#/banks`)
  await page.getByRole('link', { name: 'SIM-UC-0001-MCB', exact: true }).click()
  await page.getByRole('button', { name: 'Label', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Copies of each' }).fill('2')
  await expect(dialog).toHaveCSS('opacity', '1')
  await page.screenshot({ path: info.outputPath('labels.png') })
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}`))).toEqual([])
  const { name, bytes } = await app.saved(page, () => dialog.getByRole('button', { name: 'Save as PDF' }).click())
  expect(name).toBe('labels.pdf')
  const text = (await pdfText(bytes)).join(' ')
  // The bank and its four vials, twice each.
  expect(text.split('SIM-UC-0001-MCB-01').length - 1).toBe(2)
  expect(text.split('SIMULATED').length - 1).toBe(10)
  await expect(page.getByText('10 labels')).toBeVisible()
  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})
