import { z } from 'zod'
import { benchAct, excluded, header, humanCode } from './header.ts'
import { primingShape } from './culture-conditions.ts'
import { amount, choice, field, instant, itemKey, keyed, number, optionalRef, percent, plainText, refTo, term, text } from './fields.ts'

/**
 * What may be read from generation counts. The same words mean different things in different programs, so that each name carries the
 * definition it follows; the formulas are in shared/statistics/proliferation.
 */
export const proliferationIndices = [
  'percent-final-divided',
  'flowjo-percent-divided',
  'flowjo-division-index',
  'flowjo-proliferation-index',
  'flowjo-expansion-index',
  'flowjo-replication-index',
  'fcs-express-percent-divided',
  'fcs-express-division-index',
  'fcs-express-proliferation-index',
  'flowfit-proliferation-index',
  'absolute-cells',
  'absolute-divided-cells',
  'absolute-divided-precursors',
] as const
export type ProliferationIndex = (typeof proliferationIndices)[number]

/** Suppression condition. Stimulus, contact, read-out and arrest are never pooled, so each set of them is a condition of its own. */
const condition = {
  label: plainText(),
  stimulus: term('stimulus', 'Stimulus', 'Mitogen, CD3 ligation and allo-antigen test different things.'),
  stimulusDose: amount('Dose of stimulus', ''),
  stimulusDoseUnit: text('Unit of dose'),
  contact: choice('Contact', ['contact', 'transwell', 'conditioned-medium'], 'Separates soluble from contact-dependent suppression.'),
  poreSizeUm: amount('Pore size', 'µm'),
  arrest: term('arrest', 'Growth arrest of the MSC'),
  arrestDose: amount('Dose of arrest', ''),
  arrestDoseUnit: text('Unit of arrest dose'),
  priming: keyed(primingShape).exactOptional(),
  readout: term('readout', 'Read-out'),
  readoutUnit: text('Unit of the read-out'),
  /** Cytotoxicity: the cells that are killed, and how many effectors there are to each. */
  lysedCells: text('Target cells lysed'),
  effectorsPerTarget: number('Effectors per target cell', { impossibleBelow: 0, zeroImpossible: true }),
  /** Dye dilution: which index of the generation counts is the read-out. Without it the recorded signals are. */
  proliferationIndex: choice('Index read from the generations', proliferationIndices, 'The same cells give 50 % by one index and 89 % by another.'),
  generationCountsAs: choice('Generation counts are', ['events acquired', 'cells per well'], 'Only cells per well, or events with counting beads, can be compared between wells.'),
  target: choice('Responding cells read', ['T cells', 'CD4 T cells', 'CD8 T cells', 'B cells', 'NK cells', 'macrophages', 'other']),
  coCultureH: amount('Co-culture', 'h'),
  pulseH: amount('Pulse', 'h'),
  medium: term('medium', 'Medium'),
  serum: term('serum', 'Serum'),
  serumPercent: percent('Serum'),
  plateFormat: text('Plate format'),
  respondersPerWell: amount('Responders per well', 'cells'),
  accessoryCellsPerWell: amount('Accessory cells per well', 'cells'),
  /** What the ratio MSC per responder is divided by; without it 1:10 is ambiguous two-fold. */
  ratioDenominator: choice('Denominator of the ratio', ['purified responders', 'responders and accessory cells']),
}

/** MSC (or control cells) as they were put into the plate. */
const material = {
  label: plainText(),
  batchId: refTo('batch').exactOptional(),
  passageId: refTo('passage').exactOptional(),
  vialId: optionalRef('vial', 'Vial'),
  referenceLotId: optionalRef('reference-lot', 'Reference lot'),
  state: choice('State', ['fresh', 'thawed', 'thawed and rested'], 'Cells just thawed suppress less.'),
  hoursFromThaw: amount('Hours from thaw or harvest', 'h'),
  viabilityPercent: percent('Viability at use'),
  /** Control cells that are no MSC, such as skin fibroblasts. */
  nonMscCells: text('Control cells (not MSC)'),
}

/** Something that blocks a mediator, to see how much of the suppression goes with it. */
const inhibitor = {
  label: plainText(),
  agent: term('inhibitor', 'Inhibitor'),
  target: term('mediator', 'Target'),
  concentration: amount('Concentration', ''),
  concentrationUnit: text('Unit'),
  solvent: text('Solvent', 'Suppression without inhibitor is read in its solvent. Not applicable where there is none.'),
  solventPercent: percent('Solvent'),
  solventIn: choice('Wells with the solvent', ['inhibitor and solvent-control wells', 'all wells'], 'Where all wells carry it, those without inhibitor are the baseline.'),
  unstimulatedWells: choice('Background of inhibitor and solvent', ['own unstimulated wells', 'unstimulated wells without either'], 'The second is a declaration that neither changes the background.'),
}

/** In-vitro suppression assay: materials x responders under declared conditions. The wells are in its plates. */
export const assaySchema = z.strictObject({
  ...header('assay'),
  ...benchAct(),
  code: humanCode,
  title: plainText(),
  purpose: text('Purpose'),
  conditions: keyed(condition),
  materials: keyed(material),
  responders: keyed({ label: plainText(), responderLotId: refTo('responder-lot'), hoursFromThaw: amount('Hours from thaw', 'h'), viabilityPercent: percent('Viability at use') }),
  stimulators: keyed({ label: plainText(), responderLotId: refTo('responder-lot'), arrest: text('Growth arrest') }).exactOptional(),
  inhibitors: keyed(inhibitor).exactOptional(),
  /** What is subtracted as background: unstimulated responders, nothing (as published), or MSC alone for MSC that still divide. */
  background: choice('Background', ['unstimulated', 'none', 'msc-alone'], 'Suppression with and without background differs.'),
  minimumStimulationIndex: number('Lowest stimulation index accepted', { impossibleBelow: 0 }),
  /** Declared beforehand: the ratio, MSC per responder, that the verdict uses. */
  referenceRatio: number('Reference ratio', { unit: 'MSC per responder', impossibleBelow: 0, zeroImpossible: true }),
  referenceConditionKey: field(itemKey, { label: 'Reference condition' }),
  referenceDeclaredAt: field(instant, { label: 'Reference declared at' }),
  excluded,
  listModeFileId: optionalRef('attachment', 'List-mode file'),
})
export type Assay = z.infer<typeof assaySchema>
