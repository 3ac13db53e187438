import type { RecordOf } from '../../records/record-kinds.ts'
import type { BatchUse } from './batch-use.ts'
import type { ComparedValue, FieldGroup } from './comparability-results.ts'
import type { CompareRule } from './tolerances.ts'

/** An arm of a published study as comparator. */
export type LiteratureArm = { readonly study: RecordOf<'literature-study'>; readonly armKey: string; readonly arm: RecordOf<'literature-study'>['arms'][string] }

/** A field of the comparison: what it is, why it matters, how it is compared, and where each kind of column has it. */
export type FieldSpec = {
  readonly id: string
  readonly group: FieldGroup
  readonly label: string
  readonly unit?: string
  readonly why: string
  readonly rule: CompareRule
  readonly ofBatch: (use: BatchUse) => ComparedValue
  /** Absent where records of published studies have no such field. */
  readonly ofLiterature?: (arm: LiteratureArm) => ComparedValue
}
