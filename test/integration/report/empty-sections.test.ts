import { expect, it } from 'vitest'
import { exitCodes } from '../../../electron/cli/exit-codes.ts'
import { archiveOfRecords } from '../../helpers/archive-of-records.ts'
import { batch, donor, grown, passage, record, uuid } from '../../helpers/culture-records.ts'
import { pdfA3bProblems } from '../../helpers/pdf-structure.ts'
import { pdfText } from '../../helpers/pdf-text.ts'
import { runHere } from '../../helpers/run-cli.ts'
import { scratchFolder } from '../../helpers/scratch-folder.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'

const scratch = await scratchFolder()

async function textOf(name: string, records: readonly AnyRecord[]): Promise<string> {
  const eln = await scratch.write(`${name}.eln`, await archiveOfRecords(records))
  const { code, stderr } = await runHere('report', eln, '-o', scratch.path(name))
  expect({ code, stderr }).toEqual({ code: exitCodes.done, stderr: '' })
  const bytes = await scratch.read(`${name}/BM-1.pdf`)
  expect(pdfA3bProblems(bytes)).toEqual([])
  return (await pdfText(bytes)).join(' ')
}

/** Every section of the report, and what it says of a batch about which nothing but its donor is known. */
const sections: readonly (readonly [title: string, says: RegExp])[] = [
  ['Pair verdicts: in vitro and in vivo side by side', /Pair of an in-vitro condition and a treatment arm: not recorded/],
  ['Donor and tissue', /not recorded/],
  ['Culture conditions', /not recorded/],
  ['Passages and growth', /Passage: not recorded/],
  ['Custody', /not recorded/],
  ['Quality tests', /not recorded/],
  ['Phenotype', /Marker panel: not recorded/],
  ['Differentiation', /not recorded/],
  ['Suppression in vitro', /Suppression assay: not recorded/],
  ['Mechanism', /Suppression with an inhibitor: not recorded/],
  ['Animal experiments', /Animal experiment: not recorded/],
  ['Concordance of in vitro and in vivo', /Pair: not recorded/],
  ['Consistency', /./],
  ['Changes', /./],
  ['Signatures', /Signature: not recorded/],
  ['Raw data', /./],
  ['How', /./],
]

it('shows every section of a batch that has nothing but a donor, and says what is not recorded', async () => {
  const text = await textOf('empty', [donor(), batch()])
  let from = 0
  for (const [i, [title, says]] of sections.entries()) {
    const start = text.indexOf(title, from)
    expect(start, title).toBeGreaterThanOrEqual(from)
    const next = sections[i + 1]
    const end = next === undefined ? text.length : text.indexOf(next[0], start + title.length)
    expect(end, `${title} before ${next?.[0] ?? 'the end'}`).toBeGreaterThan(start)
    expect(text.slice(start, end), title).toMatch(says)
    from = start + title.length
  }
})

it('carries the watermark and the marks exactly where data are simulated', async () => {
  const simulated = { origin: { type: 'simulated', source: 'test' } }
  const observed = await textOf('observed', [donor(), batch(), passage(1, grown(1e5, 2e5))])
  expect(observed).not.toMatch(/simulated/i)
  const one = await textOf('one', [donor(), batch(), passage(1, grown(1e5, 2e5)), passage(2, { ...grown(1e5, 3e5), ...simulated }, [1])])
  expect(one).toMatch(/SIMULATED DATA/)
  expect(one).toMatch(/contains simulated data/)
  expect(one).toMatch(/BM-1-P2 \[simulated\]/)
  expect(one).not.toMatch(/BM-1-P1 \[simulated\]/)

  const oneField = await textOf('field', [donor(), batch(), passage(1, { ...grown(1e5, 2e5), fieldOrigins: { '/seededCells': simulated.origin } })])
  expect(oneField).toMatch(/SIMULATED DATA/)
  expect(oneField).toMatch(/BM-1-P1 \[simulated\]/)
  const others = [
    { kind: 'draw', id: uuid(300), from: { type: 'harvest', passageId: uuid(101) }, to: { type: 'discard' }, cells: 1000 },
    { kind: 'quality-test', id: uuid(301), test: 'mycoplasma', subject: { type: 'passage', passageId: uuid(101) }, result: 'pass' },
    { kind: 'bank', id: uuid(302), code: 'BK-1', passageId: uuid(101) },
  ]
  for (const other of others) expect(await textOf(other.kind, [donor(), batch(), passage(1, grown(1e5, 2e5)), record({ ...other, ...simulated })]), other.kind).toMatch(/SIMULATED DATA/)
  const enteredBy = record({ kind: 'person', id: uuid(303), code: 'AB', printedName: 'A. B.', ...simulated })
  expect(await textOf('person', [enteredBy, donor(), batch({ operatorId: uuid(303) })])).not.toMatch(/SIMULATED DATA/)
})
