import { z } from 'zod'
import { benchAct, excluded, header, humanCode } from './header.ts'
import { amount, field, itemKey, number, percent, refTo, yesNo } from './fields.ts'

export const wellRoles = [
  'sample',
  'stimulated-control',
  'unstimulated-control',
  'msc-alone',
  'blank',
  'solvent-control',
  'inhibitor-control',
  'msc-with-inhibitor',
  'stimulator-alone',
  'drug-control',
  'cell-control',
  /** Target cells of a cytotoxicity assay without effectors, and target cells lysed completely. */
  'spontaneous-release',
  'maximum-release',
  'empty',
] as const
export type WellRole = (typeof wellRoles)[number]

export const wellName = z.string().regex(/^[A-P]([1-9]|1\d|2[0-4])$/, 'must be a well such as A1 or H12')

/**
 * One well: what was put in and the raw signal. `conditionKey`, `materialKey`, `responderKey`, `inhibitorKey` and `stimulatorKey`
 * name items of the assay. A ratio is MSC per responder: 1:10 is 0.1. A solvent control names the inhibitor whose solvent it holds; with a
 * material it is MSC with solvent, without one responders with solvent. Unstimulated controls with an inhibitor are its own background.
 */
export const wellSchema = z.strictObject({
  role: z.enum(wellRoles),
  conditionKey: itemKey.exactOptional(),
  materialKey: itemKey.exactOptional(),
  responderKey: itemKey.exactOptional(),
  stimulatorKey: itemKey.exactOptional(),
  inhibitorKey: itemKey.exactOptional(),
  ratioMscPerResponder: number('Ratio', { unit: 'MSC per responder', impossibleBelow: 0, zeroImpossible: true }),
  mscCells: amount('MSC in the well', 'cells'),
  responderCells: amount('Responders in the well', 'cells'),
  accessoryCells: amount('Accessory cells in the well', 'cells'),
  stimulatorCells: amount('Stimulators in the well', 'cells'),
  /** Solvent and inhibitor controls are stimulated unless this says no: then they are the background with solvent or inhibitor. */
  stimulated: yesNo('Stimulus added'),
  signal: number('Raw signal', { impossibleBelow: 0 }),
  /** Cells per generation, from undivided on. */
  generationCounts: field(z.array(z.number()), { label: 'Cells per generation', unit: 'cells' }),
  beads: amount('Counting beads acquired', 'beads'),
  viabilityPercent: percent('Viability'),
  excluded,
})
export type Well = z.infer<typeof wellSchema>

/** One plate of an assay on one day. With the assay's materials and responders it defines the runs. */
export const plateSchema = z.strictObject({
  ...header('plate'),
  ...benchAct(),
  code: humanCode,
  assayId: refTo('assay'),
  format: z.enum(['6', '12', '24', '48', '96', '384']),
  readAt: field(z.iso.datetime({ offset: true }), { label: 'Read' }),
  /** With the beads acquired of each well it turns events into cells of the whole well. */
  beadsAddedPerWell: amount('Counting beads added per well', 'beads'),
  sourceFileId: field(refTo('attachment'), { label: 'Instrument file', refTo: 'attachment' }),
  wells: z.record(wellName, wellSchema),
  excluded,
})
export type Plate = z.infer<typeof plateSchema>
