import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { pdfText } from '../helpers/pdf-text.ts'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'
import { countedPerson } from './counted-person.ts'

// From nothing to a printed report by the shortest way the pages have, every interaction counted. On the way it takes the pictures of the guide.

const most = 40
const pictures = join(import.meta.dirname, '..', '..', 'docs', 'guide', 'pictures')

const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name }).or(page.getByRole('combobox', { name }))
const cell = (page: Page, row: string, column: string): Locator => field(page, `${row}, ${column}`)

/** Two culture steps as they stand in the lab's spreadsheet. */
const passages = [
  ['No.', 'Seeded', 'Cells seeded', 'Area', 'Harvested', 'Live cells', 'Viability', 'Counts', 'Volume'],
  ['0', '2026-02-24', '20000000', '75', '2026-03-06', '2110000', '96', '410000 425000 432000', '5'],
  ['1', '2026-03-06', '500000', '75', '2026-03-10', '1950000', '95', '380000 392000 398000', '5'],
]
const conditions = [['Basal medium', 'alpha-MEM'], ['Serum or substitute', 'fetal bovine serum'], ['Serum', '10'], ['Oxygen', '21'], ['CO₂', '5'], ['Temperature', '37']]
const markers = [['Marker', 'Positive', 'Events'], ['CD73', '99.1', '10000'], ['CD90', '98.7', '10000'], ['CD105', '97.2', '10000'], ['CD34', '0.4', '10000'], ['CD45', '0.6', '10000'], ['CD14', '0.9', '10000'], ['CD19', '0.3', '10000'], ['HLA-DR', '0.8', '10000']]
/** Counts per minute: three ratios, stimulated, unstimulated, MSC alone, three wells each. */
const signals = [['12140', '11020', '13310'], ['20140', '19870', '22150'], ['31020', '29900', '33480'], ['48210', '51030', '46870'], ['1210', '1105', '1330'], ['640', '580', '702']]

