/** Something in a notebook that does not fit: which, what is wrong, and what a repair would do. `key` is the primary key in its table. */
export type Damage =
  /** A row of a record that cannot be read, is no record, or is not what its revisions give. `rebuild`: its revisions give a sound one. `adopt`: it has no revisions, and is itself sound. */
  | { readonly what: 'record'; readonly table: string; readonly key: string; readonly reason: string; readonly repair: 'rebuild' | 'adopt' | 'take out' }
  /** A revision that cannot be read, or whose content does not match its hash. Only a backup has it whole; without one, its place in the chain stays and its content is lost. */
  | { readonly what: 'revision'; readonly table: 'revisions'; readonly key: string; readonly record: string | undefined; readonly reason: string; readonly repair: 'from a backup' }
  /** A file whose bytes cannot be read or do not match their hash. */
  | { readonly what: 'file'; readonly table: 'attachments'; readonly key: string; readonly reason: string; readonly repair: 'from a backup' }
  /** Chains that do not hold: gaps, forks. Named; nothing is changed. */
  | { readonly what: 'chain'; readonly table: 'revisions'; readonly key: string; readonly reason: string; readonly repair: 'none' }

/** What a check of a whole notebook found. */
export type NotebookReport = {
  readonly records: number
  readonly revisions: number
  readonly files: number
  readonly devices: number
  readonly damages: readonly Damage[]
  /** Codes of the records that damages name, by id, where they could be read. */
  readonly codes: ReadonlyMap<string, string>
}
