import { mkdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { CommandFailure, exitCodes } from '../../../electron/cli/exit-codes.ts'
import { openNotebook } from '../../../electron/cli/open-notebook.ts'
import { headerOf } from '../../../shared/eln/write-archive.ts'
import { facts } from '../../helpers/archive-in-memory.ts'
import { archiveOfRecords } from '../../helpers/archive-of-records.ts'
import { batch, donor, grown, passage } from '../../helpers/culture-records.ts'
import { handArchive, otherSystemsArchive, sciNoteArchive, tampered, withFlippedBit, withMemberName, zipBomb } from '../../helpers/damaged-archives.ts'
import { runHere } from '../../helpers/run-cli.ts'
import { scratchFolder } from '../../helpers/scratch-folder.ts'

const scratch = await scratchFolder()
const whole = await archiveOfRecords([donor(), batch(), passage(1, grown(1e5, 2e5)), passage(2, grown(1e5, 3e5), [1])])

const readers = ['check', 'results', 'report'] as const

/** Reads the file with the commands; `report` would write into a folder of its own. */
async function expectUnreadable(file: string, words: RegExp, commands: readonly (typeof readers)[number][] = ['check']): Promise<void> {
  const before = await scratch.names()
  for (const command of commands) {
    const { code, stdout, stderr } = await runHere(command, file, ...(command === 'report' ? ['-o', scratch.path('never')] : []))
    expect(stderr).toMatch(words)
    expect(stderr).not.toMatch(/fault of the program|\bat .*\.(ts|js):\d/)
    expect({ code, stdout }).toEqual({ code: exitCodes.unreadableInput, stdout: '' })
  }
  expect(await scratch.names()).toEqual(before)
}

/** The same without a process of its own, for many files of one kind. */
async function expectRefused(file: string, words: RegExp): Promise<void> {
  const failure: unknown = await openNotebook(file).then(() => `${file} was read`, (error: unknown) => error)
  expect(failure).toBeInstanceOf(CommandFailure)
  expect(failure).toMatchObject({ exitCode: exitCodes.unreadableInput, message: expect.stringMatching(words) })
}

describe('a notebook file that cannot be read at all: exit code 3, the reason, and what to do', () => {
  it('cut off, at whatever place', async () => {
    await expectUnreadable(await scratch.write('cut.eln', whole.subarray(0, whole.length >> 1)), /cut\.eln: The end of the file is missing.*copy it again/, readers)
    const step = Math.max(1, Math.floor(whole.length / 60))
    const lengths = [1, 3, 4, 21, 22, 29, 30, 31, whole.length - 23, whole.length - 22, whole.length - 21, whole.length - 1]
    for (let length = step; length < whole.length; length += step) lengths.push(length)
    for (const length of lengths) await expectRefused(await scratch.write('cut.eln', whole.subarray(0, length)), /cut\.eln: ./)
  })

  it('not there, a folder, empty, or of another kind', async () => {
    await mkdir(scratch.path('folder.eln'))
    await expectUnreadable(scratch.path('none.eln'), /none\.eln cannot be opened: there is no such file/)
    await expectUnreadable(scratch.path('folder.eln'), /folder\.eln is not a file/)
    await expectUnreadable(await scratch.write('empty.eln', ''), /empty\.eln: The file is empty\..*use another copy/)
    await expectUnreadable(await scratch.write('text.eln', 'a picture of cells'), /text\.eln: /)
    await expectUnreadable(await scratch.write('scinote.eln', await sciNoteArchive()), /scinote\.eln: .*SciNote/)
    await expectUnreadable(await scratch.write('other.eln', await otherSystemsArchive('Another Notebook Ltd')), /other\.eln: .*Another Notebook Ltd/)
  })

  it('written by a newer version', async () => {
    const header = JSON.stringify({ format: 'stromabook-notebook-file', formatVersion: 2, app: { name: 'Stromabook', version: '9.1' } })
    await expectUnreadable(await scratch.write('newer.eln', await handArchive([], header)), /newer\.eln: .*newer Stromabook \(9\.1\).*Update Stromabook/)
  })

  it('with a newer version of the records', async () => {
    const header = JSON.stringify({ ...headerOf(facts), schemaVersion: 99 })
    const line = `${JSON.stringify({ code: 'D1', id: donor().id, kind: 'donor', recordedAt: donor().recordedAt })}\n`
    await expectUnreadable(await scratch.write('schema.eln', await handArchive([{ path: 'records/donor.jsonl', role: 'records', content: line }], header)), /schema\.eln: .*schema version 99.*newer Stromabook/)
  })

  it.each(['../../etc/records.jsonl', '/etc/records.jsonl', 'C:/lab/records.jsonl', 'lab\\records\\x.jsonl', 'lab/%2e%2e/%2fx', 'lab/%252e%252e/x', 'lab/./x', 'lab//x'])('with a member that points out of its folder: %s', async (name) => {
    await expectRefused(await scratch.write('unsafe.eln', await withMemberName(name)), /unsafe\.eln: .*(name|path|folder|letter|backslash|percent|absolute)/i)
  })

  it('that would unpack to far more than it is', async () => {
    await expectUnreadable(await scratch.write('bomb.eln', await zipBomb(80 * 1024 * 1024)), /bomb\.eln: .*(times|ratio|unpack)/i)
  })
})

describe('a notebook file with damage in one part: exit code 1, and the rest comes through', () => {
  it('text changed, with the check sum of the zip made to fit', async () => {
    const file = await scratch.write('tampered.eln', await tampered(whole, 'records/passage.jsonl', '300000', '900000'))
    const { code, stdout, stderr } = await runHere('check', file)
    expect(code).toBe(exitCodes.errorsFound)
    expect(stderr).toMatch(/problem: records\/passage\.jsonl: .*hash/i)
    expect(stdout).toMatch(/2 records, /)
    const results = await runHere('results', file)
    expect(results.code).toBe(exitCodes.errorsFound)
    expect(results.stderr).toMatch(/records\/passage\.jsonl/)
    expect(JSON.parse(results.stdout)).toMatchObject({ batches: [{ batchCode: 'BM-1', growth: { passages: [] } }] })
    const report = await runHere('report', file, '-o', scratch.path('of-tampered'))
    expect(report.code).toBe(exitCodes.errorsFound)
    expect(report.stdout).toMatch(/BM-1\.pdf/)
  })

  it('one bit turned over in a stored part', async () => {
    const file = await scratch.write('bit.eln', await withFlippedBit(whole, '"seededCells":100000'))
    const { code, stdout, stderr } = await runHere('check', file)
    expect(code).toBe(exitCodes.errorsFound)
    expect(stderr).toMatch(/problem: .*passage\.jsonl/)
    expect(stdout).toMatch(/2 records, /)
  })

  it('single records that no version of the program wrote', async () => {
    const line = (record: object): string => `${JSON.stringify(Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))))}\n`
    const content = `${line(donor())}${line({ ...donor(), id: '01890000-0000-7000-8000-000000000077', code: 'D77', species: 7 })}not json\n`
    const file = await scratch.write('lines.eln', await handArchive([{ path: 'records/donor.jsonl', role: 'records', content }]))
    const { code, stdout, stderr } = await runHere('check', file)
    expect(code).toBe(exitCodes.errorsFound)
    expect(stderr).toMatch(/refused: donor D77, field \/species: /)
    expect(stderr).toMatch(/problem: records\/donor\.jsonl, line 3: /)
    expect(stdout).toMatch(/1 records, 1 reasons for refusal/)
  })

  it('the same, told as JSON', async () => {
    const { code, stdout } = await runHere('check', '--json', await scratch.write('tampered.eln', await tampered(whole, 'records/passage.jsonl', '300000', '900000')))
    expect(code).toBe(exitCodes.errorsFound)
    expect(JSON.parse(stdout)).toMatchObject({ format: 'stromabook-check/1', records: 2, problems: [expect.stringContaining('passage.jsonl')] })
  })
})
