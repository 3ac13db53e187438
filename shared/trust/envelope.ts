import { taggedHash } from './tagged-hash.ts'

/**
 * Place of one revision in the chain of its device. Only `bodyHash` ties the body in, so that a body can be withheld or redacted and
 * the chain still verifies.
 */
export type Envelope = {
  /** UUID of the installation that wrote; every restore, clone or command-line writer has a new one. */
  readonly device: string
  /** 1, 2, 3 ... without gaps, per device. */
  readonly seq: number
  /** `hash` of the revision before it; `FIRST_PREV_HASH` for seq 1. */
  readonly prevHash: string
  readonly bodyHash: string
  /** `envelopeHash` of the four fields above. Names the revision. */
  readonly hash: string
}

/** Where the next revision of a device goes. */
export type ChainPosition = { readonly device: string; readonly seq: number; readonly prevHash: string }

/** What stands before the first revision of a device: 64 zeros. */
export const FIRST_PREV_HASH = '0'.repeat(64)

/** Position after the last envelope of a device, or the first position where there is none. */
export function nextPosition(device: string, last: Envelope | null): ChainPosition {
  return last === null ? { device, seq: 1, prevHash: FIRST_PREV_HASH } : { device, seq: last.seq + 1, prevHash: last.hash }
}

/**
 * Hash of a revision: SHA-256 over `stromabook/revision/1`, line feed, and the canonical JSON array [device, seq, prevHash, bodyHash].
 */
export function envelopeHash(e: { readonly device: string; readonly seq: number; readonly prevHash: string; readonly bodyHash: string }): string {
  return taggedHash('stromabook/revision/1', [e.device, e.seq, e.prevHash, e.bodyHash])
}
