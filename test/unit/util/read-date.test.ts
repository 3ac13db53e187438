import { expect, it } from 'vitest'
import { readDate } from '../../../shared/util/read-date.ts'

it.each([
  ['2026-03-14', '2026-03-14'], ['2026', '2026'], [' 2026-03 ', '2026-03'], ['2026-03-14 09:30', '2026-03-14T09:30'], ['2026-03-14T09:30+01:00', '2026-03-14T09:30+01:00'],
  ['14.3.2026', '2026-03-14'], ['3.4.2026', '2026-04-03'], ['14.03.2026 9:30', '2026-03-14T09:30'], ['14.03.2026 09:30:05', '2026-03-14T09:30:05'], ['14.03.2026 9:30:05', '2026-03-14T09:30:05'],
  ['25/3/2026', '2026-03-25'], ['3/25/2026', '2026-03-25'], ['4/4/2026', '2026-04-04'],
])('reads %s as %s', (typed, date) => {
  expect(readDate(typed)).toEqual({ ok: true, value: date })
})

it.each(['3/4/2026', '03/04/2026 10:00'])('does not choose between two readings of %s', (typed) => {
  expect(readDate(typed)).toEqual({ ok: false, error: expect.stringContaining('two different days') })
})

it.each(['31.2.2026', '14.3.26', '26-03-14', 'yesterday', '14/13/2026', '2026-02-30', '1.1.2026 25:00', ''])('refuses %s', (typed) => {
  expect(readDate(typed)).toEqual({ ok: false, error: expect.stringContaining('is no date') })
})
