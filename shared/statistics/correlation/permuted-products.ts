import { seededRandom } from '../seeded-random.ts'

/** Pairs (x, y) of one stratum in whole numbers, in the same order. y is exchanged among the pairs of its stratum and never across. */
export type ProductStratum = { readonly x: readonly number[]; readonly y: readonly number[] }

export type PermutedProducts = {
  /** P(|T| >= distance) over all arrangements (exact), or (b + 1)/(M + 1) over those drawn, T being centred on its mean. */
  readonly tail: (distance: number) => number
  /** |T| of the arrangement observed. */
  readonly observed: number
  /** Distances that occur, ascending. */
  readonly distances: readonly number[]
  /** Distances are whole numbers: this many to one of sum x (y - mean). */
  readonly perUnit: number
  readonly exact: boolean
}

/** All orders of a stratum are tried up to this size (362,880 of them). */
export const exactUpTo = 9
/** Most sums to form when the distributions of the strata are combined. */
const combinedLimit = 2e7

/**
 * Distribution of T = sum of x (y - mean of y in its stratum) when y is exchanged within strata. Exact where every stratum is small enough to
 * try all its orders (the strata's distributions are combined by convolution), else drawn. Sums are kept in whole numbers, so that equal sums
 * are equal.
 */
export function permutedProducts(strata: readonly ProductStratum[], options: { readonly seed: number; readonly draws: number }): PermutedProducts {
  const perUnit = strata.reduce((all, { x }) => leastCommonMultiple(all, x.length), 1)
  const scaled = strata.map((s) => wholeNumbers(s, perUnit))
  const observed = Math.abs(scaled.reduce((sum, s) => sum + dot(s.x, s.y), 0))
  const counts = exactCounts(scaled)
  if (counts !== undefined) return { ...tailOf(counts, 0), observed, perUnit, exact: true }
  return { ...tailOf(drawnCounts(scaled, options), 1), observed, perUnit, exact: false }
}

/** x centred within its stratum and multiplied so that it is whole again. */
function wholeNumbers({ x, y }: ProductStratum, perUnit: number): ProductStratum {
  const total = x.reduce((sum, v) => sum + v, 0)
  return { x: x.map((v) => (perUnit / x.length) * (x.length * v - total)), y }
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y !== 0) [x, y] = [y, x % y]
  return (a / x) * b
}

type Counts = ReadonlyMap<number, number>

/** Probabilities of |T| by its value; `added` counts the arrangement observed among those drawn. */
function tailOf(counts: Counts, added: number): Pick<PermutedProducts, 'tail' | 'distances'> {
  const folded = new Map<number, number>()
  for (const [sum, n] of counts) folded.set(Math.abs(sum), (folded.get(Math.abs(sum)) ?? 0) + n)
  const distances = [...folded.keys()].sort((a, b) => a - b)
  const total = [...folded.values()].reduce((sum, n) => sum + n, 0)
  const tail = (distance: number): number => {
    let reached = 0
    for (const [d, n] of folded) if (d >= distance) reached += n
    return (reached + added) / (total + added)
  }
  return { tail, distances }
}

function exactCounts(strata: readonly ProductStratum[]): Counts | undefined {
  if (strata.some((s) => s.x.length > exactUpTo)) return undefined
  let all: Counts = new Map([[0, 1]])
  for (const stratum of strata) {
    const own = allOrders(stratum)
    if (all.size * own.size > combinedLimit) return undefined
    const next = new Map<number, number>()
    for (const [a, n] of all) for (const [b, m] of own) next.set(a + b, (next.get(a + b) ?? 0) + n * m)
    all = next
  }
  return all
}

/** Heap's algorithm: each order follows from the last by one exchange, which changes the sum by two products. */
function allOrders({ x, y }: ProductStratum): Counts {
  const order = [...y]
  const counters = new Array<number>(order.length).fill(0)
  const counts = new Map<number, number>()
  let sum = dot(x, order)
  const note = (): void => { counts.set(sum, (counts.get(sum) ?? 0) + 1) }
  note()
  for (let i = 1; i < order.length; ) {
    const counter = counters[i] ?? 0
    if (counter < i) {
      sum += exchange(x, order, i, i % 2 === 0 ? 0 : counter)
      note()
      counters[i] = counter + 1
      i = 1
    } else {
      counters[i] = 0
      i++
    }
  }
  return counts
}

function drawnCounts(strata: readonly ProductStratum[], { seed, draws }: { readonly seed: number; readonly draws: number }): Counts {
  const random = seededRandom(seed)
  const pools = strata.map(({ x, y }) => ({ x, order: [...y] }))
  const counts = new Map<number, number>()
  let sum = pools.reduce((all, { x, order }) => all + dot(x, order), 0)
  for (let draw = 0; draw < draws; draw++) {
    for (const { x, order } of pools) for (let i = order.length - 1; i > 0; i--) sum += exchange(x, order, i, random.below(i + 1))
    counts.set(sum, (counts.get(sum) ?? 0) + 1)
  }
  return counts
}

/** Exchanges two places; returns by how much the sum of products changes. */
function exchange(x: readonly number[], order: number[], i: number, j: number): number {
  const [a, b] = [order[i] ?? 0, order[j] ?? 0]
  order[i] = b
  order[j] = a
  return ((x[i] ?? 0) - (x[j] ?? 0)) * (b - a)
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}
