import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { openNotebook } from '../../electron/cli/open-notebook.ts'
import { loadPdfEngine } from '../../electron/cli/pdf-engine.ts'
import { loadPdfFonts } from '../../electron/cli/pdf-fonts.ts'
import { computeBatchResults } from '../../shared/domain/results/compute-batch-results.ts'
import { defaultLicense } from '../../shared/export/default-license.ts'
import { makeReportPdf } from '../../shared/export/report-pdf.ts'
import { prepareReport } from '../../shared/export/report-subject.ts'
import { makeNotebook } from '../../shared/records/notebook.ts'
import { pdfText } from '../helpers/pdf-text.ts'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'

// The report beside a record: it follows what is stored and typed, is read aloud and searched like text, and is saved as the file the
// command line makes.

/** Waits until the report shows the notebook as it is. */
async function upToDate(page: Page): Promise<void> {
  await expect(page.getByText(/up to date, \d+ page/)).toBeVisible({ timeout: 60_000 })
}

test('the report is made beside the record, follows it, and is saved as the command line makes it', async () => {
  test.setTimeout(240_000)
  const profile = await profileFolder()
  const app = await browserApp(profile.path, 17403, { width: 1440, height: 900, zoom: 1, scheme: 'light' })
  const page = await app.start()
  const pages = page.getByRole('region', { name: 'Pages of the report' })

  await test.step('it shows the pages, with text that can be read', async () => {
    await page.getByRole('button', { name: 'Look at the sample notebook' }).click()
    await page.getByRole('link', { name: 'Batches' }).click()
    await page.getByRole('link', { name: 'COL-58L', exact: true }).click()
    await upToDate(page)
    await expect(pages.locator('[data-drawn=true]').first()).toBeVisible()
    await expect(pages.getByRole('group', { name: 'Page 1 of' })).toContainText('Batch report COL-58L')
    // A page that was drawn is not white.
    expect(await page.evaluate('(() => { const from = document.querySelector(".report-page canvas"); const to = new OffscreenCanvas(from.width, from.height); const c = to.getContext("2d"); c.drawImage(from, 0, 0); const d = c.getImageData(0, 0, from.width, from.height).data; let dark = 0; for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 0 && d[i] < 128) dark++; return dark })()')).toBeGreaterThan(1000)
  })

  await test.step('what is typed is in it at once, marked as not stored', async () => {
    await page.getByRole('tab', { name: 'Record' }).click()
    await page.getByRole('textbox', { name: 'Intended use' }).fill('a first try')
    await expect(page.getByText('As it is being typed: COL-58L.')).toBeVisible({ timeout: 60_000 })
    await page.getByRole('switch', { name: 'With what is being typed' }).click()
    await expect(page.getByText('As it is being typed')).toBeHidden({ timeout: 60_000 })
    await upToDate(page)
    await page.getByRole('switch', { name: 'With what is being typed' }).click()
    await expect(page.getByText('As it is being typed: COL-58L.')).toBeVisible({ timeout: 60_000 })
  })

  await test.step('saving a record brings the report up to date', async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('As it is being typed')).toBeHidden({ timeout: 60_000 })
    await upToDate(page)
    const state = page.locator('[data-manifest]')
    const before = await state.getAttribute('data-manifest')
    await page.getByRole('textbox', { name: 'Anatomical site' }).fill('iliac crest')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(state).not.toHaveAttribute('data-manifest', before ?? '', { timeout: 60_000 })
    await expect(pages).toContainText('iliac crest')
  })

  await test.step('it is accessible', async () => {
    await upToDate(page)
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(', ')}`)).toEqual([])
  })

  await test.step('the saved file holds the records, gives the same numbers, and reads as the one from the command line', async () => {
    const saved = await app.saved(page, () => page.getByRole('button', { name: 'Save as PDF' }).click())
    expect(saved.name).toBe('COL-58L.pdf')
    await page.getByRole('link', { name: 'Settings' }).click()
    const backup = await app.saved(page, () => page.getByRole('button', { name: 'Save a backup' }).click())
    await writeFile(join(profile.path, 'saved.pdf'), saved.bytes)
    await writeFile(join(profile.path, 'backup.eln'), backup.bytes)
    const embedded = await openNotebook(join(profile.path, 'saved.pdf'))
    expect({ refused: embedded.refused, problems: embedded.problems }).toEqual({ refused: [], problems: [] })
    const whole = await openNotebook(join(profile.path, 'backup.eln'))
    const notebook = makeNotebook(whole.records)
    const id = notebook.all('batch').find((b) => b.code === 'COL-58L')?.id ?? ''
    expect(JSON.stringify(computeBatchResults(makeNotebook(embedded.records), id))).toBe(JSON.stringify(computeBatchResults(notebook, id)))
    const prepared = prepareReport(notebook, { kind: 'batch', id })
    if (!prepared.ok) throw new Error(prepared.error)
    const madeAt = '2026-03-01T09:15:00+01:00'
    const byCommand = await makeReportPdf({ notebook, revisions: whole.revisions, notebookFacts: whole.header.notebook, madeAt, appVersion: '0.1.0', engine: loadPdfEngine(), fonts: await loadPdfFonts(), license: defaultLicense }, prepared.value)
    if (!byCommand.ok) throw new Error(byCommand.error)
    const withoutTime = async (bytes: Uint8Array): Promise<readonly string[]> => (await pdfText(bytes)).map((text) => text.replaceAll(/made \S+ with/g, 'made with'))
    expect(await withoutTime(saved.bytes)).toEqual(await withoutTime(byCommand.value.bytes))
    expect(embedded.manifest?.hash).toBe(byCommand.value.manifest.hash)
  })

  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})

test('a report that cannot be made says why, in words, and can be tried again', async () => {
  const profile = await profileFolder()
  const app = await browserApp(profile.path, 17404, { width: 1440, height: 900, zoom: 1, scheme: 'light' })
  const page = await app.start()
  await page.context().route(/DejaVuSansMono-[^B].*\.ttf/, (route) => route.fulfill({ status: 404, body: '' }))
  await page.getByRole('button', { name: 'Look at the sample notebook' }).click()
  await page.getByRole('link', { name: 'Batches' }).click()
  await page.getByRole('link', { name: 'COL-58L', exact: true }).click()
  await expect(page.getByText(/The report could not be made/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/typeface DejaVuSansMono/)).toBeVisible()
  await page.context().unroute(/DejaVuSansMono-[^B].*\.ttf/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await upToDate(page)
  await app.stop()
  await profile.remove()
})
