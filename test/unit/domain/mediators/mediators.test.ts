import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { intervalAt, type Estimate } from '../../../../shared/domain/estimate.ts'
import { mediatorResults } from '../../../../shared/domain/mediators/mediators.ts'
import type { MediatorSeries } from '../../../../shared/domain/mediators/mediator-results.ts'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import type { RecordOf } from '../../../../shared/records/record-kinds.ts'
import { buildSampleNotebook } from '../../../../shared/sample/build-sample-notebook.ts'
import { parsed } from '../../../helpers/arthritis-records.ts'
import { LargestDifference } from '../../statistics/read-fixture.ts'

type Mediator = { k: number; a: number[]; b: number[]; fold: number; w95: number[]; p95: number[]; p90: number[]; ctA: number[]; ctB: number[]; ctFold: number; c95: number[] }
// Made by test/fixtures/endpoints/make-endpoints.R.
const sets = JSON.parse(readFileSync(new URL('../../../fixtures/endpoints/endpoints.json', import.meta.url), 'utf8')) as readonly { readonly mediator: Mediator }[]

const sample = makeNotebook(buildSampleNotebook())
const passage = sample.all('passage').find((p) => p.code.startsWith('SIM-UC-0001'))
if (passage === undefined) throw new Error('no passage')
const id = '01890000-0000-7000-9000-000000009001'

type Value = Readonly<Record<string, unknown>>
function seriesOf(values: readonly Value[], more: Value = {}): MediatorSeries {
  const record = parsed({
    kind: 'mediator-measurement', id, recordedAt: '2026-06-01T10:00:00+02:00', subject: { type: 'passage', passageId: passage?.id }, mediator: 'PGE2', unit: 'pg/ml',
    values: Object.fromEntries(values.map((v, order) => [`x${order}`, { order, ...v }])), ...more,
  }) as RecordOf<'mediator-measurement'>
  const found = mediatorResults(makeNotebook([...sample.records, record]), passage?.batchId ?? '').series.find((s) => s.measurementId === id)
  if (found === undefined) throw new Error('no series')
  return found
}
const of = (group: string, list: readonly number[], more: Value = { replicate: 'independent' }): readonly Value[] => list.map((value) => ({ group, value, ...more }))

describe('fold changes against R', () => {
  const difference = new LargestDifference(1e-3)
  const check = (e: Estimate | undefined, value: number, bounds: readonly number[], level: number, where: string): void => {
    difference.add(e?.value, value, where)
    const interval = e === undefined ? undefined : intervalAt(e, level)
    difference.add(interval?.lower, bounds[0] ?? NaN, where)
    difference.add(interval?.upper, bounds[1] ?? NaN, where)
  }

  it.each(sets.map((s, i) => [i + 1, s.mediator] as const))('set %i: independent, paired, and threshold cycles', (i, m) => {
    const named = (group: string, list: readonly number[], prefix: string): readonly Value[] => list.map((value, j) => ({ group, value, replicate: 'technical', replicateOf: `${prefix}${Math.floor(j / 2)}` }))
    const independent = seriesOf([...named('rest', m.a, 'a'), ...named('primed', m.b, 'b')])
    check(independent.folds[0]?.fold, m.fold, m.w95, 0.95, `welch ${i}`)
    expect(independent.folds[0]?.design).toBe('independent')
    const paired = seriesOf([...named('rest', m.a, 'r'), ...named('primed', m.b, 'r')]).folds[0]
    expect(paired?.design).toBe('paired')
    check(paired?.fold, m.fold, m.p95, 0.95, `paired ${i}`)
    check(paired?.fold, m.fold, m.p90, 0.9, `paired ${i}`)
    const cycles = seriesOf([...of('rest', m.ctA), ...of('primed', m.ctB)], { unit: 'ΔCt', analyteLevel: 'mRNA', normalisation: '18S' })
    check(cycles.folds[0]?.fold, m.ctFold, m.c95, 0.95, `cycles ${i}`)
    expect(cycles.groups[0]?.geometricMean).toBeNull()
    expect(difference.largest, difference.where).toBeLessThan(1e-6)
  })
})

