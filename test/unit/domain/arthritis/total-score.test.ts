import { describe, expect, it } from 'vitest'
import { totalScore } from '../../../../shared/domain/arthritis/total-score.ts'
import type { RecordOf } from '../../../../shared/records/record-kinds.ts'
import { parsed, recordedAt, scaleId } from '../../../helpers/arthritis-records.ts'

function scale(more: Readonly<Record<string, unknown>> = {}): RecordOf<'score-scale'> {
  const record = parsed({
    kind: 'score-scale', id: scaleId, recordedAt, code: 'S', name: 'S', source: 'test', combination: 'sum', maximumTotal: 6,
    parts: { l: { order: 0, name: 'left', minimum: 0, maximum: 3 }, r: { order: 1, name: 'right', minimum: 0, maximum: 3 } }, ...more,
  })
  if (record.kind !== 'score-scale') throw new Error('scale expected')
  return record
}
const parts = (...scores: readonly (number | undefined)[]) => Object.fromEntries(['l', 'r'].flatMap((key, i) => (i in scores ? [[key, scores[i] === undefined ? {} : { score: scores[i] }]] : [])))

describe('total score', () => {
  it('adds parts, squares them, or takes the single one', () => {
    expect(totalScore({ order: 0, parts: parts(1, 3) }, scale())).toEqual({ kind: 'total', total: 4 })
    expect(totalScore({ order: 0, parts: parts(1, 3) }, scale({ combination: 'sum-of-squares', maximumTotal: 18 }))).toEqual({ kind: 'total', total: 10 })
    expect(totalScore({ order: 0, parts: parts(2) }, scale({ combination: 'single', maximumTotal: 3 }))).toEqual({ kind: 'total', total: 2 })
    expect(totalScore({ order: 0, parts: parts(2, 2) }, scale({ combination: 'single', maximumTotal: 3 })).kind).toBe('impossible')
  })

  it('uses the written total where parts are absent, the parts where both differ, with a warning', () => {
    expect(totalScore({ order: 0, totalScore: 5 }, scale())).toEqual({ kind: 'total', total: 5 })
    expect(totalScore({ order: 0, totalScore: 4, parts: parts(1, 3) }, scale())).toEqual({ kind: 'total', total: 4 })
    expect(totalScore({ order: 0, totalScore: 5, parts: parts(1, 3) }, scale())).toMatchObject({ kind: 'total', total: 4, warning: expect.stringContaining('the parts are used') as string })
  })

  it('does not make a sum of some of the parts', () => {
    expect(totalScore({ order: 0, parts: parts(1) }, scale())).toEqual({ kind: 'missing', reason: '1 of 2 parts scored and no total written' })
    expect(totalScore({ order: 0, parts: parts(1, undefined), totalScore: 3 }, scale())).toMatchObject({ total: 3, warning: '1 of 2 parts scored; the total as written is used' })
    expect(totalScore({ order: 0 }, scale())).toEqual({ kind: 'missing', reason: 'not scored' })
    expect(totalScore({ order: 0, totalScore: { blank: 'not-measured' } }, scale()).kind).toBe('missing')
  })

  it.each([
    ['a part above its maximum', { parts: parts(4, 0) }],
    ['a negative part', { parts: parts(-1, 0) }],
    ['a part the scale does not know', { parts: { x: { score: 1 } } }],
    ['a total above the maximum', { totalScore: 7 }],
    ['a negative total', { totalScore: -1 }],
  ] as const)('never clips: %s is impossible', (_, seen) => {
    expect(totalScore({ order: 0, ...seen }, scale()).kind).toBe('impossible')
  })

  it('parts that together pass the maximum of the scale are impossible', () => {
    expect(totalScore({ order: 0, parts: parts(3, 3) }, scale({ maximumTotal: 5 })).kind).toBe('impossible')
  })
})
