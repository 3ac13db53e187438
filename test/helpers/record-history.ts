import fc from 'fast-check'
import { nextPosition } from '../../shared/trust/envelope.ts'
import { makeRevision, type RecordChange } from '../../shared/trust/make-revision.ts'
import type { RecordLike } from '../../shared/trust/record-like.ts'
import type { Revision, RevisionMeta } from '../../shared/trust/revision.ts'

export const deviceA = '0192f0c0-0000-7000-8000-00000000000a'
export const deviceB = '0192f0c0-0000-7000-8000-00000000000b'
export const meta: RevisionMeta = { schema: 1, person: 'Ada', changeset: '0192f0c0-0000-7000-8000-00000000000c', at: '2026-03-01T08:15:00.000Z', offset: '+01:00' }

/** Collects the revisions of several devices; throws where none can be made. */
export function historyOf(): { add(device: string, change: RecordChange, extra?: Partial<RevisionMeta>): Revision; readonly all: Revision[] } {
  const all: Revision[] = []
  return {
    all,
    add: (device, change, extra = {}) => {
      const last = all.filter((r) => r.envelope.device === device).at(-1)?.envelope ?? null
      const made = makeRevision(nextPosition(device, last), { ...meta, ...extra }, change)
      if (!made.ok) throw new Error(made.error)
      all.push(made.value)
      return made.value
    },
  }
}

const key = fc.oneof(fc.constantFrom('a', 'b', 'c', 'a/b', '~1', '', 'constructor', 'toString', 'length'), fc.string({ unit: 'grapheme', maxLength: 3 })).filter((k) => k !== '__proto__')
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.constantFrom(null, true, false, 0, -0, 1.5, ''), fc.string({ unit: 'grapheme', maxLength: 4 }), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 4 })),
}))

/** States of one record, one after the other; neighbours share keys, so that patches are of every sort. */
export const states = fc.array(fc.dictionary(key, value, { maxKeys: 5 }), { minLength: 1, maxLength: 6 })
  .map((list) => list.map((fields): RecordLike => ({ ...fields, kind: 'batch', id: '0192f0c0-0000-7000-8000-000000000012' })))
