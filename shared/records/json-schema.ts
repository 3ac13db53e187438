import { z } from 'zod'
import { recordKinds, recordSchemas, recordSchemaVersion } from './record-kinds.ts'

/** JSON Schema (draft 2020-12) of a notebook's records: one definition per kind, `oneOf` over them. Published as docs/notebook.schema.json. */
export function notebookJsonSchema(): Readonly<Record<string, unknown>> {
  const kinds: Record<string, unknown> = {}
  const parts: Record<string, unknown> = {}
  for (const kind of recordKinds) {
    const { $schema: _drop, $defs: shared, ...schema } = z.toJSONSchema(recordSchemas[kind], { io: 'input', unrepresentable: 'any' })
    // Parts that many records share (blank states, origin ...) are defined once for all.
    Object.assign(parts, shared)
    kinds[kind] = schema
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Stromabook record',
    description: `One record of a Stromabook notebook, schema version ${String(recordSchemaVersion)}. A file for "stromabook pack" is { "schema": ${String(recordSchemaVersion)}, "records": [record, ...] }.`,
    oneOf: recordKinds.map((kind) => ({ $ref: `#/$defs/${kind}` })),
    $defs: { ...kinds, ...parts },
  }
}
