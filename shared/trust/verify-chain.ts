import { envelopeHash, FIRST_PREV_HASH, type Envelope } from './envelope.ts'
import { bodyHash, type Revision } from './revision.ts'

/** Something that shows a chain was altered, is incomplete, or was continued in two places. */
export type ChainProblem = { readonly device: string; readonly message: string } & (
  | { readonly kind: 'wrong-hash'; readonly seq: number; readonly hash: string }
  | { readonly kind: 'body-mismatch'; readonly seq: number; readonly hash: string }
  | { readonly kind: 'broken-link'; readonly seq: number; readonly hash: string }
  | { readonly kind: 'gap'; readonly fromSeq: number; readonly toSeq: number }
  | { readonly kind: 'fork'; readonly seq: number; readonly hashes: readonly string[] }
  | { readonly kind: 'head-missing'; readonly seq: number; readonly hash: string }
)

/** State of one device's chain. */
export type DeviceChain = {
  readonly device: string
  readonly firstSeq: number
  readonly lastSeq: number
  /** Hash of the last revision, to be kept elsewhere (printed, sent): only an outside copy shows a chain that was rewritten whole. */
  readonly headHash: string
  /** Different revisions seen. */
  readonly revisions: number
  /** Of these, without body and named by a redaction. */
  readonly redacted: number
  /** Of these, without body and not named by a redaction: left out of this file. */
  readonly withheld: number
}

export type ChainReport = { readonly devices: readonly DeviceChain[]; readonly problems: readonly ChainProblem[] }

/** A revision known from elsewhere (a printed report, an earlier backup) that the chain must contain. */
export type KnownHead = { readonly device: string; readonly seq: number; readonly hash: string }

type Seen = { readonly envelope: Envelope; hasBody: boolean }

/** A verification that takes revisions as they come, so that a large file need not be held in memory. */
export type ChainCheck = {
  /** Takes one revision: any device, any order, stubs included; the same revision twice is fine. */
  add(revision: Revision): void
  /** The report on everything taken so far, held against revisions known from elsewhere. */
  finish(knownHeads?: readonly KnownHead[]): ChainReport
}

/**
 * Verifies the chains of all devices found in the revisions, given in any order, stubs included; the same revision twice is fine.
 * Checked: the hash of each envelope, the body (where present) against `bodyHash`, links to the revision before, missing numbers
 * (also before the first), two revisions with one number (fork: a copied database that was continued in two places), known heads.
 * A chain cut off at its end shows only through `knownHeads`; one rewritten whole by who controls the computer, likewise.
 */
export function verifyChain(revisions: Iterable<Revision>, knownHeads: readonly KnownHead[] = []): ChainReport {
  const check = startChainCheck()
  for (const revision of revisions) check.add(revision)
  return check.finish(knownHeads)
}

/** `verifyChain`, revision by revision. */
export function startChainCheck(): ChainCheck {
  const found: ChainProblem[] = []
  const chains = new Map<string, Map<number, Map<string, Seen>>>()
  const redacted = new Set<string>()
  return {
    add: ({ envelope, body }) => {
      const { device, seq, hash } = envelope
      if (envelopeHash(envelope) !== hash) {
        found.push({ kind: 'wrong-hash', device, seq, hash, message: `Revision ${seq} of device ${device} was altered: its hash does not follow from its content.` })
      }
      if (body !== undefined && bodyHash(body) !== envelope.bodyHash) {
        found.push({ kind: 'body-mismatch', device, seq, hash, message: `The content of revision ${seq} of device ${device} was altered: it does not match the hash in the chain.` })
      }
      if (body?.action === 'redact') for (const erased of body.redacts) redacted.add(erased)
      remember(chains, envelope, body !== undefined)
    },
    finish: (knownHeads = []) => {
      const problems = [...found]
      const devices = [...chains].sort(([a], [b]) => (a < b ? -1 : 1)).map(([device, chain]) => checkDevice(device, chain, redacted, problems))
      for (const { device, seq, hash } of knownHeads) {
        if (chains.get(device)?.get(seq)?.has(hash) === true) continue
        problems.push({ kind: 'head-missing', device, seq, hash, message: `Revision ${seq} of device ${device} (${hash.slice(0, 12)}...), known from elsewhere, is not in the chain: revisions were removed or replaced.` })
      }
      return { devices, problems }
    },
  }
}

function remember(chains: Map<string, Map<number, Map<string, Seen>>>, envelope: Envelope, hasBody: boolean): void {
  const chain = chains.get(envelope.device) ?? new Map<number, Map<string, Seen>>()
  chains.set(envelope.device, chain)
  const atSeq = chain.get(envelope.seq) ?? new Map<string, Seen>()
  chain.set(envelope.seq, atSeq)
  const seen = atSeq.get(envelope.hash)
  if (seen === undefined) atSeq.set(envelope.hash, { envelope, hasBody })
  else seen.hasBody ||= hasBody
}

function checkDevice(device: string, chain: ReadonlyMap<number, ReadonlyMap<string, Seen>>, redacted: ReadonlySet<string>, problems: ChainProblem[]): DeviceChain {
  const seqs = [...chain.keys()].sort((a, b) => a - b)
  const counts = { revisions: 0, redacted: 0, withheld: 0 }
  let expected = 1
  for (const seq of seqs) {
    if (seq > expected) {
      const toSeq = seq - 1
      const which = toSeq === expected ? `Revision ${expected}` : `Revisions ${expected} to ${toSeq}`
      problems.push({ kind: 'gap', device, fromSeq: expected, toSeq, message: `${which} of device ${device} missing.` })
    }
    expected = seq + 1
    const here = chain.get(seq)
    const before = chain.get(seq - 1)
    if (here === undefined) continue
    if (here.size > 1) {
      problems.push({ kind: 'fork', device, seq, hashes: [...here.keys()].sort(), message: `Device ${device} has ${here.size} different revisions ${seq}: a copy of its notebook was continued in two places. Give the copy a device id of its own.` })
    }
    for (const { envelope, hasBody } of here.values()) {
      counts.revisions++
      if (!hasBody) counts[redacted.has(envelope.hash) ? 'redacted' : 'withheld']++
      const linked = seq === 1 ? envelope.prevHash === FIRST_PREV_HASH : before === undefined || before.has(envelope.prevHash)
      if (!linked) problems.push({ kind: 'broken-link', device, seq, hash: envelope.hash, message: `Revision ${seq} of device ${device} does not follow the revision before it.` })
    }
  }
  const lastSeq = seqs.at(-1) ?? 0
  return { device, firstSeq: seqs[0] ?? 0, lastSeq, headHash: [...(chain.get(lastSeq)?.keys() ?? [])].sort()[0] ?? FIRST_PREV_HASH, ...counts }
}