test(`from an empty start to a printed report in at most ${String(most)} interactions`, async ({}, info) => {
  const profile = await profileFolder()
  const app = await browserApp(profile.path, 17412)
  const page = await app.start()
  const me = await countedPerson(page)
  const picture = async (name: string): Promise<void> => {
    const path = info.outputPath(`${name}.jpeg`)
    await page.screenshot({ path, type: 'jpeg', quality: 60, animations: 'disabled' })
    // The guide keeps the pictures of a run that was asked for them.
    if (process.env['STROMABOOK_GUIDE'] === undefined) return
    await mkdir(pictures, { recursive: true })
    await copyFile(path, join(pictures, `${name}.jpeg`))
  }

  await test.step('a notebook, and who is at the bench', async () => {
    await me.fill('name of the notebook', page.getByLabel('Name'), 'Cell lab')
    await me.press('make the notebook', 'Enter')
    await me.click('Who are you?', page.getByRole('button', { name: 'Who are you?' }))
    await me.fill('printed name', page.getByLabel('Printed name'), 'Dr. Anna Berg')
    await me.press('add the person', 'Enter')
    await expect(page.getByRole('button', { name: 'Dr. Anna Berg' })).toBeVisible()
    await picture('home')
  })

  await test.step('a donor', async () => {
    await me.click('New donor', page.getByRole('button', { name: 'New donor' }))
    await me.fill('species', field(page, 'Species'), 'human')
    await me.fill('sex', field(page, 'Sex'), 'female')
    await me.fill('age at collection', field(page, 'Age at collection'), '34')
    await me.fill('unit of age', field(page, 'Unit of age'), 'years')
    await me.press('save the donor', 'Control+Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'D-0001' })).toBeVisible()
  })

  await test.step('a batch', async () => {
    await me.click('New batch', page.getByRole('button', { name: 'New batch' }))
    await me.fill('tissue', field(page, 'Tissue'), 'bone marrow')
    await me.fill('isolation', field(page, 'Isolation'), 'density gradient')
    await me.fill('collected', field(page, 'Collected'), '2026-02-24')
    await picture('batch')
    await me.press('save the batch', 'Control+Enter')
    await expect(page.getByRole('tab', { name: 'Culture' })).toHaveAttribute('aria-selected', 'true')
  })

  await test.step('two passages with counts, and their conditions', async () => {
    await expect(cell(page, 'new passage BM-0001-P0', 'No.')).toBeVisible()
    await me.paste('two passages with counts', passages)
    await expect(page.getByText('2 passages not stored yet')).toBeVisible()
    await me.click('basal medium of passage 0', cell(page, 'Basal medium', 'BM-0001-P0'))
    await me.paste('culture conditions', conditions)
    await expect(cell(page, 'Oxygen', 'BM-0001-P1')).toHaveValue('21')
    await me.press('save the passages', 'Control+Enter')
    await expect(page.getByRole('link', { name: 'BM-0001-P1' }).first()).toBeVisible()
    await expect(page.getByText(/passages? not stored yet/)).toBeHidden()
    await picture('culture')
  })

  await test.step('a panel of 8 markers', async () => {
    await me.click('Phenotype', page.getByRole('tab', { name: 'Phenotype' }))
    await me.click('first marker', cell(page, 'CD105', 'Positive'))
    await me.paste('8 markers by name', markers)
    await expect(cell(page, 'HLA-DR', 'Positive')).toHaveValue('0.8')
    await me.fill('measured', field(page, 'Measured'), '2026-03-11')
    await expect(page.getByRole('row', { name: 'CD105' }).first()).toContainText('PASS')
    await picture('phenotype')
    await me.press('save the panel', 'Control+Enter')
    await expect(page.getByText('as a whole')).toBeVisible()
  })

  await test.step('an assay with one plate', async () => {
    await me.click('New assay', page.getByRole('button', { name: 'New assay' }))
    await me.fill('performed', field(page, 'Performed').first(), '2026-03-12')
    await me.fill('cell type of the responders', field(page, 'Responders: cell type'), 'CD3+ T cells')
    await me.fill('stimulus', field(page, 'Stimulus'), 'anti-CD3/CD28 beads')
    await me.fill('contact', field(page, 'Contact'), 'contact')
    await me.fill('read-out', field(page, 'Read-out'), '3H-thymidine')
    await me.fill('responders per well', field(page, 'Responders per well'), '100000')
    await me.fill('denominator of the ratio', field(page, 'Denominator of the ratio'), 'purified')
    await me.fill('background', field(page, 'Background'), 'unstimulated')
    await me.fill('ratios', field(page, 'Ratios, MSC per responder'), '1:5 1:10 1:20')
    await picture('assay')
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
    expect(violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}`))).toEqual([])
    await me.press('begin the assay', 'Control+Enter')
    await expect(page.getByRole('grid')).toBeVisible()
    await me.paste('signals of the plate', signals)
    await expect(page.getByText('18 of 18 wells have a signal')).toBeVisible()
    await expect(page.getByText('Every change is stored.')).toBeVisible()
    await picture('plate')
  })

  const report = await test.step('the printed report', async () => {
    await me.click('back to the batch', page.getByRole('main').getByRole('link', { name: 'BM-0001', exact: true }))
    await expect(page.getByText(/up to date, \d+ page/)).toBeVisible({ timeout: 60_000 })
    await picture('report')
    return app.saved(page, () => me.click('Save as PDF', page.getByRole('button', { name: 'Save as PDF' })))
  })

  await writeFile(info.outputPath(report.name), report.bytes)
  const list = me.list()
  console.log(`${String(list.length)} interactions from an empty start to ${report.name}:\n${list.join('\n')}`)
  expect(list.length).toBeLessThanOrEqual(most)
  expect(await me.seen()).toBe(list.length)

  await test.step('it holds what was entered, computed', async () => {
    const text = (await pdfText(report.bytes)).join(' ')
    for (const words of ['BM-0001', 'D-0001', 'female', 'bone marrow', 'alpha-MEM', 'BM-0001-P1', 'CD105', 'HLA-DR', 'anti-CD3/CD28 beads', 'Dr. Anna Berg']) expect(text).toContain(words)
    // By hand: log2(390000 x 5 / 500000) doublings, and 100 (1 - (12156.7 - 1215)/(48703.3 - 1215)) % at 1:5.
    for (const number of ['1.96', '77.0']) expect(text).toContain(number)
  })

  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})
