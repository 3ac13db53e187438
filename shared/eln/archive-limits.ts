/** What a reader accepts of a file it does not trust. Sizes in bytes, counted while unpacking and not believed from headers. */
export type ArchiveLimits = {
  /** Members of the zip. */
  readonly parts: number
  /** Unpacked size of one part. */
  readonly partBytes: number
  /** Unpacked size of all parts together. */
  readonly totalBytes: number
  /** Unpacked over packed, for a part and for the whole file; applies beyond `ratioFloorBytes` unpacked. */
  readonly ratio: number
  readonly ratioFloorBytes: number
  /** One line of a JSONL part, in bytes without its line feed. */
  readonly lineBytes: number
  /** Parts that are read as a whole: header, index of one line per part times this number, crate, manifest. */
  readonly documentBytes: number
  /** Reasons that are kept; further ones are only counted. */
  readonly reasons: number
}

const MIB = 1024 ** 2

/** Limits unless the caller says otherwise: generous for a laboratory, far below what would harm the computer. */
export const defaultArchiveLimits: ArchiveLimits = {
  parts: 1_000_000,
  partBytes: 64 * 1024 * MIB,
  totalBytes: 512 * 1024 * MIB,
  ratio: 200,
  ratioFloorBytes: 64 * MIB,
  lineBytes: 64 * MIB,
  documentBytes: 512 * MIB,
  reasons: 10_000,
}
