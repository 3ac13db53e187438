/** What is wrong, for programs. Words for people are in `message`. */
export type ReasonCode =
  // Nothing can be read.
  | 'empty-file' | 'not-a-zip' | 'truncated' | 'damaged-zip' | 'scinote-file' | 'other-eln' | 'not-a-notebook-file' | 'newer-version'
  | 'unsafe-name' | 'duplicate-name' | 'several-roots' | 'symlink' | 'encrypted' | 'compression-method' | 'overlap'
  | 'too-many-parts' | 'too-large' | 'ratio' | 'bad-header' | 'bad-index'
  // One part.
  | 'missing-part' | 'unlisted-part' | 'part-damaged' | 'part-size' | 'part-hash' | 'attachment-hash' | 'bad-manifest' | 'unknown-role'
  // One line of a part.
  | 'line-too-long' | 'not-utf8' | 'not-json' | 'not-canonical' | 'record-refused' | 'wrong-kind' | 'duplicate-record' | 'revision-refused' | 'wrong-device'
  // The operation.
  | 'aborted' | 'read-failed' | 'write-failed' | 'source-failed' | 'bad-part'

/** Why something in an archive was refused: which part, which line (from 1), and in words what is wrong and what to do. */
export type ArchiveReason = { readonly code: ReasonCode; readonly part?: string; readonly line?: number; readonly message: string }

/** Makes a reason. */
export function reason(code: ReasonCode, message: string, where: { readonly part?: string; readonly line?: number } = {}): ArchiveReason {
  return { code, ...where, message }
}

/** One line for people: part, line, what is wrong. */
export function formatArchiveReason(r: ArchiveReason): string {
  const where = [r.part, r.line === undefined ? undefined : `line ${r.line}`].filter((s) => s !== undefined).join(', ')
  return where === '' ? r.message : `${where}: ${r.message}`
}

/** Thrown inside streams to end them early, and turned back into its reason where the stream was started. */
export class ArchiveStop extends Error {
  readonly reason: ArchiveReason
  constructor(why: ArchiveReason) {
    super(why.message)
    this.name = 'ArchiveStop'
    this.reason = why
  }
}
