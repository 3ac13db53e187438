import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyRevision, undoPatch } from '../../../shared/trust/apply-revision.ts'
import { nextPosition } from '../../../shared/trust/envelope.ts'
import { makeRevision } from '../../../shared/trust/make-revision.ts'
import { parseRevision } from '../../../shared/trust/parse-revision.ts'
import { recordHash } from '../../../shared/trust/record-hash.ts'
import { applyPatch, diffRecords } from '../../../shared/trust/record-patch.ts'
import type { RecordLike } from '../../../shared/trust/record-like.ts'
import { replayRecord } from '../../../shared/trust/replay-record.ts'
import { splitInstant } from '../../../shared/trust/split-instant.ts'
import { stubOf, type Revision } from '../../../shared/trust/revision.ts'
import { canonicalJson } from '../../../shared/util/canonical-json.ts'
import { deviceA, deviceB, historyOf, meta, states } from '../../helpers/record-history.ts'

const base: RecordLike = { kind: 'batch', id: 'b1', code: 'BM-1', passages: { p1: { order: 1 }, p2: { order: 2 } } }

/** History in which every state follows the one before, where they differ. */
function linear(list: readonly RecordLike[]): { readonly all: Revision[]; readonly last: RecordLike } {
  const history = historyOf()
  let last = list[0] ?? base
  let tip = history.add(deviceA, { action: 'create', after: last })
  for (const after of list.slice(1)) {
    if (canonicalJson(after) === canonicalJson(last)) continue
    tip = history.add(deviceA, { action: 'change', from: { record: last, revision: tip.envelope.hash }, after })
    last = after
  }
  return { all: history.all, last }
}

describe('revisions', () => {
  it('replay to the last state, in whatever order they come', () => {
    fc.assert(fc.property(states, fc.infiniteStream(fc.nat()), (list, random) => {
      const { all, last } = linear(list)
      const shuffled = all.map((r) => ({ r, at: random.next().value ?? 0 })).sort((a, b) => a.at - b.at).map(({ r }) => r)
      const replay = replayRecord(shuffled)
      expect(replay.problems).toEqual([])
      expect(replay.heads).toEqual([all.at(-1)?.envelope.hash])
      // As text: a field named "constructor" confuses comparisons of objects.
      expect(canonicalJson(replay.record)).toBe(canonicalJson(last))
    }))
  })

  it('survive JSON and the door for revisions', () => {
    fc.assert(fc.property(states, (list) => {
      for (const revision of linear(list).all) {
        const text = canonicalJson(revision)
        expect(parseRevision(JSON.parse(text))).toEqual({ ok: true, value: JSON.parse(text) })
      }
    }))
  })

  it('can be taken back: undo gives the state before', () => {
    fc.assert(fc.property(states, (list) => {
      const { all } = linear(list)
      const { steps } = replayRecord(all)
      for (const [i, { revision, record }] of steps.entries()) {
        if (i === 0 || revision.body === undefined || record === null || record === undefined) continue
        const inverse = undoPatch(revision.body)
        if (!inverse.ok) throw new Error(inverse.error)
        const undone = applyPatch(record, inverse.value)
        expect(undone.ok && canonicalJson(undone.value)).toBe(canonicalJson(steps[i - 1]?.record))
      }
    }))
  })

  it('state the old value of everything they remove or replace', () => {
    const patch = diffRecords(base, { ...base, code: 'BM-2', passages: { p1: { order: 1 } } })
    expect(patch).toEqual(expect.arrayContaining([{ op: 'test', path: '/code', value: 'BM-1' }, { op: 'test', path: '/passages/p2', value: { order: 2 } }]))
  })

  it('refuse to apply to another state than they were made from', () => {
    const history = historyOf()
    const created = history.add(deviceA, { action: 'create', after: base })
    const changed = history.add(deviceA, { action: 'change', from: { record: base, revision: created.envelope.hash }, after: { ...base, code: 'BM-2' } })
    if (changed.body === undefined) throw new Error('no body')
    expect(applyRevision({ ...base, code: 'BM-9' }, changed.body)).toMatchObject({ ok: false, error: expect.stringContaining('values the change was made from') })
    expect(applyRevision({ ...base, added: 1 }, changed.body)).toMatchObject({ ok: false, error: expect.stringContaining('record hash differs') })
    expect(applyRevision(null, changed.body)).toMatchObject({ ok: false, error: expect.stringContaining('no earlier state') })
    expect(applyRevision(base, changed.body)).toEqual({ ok: true, value: { ...base, code: 'BM-2' } })
  })

  it('are not made where there is nothing to record, or what cannot be stored', () => {
    const at = nextPosition(deviceA, null)
    const from = { record: base, revision: 'f'.repeat(64) }
    const errors = [
      makeRevision(at, meta, { action: 'change', from, after: { ...base } }),
      makeRevision(at, meta, { action: 'change', from, after: { ...base, id: 'b2' } }),
      makeRevision(at, meta, { action: 'create', after: { ...base, n: NaN } }),
      makeRevision(at, meta, { action: 'merge', from, with: [], after: { ...base, x: 1 } }),
      makeRevision(at, meta, { action: 'redact', kind: 'batch', id: 'b1', parents: [], redacts: ['a'.repeat(64)], after: null }),
      makeRevision(at, { ...meta, reason: 'r' }, { action: 'redact', kind: 'batch', id: 'b1', parents: [], redacts: [], after: null }),
      makeRevision(at, { ...meta, reason: 'r' }, { action: 'redact', kind: 'batch', id: 'b1', parents: [], redacts: ['a'.repeat(64)], after: { ...base, id: 'b2' } }),
    ].map((r) => (r.ok ? 'made' : r.error))
    expect(errors.map((e) => e.slice(0, 18))).toEqual(['nothing was change', 'a change cannot tu', 'the field /n holds', 'a merge needs a se', 'a redaction needs ', 'a redaction must n', 'the record left by'])
  })

  it('show two changes side by side as two heads, until a merge', () => {
    const history = historyOf()
    const created = history.add(deviceA, { action: 'create', after: base })
    const from = { record: base, revision: created.envelope.hash }
    const left = history.add(deviceA, { action: 'change', from, after: { ...base, code: 'L' } })
    const right = history.add(deviceB, { action: 'change', from, after: { ...base, code: 'R' } })
    const split = replayRecord(history.all)
    expect(split.heads).toEqual([left.envelope.hash, right.envelope.hash].sort())
    expect(split.record).toBeUndefined()
    history.add(deviceB, { action: 'merge', from: { record: { ...base, code: 'R' }, revision: right.envelope.hash }, with: [left.envelope.hash], after: { ...base, code: 'L and R' } })
    expect(replayRecord(history.all)).toMatchObject({ problems: [], record: { code: 'L and R' } })
  })

  it('with a body withheld leave the state unknown until the next snapshot', () => {
    const history = historyOf()
    const created = history.add(deviceA, { action: 'create', after: base })
    const v2 = { ...base, code: 'v2' }
    const changed = history.add(deviceA, { action: 'change', from: { record: base, revision: created.envelope.hash }, after: v2 })
    history.add(deviceA, { action: 'migrate', from: { record: v2, revision: changed.envelope.hash }, after: { ...v2, tissue: 'marrow' }, migration: '2-tissue' })
    const replay = replayRecord([stubOf(history.all[0] as Revision), ...history.all.slice(1)])
    expect(replay.steps.map((s) => s.record)).toEqual([undefined, undefined, { ...v2, tissue: 'marrow' }])
    expect(replay.record).toEqual({ ...v2, tissue: 'marrow' })
    expect(history.all[2]?.body).toMatchObject({ previousRecordHash: recordHash(v2), migration: '2-tissue' })
    const lost = replayRecord(history.all.slice(1, 2))
    expect(lost.problems[0]).toContain('is missing')
  })

  it('do not take minus zero for a change', () => {
    expect(diffRecords({ ...base, n: 0 }, { ...base, n: -0 })).toEqual([])
    expect(recordHash({ ...base, n: 0 })).toBe(recordHash({ ...base, n: -0 }))
  })
})

