import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { envelopeHash } from '../../../shared/trust/envelope.ts'
import { stubOf, type Revision } from '../../../shared/trust/revision.ts'
import { verifyChain } from '../../../shared/trust/verify-chain.ts'
import { deviceA, deviceB, historyOf } from '../../helpers/record-history.ts'

function chain(length: number, device = deviceA): Revision[] {
  const history = historyOf()
  for (let i = 0; i < length; i++) history.add(device, { action: 'create', after: { kind: 'batch', id: `b${i}`, n: i } })
  return history.all
}
const kinds = (revisions: readonly Revision[]): string[] => verifyChain(revisions).problems.map((p) => p.kind)
const at = (list: readonly Revision[], i: number): Revision => {
  const found = list[i]
  if (found === undefined) throw new Error('no such revision')
  return found
}

describe('verifyChain', () => {
  it('finds nothing wrong with whole chains of several devices, in any order, given twice, with bodies or as stubs', () => {
    const both = [...chain(4), ...chain(3, deviceB)]
    const mixed = [...both, ...both].reverse().map((r, i) => (i % 3 === 0 ? stubOf(r) : r))
    const report = verifyChain(mixed)
    expect(report.problems).toEqual([])
    expect(report.devices).toMatchObject([{ device: deviceA, firstSeq: 1, lastSeq: 4, headHash: both[3]?.envelope.hash, revisions: 4 }, { device: deviceB, lastSeq: 3, revisions: 3 }])
    expect(verifyChain(both.map(stubOf)).devices.map((d) => d.withheld)).toEqual([4, 3])
    expect(verifyChain([])).toEqual({ devices: [], problems: [] })
  })

  it('finds every change of a field, wherever it is', () => {
    fc.assert(fc.property(fc.nat(4), fc.constantFrom('device', 'seq', 'prevHash', 'bodyHash', 'hash', 'body'), (i, field) => {
      const revisions = chain(5)
      const { envelope, body } = at(revisions, i)
      if (body === undefined) throw new Error('no body')
      const other = field === 'seq' ? 99 : field === 'device' ? deviceB : 'e'.repeat(64)
      revisions[i] = field === 'body' ? { envelope, body: { ...body, person: 'Eve' } } : { envelope: { ...envelope, [field]: other }, body }
      expect(kinds(revisions)).not.toEqual([])
    }))
  })

  it('names what is missing', () => {
    const revisions = chain(6)
    expect(verifyChain(revisions.filter((_, i) => i !== 2 && i !== 3)).problems).toMatchObject([{ kind: 'gap', fromSeq: 3, toSeq: 4 }])
    expect(verifyChain(revisions.slice(1)).problems).toMatchObject([{ kind: 'gap', fromSeq: 1, toSeq: 1, message: expect.stringContaining('Revision 1 of') }])
  })

  it('shows a chain cut off at its end only against what is known from elsewhere', () => {
    const revisions = chain(5)
    const head = at(revisions, 4).envelope
    expect(verifyChain(revisions.slice(0, 3)).problems).toEqual([])
    expect(verifyChain(revisions.slice(0, 3), [head]).problems).toMatchObject([{ kind: 'head-missing', seq: 5 }])
    expect(verifyChain(revisions, [head]).problems).toEqual([])
  })

  it('names a fork: one number, two revisions', () => {
    const left = chain(3)
    const fork = historyOf()
    fork.all.push(...left.slice(0, 2))
    const other = fork.add(deviceA, { action: 'create', after: { kind: 'batch', id: 'elsewhere' } })
    const next = fork.add(deviceA, { action: 'create', after: { kind: 'batch', id: 'elsewhere too' } })
    const { problems } = verifyChain([...left, other, next])
    expect(problems).toMatchObject([{ kind: 'fork', device: deviceA, seq: 3, hashes: [at(left, 2).envelope.hash, other.envelope.hash].sort() }])
  })

  it('finds a revision replaced together with its hash', () => {
    const revisions = chain(3)
    const { envelope } = at(revisions, 1)
    const forged = { ...envelope, bodyHash: 'a'.repeat(64) }
    revisions[1] = { envelope: { ...forged, hash: envelopeHash(forged) } }
    expect(verifyChain(revisions).problems).toMatchObject([{ kind: 'broken-link', seq: 3 }])
    const first = { ...at(revisions, 0).envelope, prevHash: 'a'.repeat(64) }
    expect(verifyChain([{ envelope: { ...first, hash: envelopeHash(first) } }]).problems).toMatchObject([{ kind: 'broken-link', seq: 1 }])
  })

  it('still verifies after a redaction, and counts it', () => {
    const history = historyOf()
    const made = history.add(deviceA, { action: 'create', after: { kind: 'donor-private', id: 'd1', name: 'X' } })
    history.add(deviceA, { action: 'redact', kind: 'donor-private', id: 'd1', parents: [made.envelope.hash], redacts: [made.envelope.hash], after: null }, { reason: 'consent withdrawn' })
    const report = verifyChain([stubOf(made), ...history.all.slice(1)])
    expect(report.problems).toEqual([])
    expect(report.devices[0]).toMatchObject({ revisions: 2, redacted: 1, withheld: 0 })
  })
})
