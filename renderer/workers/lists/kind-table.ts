import { cellText, cellValue, type NameOfId } from '../../../shared/records/cell-text.ts'
import type { FormField } from '../../../shared/records/form-fields.ts'
import { labListFields } from '../../../shared/records/lab-form-fields.ts'
import { listFields, type ListField } from '../../../shared/records/list-fields.ts'
import { isRecordKind, recordKinds, type AnyRecord, type RecordKind } from '../../../shared/records/record-kinds.ts'
import { recordTitle } from '../../../shared/records/record-title.ts'
import type { NotebookDb } from '../../db/notebook-db.ts'
import { referenceNames } from '../../db/reference-names.ts'

/** All records of a kind by name, with the words of each column made when first asked for. */
export type KindTable = {
  readonly records: readonly AnyRecord[]
  readonly titles: readonly string[]
  readonly fieldAt: (pointer: string) => ListField | undefined
  /** Words of a field, record by record. */
  readonly texts: (field: ListField) => readonly string[]
  /** Values of a field as stored, record by record. */
  readonly values: (field: ListField) => readonly unknown[]
}

/** BM-2 before BM-10. */
export const collator = new Intl.Collator('en', { numeric: true })

/** Reads the table of a kind. Kinds it shows the names of are in `pointsAt`: when one of them changes, it is to be read again. */
export async function readKindTable(db: NotebookDb, kind: RecordKind): Promise<KindTable> {
  const [rows, definitions] = await Promise.all([db.rows(kind).toArray(), db.rows('field-definition').toArray()])
  const names = await referenceNames(db, [...new Set(rows.flatMap((r) => r.refs))], pointsAt(kind))
  const nameOf: NameOfId = (id) => names.get(id)?.name
  const named = rows.map(({ record }) => ({ record, title: recordTitle(record, nameOf) })).sort((a, b) => collator.compare(a.title, b.title))
  const records = named.map((n) => n.record)
  const fields = [...listFields(kind), ...labListFields(kind, definitions.flatMap((d) => (d.record.kind === 'field-definition' ? [d.record] : [])))]
  const byPointer = new Map(fields.map((f) => [f.pointer, f]))
  const texts = new Map<string, readonly string[]>()
  return {
    records,
    titles: named.map((n) => n.title),
    fieldAt: (pointer) => byPointer.get(pointer),
    texts: (field) => {
      const made = texts.get(field.pointer) ?? records.map((r) => cellText(r, field, nameOf))
      texts.set(field.pointer, made)
      return made
    },
    values: (field) => records.map((r) => cellValue(r, field)),
  }
}

/** Kinds whose records the fields of a kind may name. */
export function pointsAt(kind: RecordKind): readonly RecordKind[] {
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
