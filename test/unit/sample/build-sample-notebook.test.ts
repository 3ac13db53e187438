import { describe, expect, it } from 'vitest'
import { formatReason, parseRecord } from '../../../shared/records/parse-record.ts'
import { referencesOf } from '../../../shared/records/references.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import { isKnownTerm } from '../../../shared/records/vocabularies.ts'
import { walkRecord } from '../../../shared/records/walk-record.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'

const records = buildSampleNotebook()
const name = (r: AnyRecord): string => `${r.kind} ${'code' in r ? r.code : r.id}`

describe('the sample notebook as a whole', () => {
  it('passes the door unchanged', () => {
    for (const record of records) {
      const parsed = parseRecord(record)
      expect(parsed.ok ? [] : parsed.error.map(formatReason)).toEqual([])
      if (parsed.ok) expect(parsed.value).toEqual(record)
    }
  })

  it('is the same in every build', () => {
    expect(JSON.stringify(buildSampleNotebook())).toBe(JSON.stringify(records))
  })

  it('has unique ids, and unique codes within a kind', () => {
    expect(new Set(records.map((r) => r.id)).size).toBe(records.length)
    const codes = records.flatMap((r) => ('code' in r ? [name(r)] : []))
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('has no reference that leads nowhere or to another kind', () => {
    const kinds = new Map(records.map((r) => [r.id, r.kind]))
    for (const record of records) for (const ref of referencesOf(record)) expect(`${name(record)}${ref.pointer} -> ${String(kinds.get(ref.to))}`).toBe(`${name(record)}${ref.pointer} -> ${ref.toKind}`)
  })

  it('uses terms of the vocabularies only, and no impossible value', () => {
    for (const record of records) {
      walkRecord(record, ({ value, pointer, meta }) => {
        if (typeof value === 'string' && meta.vocabulary !== undefined) expect(`${name(record)}${pointer} ${value} ${String(isKnownTerm(meta.vocabulary, value))}`).toBe(`${name(record)}${pointer} ${value} true`)
        if (typeof value === 'number') expect(value >= (meta.impossibleBelow ?? -Infinity) && value <= (meta.impossibleAbove ?? Infinity)).toBe(true)
      })
    }
  })

  it('stays below 4 MB and holds at least ten batches', () => {
    expect(new TextEncoder().encode(JSON.stringify(records)).length).toBeLessThan(4e6)
    expect(records.filter((r) => r.kind === 'batch').map((b) => b.code)).toEqual([
      'COL-58R', 'COL-58L', 'COL-59R', 'COL-59L', 'SCH-WT', 'SCH-KO', 'SIM-BM-BALB', 'SIM-UC-0001', 'SIM-UC-0002', 'SIM-AD-POOL', 'SIM-LINE-1', 'SIM-RAT-0001',
    ])
  })

  it('has animals enough to look at: ties, animals never arthritic, deaths of three causes', () => {
    const experiments = records.filter((r) => r.kind === 'experiment')
    const causes = new Set(experiments.flatMap((e) => Object.values(e.animals).flatMap((a) => (a.death === undefined ? [] : [a.death.cause]))))
    expect([...causes].sort()).toEqual(['arthritis-endpoint', 'treatment-related', 'unrelated'])
    const sessions = records.filter((r) => r.kind === 'scoring-session')
    for (const e of experiments.filter((x) => x.code !== 'SIM-CIA-PLAN')) {
      const own = sessions.filter((s) => s.experimentId === e.id)
      expect(own.map((s) => s.day)).toEqual([18, 20, 22, 25, 27, 29, 32, 34, 36, 39, 41, 43, 46])
      const sums = Object.keys(e.animals).map((key) => own.flatMap((s) => Object.values(s.observations[key]?.parts ?? {})).reduce((sum, p) => sum + (typeof p.score === 'number' ? p.score : 0), 0))
      expect(sums.filter((s) => s === 0).length, e.code).toBeGreaterThan(0)
      expect(new Set(sums).size, e.code).toBeLessThan(sums.length)
    }
  })
})
