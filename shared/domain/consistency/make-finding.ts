import { nameOf } from '../../records/notebook.ts'
import type { AnyRecord } from '../../records/record-kinds.ts'
import type { Finding } from '../estimate.ts'

/** Builds a finding about a record: which rule, how grave, which field, what is wrong, what to do. */
export function finding(record: AnyRecord, severity: Finding['severity'], rule: string, field: string, reason: string, advice: string): Finding {
  return { severity, rule, kind: record.kind, id: record.id, name: nameOf(record), field, reason, advice }
}
