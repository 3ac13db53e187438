/** Reproducible stream of random numbers. Each call moves this stream on; streams do not influence each other. */
export type SeededRandom = {
  /** Next 32 random bits, 0 to 4294967295. */
  readonly uint32: () => number
  /** Next number in [0, 1), 53 random bits. */
  readonly uniform: () => number
  /** Next whole number in [0, bound), without bias; bound is a whole number from 1 to 4294967296. */
  readonly below: (bound: number) => number
}

const size = 624
const middle = 397

/**
 * Mersenne Twister MT19937 (Matsumoto and Nishida 1998, ACM TOMACS 8:3), period 2^19937 - 1. Chosen over smaller generators because
 * R, Python, C++ and Matlab have it, so that anyone can redraw our numbers: `uniform` is numpy.random.RandomState(seed).random_sample(),
 * `uint32` is std::mt19937(seed). Not for secrets.
 * @param seed whole number, 0 to 4294967295, to be stored beside every result drawn from it.
 * @throws RangeError when the seed is no such number.
 */
export function seededRandom(seed: number): SeededRandom {
  if (!isSeed(seed)) throw new RangeError(`seed must be a whole number from 0 to 4294967295, not ${seed}`)
  const state = new Uint32Array(size)
  state[0] = seed
  for (let i = 1; i < size; i++) {
    const previous = at(state, i - 1)
    state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i
  }
  let next = size
  const uint32 = (): number => {
    if (next === size) {
      twist(state)
      next = 0
    }
    let y = at(state, next++)
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    y ^= y >>> 18
    return y >>> 0
  }
  const uniform = (): number => {
    const high = uint32() >>> 5
    const low = uint32() >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }
  const below = (bound: number): number => {
    if (!Number.isInteger(bound) || bound < 1 || bound > 4294967296) throw new RangeError(`bound must be 1 to 2^32, not ${bound}`)
    // Draws beyond the last whole multiple of the bound would favour small numbers.
    const limit = 4294967296 - (4294967296 % bound)
    let draw = uint32()
    while (draw >= limit) draw = uint32()
    return draw % bound
  }
  return { uint32, uniform, below }
}

/** True for a number that {@link seededRandom} accepts. */
export function isSeed(seed: number): boolean {
  return Number.isInteger(seed) && seed >= 0 && seed <= 4294967295
}

function twist(state: Uint32Array): void {
  for (let i = 0; i < size; i++) {
    const y = (at(state, i) & 0x80000000) | (at(state, (i + 1) % size) & 0x7fffffff)
    state[i] = at(state, (i + middle) % size) ^ (y >>> 1) ^ ((y & 1) === 0 ? 0 : 0x9908b0df)
  }
}

function at(state: Uint32Array, index: number): number {
  return state[index] ?? 0
}
