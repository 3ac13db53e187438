import { recordKinds, type RecordKind } from '../../shared/records/record-kinds.ts'
import { idOfScanCode } from '../../shared/records/scan-code.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import type { NotebookDb } from '../db/notebook-db.ts'
import type { StoredRow } from '../db/stored-row.ts'

/**
 * The record that a scanned text leads to: by the id in a code of ours, else by a human code or the lot number of a reagent, in either case whatever
 * its capitals. Fails with what was read where nothing, or more than one record, answers to it.
 */
export async function findScanned(db: NotebookDb, scanned: string): Promise<Result<StoredRow>> {
  const text = scanned.trim().normalize('NFC')
  const id = idOfScanCode(text)
  if (id !== undefined) {
    const [row] = await inEveryKind((kind) => db.rows(kind).where('id').equals(id).toArray())
    return row === undefined ? fail(`The label ${text} belongs to a record that is not in this notebook. It may stand in another notebook, or in a backup.`) : ok(row)
  }
  const named = (await inEveryKind((kind) => db.rows(kind).where('code').equalsIgnoreCase(text).toArray())).filter((r) => r.record.retired === undefined)
  const lots = named.length > 0 ? [] : (await db.rows('reagent-lot').toArray()).filter((r) => r.record.kind === 'reagent-lot' && r.record.retired === undefined && typeof r.record.lotNumber === 'string' && r.record.lotNumber.toLowerCase() === text.toLowerCase())
  const found = named.length > 0 ? named : lots
  const [first] = found
  if (first === undefined) return fail(`Nothing in this notebook has the code or lot number ${text}.`)
  return found.length === 1 ? ok(first) : fail(`${String(found.length)} records answer to ${text}: ${found.map((r) => `${r.record.kind} ${r.code ?? r.id}`).join(', ')}. Search for it and choose.`)
}

async function inEveryKind(read: (kind: RecordKind) => Promise<readonly StoredRow[]>): Promise<readonly StoredRow[]> {
  return (await Promise.all(recordKinds.map(read))).flat()
}
