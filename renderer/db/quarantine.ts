/** Something of the notebook that was found damaged, kept as it was found, and taken out of the way. */
export type Quarantined = {
  readonly id: string
  readonly foundAt: string
  /** Table and key it was found under. */
  readonly table: string
  readonly key: string
  /** What was wrong, in words. */
  readonly reason: string
  /** The row as it was read. */
  readonly row: unknown
  /** What was done: rebuilt from its revisions, or taken out because nothing sound was left of it. */
  readonly outcome: 'rebuilt' | 'taken out'
}
