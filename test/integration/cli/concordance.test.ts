import { expect, it } from 'vitest'
import { exitCodes } from '../../../electron/cli/exit-codes.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { archiveOfRecords } from '../../helpers/archive-of-records.ts'
import { batch, donor } from '../../helpers/culture-records.ts'
import { pairNotebook } from '../../helpers/pair-records.ts'
import { pdfA3bProblems } from '../../helpers/pdf-structure.ts'
import { pdfText } from '../../helpers/pdf-text.ts'
import { runHere } from '../../helpers/run-cli.ts'
import { scratchFolder } from '../../helpers/scratch-folder.ts'

const scratch = await scratchFolder()

/** Which of these are not printed; where a line breaks does not matter. */
async function missingIn(file: string, parts: readonly string[]): Promise<readonly string[]> {
  const tight = (text: string): string => text.replaceAll(/[\s\u200B\u00AD]/g, '')
  const text = tight((await pdfText(await scratch.read(file))).join(' '))
  return parts.filter((part) => !text.includes(tight(part)))
}

it('prints concordance over batches, and no simulated value in any summary', async () => {
  // Fewer permutations: what is printed here does not depend on them.
  const sample = await scratch.write('sample.eln', await archiveOfRecords(buildSampleNotebook().map((r) => (r.kind === 'lab-settings' ? { ...r, permutations: 99 } : r))))
  const { code, stderr } = await runHere('concordance', sample, 'SIM-UC-0001', 'SIM-BM-BALB', '-o', scratch.path('two'), '--at', '2026-03-01T09:15:00+01:00')
  expect({ code, stderr }).toEqual({ code: exitCodes.done, stderr: '' })
  expect(pdfA3bProblems(await scratch.read('two/concordance.pdf'))).toEqual([])
  expect(await missingIn('two/concordance.pdf', [
    'over 2 batches: SIM-UC-0001, SIM-BM-BALB', 'In vitro against in vivo, over donors', 'Verdicts, in donors', 'Effects over experiments', 'Pair verdicts', 'SIMULATED DATA',
    'no correlation, 0 donors, at least 3 needed', 'SIM-UC-1: simulated values', 'No mean over experiments', 'no effect reported, without an interval: never a point in a forest plot',
  ])).toEqual([])
})

it('takes every batch with a pair where none is named', async () => {
  const file = await scratch.write('pair.eln', await archiveOfRecords([...pairNotebook().records, batch({ id: '01890000-0000-7000-8000-00000000ffff', code: 'UNPAIRED' }), donor()]))
  expect((await runHere('concordance', file, '-o', scratch.path('all'))).code).toBe(exitCodes.done)
  expect(await missingIn('all/concordance.pdf', ['over 1 batch: B-1', 'PAIR-1, A'])).toEqual([])
})

it('answers to mistakes with a reason', async () => {
  const bare = await scratch.write('bare.eln', await archiveOfRecords([donor(), batch()]))
  expect(await runHere('concordance', bare, 'NOBODY', '-o', scratch.path('none'))).toMatchObject({ code: exitCodes.usage, stderr: expect.stringContaining('there is no batch NOBODY; the file has') })
  expect(await runHere('concordance', bare, '-o', scratch.path('none'))).toMatchObject({ code: exitCodes.usage, stderr: expect.stringContaining('no batch with a pair') })
})
