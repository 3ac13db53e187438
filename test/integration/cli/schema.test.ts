import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { exitCodes } from '../../../electron/cli/exit-codes.ts'
import { recordKinds } from '../../../shared/records/record-kinds.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'
import { runCli, runHere } from '../../helpers/run-cli.ts'
import { scratchFolder } from '../../helpers/scratch-folder.ts'

const scratch = await scratchFolder()
const published = await readFile(fileURLToPath(new URL('../../../docs/notebook.schema.json', import.meta.url)), 'utf8')

it('prints the schema that docs/notebook.schema.json publishes ("npm run schema -- -o docs/notebook.schema.json" brings it up to date)', async () => {
  const { code, stdout, stderr } = await runCli('schema')
  expect({ code, stderr }).toEqual({ code: exitCodes.done, stderr: '' })
  expect(stdout).toBe(published)
  expect((await runHere('schema', '-o', scratch.path('schema.json'))).code).toBe(exitCodes.done)
  expect(Buffer.from(await scratch.read('schema.json')).toString()).toBe(published)
})

type Definition = { readonly properties: Readonly<Record<string, unknown>>; readonly required: readonly string[]; readonly additionalProperties: boolean }

it('describes every kind, with the fields that records have and no others', () => {
  const { $defs } = JSON.parse(published) as { readonly $defs: Readonly<Record<string, Definition>> }
  expect(Object.keys($defs).slice(0, recordKinds.length)).toEqual(recordKinds)
  for (const [, name] of published.matchAll(/"#\/\$defs\/([^"]+)"/g)) expect($defs[name ?? '']).toBeDefined()
  for (const record of buildSampleNotebook()) {
    const definition = $defs[record.kind]
    expect(Object.keys(definition?.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(record)))
    expect(Object.keys(record)).toEqual(expect.arrayContaining([...(definition?.required ?? ['no schema'])]))
    expect(definition?.additionalProperties).toBe(false)
  }
})
