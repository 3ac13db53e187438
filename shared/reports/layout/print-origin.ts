import type { AnyRecord } from '../../records/record-kinds.ts'
import { isSimulated } from '../../domain/simulated.ts'
import { simulatedMark } from './blocks.ts'

/** The mark of a simulated field (JSON pointer; empty for the record as a whole), else nothing. */
export function originMark(record: AnyRecord, pointer: string): string {
  return isSimulated(record, pointer) ? simulatedMark : ''
}
