import { describe, expect, it } from 'vitest'
import { firstRevisions } from '../../../shared/export/first-revisions.ts'
import { printedChanges } from '../../../shared/export/printed-changes.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { makeRevision } from '../../../shared/trust/make-revision.ts'
import { stubOf } from '../../../shared/trust/revision.ts'
import { verifyChain } from '../../../shared/trust/verify-chain.ts'
import { batch, grown, passage, record, uuid } from '../../helpers/culture-records.ts'

const person = record({ kind: 'person', id: uuid(9), code: 'AB', printedName: 'Anna Berg' })
const before = passage(1, grown(1000, 4000))
const after = passage(1, grown(1000, 5000))
const entry = { device: uuid(70), changeset: uuid(71), person: person.id, at: '2026-03-01T08:15:00.000Z', offset: '+01:00' }

function history() {
  const first = firstRevisions([person, batch(), before], entry)
  if (!first.ok) throw new Error(first.error)
  const last = first.value.at(-1)
  if (last === undefined) throw new Error('no revision')
  const change = makeRevision({ device: entry.device, seq: 4, prevHash: last.envelope.hash }, { schema: 1, person: person.id, changeset: uuid(72), reason: 'misread 5 as 4', at: '2026-03-02T09:00:00.000Z', offset: '+01:00' }, { action: 'change', from: { record: before, revision: last.envelope.hash }, after })
  if (!change.ok) throw new Error(change.error)
  return [...first.value, change.value]
}

describe('printedChanges', () => {
  const notebook = makeNotebook([person, batch(), after])

  it('prints who changed what from what to what, when and why; first entries are no changes', () => {
    expect(printedChanges(notebook, history())).toEqual([
      { at: '2026-03-02T09:00:00.000Z (+01:00)', person: 'Anna Berg', record: 'passage BM-1-P1', action: 'change', what: '/harvest/liveCells: 4000 → 5000', reason: 'misread 5 as 4' },
    ])
  })

  it('says nothing of a history that is not there', () => {
    expect(printedChanges(notebook, [])).toBeUndefined()
    expect(printedChanges(notebook, history().map(stubOf))).toBeUndefined()
    expect(printedChanges(notebook, history().slice(0, 3))).toEqual([])
  })

  it('leaves changes of other records out', () => {
    expect(printedChanges(makeNotebook([person]), history())).toEqual([])
  })
})

describe('firstRevisions', () => {
  it('chains one revision per record, and the chain verifies', () => {
    const made = history()
    expect(made.map((r) => [r.envelope.seq, r.body?.action])).toEqual([[1, 'create'], [2, 'create'], [3, 'create'], [4, 'change']])
    expect(verifyChain(made).problems).toEqual([])
  })
})
