import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../../electron/cli/exit-codes.ts'
import { batch, donor, grown, passage, uuid } from '../../helpers/culture-records.ts'
import { runCli, runHere, type CliRun } from '../../helpers/run-cli.ts'
import { scratchFolder } from '../../helpers/scratch-folder.ts'

const scratch = await scratchFolder()
const good = [donor(), batch(), passage(1, grown(1e5, 2e5))]
const recordedAt = '2026-01-02T10:00:00+01:00'
let files = 0

/** Packs text as it stands; the file that was written, if any, has the name `out`. */
async function pack(text: string, ...options: readonly string[]): Promise<CliRun & { readonly out: string }> {
  files++
  const out = scratch.path(`out-${String(files)}.eln`)
  return { ...(await runHere('pack', await scratch.write(`in-${String(files)}.json`, text), '-o', out, ...options)), out }
}

const file = (...records: readonly unknown[]): string => JSON.stringify({ schema: 1, records })

describe('a JSON file that cannot be read as a whole: exit code 3, the file and the reason, nothing written', () => {
  it.each([
    ['no JSON', 'batch,passage\n1,2\n', /in-\d+\.json is not valid JSON/],
    ['cut off', file(...good).slice(0, -20), /not valid JSON/],
    ['empty', '', /not valid JSON/],
    ['a NaN', '{ "schema": 1, "records": [ { "kind": "passage", "seededCells": NaN } ] }', /not valid JSON.*NaN and Infinity are no values/s],
    ['an Infinity', '{ "schema": 1, "records": [ { "seededCells": -Infinity } ] }', /not valid JSON.*NaN and Infinity are no values/s],
    ['no list of records', '{ "schema": 1 }', /the list "records" is missing/],
    ['records that are no list', '{ "schema": 1, "records": {} }', /the list "records" is missing/],
    ['a bare text', '"records"', /expected \{ "schema": 1, "records": \[\.\.\.\] \}/],
    ['a null', 'null', /expected \{ "schema": 1, "records": \[\.\.\.\] \}/],
    ['a key beside the records', JSON.stringify({ schema: 1, records: good, plates: [] }), /unknown field "plates" beside "records"; nothing was read/],
    ['no schema version', JSON.stringify({ records: good }), /"schema" .* is missing/],
    ['a newer schema version', JSON.stringify({ schema: 2, records: good }), /written with schema version 2; this program knows up to 1\. Open it with a newer Stromabook/],
    ['a schema version that is none', JSON.stringify({ schema: 0.5, records: good }), /schema version 0\.5 is not a version/],
    ['no records at all', JSON.stringify({ schema: 1, records: [] }), /no record passed; nothing was written/],
  ])('%s', async (_name, text, words) => {
    const before = await scratch.names()
    const { code, stdout, stderr } = await pack(text)
    expect(stderr).toMatch(words)
    expect(stderr).not.toMatch(/fault of the program/)
    expect({ code, stdout }).toEqual({ code: exitCodes.unreadableInput, stdout: '' })
    expect(await scratch.names()).toEqual([...before, `in-${String(files)}.json`].sort())
  })

  it('not there, or a folder', async () => {
    for (const [name, words] of [['none.json', /none\.json cannot be read: there is no such file/], ['.', /cannot be read: .*folder/]] as const) {
      const { code, stderr } = await runCli('pack', scratch.path(name), '-o', scratch.path('never.eln'))
      expect(stderr).toMatch(words)
      expect(code).toBe(exitCodes.unreadableInput)
    }
    expect(await scratch.names()).not.toContain('never.eln')
  })
})

