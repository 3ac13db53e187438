import type { Notebook } from '../../records/notebook.ts'
import { withIndexSignals } from '../proliferation/index-signals.ts'
import { conditionContrasts } from './condition-contrasts.ts'
import type { ContrastResults } from './contrast-results.ts'
import { materialContrasts } from './material-contrasts.ts'
import { plateContrasts } from './plate-contrasts.ts'
import { ratioContrasts } from './ratio-contrasts.ts'
import { seriesOfAssay } from './series-runs.ts'

/**
 * Comparisons in vitro of the cells of one batch. Within a plate: every material and ratio against the stimulated control, which describes that plate
 * and carries no verdict. Over runs, which carry inference: preparations against each other, ratios, contact against transwell or
 * conditioned medium. Conditions that declare an index of division are read by it.
 */
export function contrastResults(recorded: Notebook, batchId: string): ContrastResults {
  const notebook = withIndexSignals(recorded)
  const assays = notebook.all('assay').map((assay) => seriesOfAssay(notebook, assay)).filter((a) => a.series.some((s) => s.cells.batchId === batchId))
  return {
    plates: assays.flatMap((a) => plateContrasts(notebook, a, batchId)),
    materials: assays.flatMap((a) => materialContrasts(notebook, a, batchId)),
    ratios: assays.flatMap((a) => ratioContrasts(a, batchId)),
    conditions: assays.flatMap((a) => conditionContrasts(a, batchId)),
  }
}
