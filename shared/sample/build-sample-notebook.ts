import type { AnyRecord } from '../records/record-kinds.ts'
import { adiposePoolBatch } from './adipose-pool-batch.ts'
import { balbCBatch } from './balb-c-batch.ts'
import { cellLineBatch } from './cell-line-batch.ts'
import { colterBatches } from './colter-batches.ts'
import { laboratory } from './laboratory.ts'
import { literatureStudies } from './literature-studies.ts'
import { markerPanels } from './marker-panels.ts'
import { plannedExperiment } from './planned-experiment.ts'
import { ratBatch } from './rat-batch.ts'
import { samplePairs } from './sample-pairs.ts'
import { schurgersAssays } from './schurgers-assays.ts'
import { schurgersBatches } from './schurgers-batches.ts'
import { schurgersExperiment } from './schurgers-experiment.ts'
import { scoreScales } from './score-scales.ts'
import { secondCordBatch } from './second-cord-batch.ts'
import { umbilicalCordAssays } from './umbilical-cord-assays.ts'
import { umbilicalCordBatch } from './umbilical-cord-batch.ts'

/**
 * The sample notebook: 12 batches, of which four hold published numbers, two published conditions, and six are invented. Everything
 * that was not read in a publication is marked simulated in its record. Pure and reproducible: the same records, identifiers and times in
 * every build; all random numbers come from seeds that stand in the records' origins. What is real and what is not is told in
 * docs/sample-notebook.md.
 * @returns records that pass parseRecord unchanged, with unique ids and no reference that leads nowhere.
 */
export function buildSampleNotebook(): readonly AnyRecord[] {
  return [
    ...laboratory(),
    ...scoreScales(),
    ...markerPanels(),
    ...literatureStudies(),
    ...colterBatches(),
    ...schurgersBatches(),
    ...schurgersAssays(),
    ...schurgersExperiment(),
    ...balbCBatch(),
    ...umbilicalCordBatch(),
    ...umbilicalCordAssays(),
    ...secondCordBatch(),
    ...adiposePoolBatch(),
    ...cellLineBatch(),
    ...ratBatch(),
    ...plannedExperiment(),
    ...samplePairs(),
  ]
}
