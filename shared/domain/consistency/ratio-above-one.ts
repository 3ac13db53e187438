import type { RecordOf } from '../../records/record-kinds.ts'
import type { Finding } from '../estimate.ts'
import { finding } from './make-finding.ts'

/** More MSC than responders is possible, but is more often a ratio typed the other way round. */
export function ratioAboveOne(record: RecordOf<'assay' | 'plate' | 'pair'>, field: string, ratio: number): Finding {
  return finding(record, 'warning', 'ratio-orientation', field, `ratio ${String(ratio)}: ${String(ratio)} MSC per responder, more MSC than responders`, `is one MSC per ${String(ratio)} responders meant? Then enter ${String(Number((1 / ratio).toPrecision(3)))}`)
}
