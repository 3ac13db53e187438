import { fail, ok, type Result } from '../../util/result.ts'
import { at } from '../curve-fit/linear-algebra.ts'

/** A square matrix by rows. */
export type Matrix = readonly (readonly number[])[]

/**
 * Inverse and determinant of a symmetric positive definite matrix by Cholesky's factorisation.
 * @returns the inverse and the logarithm of the determinant, or why there is none: the matrix is not positive definite (a covariance as large as the variances, or none at all).
 */
export function invertPositiveDefinite(matrix: Matrix): Result<{ readonly inverse: Matrix; readonly logDeterminant: number }> {
  const n = matrix.length
  const lower = matrix.map(() => new Float64Array(n))
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = entry(matrix, i, j)
      for (let k = 0; k < j; k++) sum -= factor(lower, i, k) * factor(lower, j, k)
      if (i === j && !(sum > 0)) return fail('the variances and covariances contradict each other: they make no positive definite matrix')
      const row = lower[i]
      if (row !== undefined) row[j] = i === j ? Math.sqrt(sum) : sum / factor(lower, j, j)
    }
  }
  const columns = matrix.map((_, column) => solve(lower, n, column))
  const logDeterminant = 2 * lower.reduce((sum, _, i) => sum + Math.log(factor(lower, i, i)), 0)
  return ok({ inverse: matrix.map((_, i) => columns.map((c) => at(c, i))), logDeterminant })
}

/** Column of the inverse: forward, then backward substitution. */
function solve(lower: readonly Float64Array[], n: number, column: number): readonly number[] {
  const y: number[] = []
  for (let i = 0; i < n; i++) {
    let sum = i === column ? 1 : 0
    for (let k = 0; k < i; k++) sum -= factor(lower, i, k) * at(y, k)
    y.push(sum / factor(lower, i, i))
  }
  const x = new Array<number>(n).fill(0)
  for (let i = n - 1; i >= 0; i--) {
    let sum = at(y, i)
    for (let k = i + 1; k < n; k++) sum -= factor(lower, k, i) * at(x, k)
    x[i] = sum / factor(lower, i, i)
  }
  return x
}

/** Entry of a matrix; throws outside it: a fault of the program. */
export function entry(matrix: Matrix, i: number, j: number): number {
  const row = matrix[i]
  if (row === undefined) throw new RangeError(`row ${String(i)} is outside the matrix`)
  return at(row, j)
}

function factor(lower: readonly Float64Array[], i: number, j: number): number {
  const row = lower[i]
  if (row === undefined) throw new RangeError(`row ${String(i)} is outside the matrix`)
  return at(row, j)
}

/** Product of a matrix and a vector. */
export function timesVector(matrix: Matrix, vector: readonly number[]): readonly number[] {
  return matrix.map((row) => row.reduce((sum, value, j) => sum + value * at(vector, j), 0))
}
