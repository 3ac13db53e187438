import fc from 'fast-check'
import { expect, it } from 'vitest'
import { livingNotebook } from '../../../shared/records/living-notebook.ts'
import { makeNotebook, type Notebook } from '../../../shared/records/notebook.ts'
import { recordKinds, type AnyRecord } from '../../../shared/records/record-kinds.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'

const sample = buildSampleNotebook().filter((r) => r.kind !== 'scoring-session').slice(0, 400)

/** Everything that can be asked of a notebook. */
function answers(notebook: Notebook): unknown {
  const ids = sample.map((r) => r.id)
  return {
    records: notebook.records.map((r) => r.id).sort(),
    all: recordKinds.map((kind) => [notebook.all(kind), notebook.all(kind, { retired: true })]),
    one: ids.map((id) => [notebook.find(id), notebook.get('batch', id), notebook.referencesFrom(id)]),
    to: ids.map((id) => [...notebook.referencesTo(id)].sort((a, b) => (a.from + a.pointer < b.from + b.pointer ? -1 : 1))),
  }
}

it('answers as a notebook made anew, whatever was put, replaced and removed before', () => {
  const step = fc.record({ what: fc.constantFrom('put', 'change', 'retire', 'remove'), which: fc.array(fc.nat(sample.length - 1), { minLength: 1, maxLength: 40 }) })
  fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
    const living = livingNotebook()
    const expected = new Map<string, AnyRecord>()
    for (const { what, which } of steps) {
      const records = which.flatMap((i) => sample[i] ?? [])
      if (what === 'remove') {
        living.remove(records.map((r) => r.id))
        for (const { id } of records) expected.delete(id)
        continue
      }
      const put = records.map((r): AnyRecord => what === 'change' && r.kind === 'passage' ? { ...r, code: `${r.code}-X`, parents: {} } : what === 'retire' ? { ...r, retired: { at: '2026-01-01T00:00:00Z', reason: 'x' } } : r)
      living.put(put)
      for (const r of put) expected.set(r.id, r)
      // What was asked before a change must not stay the answer after it.
      living.notebook.all('passage')
    }
    expect(answers(living.notebook)).toEqual(answers(makeNotebook([...expected.values()])))
  }), { numRuns: 25 })
})
