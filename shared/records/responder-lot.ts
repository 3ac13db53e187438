import { z } from 'zod'
import { benchAct, header, humanCode } from './header.ts'
import { benchDate, cells, choice, keyed, percent, refTo, term, text } from './fields.ts'

/** Responder or stimulator cells: one preparation or one frozen pool. A frozen pool of donors is one lot. */
export const responderLotSchema = z.strictObject({
  ...header('responder-lot'),
  ...benchAct(),
  code: humanCode,
  cellType: term('responder-cell', 'Cell type', 'Purified T cells and whole mononuclear cells answer differently.'),
  donors: keyed({ donorId: refTo('donor') }),
  preparation: text('Preparation and purification'),
  purityPercent: percent('Purity'),
  state: choice('State', ['fresh', 'frozen']),
  frozenAt: benchDate('Frozen'),
  cells: cells('Cells in the lot'),
  viabilityPercent: percent('Viability'),
  label: text('Dye label'),
})
export type ResponderLot = z.infer<typeof responderLotSchema>
