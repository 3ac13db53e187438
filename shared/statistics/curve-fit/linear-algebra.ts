/** Item i of a list that is known to have it; throws otherwise, because a silent undefined would become a silent NaN. */
export function at(values: ArrayLike<number>, i: number): number {
  const value = values[i]
  if (value === undefined) throw new RangeError(`no item ${i} in a list of ${values.length}`)
  return value
}

/** Sum of products of two lists of equal length. */
export function dot(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`lists of ${a.length} and ${b.length} items`)
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += at(a, i) * at(b, i)
  return sum
}

/** Length of a vector. */
export function norm(a: readonly number[]): number {
  return Math.sqrt(dot(a, a))
}

/** QR decomposition of a matrix given by its p columns, each of n items, after scaling every column to length 1. */
export type PivotedQr = {
  /** Orthonormal columns, one per rank. */
  readonly q: readonly (readonly number[])[]
  /** r[k][j]: row k, column of the scaled matrix in pivoted order; zero for j < k. */
  readonly r: readonly (readonly number[])[]
  /** pivot[j]: which original column stands at place j. */
  readonly pivot: readonly number[]
  /** Length of each original column; 0 for a column of zeros. */
  readonly norms: readonly number[]
  readonly rank: number
}

/**
 * QR decomposition with column pivoting by modified Gram-Schmidt, each column orthogonalised twice, which restores the
 * orthogonality that one pass loses where columns are nearly dependent.
 * @param columns the matrix, by columns.
 * @param tolerance a column of which less than this share remains, once those already taken are projected out, counts as dependent.
 */
export function pivotedQr(columns: readonly (readonly number[])[], tolerance: number): PivotedQr {
  const norms = columns.map(norm)
  const scaled = columns.map((column, j) => column.map((value) => (at(norms, j) > 0 ? value / at(norms, j) : 0)))
  const rest = scaled.map((vector, j) => ({ j, vector, coefficients: new Array<number>() }))
  const q: number[][] = []
  const ordered: typeof rest = []
  while (rest.length > 0) {
    const lengths = rest.map((one) => norm(one.vector))
    const largest = lengths.reduce((best, length, i) => (length > at(lengths, best) ? i : best), 0)
    const length = at(lengths, largest)
    if (!(length > tolerance)) break
    const taken = rest.splice(largest, 1)
    for (const one of taken) {
      let unit = one.vector.map((value) => value / length)
      // Second pass: what rounding left of the directions already taken.
      for (const direction of q) unit = subtract(unit, direction, dot(direction, unit))
      const size = norm(unit)
      unit = unit.map((value) => value / size)
      one.coefficients.push(length)
      q.push(unit)
      ordered.push(one)
      for (const other of rest) {
        const first = dot(unit, other.vector)
        other.vector = subtract(other.vector, unit, first)
        other.coefficients.push(first)
      }
    }
  }
  const all = [...ordered, ...rest]
  const r = q.map((_, k) => all.map((one) => one.coefficients[k] ?? 0))
  return { q, r, pivot: all.map((one) => one.j), norms, rank: q.length }
}

function subtract(vector: readonly number[], direction: readonly number[], amount: number): number[] {
  return vector.map((value, i) => value - amount * at(direction, i))
}

/** Least-squares solution of columns * x = rightSide; columns found dependent get 0. */
export function solveLeastSquares(qr: PivotedQr, rightSide: readonly number[]): number[] {
  const projected = qr.q.map((direction) => dot(direction, rightSide))
  return unscale(qr, backSubstitute(qr, projected))
}

/** Inverse of (columns' * columns) of a decomposition of full rank (a programming error otherwise). */
export function crossProductInverse(qr: PivotedQr): number[][] {
  const p = qr.pivot.length
  if (qr.rank < p) throw new RangeError(`rank ${qr.rank} of ${p}: no inverse`)
  // R^-1 by columns; (R'R)^-1 = R^-1 R^-T is the sum of their outer products.
  const inverse = qr.pivot.map((_, k) => unscale(qr, backSubstitute(qr, qr.pivot.map((__, i) => (i === k ? 1 : 0)))))
  return qr.pivot.map((_, i) => qr.pivot.map((__, j) => inverse.reduce((sum, column) => sum + at(column, i) * at(column, j), 0)))
}

function backSubstitute(qr: PivotedQr, rightSide: readonly number[]): number[] {
  const x = new Array<number>(qr.rank).fill(0)
  for (let k = qr.rank - 1; k >= 0; k--) {
    const row = qr.r[k] ?? []
    let value = at(rightSide, k)
    for (let j = k + 1; j < qr.rank; j++) value -= at(row, j) * at(x, j)
    x[k] = value / at(row, k)
  }
  return x
}

function unscale(qr: PivotedQr, pivoted: readonly number[]): number[] {
  const x = new Array<number>(qr.pivot.length).fill(0)
  pivoted.forEach((value, k) => {
    const j = at(qr.pivot, k)
    x[j] = value / at(qr.norms, j)
  })
  return x
}
