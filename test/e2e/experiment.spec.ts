import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'
import { paste } from './paste-text.ts'

test('animals and a scoring session are pasted, checked against the scale, stored and read again', async ({}, info) => {
  const profile = await profileFolder()
  const app = await browserApp(profile.path, 17471)
  const page = await app.start()
  await page.getByRole('button', { name: 'Look at the sample notebook' }).click()
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible()
  await page.goto(`${app.address}#/experiments`)
  await page.getByRole('link', { name: 'SIM-CIA-PLAN', exact: true }).click()
  const cell = (name: string) => page.getByRole('textbox', { name, exact: true }).or(page.getByRole('combobox', { name, exact: true }))

  await test.step('animals with a cage that was not there; a death', async () => {
    await expect(cell('CIA-PLAN-024, Cage')).toHaveValue('C6')
    await cell('new animal, Ear tag').click()
    await paste(page, 'Ear tag\tCage\tSex\tStart weight\nX-1\tC6\tmale\t19,5\nX-2\tC7\tmale\t20.1')
    await expect(cell('X-2, Cage')).toHaveValue('C7')
    await cell('CIA-PLAN-002, Died on day').fill('22')
    await cell('CIA-PLAN-002, Cause of death').fill('unrelated')
    // What is typed here and not stored stands in the form as well, and comes back from it.
    await page.getByRole('tab', { name: 'Record' }).click()
    await page.getByRole('textbox', { name: 'Hypothesis' }).fill('Typed in the form')
    await page.getByRole('tab', { name: 'Animals' }).click()
    await expect(cell('X-2, Cage')).toHaveValue('C7')
    await cell('CIA-PLAN-002, Died on day').click()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await expect(page.getByText('not stored yet')).toHaveCount(0)
  })

  await test.step('a session by ear tag; what the scale does not allow is said and kept', async () => {
    await page.getByRole('tab', { name: 'Scores' }).click()
    await cell('new session, Day').fill('28')
    await cell('Day 28, Observer blinded').fill('yes')
    const first = page.getByRole('region', { name: 'Scores', exact: true }).getByRole('textbox').first()
    await first.click()
    await paste(page, 'X-2\t1\t0\t2\t3\nX-1\t9\t0\t0\t0')
    await expect(page.getByText(/X-1: score 9 of .* lies outside/)).toBeVisible()
    await expect(page.getByRole('row', { name: /^X-2/ }).getByText('6', { exact: true })).toBeVisible()
    await expect(page.getByText('CIA-PLAN-002 (died day 22)')).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('not stored yet')).toHaveCount(0)
  })

  await test.step('clean for axe, and there after a reload', async () => {
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await info.attach('scores', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' })
    await page.reload()
    await expect(cell('X-2, Start weight')).toHaveValue('20.1')
    await expect(cell('CIA-PLAN-002, Cause of death')).toHaveValue('unrelated')
    await info.attach('animals', { body: await page.screenshot(), contentType: 'image/png' })
    await page.getByRole('tab', { name: 'Record' }).click()
    await expect(page.getByRole('textbox', { name: 'Hypothesis' })).toHaveValue('Typed in the form')
    await page.getByRole('tab', { name: 'Scores' }).click()
    await expect(page.getByRole('region', { name: 'Scores', exact: true }).getByRole('row', { name: /^X-1/ }).getByRole('textbox').first()).toHaveValue('9')
  })

  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})
