import { describe, expect, it } from 'vitest'
import { formatBounds, formatCells, formatFixed, formatP, formatRatio, formatRecorded, formatSignificant, formatValue } from '../../../shared/util/format-number.ts'

describe('format-number', () => {
  it('writes significant digits, powers of ten and a true minus', () => {
    expect(formatSignificant(1.1e6)).toBe('1.10 × 10⁶')
    expect(formatSignificant(999_999)).toBe('1.00 × 10⁶')
    expect(formatSignificant(-0.0123)).toBe('−0.0123')
    expect(formatSignificant(0.00012)).toBe('1.20 × 10⁻⁴')
    expect(formatSignificant(0)).toBe('0')
    expect(formatSignificant(1234.5)).toBe('1235')
  })
  it('never prints a value as zero that is not', () => {
    expect(formatFixed(0.0004, 1)).toBe('4.0 × 10⁻⁴')
    expect(formatFixed(-0.04, 1)).toBe('−0.040')
    expect(formatFixed(0, 1)).toBe('0.0')
  })
  it('writes cells exactly while few', () => {
    expect(formatCells(530)).toBe('530')
    expect(formatCells(80_000)).toBe('80000')
    expect(formatCells(1.5e10)).toBe('1.50 × 10¹⁰')
  })
  it('writes p values', () => {
    expect([0.62014, 0.0313, 0.0058, 0.00002].map(formatP)).toEqual(['0.62', '0.031', '0.0058', '< 0.0001'])
  })
  it('shows the orientation of ratios: MSC per responder', () => {
    expect([0.1, 2, 0.3, 1 / 3, 1, 0].map(formatRatio)).toEqual(['1:10', '2:1', '0.3:1', '1:3', '1:1', 'no MSC'])
  })
  it('names unbounded sides', () => {
    expect(formatBounds({ level: 0.95, lower: 70.84, upper: 80.9, method: '' }, '%')).toBe('70.8 to 80.9')
    expect(formatBounds({ level: 0.95, lower: null, upper: 80.9, method: '' }, '%')).toBe('below 80.9 (unbounded)')
    expect(formatBounds({ level: 0.95, lower: null, upper: null, method: '' }, '%')).toBe('unbounded on both sides')
  })
  it('prints a recorded number as it was entered', () => {
    expect([21, 0.025, 9e7, 1_250_000, 123_456, -3, 0, 1e-9].map(formatRecorded)).toEqual(['21', '0.025', '9 × 10⁷', '1.25 × 10⁶', '1.23456 × 10⁵', '−3', '0', '1 × 10⁻⁹'])
  })
  it('follows the habit of the unit', () => {
    expect(formatValue(75.99839, '%')).toBe('76.0')
    expect(formatValue(7.238, 'PD')).toBe('7.24')
  })
})
