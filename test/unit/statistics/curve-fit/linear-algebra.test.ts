import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, crossProductInverse, dot, norm, pivotedQr, solveLeastSquares } from '../../../../shared/statistics/curve-fit/linear-algebra.ts'

describe('QR decomposition', () => {
  it('solves a line through points (1,2), (2,3), (4,7): intercept 0, slope 12/7 by hand', () => {
    // means 7/3 and 4; Sxy = 8, Sxx = 14/3
    const solution = solveLeastSquares(pivotedQr([[1, 1, 1], [1, 2, 4]], 1e-12), [2, 3, 7])
    expect(solution[0]).toBeCloseTo(0, 13)
    expect(solution[1]).toBeCloseTo(12 / 7, 13)
  })

  it('inverts the cross product of columns that differ by ten orders of size', () => {
    // columns (1, 0, 1) and 1e10 (0, 1, 1): X'X = [[2, 1e10], [1e10, 2e20]], inverse by hand
    const inverse = crossProductInverse(pivotedQr([[1, 0, 1], [0, 1e10, 1e10]], 1e-12))
    expect(inverse[0]?.[0]).toBeCloseTo(2 / 3, 12)
    expect((inverse[0]?.[1] ?? NaN) * 1e10).toBeCloseTo(-1 / 3, 12)
    expect((inverse[1]?.[1] ?? NaN) * 1e20).toBeCloseTo(2 / 3, 12)
  })

  it('sees dependent and zero columns, and leaves them at 0', () => {
    const qr = pivotedQr([[1, 2, 3], [2, 4, 6], [0, 0, 0], [1, 0, 0]], 1e-9)
    expect(qr.rank).toBe(2)
    const x = solveLeastSquares(qr, [1, 2, 3])
    expect(x[2]).toBe(0)
    expect(at(x, 0) + 2 * at(x, 1)).toBeCloseTo(1, 12)
    expect(() => crossProductInverse(qr)).toThrow(/rank 2 of 4/)
  })

  it('throws on lists that do not match instead of giving NaN', () => {
    expect(() => at([1], 1)).toThrow(RangeError)
    expect(() => dot([1], [1, 2])).toThrow(RangeError)
  })

  it('leaves residuals at right angles to every column', () => {
    const column = fc.array(fc.integer({ min: -100000, max: 100000 }).map((value) => value / 100), { minLength: 6, maxLength: 6 })
    fc.assert(fc.property(fc.array(column, { minLength: 1, maxLength: 4 }), column, (columns, y) => {
      const x = solveLeastSquares(pivotedQr(columns, 1e-9), y)
      const residual = y.map((value, i) => columns.reduce((rest, one, j) => rest - at(x, j) * at(one, i), value))
      for (const one of columns) {
        const size = norm(one) * (norm(y) + columns.reduce((sum, other, j) => sum + Math.abs(at(x, j)) * norm(other), 0))
        expect(Math.abs(dot(one, residual))).toBeLessThanOrEqual(2e-9 * size)
      }
    }))
  })
})