describe('parseRevision', () => {
  const [good] = linear([base]).all
  const change = (envelope: object, body?: object): unknown => ({ envelope: { ...good?.envelope, ...envelope }, body: { ...good?.body, ...body } })
  it.each([
    ['no object', 1], ['no envelope', { body: good?.body }], ['a short hash', change({ hash: 'abc' })], ['seq 0', change({ seq: 0 })], ['a device that is a path', change({ device: '../x' })],
    ['an unknown action', change({}, { action: 'explode' })], ['a snapshot of another record', change({}, { id: 'b2' })], ['patch and snapshot', change({}, { patch: [] })],
    ['a time without UTC', change({}, { at: '2026-03-01T08:15:00+01:00' })], ['a wrong offset', change({}, { offset: '1h' })], ['no person', change({}, { person: ' ' })],
    ['a patch with move', change({}, { action: 'change', snapshot: undefined, patch: [{ op: 'move', from: '/a', path: '/b' }] })], ['parents twice', change({}, { parents: ['a'.repeat(64), 'a'.repeat(64)] })],
  ])('refuses %s', (_, value) => {
    expect(parseRevision(JSON.parse(JSON.stringify(value)))).toMatchObject({ ok: false, error: expect.any(String) })
  })

  it('takes a stub, and keeps fields it does not know', () => {
    expect(parseRevision({ envelope: good?.envelope })).toEqual({ ok: true, value: { envelope: good?.envelope } })
    expect(parseRevision(change({}, { later: 1 }))).toMatchObject({ ok: true, value: { body: { later: 1 } } })
  })
})

it('splitInstant keeps moment and offset', () => {
  expect(splitInstant('2026-03-01T09:15:00+01:00')).toEqual({ at: '2026-03-01T08:15:00.000Z', offset: '+01:00' })
  expect(splitInstant('2026-03-01T09:15:00Z')).toEqual({ at: '2026-03-01T09:15:00.000Z', offset: '+00:00' })
  for (const bad of ['2026-03-01', '2026-03-01T09:15:00', '2026-13-01T09:15:00Z', '']) expect(splitInstant(bad)).toBeNull()
})
