import { isSimulated } from '../../domain/simulated.ts'
import { originOfField } from '../../records/origin-of-field.ts'
import type { AnyRecord } from '../../records/record-kinds.ts'
import { simulatedMark } from './blocks.ts'

/** The mark of a simulated or inferred field (JSON pointer; empty for the record as a whole), else nothing. */
export function originMark(record: AnyRecord, pointer: string): string {
  if (isSimulated(record, pointer)) return simulatedMark
  return originOfField(record, pointer)?.type === 'inferred' ? ' [inferred]' : ''
}
