import { fail, ok, type Result } from '../../util/result.ts'
import { chiSquareUpperTail } from '../distributions.ts'
import { invalidGroup } from '../numeric-input.ts'
import { midranks, tieTerm } from '../ranks.ts'

export type KruskalWallis = {
  /** H, corrected for ties. */
  readonly h: number
  readonly df: number
  /** From the chi-square approximation, which is rough below about 5 values per group. */
  readonly p: number
  readonly n: readonly number[]
  readonly method: string
  readonly warnings: readonly string[]
}

/**
 * Kruskal-Wallis rank test of two or more independent groups (Kruskal and Wallis 1952, J Am Stat Assoc 47:583), tie-corrected.
 * Reasons for failure: fewer than two groups, an empty group, a value that is no number, all values tied (H is 0/0).
 */
export function kruskalWallis(groups: readonly (readonly number[])[]): Result<KruskalWallis> {
  if (groups.length < 2) return fail('Kruskal-Wallis: at least two groups needed')
  for (const [index, group] of groups.entries()) {
    const invalid = invalidGroup(`group ${index + 1}`, group, 1)
    if (invalid !== undefined) return fail(invalid)
  }
  const all = groups.flat()
  const n = all.length
  const ties = tieTerm(all)
  if (ties === n ** 3 - n) return fail('Kruskal-Wallis: all values are equal')
  const ranks = midranks(all)
  let start = 0
  let between = 0
  for (const group of groups) {
    const deviation = ranks.slice(start, start + group.length).reduce((sum, rank) => sum + rank - (n + 1) / 2, 0)
    between += deviation ** 2 / group.length
    start += group.length
  }
  const h = ((12 / (n * (n + 1))) * between) / (1 - ties / (n ** 3 - n))
  const df = groups.length - 1
  const warnings = groups.some((group) => group.length < 5) ? ['A group has fewer than 5 values: the chi-square p is approximate.'] : []
  return ok({ h, df, p: chiSquareUpperTail(h, df), n: groups.map((group) => group.length), method: `Kruskal-Wallis, tie-corrected, chi-square df ${df}`, warnings })
}