describe('replicates', () => {
  it('counts independent replicates, not wells, and needs two for an interval', () => {
    const s = seriesOf(of('rest', [10, 12, 14], { replicate: 'technical' }))
    expect(s.groups[0]?.mean).toMatchObject({ value: 12, n: 1, nOf: 'runs', intervals: [] })
    expect(s.groups[0]?.mean.warnings.join()).toContain('3 per run')
  })

  it('takes values that say nothing as technical, with a warning', () => {
    const s = seriesOf(of('rest', [10, 12], {}))
    expect(s.groups[0]?.mean.n).toBe(1)
    expect(s.warnings.join()).toContain('not recorded')
  })

  it('does not treat a limit as a measurement: median with "<", no mean, no fold', () => {
    const s = seriesOf([...of('rest', [15, 15, 15], { replicate: 'independent', bound: 'below-lower-limit' }), ...of('primed', [200, 300, 400])], { lowerLimit: 15 })
    expect(s.groups[0]?.median).toMatchObject({ value: 15, bound: '<' })
    expect(s.groups[0]?.mean.value).toBeNull()
    expect(s.folds[0]?.fold.notAssessable).toContain('no measurement')
  })

  it('uses the reference group that is named, and says when it has no values', () => {
    expect(seriesOf([...of('a', [1, 2]), ...of('b', [3, 4])], { referenceGroup: 'b' }).folds.map((f) => f.group)).toEqual(['a'])
    expect(seriesOf([...of('a', [1, 2])], { referenceGroup: 'c' }).warnings.join()).toContain('"c" has no values')
  })

  it('leaves replicates without a partner out of the pairs, by name', () => {
    const pair = (group: string, name: string, value: number): Value => ({ group, value, replicateOf: name })
    const fold = seriesOf([pair('a', '1', 1), pair('a', '2', 2), pair('a', '3', 9), pair('b', '1', 2), pair('b', '2', 4.2)]).folds[0]?.fold
    expect(fold?.n).toBe(2)
    expect(fold?.warnings.join()).toContain('1 replicates without a partner')
  })

  it('excluded, zero and equal values give a reason or a warning', () => {
    expect(seriesOf([...of('a', [0, 2]), ...of('b', [3, 4])]).folds[0]?.fold.notAssessable).toContain('logarithm')
    expect(seriesOf([...of('a', [2, 2]), ...of('b', [4, 4])]).folds[0]?.fold).toMatchObject({ value: 2, intervals: [] })
    const s = seriesOf([...of('a', [1, 2]), { group: 'a', value: 99, replicate: 'independent', excluded: { reason: 'spilt' } }])
    expect(s.groups[0]?.mean.value).toBe(1.5)
    expect(s.warnings.join()).toContain('spilt')
    expect(seriesOf([]).groups).toEqual([])
  })
})

describe('mediators of a batch', () => {
  it('marks simulated series, and finds those of passages and of assays', () => {
    const uc = sample.all('batch').find((b) => b.code === 'SIM-UC-0001')
    const found = mediatorResults(sample, uc?.id ?? '').series
    expect(found.map((s) => s.mediator)).toContain('PGE2')
    expect(found.every((s) => s.simulated && s.groups.every((g) => g.mean.simulated))).toBe(true)
    const all = sample.all('batch').flatMap((b) => mediatorResults(sample, b.id).series.map((s) => s.subject))
    expect(all.some((s) => s.startsWith('assay SCH-A1'))).toBe(true)
  })

  it('is independent of the order of records', () => {
    const again = makeNotebook(sample.records.toReversed())
    for (const b of sample.all('batch')) expect(mediatorResults(again, b.id)).toEqual(mediatorResults(sample, b.id))
  })
})
