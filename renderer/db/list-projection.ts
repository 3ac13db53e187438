import { cellText } from '../../shared/records/cell-text.ts'
import type { FormField } from '../../shared/records/form-fields.ts'
import { listFields } from '../../shared/records/list-fields.ts'
import { isRecordKind, recordKinds, type RecordKind } from '../../shared/records/record-kinds.ts'
import { recordTitle } from '../../shared/records/record-title.ts'
import type { NotebookDb } from './notebook-db.ts'
import { referenceNames } from './reference-names.ts'

/** What a list asks for: a kind, and the JSON pointers of its columns. */
export type ListWanted = { readonly kind: RecordKind; readonly columns: readonly string[]; readonly retired: boolean }

/** One record as a list shows it. */
export type ListRow = { readonly id: string; readonly title: string; readonly retired: boolean; readonly simulated: boolean; readonly cells: readonly string[] }

/** Rows of a list in the words it shows, by their names. */
export async function projectList(db: NotebookDb, { kind, columns, retired }: ListWanted): Promise<readonly ListRow[]> {
  const fields = columns.flatMap((pointer) => listFields(kind).find((f) => f.pointer === pointer) ?? [])
  const rows = (await db.rows(kind).toArray()).filter((r) => retired || r.record.retired === undefined)
  const names = await referenceNames(db, [...new Set(rows.flatMap((r) => r.refs))], kindsPointedAt(kind))
  const nameOf = (id: string): string | undefined => names.get(id)?.name
  return rows
    .map(({ record }) => ({ id: record.id, title: recordTitle(record, nameOf), retired: record.retired !== undefined, simulated: record.origin?.type === 'simulated', cells: fields.map((f) => cellText(record, f, nameOf)) }))
    .sort((a, b) => collator.compare(a.title, b.title))
}

/** BM-2 before BM-10. */
const collator = new Intl.Collator('en', { numeric: true })

/** Kinds the fields of a kind may point at. */
function kindsPointedAt(kind: RecordKind): readonly RecordKind[] {
  if (kind === 'relation-override') return recordKinds
  const found = new Set<RecordKind>(['person'])
  const look = (fields: readonly FormField[]): void => {
    for (const field of fields) {
      if (field.type === 'reference' && isRecordKind(field.refTo)) found.add(field.refTo)
      if (field.type === 'group') look(field.fields)
      if (field.type === 'variants') for (const option of field.options) look(option.fields)
      if (field.type === 'collection') {
        if (field.keyRef !== null) found.add(field.keyRef)
        look(field.fields)
      }
    }
  }
  look(listFields(kind).map((f) => f.field))
  return [...found]
}
