import { z } from 'zod'
import { benchAct, excluded, header, humanCode } from './header.ts'
import { conditionsField } from './culture-conditions.ts'
import { amount, benchDate, cells, choice, keyed, number, optionalRef, percent, plainText, refTo, term, text } from './fields.ts'

/** One counting of a suspension. Totals are computed: concentration x dilution x volume. */
const count = {
  liveCellsPerMl: amount('Live cells', 'cells/ml'),
  deadCellsPerMl: amount('Dead cells', 'cells/ml'),
  viabilityPercent: percent('Viability as displayed'),
  dilutionFactor: number('Dilution factor', { impossibleBelow: 1 }),
  meanDiameterUm: amount('Mean diameter', 'µm'),
  excluded,
}

/** Colony-forming unit assay; the definition of a colony is part of the result. */
const colonyAssay = {
  cellsPlated: cells('Cells plated'),
  colonies: amount('Colonies', 'colonies'),
  minimumCellsPerColony: amount('Cells that make a colony', 'cells'),
  days: amount('Days of culture', 'd'),
  dishAreaCm2: amount('Dish area', 'cm²'),
  stain: text('Stain'),
  excluded,
}

/** One culture step: seeding, conditions, feeding, harvest. Passages form a tree or, where cells are pooled, a graph. */
export const passageSchema = z.strictObject({
  ...header('passage'),
  ...benchAct(),
  code: humanCode,
  batchId: refTo('batch'),
  number: z.number().int().meta({ label: 'Passage number', impossibleBelow: 0 }),
  /** Harvests the cells came from; several where cells were pooled. */
  parents: z.record(refTo('passage'), z.strictObject({ order: z.number().int(), cells: cells('Cells taken from this harvest') })).exactOptional(),
  /** Vials thawed to start this step. */
  thawedVials: z.record(refTo('vial'), z.strictObject({ order: z.number().int(), cells: cells('Cells taken from this vial') })).exactOptional(),
  /** Set when this step repeats the parent's passage number, as after a thaw without splitting. */
  sameNumberAsParent: z.strictObject({ reason: plainText() }).exactOptional(),
  seededAt: benchDate('Seeded'),
  seededCells: cells('Cells seeded', 'Start of the population doublings.'),
  seededViabilityPercent: percent('Viability at seeding'),
  attachedPercent: percent('Cells attached', 'Doublings count from the attached cells where known.'),
  seededFrom: choice('Seeded from', ['tissue', 'harvest', 'thawed vial']),
  coloniesAtP0: amount('Colonies at P0', 'colonies'),
  areaCm2: amount('Growth area', 'cm²'),
  vessels: number('Vessels', { impossibleBelow: 0 }),
  conditions: conditionsField,
  feedings: keyed({ at: benchDate('Fed'), volumeMl: amount('Volume', 'ml'), exchangedPercent: percent('Medium exchanged'), mediumLotId: optionalRef('reagent-lot', 'Medium lot') }).exactOptional(),
  observations: keyed({
    at: benchDate('Observed'),
    confluencePercent: percent('Confluence'),
    adherentCells: cells('Adherent cells counted'),
    morphology: term('morphology', 'Morphology'),
    text: text('Observation'),
    excluded,
  }).exactOptional(),
  harvest: z
    .strictObject({
      at: benchDate('Harvested'),
      liveCells: cells('Live cells harvested', 'End of the population doublings.'),
      deadCells: cells('Dead cells harvested'),
      totalCells: cells('Total cells as displayed'),
      viabilityPercent: percent('Viability as displayed'),
      volumeMl: amount('Volume of suspension', 'ml'),
      counts: keyed(count).exactOptional(),
      countMethod: term('count-method', 'Counting method'),
      confluencePercent: percent('Confluence at harvest'),
      reportedCumulativeYield: cells('Cumulative yield as reported', 'Checked against the passages; never used in calculations.'),
      excluded,
    })
    .exactOptional(),
  colonyAssays: keyed(colonyAssay).exactOptional(),
  outcome: choice('Outcome', ['ongoing', 'harvested', 'contaminated', 'discarded', 'failed to grow']),
})
export type Passage = z.infer<typeof passageSchema>
