import type { NotebookDb } from '../db/notebook-db.ts'
import type { RecordKind } from '../../shared/records/record-kinds.ts'
import type { FormContent } from './kinds/kind-description.ts'
import { kinds } from './kinds/kinds.ts'

/**
 * Code for a new record: the number after the highest one of its stem. A kind that belongs to another takes its code for a stem
 * (BM-0012-P4); the others go on with the stem that was used last, or begin with that of their kind (BM-0001). Empty where the record it
 * belongs to is not chosen yet, or where the kind has no codes.
 */
export async function suggestCode(db: NotebookDb, kind: RecordKind, content: FormContent): Promise<string> {
  const { code: pattern } = kinds[kind]
  if (pattern === null) return ''
  if (pattern.of !== undefined) {
    const parentId = content[`${pattern.of}Id`]
    const above = typeof parentId === 'string' ? await db.rows(pattern.of).get(parentId) : undefined
    return above?.code === undefined ? '' : nextOf(db, kind, `${above.code}${pattern.stem}`, pattern.digits, kind === 'passage' ? 0 : 1)
  }
  const last = await db.rows(kind).orderBy(':id').last()
  const used = /^(.*?)(\d+)$/.exec(last?.code ?? '')
  return nextOf(db, kind, used?.[1] ?? pattern.stem, used?.[2]?.length ?? pattern.digits, 1)
}

async function nextOf(db: NotebookDb, kind: RecordKind, stem: string, digits: number, first: number): Promise<string> {
  const codes = await db.rows(kind).where('code').startsWith(stem).keys()
  return `${stem}${String(nextNumber(codes.map(String), stem, first)).padStart(digits, '0')}`
}

/** The number after the highest one that follows the stem in a code; codes that go on otherwise do not count. */
export function nextNumber(codes: readonly string[], stem: string, first: number): number {
  const numbers = codes.filter((c) => c.startsWith(stem)).map((c) => c.slice(stem.length)).filter((rest) => /^\d{1,9}$/.test(rest)).map(Number)
  return numbers.length === 0 ? first : Math.max(...numbers) + 1
}
