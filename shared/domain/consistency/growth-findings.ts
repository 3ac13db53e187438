import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { formatCells } from '../../util/format-number.ts'
import type { Finding } from '../estimate.ts'
import { growthResults } from '../growth.ts'
import { finding } from './make-finding.ts'

/** Published tables round to two digits, so a reported total may differ by a few percent before it is called inconsistent. */
const reportedTolerance = 0.05

/** Rounded displays differ from recomputed viability by less than this many points. */
const viabilityTolerancePoints = 1

/** Findings about counts: reported cumulative yields that the passages contradict, viability not recomputable. */
export function growthFindings(notebook: Notebook): readonly Finding[] {
  const out: Finding[] = []
  const done = new Set<string>()
  for (const batch of notebook.all('batch')) {
    for (const growth of growthResults(notebook, batch.id).passages) {
      const passage = notebook.get('passage', growth.passageId)
      if (passage === undefined || done.has(passage.id)) continue
      done.add(passage.id)
      const computed = growth.cumulativeYield.value
      const reported = growth.reportedCumulativeYield
      if (computed !== null && reported !== null && reported > 0 && Math.abs(computed / reported - 1) > reportedTolerance) {
        out.push(finding(passage, 'warning', 'reported-yield-inconsistent', '/harvest/reportedCumulativeYield', `reported cumulative yield ${formatCells(reported)}, recomputed ${formatCells(computed)} (ratio ${(reported / computed).toPrecision(2)})`, 'the passages are used; check the source of the reported total'))
      }
      const live = valueOf(passage.harvest?.liveCells)
      const dead = valueOf(passage.harvest?.deadCells)
      const total = valueOf(passage.harvest?.totalCells)
      const shown = valueOf(passage.harvest?.viabilityPercent)
      if (live !== undefined && dead !== undefined && live >= 0 && dead >= 0 && live + dead > 0) {
        const viability = (100 * live) / (live + dead)
        if (shown !== undefined && Math.abs(viability - shown) > viabilityTolerancePoints) out.push(finding(passage, 'warning', 'viability-not-recomputable', '/harvest/viabilityPercent', `viability shown ${String(shown)} %, live and dead cells give ${viability.toFixed(1)} %`, 'check which of the three was copied wrongly'))
        if (total !== undefined && Math.abs(total / (live + dead) - 1) > 0.01) out.push(finding(passage, 'note', 'total-not-the-sum', '/harvest/totalCells', `total ${formatCells(total)}, live and dead cells sum to ${formatCells(live + dead)}`, 'instruments round; live cells are used'))
      }
    }
  }
  return out
}
