import { BinaryBitmap, HybridBinarizer, QRCodeReader, RGBLuminanceSource } from '@zxing/library'
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { exitCodes } from '../../electron/cli/exit-codes.ts'
import { nameOf } from '../../shared/records/notebook.ts'
import { idOfScanCode } from '../../shared/records/scan-code.ts'
import { buildSampleNotebook } from '../../shared/sample/build-sample-notebook.ts'
import { labelFormats } from '../../shared/reports/labels/label-format.ts'
import { pdfPageSizes, pdfText } from '../helpers/pdf-text.ts'
import { runHere, runTool } from '../helpers/run-cli.ts'
import { scratchFolder } from '../helpers/scratch-folder.ts'

const scratch = await scratchFolder()
const records = buildSampleNotebook()
const json = await scratch.writeJson('sample.json', { schema: 1, records })
const eln = scratch.path('sample.eln')
await runHere('pack', json, '-o', eln)
const mmPerPoint = 25.4 / 72
const vial = records.find((r) => nameOf(r) === 'SIM-UC-0001-WCB-01')

it.each(labelFormats.map((f) => [f.name, f.page] as const))('prints %s at its size, with code and lines', async (name, page) => {
  const pdf = scratch.path(`${name}.pdf`)
  expect(await runHere('labels', eln, 'SIM-UC-0001-WCB-01', 'SIM-UC-0001-P2', '-o', pdf, '-f', name)).toMatchObject({ code: exitCodes.done, stderr: '' })
  const bytes = await readFile(pdf)
  const [size] = await pdfPageSizes(bytes)
  expect((size?.width ?? 0) * mmPerPoint).toBeCloseTo(page.widthMm, 1)
  expect((size?.height ?? 0) * mmPerPoint).toBeCloseTo(page.heightMm, 1)
  const text = (await pdfText(bytes)).join(' ')
  for (const words of ['SIM-UC-0001-WCB-01', 'SIM-UC-0001-P2', 'SIMULATED']) expect(text).toContain(words)
})

it('prints a code that a scanner reads back to the record', async (test) => {
  const pdf = scratch.path('scan.pdf')
  await runHere('labels', eln, 'SIM-UC-0001-WCB-01', '-o', pdf, '-f', 'thermal-33x13')
  const drawn = await runTool('pdftoppm', '-r', '300', '-gray', '-singlefile', pdf, scratch.path('scan'))
  if (drawn === undefined) return test.skip('pdftoppm is not installed')
  const grey = readGreymap(await readFile(scratch.path('scan.pgm')))
  const found = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(new Uint8ClampedArray(grey.pixels), grey.width, grey.height))))
  expect(idOfScanCode(found.getText())).toBe(vial?.id)
})

it('leaves the labels free that are gone, and goes on over pages', async () => {
  const pdf = scratch.path('skip.pdf')
  expect(await runHere('labels', eln, 'SIM-UC-0001-P2', '-o', pdf, '-f', 'a4-21', '--copies', '22', '--skip', '20')).toMatchObject({ stdout: expect.stringContaining('22 labels') })
  // One on the first sheet, 21 on the second.
  expect((await pdfText(await readFile(pdf))).map((text) => text.split('SIMULATED').length - 1)).toEqual([1, 21])
})

it.each([
  ['a format that is not there, naming those that are', ['SIM-UC-0001-P2', '-f', 'nothing'], 'a4-65'],
  ['a code that is not there', ['NOBODY'], 'there is no record NOBODY'],
  ['a record that carries no label', ['SIM-D-UC-1'], 'carries no label'],
])('refuses %s', async (_what, args, words) => {
  expect(await runHere('labels', eln, ...args, '-o', scratch.path('refused.pdf'))).toMatchObject({ code: exitCodes.usage, stderr: expect.stringContaining(words) })
})

function readGreymap(bytes: Buffer): { readonly width: number; readonly height: number; readonly pixels: Buffer } {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'))
  if (head === null) throw new Error('no grey map')
  return { width: Number(head[1]), height: Number(head[2]), pixels: bytes.subarray(head[0].length) }
}
