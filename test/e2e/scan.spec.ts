import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { nameOf } from '../../shared/records/notebook.ts'
import { scanCodeOf } from '../../shared/records/scan-code.ts'
import { buildSampleNotebook } from '../../shared/sample/build-sample-notebook.ts'
import { drawQr } from '../helpers/code-writer.ts'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'

const width = 640
const height = 480

/** A film of one picture (YUV4MPEG2, 4:2:0) that the browser's make-believe camera shows: a label held before it. */
function filmOf(text: string): Buffer {
  const luma = Buffer.from(drawQr(text, width, height).flat().map((black) => (black ? 50 : 200)))
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)])
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${String(width)} H${String(height)} F10:1 Ip A1:1 C420mpeg2\n`), ...Array.from({ length: 10 }, () => frame)])
}

/** Keys at the speed of a scanner, whatever else the machine is doing. */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate(`for (const key of ${JSON.stringify([...text, 'Enter'])}) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`)
}

test('a scan opens its record: by camera, by keyboard scanner, in a field', async ({}, info) => {
  const sample = buildSampleNotebook()
  const vial = sample.find((r) => nameOf(r) === 'SIM-UC-0001-WCB-01')
  const batch = sample.find((r) => nameOf(r) === 'SIM-UC-0001')
  const code = scanCodeOf(vial?.id ?? '')
  const profile = await profileFolder()
  const film = join(profile.path, 'label.y4m')
  await writeFile(film, filmOf(code))
  const app = await browserApp(profile.path, 17403, undefined, ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`])
  const page = await app.start()
  await page.getByRole('button', { name: 'Look at the sample notebook' }).click()
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible()

  await test.step('the camera reads a label', async () => {
    await page.getByRole('button', { name: 'Scan a code' }).click()
    await page.getByRole('button', { name: 'Use the camera' }).click()
    await expect(page.getByRole('heading', { name: 'SIM-UC-0001-WCB-01' })).toBeVisible()
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  await test.step('a scanner types, outside of fields', async () => {
    await page.getByRole('heading', { level: 1 }).click()
    await scan(page, 'SIM-UC-0001-P2')
    await expect(page.getByRole('heading', { name: 'SIM-UC-0001-P2' })).toBeVisible()
    await page.getByRole('heading', { level: 1 }).click()
    await scan(page, 'NOT-THERE')
    await expect(page.getByText('Nothing in this notebook has the code or lot number NOT-THERE.')).toBeVisible()
  })

  await test.step('a scan picks the record in a field', async () => {
    await page.goto(`${app.address}#/passages/new`)
    const field = page.getByRole('combobox', { name: 'Batch' })
    await field.click()
    await page.keyboard.type(scanCodeOf(batch?.id ?? ''), { delay: 2 })
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue(/^SIM-UC-0001/)
  })

  await test.step('the dialogue is clean, and says when there is no such record', async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('s')
    await page.keyboard.press('c')
    await page.getByRole('dialog').getByRole('textbox', { name: 'Code' }).fill('sim-uc-0001')
    await expect(page.getByRole('dialog')).toHaveCSS('opacity', '1')
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
    expect(violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary ?? ''}`))).toEqual([])
    await page.screenshot({ path: info.outputPath('scan.png') })
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'SIM-UC-0001', exact: true })).toBeVisible()
  })

  expect(app.complaints).toEqual([])
  await app.stop()
  await profile.remove()
})
