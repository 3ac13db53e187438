import { describe, expect, it } from 'vitest'
import { comparePartialDates, daysBetween, hoursBetween, isPartialDateTime } from '../../../shared/util/partial-date.ts'

describe('partial dates', () => {
  it.each(['2019', '2019-03', '2019-03-14', '2019-03-14T09:30', '2019-03-14T09:30:05', '2019-03-14T09:30+02:00', '2024-02-29', '2019-03-14T09:30Z'])('reads %s', (d) => {
    expect(isPartialDateTime(d)).toBe(true)
  })
  it.each(['', '19', '2019-13', '2019-00', '2019-02-29', '2019-02-30', '2019-3-1', '14.03.2019', '2019-03-14T24:00', '2019-03-14T09', '2019-03-14T09:60'])('refuses %s', (d) => {
    expect(isPartialDateTime(d)).toBe(false)
  })
  it('orders only what is certain', () => {
    expect(comparePartialDates('2019-03', '2019-04-01')).toBe(-1)
    expect(comparePartialDates('2019', '2019-04-01')).toBe(0)
    expect(comparePartialDates('2020', '2019-12-31T23:59')).toBe(1)
    expect(comparePartialDates('2019-03-14T10:00+02:00', '2019-03-14T09:00+00:00')).toBe(-1)
    expect(comparePartialDates('x', '2019')).toBeUndefined()
  })
  it('counts days and hours only as finely as they are known', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2024-02', '2024-03-01')).toBeUndefined()
    expect(hoursBetween('2024-02-28T10:00', '2024-02-29T12:30')).toEqual({ hours: 26.5, precision: 'minute' })
    expect(hoursBetween('2024-02-28', '2024-02-29T12:30')).toEqual({ hours: 24, precision: 'day' })
    expect(hoursBetween('2024', '2024-02-29')).toBeUndefined()
  })
})
