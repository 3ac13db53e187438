import { describe, expect, it } from 'vitest'
import { daysArthritic, onsetOf } from '../../../../shared/domain/arthritis/onset.ts'

const course = (...values: readonly number[]) => values.map((value, i) => ({ time: 20 + 2 * i, value }))

describe('onset', () => {
  it('is the first of k consecutive sessions at or above the score', () => {
    expect(onsetOf(course(0, 2, 0, 2, 2, 2), { minimumScore: 2, sessions: 2 })).toEqual({ day: 26, unconfirmedSince: null })
    expect(onsetOf(course(0, 2, 0, 2, 2, 2), { minimumScore: 2, sessions: 1 }).day).toBe(22)
    expect(onsetOf(course(0, 2, 0, 2, 2, 2), { minimumScore: 2, sessions: 4 })).toEqual({ day: null, unconfirmedSince: 26 })
    expect(onsetOf(course(0, 1.9, 0), { minimumScore: 2, sessions: 1 })).toEqual({ day: null, unconfirmedSince: null })
    expect(onsetOf([], { minimumScore: 2, sessions: 1 })).toEqual({ day: null, unconfirmedSince: null })
  })
})

describe('days with arthritis', () => {
  it('counts from sessions at or above the score to the next session, within the window', () => {
    expect(daysArthritic(course(0, 2, 0, 2, 2), 2, 20, 40)).toBe(4)
    expect(daysArthritic(course(2, 2, 2), 2, 21, 23)).toBe(2)
    expect(daysArthritic(course(0, 0, 5), 2, 20, 40)).toBe(0)
    expect(daysArthritic([], 2, 20, 40)).toBe(0)
  })
})
