import type { Estimate } from '../estimate.ts'
import type { PassageGrowth } from './growth-results.ts'

/** Reasons and warnings, each once, with the passages they hold for: the same words are not repeated for every row. */
export function growthReasons(rows: readonly PassageGrowth[]): readonly string[] {
  const seen = new Map<string, string[]>()
  const add = (what: string, passage: string): void => {
    const list = seen.get(what)
    if (list === undefined) seen.set(what, [passage])
    else if (!list.includes(passage)) list.push(passage)
  }
  const labelled: readonly (readonly [string, (g: PassageGrowth) => Estimate])[] = [
    ['PD', (g) => g.populationDoublings],
    ['CPD', (g) => g.cumulativeDoublings],
    ['Doubling time', (g) => g.doublingTimeH],
    ['Cumulative yield', (g) => g.cumulativeYield],
    ['Viability', (g) => g.viability],
    ['CFU-F', (g) => g.cfuPercent],
  ]
  for (const g of rows) {
    for (const [label, pick] of labelled) {
      const e = pick(g)
      if (e.value === null) add(`${label} not assessable: ${e.notAssessable ?? ''}`, g.code)
      for (const w of e.warnings) add(`${label}: ${w}`, g.code)
    }
  }
  return [...seen].map(([what, passages]) => `${what} (${passages.join(', ')})`)
}
