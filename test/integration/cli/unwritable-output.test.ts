import { mkdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../../electron/cli/exit-codes.ts'
import { archiveOfRecords } from '../../helpers/archive-of-records.ts'
import { batch, donor, grown, passage } from '../../helpers/culture-records.ts'
import { runCli, runHere } from '../../helpers/run-cli.ts'
import { scratchFolder } from '../../helpers/scratch-folder.ts'

const scratch = await scratchFolder()
const records = [donor(), batch(), passage(1, grown(1e5, 2e5))]
const json = await scratch.writeJson('in.json', { schema: 1, records })
const eln = await scratch.write('lab.eln', await archiveOfRecords(records))
const old = 'what was there before'
await mkdir(scratch.path('folder.eln'))
await mkdir(scratch.path('reports/BM-1.pdf'), { recursive: true })

describe('an output that cannot be written: exit code 4, the reason, nothing overwritten and nothing left behind', () => {
  it.each([
    ['a notebook file that is there already', ['pack', json, '-o', scratch.path('old.eln')], /old\.eln exists already; nothing was changed\. Use --replace/],
    ['a folder in its place', ['pack', json, '--replace', '-o', scratch.path('folder.eln')], /folder\.eln cannot be written: /],
    ['a folder that does not exist', ['pack', json, '-o', scratch.path('none/lab.eln')], /none\/lab\.eln cannot be written: there is no such file or folder/],
    ['a file in place of the folder', ['pack', json, '-o', scratch.path('old.eln/lab.eln')], /old\.eln\/lab\.eln cannot be written: a part of the path is a file/],
    ['reports into a file', ['report', eln, '-o', scratch.path('old.eln')], /the folder .*old\.eln cannot be made: /],
    ['reports below a file', ['report', eln, '-o', scratch.path('old.eln/reports')], /the folder .*old\.eln\/reports cannot be made: /],
    ['a folder in place of a report', ['report', eln, '-o', scratch.path('reports')], /BM-1\.pdf cannot be written: /],
    ['the schema over a folder', ['schema', '-o', scratch.path('reports')], /reports cannot be written: /],
    ['the demonstration into a file', ['demo', '-o', scratch.path('old.eln')], /the folder .*old\.eln cannot be made: /],
  ])('%s', async (_name, args, words) => {
    await scratch.write('old.eln', old)
    const before = await scratch.tree()
    const { code, stdout, stderr } = await runHere(...args)
    expect(stderr).toMatch(words)
    expect(stderr).not.toMatch(/fault of the program/)
    expect({ code, stdout }).toEqual({ code: exitCodes.unwritableOutput, stdout: '' })
    expect(await scratch.tree()).toEqual(before)
    expect(Buffer.from(await scratch.read('old.eln')).toString()).toBe(old)
  })

  it('a pack that fails keeps the old file although it may be replaced', async () => {
    await scratch.write('old.eln', old)
    const bad = await scratch.write('bad.json', '{ "schema": 1, "records": [')
    const mixed = await scratch.writeJson('mixed.json', { schema: 1, records: [...records, { kind: 'organoid' }] })
    expect((await runHere('pack', bad, '--replace', '-o', scratch.path('old.eln'))).code).toBe(exitCodes.unreadableInput)
    expect((await runHere('pack', json, bad, '--replace', '-o', scratch.path('old.eln'))).code).toBe(exitCodes.unreadableInput)
    expect((await runHere('pack', mixed, '--strict', '--replace', '-o', scratch.path('old.eln'))).code).toBe(exitCodes.errorsFound)
    expect(Buffer.from(await scratch.read('old.eln')).toString()).toBe(old)
    expect((await scratch.tree()).filter((name) => name.includes('.part'))).toEqual([])
  })

  it('--replace writes over it', async () => {
    await scratch.write('old.eln', old)
    expect(await runCli('pack', json, '--replace', '-o', scratch.path('old.eln'))).toMatchObject({ code: exitCodes.done, stderr: '' })
    expect((await runHere('check', scratch.path('old.eln'))).code).toBe(exitCodes.done)
  })
})

describe('wrong use: exit code 2, and what there is instead', () => {
  it.each([
    ['an unknown batch', ['results', eln, '-b', 'BM-9'], /there is no batch BM-9; the file has BM-1/],
    ['an unknown batch for a report', ['report', eln, '-b', 'bm-1', '-o', scratch.path('x')], /there is no batch bm-1; the file has BM-1/],
    ['an unknown command', ['import', eln], /unknown command 'import'/],
    ['an unknown option', ['check', eln, '--fix'], /unknown option '--fix'/],
    ['no output named', ['pack', json], /required option '-o, --out <file>' not specified/],
    ['no file named', ['check'], /missing required argument 'file'/],
    ['a time without offset', ['report', eln, '-o', scratch.path('x'), '--at', '2026-03-01T09:15:00'], /write it as 2026-03-01T09:15:00\+01:00/],
    ['a time that is none', ['report', eln, '-o', scratch.path('x'), '--at', '2026-13-01T09:15:00Z'], /write it as/],
  ])('%s', async (_name, args, words) => {
    const before = await scratch.tree()
    const { code, stdout, stderr } = await runHere(...args)
    expect(stderr).toMatch(words)
    expect({ code, stdout }).toEqual({ code: exitCodes.usage, stdout: '' })
    expect(await scratch.tree()).toEqual(before)
  })

  it('help is no failure and names every exit code', async () => {
    const { code, stdout } = await runCli('--help')
    expect(code).toBe(exitCodes.done)
    for (const number of Object.values(exitCodes)) expect(stdout).toMatch(new RegExp(`^  ${String(number)}  \\S`, 'm'))
  })
})
