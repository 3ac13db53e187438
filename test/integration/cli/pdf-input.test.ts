import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../../electron/cli/exit-codes.ts'
import { loadPdfEngine } from '../../../electron/cli/pdf-engine.ts'
import { loadPdfFonts } from '../../../electron/cli/pdf-fonts.ts'
import { renderPdf } from '../../../shared/pdf/render-pdf.ts'
import type { EmbeddedFile } from '../../../shared/pdf/embed-files.ts'
import { archiveOfRecords } from '../../helpers/archive-of-records.ts'
import { batch, donor, grown, passage } from '../../helpers/culture-records.ts'
import { tampered } from '../../helpers/damaged-archives.ts'
import { runHere } from '../../helpers/run-cli.ts'
import { scratchFolder } from '../../helpers/scratch-folder.ts'

const scratch = await scratchFolder()
const archive = await archiveOfRecords([donor(), batch(), passage(1, grown(1e5, 2e5))])
const fonts = await loadPdfFonts()

async function pdfWith(...files: readonly Pick<EmbeddedFile, 'name' | 'bytes'>[]): Promise<Uint8Array> {
  return renderPdf(loadPdfEngine(), {
    build: () => ({ content: ['Batch report'], defaultStyle: { font: Object.keys(fonts)[0] ?? '' } }),
    fonts,
    metadata: { title: 'Batch report', subject: '', createdAt: '2026-03-01T09:15:00+01:00', language: 'en' },
    files: files.map((f) => ({ mediaType: 'application/vnd.eln+zip', description: 'records', relationship: 'Source', modifiedAt: '2026-03-01T09:15:00+01:00', ...f })),
  })
}

const whole = await pdfWith({ name: 'BM-1-data.eln', bytes: archive })

async function expectUnreadable(bytes: string | Uint8Array, words: RegExp): Promise<void> {
  const file = await scratch.write('in.pdf', bytes)
  for (const args of [['check', file], ['results', file], ['report', file, '-o', scratch.path('never')]]) {
    const { code, stdout, stderr } = await runHere(...args)
    expect(stderr).toMatch(words)
    expect(stderr).not.toMatch(/fault of the program|\bat .*\.(ts|js):\d/)
    expect({ code, stdout }).toEqual({ code: exitCodes.unreadableInput, stdout: '' })
  }
  expect(await scratch.names()).toEqual(['in.pdf'])
}

describe('a PDF whose records cannot be read: exit code 3, the file, and why', () => {
  it('without an attachment, or with another one', async () => {
    await expectUnreadable(await pdfWith(), /in\.pdf: this PDF has no records embedded: it is no Stromabook report/)
    await expectUnreadable(await pdfWith({ name: 'scan.png', bytes: new Uint8Array(9) }), /in\.pdf: this PDF has no records embedded/)
  })

  it('cut off', async () => {
    for (const share of [0.05, 0.3, 0.6, 0.9, 0.99]) await expectUnreadable(whole.subarray(0, Math.floor(whole.length * share)), /in\.pdf: /)
  })

  it('that is none behind its first line, or only by its name', async () => {
    await expectUnreadable('%PDF-1.7\nnothing more', /in\.pdf: /)
    await expectUnreadable('{ "schema": 1, "records": [] }', /in\.pdf: /)
  })

  it('with an archive that is empty, cut off or of another system', async () => {
    await expectUnreadable(await pdfWith({ name: 'BM-1-data.eln', bytes: new Uint8Array(0) }), /in\.pdf: .*BM-1-data\.eln: The file is empty/)
    await expectUnreadable(await pdfWith({ name: 'BM-1-data.eln', bytes: archive.subarray(0, 2000) }), /in\.pdf: the embedded BM-1-data\.eln: The end of the file is missing/)
    await expectUnreadable(await pdfWith({ name: 'BM-1-data.eln', bytes: new TextEncoder().encode('no archive') }), /in\.pdf: the embedded BM-1-data\.eln: /)
  })
})

it('a PDF whose records were changed: the changed part is left out and named, exit code 1', async () => {
  const file = await scratch.write('in.pdf', await pdfWith({ name: 'BM-1-data.eln', bytes: await tampered(archive, 'records/passage.jsonl', '200000', '900000') }))
  const { code, stdout, stderr } = await runHere('check', file)
  expect(code).toBe(exitCodes.errorsFound)
  expect(stderr).toMatch(/problem: records\/passage\.jsonl: /)
  expect(stdout).toMatch(/2 records, /)
})
