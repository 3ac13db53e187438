import { z } from 'zod'
import { benchAct, header, humanCode } from './header.ts'
import { amount, benchDate, cells, choice, percent, refTo, term, text } from './fields.ts'

/** Cell suspension made ready for injection. */
export const preparationSchema = z.strictObject({
  ...header('preparation'),
  ...benchAct(),
  code: humanCode,
  experimentId: refTo('experiment'),
  passageId: refTo('passage').exactOptional(),
  vials: z.record(refTo('vial'), z.strictObject({ order: z.int() })).exactOptional(),
  startedAt: benchDate('Started'),
  readyAt: benchDate('Ready'),
  hoursFromThaw: amount('Hours from thaw', 'h'),
  liveCellsPerMl: amount('Live cells', 'cells/ml'),
  totalLiveCells: cells('Live cells prepared'),
  viabilityPercent: percent('Viability'),
  aggregates: choice('Aggregates', ['none seen', 'few', 'many'], 'Aggregates given i.v. cause emboli.'),
  filterUm: amount('Filter', 'µm'),
  endotoxinEuPerMl: amount('Endotoxin', 'EU/ml'),
  vehicle: term('vehicle', 'Vehicle'),
  needleGauge: text('Needle'),
  viabilityAfterInjectionPercent: percent('Viability of what was left after the last injection'),
  releaseDecision: choice('Released', ['yes', 'no']),
  releaseNote: text('Note on release'),
})
export type Preparation = z.infer<typeof preparationSchema>
