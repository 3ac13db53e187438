import { expect, it } from 'vitest'
import { exitCodes } from '../../../electron/cli/exit-codes.ts'
import { openNotebook } from '../../../electron/cli/open-notebook.ts'
import { computeBatchResults } from '../../../shared/domain/results/compute-batch-results.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { sha256Hex } from '../../../shared/util/sha256.ts'
import { runCli, runHere } from '../../helpers/run-cli.ts'
import { scratchFolder } from '../../helpers/scratch-folder.ts'

type Results = { readonly format: string; readonly batches: readonly { readonly batchCode: string }[] }
type Check = { readonly records: number; readonly refused: readonly unknown[]; readonly problems: readonly unknown[]; readonly findings: readonly { readonly rule: string; readonly severity: string; readonly name: string }[] }

const at = '2026-03-01T09:15:00+01:00'
const scratch = await scratchFolder()
const records = buildSampleNotebook()
const json = await scratch.writeJson('sample.json', { schema: 1, records })
const eln = scratch.path('sample.eln')
const packed = await runCli('pack', json, '-o', eln)
const [checked, computed, reported] = await Promise.all([runCli('check', '--json', eln), runCli('results', eln), runCli('report', eln, '--at', at, '-o', scratch.path('reports'))])
const results = JSON.parse(computed.stdout) as Results
const codes = results.batches.map((b) => b.batchCode)
const pdf = (code: string): string => scratch.path(`reports/${code}.pdf`)

it('packs every record of the sample notebook', () => {
  expect(packed).toMatchObject({ code: exitCodes.done, stderr: '', stdout: expect.stringMatching(new RegExp(`sample\\.eln: ${String(records.length)} records, 0 attachments, archive sha256 [0-9a-f]{64}`)) })
})

it('finds the two totals of the publication that do not fit its own passages, and no error', () => {
  const check = JSON.parse(checked.stdout) as Check
  expect(checked).toMatchObject({ code: exitCodes.done, stderr: '' })
  expect(check).toMatchObject({ records: records.length, refused: [], problems: [] })
  expect(check.findings.filter((f) => f.rule === 'reported-yield-inconsistent').map((f) => [f.name, f.severity])).toEqual([['COL-58L-P2', 'warning'], ['COL-58R-P2', 'warning']])
  expect(check.findings.filter((f) => f.severity === 'error')).toEqual([])
})

it('says each finding once', () => {
  const findings = (JSON.parse(checked.stdout) as Check).findings.map((f) => JSON.stringify(f))
  expect(findings.filter((f, i) => findings.indexOf(f) !== i)).toEqual([])
})

it('computes and prints every batch', () => {
  expect(computed).toMatchObject({ code: exitCodes.done, stderr: '' })
  expect(results.format).toBe('stromabook-results/1')
  expect([...codes].sort()).toEqual(records.flatMap((r) => (r.kind === 'batch' ? [r.code] : [])).sort())
  expect(reported).toMatchObject({ code: exitCodes.done, stderr: '' })
  expect(reported.stdout.trim().split('\n')).toHaveLength(codes.length)
})

it.each(codes)('recomputes the same results from the report of %s alone, and finds nothing dangling in it', async (code) => {
  const { records: embedded, refused, problems } = await openNotebook(pdf(code))
  expect({ refused, problems }).toEqual({ refused: [], problems: [] })
  const notebook = makeNotebook(embedded)
  const batch = notebook.all('batch').find((b) => b.code === code)
  const again = computeBatchResults(notebook, batch?.id ?? '')
  expect(JSON.parse(JSON.stringify(again))).toEqual(results.batches.find((b) => b.batchCode === code))
  expect(again?.findings.filter((f) => f.severity === 'error')).toEqual([])
})

it('takes a report for a notebook file in every command', async () => {
  const [fromPdf, check] = await Promise.all([runCli('results', pdf('SIM-LINE-1')), runCli('check', '--json', pdf('SIM-LINE-1'))])
  expect(fromPdf).toMatchObject({ code: exitCodes.done, stderr: '' })
  expect((JSON.parse(fromPdf.stdout) as Results).batches).toEqual(results.batches.filter((b) => b.batchCode === 'SIM-LINE-1'))
  expect(check).toMatchObject({ code: exitCodes.done, stderr: '' })
  expect(JSON.parse(check.stdout)).toMatchObject({ refused: [], problems: [], findings: [] })
})

it('prints the same report from a report: same manifest, and byte for byte the same from the same file at the same time', async () => {
  const hashOf = (stdout: string): string => /manifest sha256 ([0-9a-f]{16})/.exec(stdout)?.[1] ?? 'none'
  const hashes = new Map(reported.stdout.trim().split('\n').map((line) => [/reports\/(\S+)\.pdf/.exec(line)?.[1] ?? '', hashOf(line)]))
  for (const code of ['COL-58L', 'SIM-RAT-0001'] as const) {
    const fromPdf = await runHere('report', pdf(code), '--at', at, '-o', scratch.path('from-pdf'))
    expect(fromPdf).toMatchObject({ code: exitCodes.done, stderr: '' })
    expect(hashOf(fromPdf.stdout)).toBe(hashes.get(code))
    expect(await runHere('report', eln, '-b', code, '--at', at, '-o', scratch.path('again'))).toMatchObject({ code: exitCodes.done, stderr: '' })
    expect(sha256Hex(await scratch.read(`again/${code}.pdf`))).toBe(sha256Hex(await scratch.read(`reports/${code}.pdf`)))
  }
})
