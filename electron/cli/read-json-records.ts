import { readFile } from 'node:fs/promises'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { parseRecord, type RecordReason } from '../../shared/records/parse-record.ts'
import { recordSchemaVersion, type AnyRecord } from '../../shared/records/record-kinds.ts'
import { upgradeRecord } from '../../shared/records/upgrade-record.ts'
import { systemErrorWords } from './system-error.ts'

/** Records read from JSON files: those that passed, and why the others did not. */
export type JsonRecords = { readonly records: readonly AnyRecord[]; readonly refused: readonly (RecordReason & { readonly file: string })[] }

/**
 * Reads `{ "schema": 1, "records": [record, ...] }`, or a bare list of records. A bad record is refused with its reasons; the others
 * come through. A second record of one id is refused, never merged.
 * @returns why the file as a whole cannot be read: not there, no JSON, another shape, newer schema.
 */
export async function readJsonRecords(file: string): Promise<Result<JsonRecords>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    return fail(`${file} cannot be read: ${systemErrorWords(error)}`)
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return fail(`${file} is not valid JSON: ${error instanceof Error ? error.message : String(error)}. Numbers must be written as in JSON: NaN and Infinity are no values`)
  }
  const list = listOf(parsed)
  if (!list.ok) return fail(`${file}: ${list.error}`)
  const records: AnyRecord[] = []
  const refused: (RecordReason & { readonly file: string })[] = []
  for (const input of list.value.records) {
    const shaped = typeof input === 'object' && input !== null && !Array.isArray(input) ? upgradeRecord(input as Readonly<Record<string, unknown>>, list.value.schema) : ok(input)
    if (!shaped.ok) return fail(`${file}: ${shaped.error}`)
    const record = parseRecord(shaped.value)
    if (record.ok) records.push(record.value)
    else refused.push(...record.error.map((reason) => ({ ...reason, file })))
  }
  return ok({ records, refused })
}

function listOf(parsed: unknown): Result<{ readonly schema: number; readonly records: readonly unknown[] }> {
  if (Array.isArray(parsed)) return ok({ schema: recordSchemaVersion, records: parsed })
  if (typeof parsed !== 'object' || parsed === null) return fail('expected { "schema": 1, "records": [...] }')
  const { schema, records, ...rest } = parsed as { readonly schema?: unknown; readonly records?: unknown }
  if (!Array.isArray(records)) return fail('expected { "schema": 1, "records": [...] }; the list "records" is missing')
  const unknownKeys = Object.keys(rest)
  if (unknownKeys.length > 0) return fail(`unknown field ${unknownKeys.map((k) => JSON.stringify(k)).join(', ')} beside "records"; nothing was read, so that nothing is lost`)
  if (typeof schema !== 'number') return fail('"schema" (the version of the record shapes, a number) is missing')
  return upgradeable(schema, records)
}

function upgradeable(schema: number, records: readonly unknown[]): Result<{ readonly schema: number; readonly records: readonly unknown[] }> {
  const probe = upgradeRecord({}, schema)
  return probe.ok ? ok({ schema, records }) : fail(probe.error)
}

/** Takes out records whose id was seen before, with the reason. */
export function refuseDuplicates(records: readonly AnyRecord[], seen: Map<string, AnyRecord>): { readonly kept: readonly AnyRecord[]; readonly refused: readonly RecordReason[] } {
  const kept: AnyRecord[] = []
  const refused: RecordReason[] = []
  for (const record of records) {
    const first = seen.get(record.id)
    if (first === undefined) {
      seen.set(record.id, record)
      kept.push(record)
    } else {
      refused.push({ kind: record.kind, id: record.id, code: 'code' in record ? record.code : '', field: '/id', reason: `the id is also that of ${first.kind} ${'code' in first ? first.code : first.id}; every record needs an id of its own` })
    }
  }
  return { kept, refused }
}
