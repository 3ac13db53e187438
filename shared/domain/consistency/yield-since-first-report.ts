import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { originsOf } from '../culture/lineage.ts'
import { doublingsOf } from '../growth/passage-doublings.ts'

type Passage = RecordOf<'passage'>

/** A reported cumulative yield, and what the first reported one of the lineage makes it. Cells. */
export type YieldSinceFirstReport = { readonly reported: number; readonly expected: number; readonly first: Passage }

/**
 * What the reported cumulative yield of a passage should be: the first reported total of its lineage x product of (harvested / seeded) of
 * the steps since. Reported totals start from a number that is often not published (Colter et al. 2000, Table 2), so that only their
 * growth can be checked.
 * @returns undefined where nothing can be compared: no total, or none before it. Looking back ends at a pool, at a step that cannot be
 * assessed (no counts, excluded, seeded from tissue), and where the lineage closes on itself.
 */
export function yieldSinceFirstReport(notebook: Notebook, passage: Passage): YieldSinceFirstReport | undefined {
  const reported = reportedBy(passage)
  if (reported === undefined) return undefined
  const seen = new Set<string>()
  let result: YieldSinceFirstReport | undefined
  let fold = 1
  for (let at = passage; !seen.has(at.id); ) {
    seen.add(at.id)
    const [origin, ...others] = originsOf(notebook, at)
    const step = doublingsOf(at)
    if (origin === undefined || others.length > 0 || !step.ok) break
    fold *= step.value.fold
    at = origin.passage
    const before = reportedBy(at)
    if (before !== undefined && !seen.has(at.id)) result = { reported, expected: before * fold, first: at }
  }
  return result
}

function reportedBy(passage: Passage): number | undefined {
  const reported = valueOf(passage.harvest?.reportedCumulativeYield)
  return reported !== undefined && reported > 0 ? reported : undefined
}