describe('records that are refused: exit code 1, record, field, reason; the others come through', () => {
  const bad: readonly (readonly [string, unknown, RegExp])[] = [
    ['of a wrong type', { ...passage(2, grown(1e5, 2e5)), seededCells: '100,000' }, /refused: .*in-\d+\.json: passage BM-1-P2, field \/seededCells: expected number, found a string/],
    ['of an unknown kind', { kind: 'organoid', id: uuid(9), recordedAt, code: 'O-1' }, /organoid O-1, field \/kind: unknown kind "organoid"; known kinds: person, donor/],
    ['without kind', { id: uuid(9), recordedAt, code: 'O-1' }, /record O-1, field \/kind: the kind is missing/],
    ['with an unknown field', { ...donor({ id: uuid(9), code: 'D2' }), shoeSize: 43 }, /donor D2, field \/shoeSize: unknown field; remove it/],
    ['without identifier', { kind: 'donor', recordedAt, code: 'D2', species: 'human' }, /donor D2, field \/id: is missing/],
    ['with an identifier of another form', { kind: 'donor', id: 'D2', recordedAt, code: 'D2', species: 'human' }, /donor D2, field \/id: /],
    ['with an identifier used before', { ...donor(), code: 'D2' }, /donor D2, field \/id: the id is also that of donor D1/],
    ['that is a list', [], /record \(without id\): a record must be a JSON object, found a list/],
    ['that is nothing', null, /a record must be a JSON object, found null/],
    ['with a date that is none', { ...donor({ id: uuid(9), code: 'D2' }), recordedAt: '2026-02-30T10:00:00+01:00' }, /donor D2, field \/recordedAt: /],
    ['with an infinite number', { ...passage(2), seededCells: 'INFINITE' }, /passage BM-1-P2, field \/seededCells: /],
  ]
  const asText = (record: unknown): string => file(good[0], record, ...good.slice(1)).replace('"INFINITE"', '1e999')

  it('each is named, and the rest is packed', async () => {
    for (const [name, record, words] of bad) {
      const { code, stdout, stderr } = await pack(asText(record))
      expect(stderr, name).toMatch(words)
      expect({ code, name }).toEqual({ code: exitCodes.errorsFound, name })
      expect(stdout, name).toMatch(/: 3 records, /)
    }
  })

  it('with --strict nothing is written', async () => {
    const { code, stdout, stderr, out } = await pack(asText(bad[0]?.[1]), '--strict')
    expect({ code, stdout }).toEqual({ code: exitCodes.errorsFound, stdout: '' })
    expect(stderr).toMatch(/BM-1-P2, field \/seededCells[^]*nothing was written/)
    expect(await scratch.names()).not.toContain(out.split('/').at(-1))
  })
})

describe('records that pass and are marked: packed with exit code 1, and told again by check', () => {
  it.each([
    ['a reference that leads nowhere', [passage(2, { ...grown(1e5, 2e5), parents: { [uuid(999)]: { order: 0 } } })], /error: passage BM-1-P2, field \/parents\/.*which is not in this notebook/, 'dangling-reference'],
    ['a lineage that leads back to itself', [passage(2, grown(1e5, 2e5), [3]), passage(3, grown(1e5, 2e5), [2])], /error: passage BM-1-P2, field \/parents: this passage is its own ancestor/, 'lineage-cycle'],
    ['negative counts', [passage(2, grown(-1e5, 2e5), [1])], /error: passage BM-1-P2, field \/seededCells: .*-100000.*impossible/, 'impossible-value'],
    ['a code given twice', [donor({ id: uuid(9) })], /error: donor D1, field \/code: the code D1 is also that of donor/, 'duplicate-code'],
  ] as const)('%s', async (_name, records, words, rule) => {
    const { code, stdout, stderr, out } = await pack(file(...good, ...records))
    expect(stderr).toMatch(words)
    expect(code).toBe(exitCodes.errorsFound)
    expect(stdout).toMatch(new RegExp(`: ${String(good.length + records.length)} records, `))
    const [check, results, report] = [await runHere('check', '--json', out), await runHere('results', out), await runHere('report', out, '-o', `${out}-reports`)]
    expect(check.code).toBe(exitCodes.errorsFound)
    expect((JSON.parse(check.stdout) as { findings: { rule: string }[] }).findings.map((f) => f.rule)).toContain(rule)
    expect(results).toMatchObject({ code: exitCodes.done, stderr: '' })
    expect(results.stdout).not.toMatch(/NaN|Infinity/)
    expect(report).toMatchObject({ code: exitCodes.done, stdout: expect.stringContaining('BM-1.pdf') })
  })
})
