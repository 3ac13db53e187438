import { z } from 'zod'
import { benchAct, header, humanCode } from './header.ts'
import { amount, benchDate, cells, choice, percent, plainText, refTo, term, text } from './fields.ts'

/** One frozen vial: where it is, whether it may be used, and how it was thawed. */
export const vialSchema = z.strictObject({
  ...header('vial'),
  ...benchAct(),
  code: humanCode,
  bankId: refTo('bank'),
  cells: cells('Cells in the vial'),
  location: z
    .strictObject({ site: text('Site'), store: text('Freezer or tank'), rack: text('Rack'), box: text('Box'), position: text('Position') })
    .exactOptional(),
  status: choice('Status', ['stored', 'thawed', 'shipped', 'lost', 'discarded']),
  shippedTo: text('Shipped to'),
  thaw: z
    .strictObject({
      at: benchDate('Thawed'),
      by: refTo('person').exactOptional(),
      method: term('thaw-method', 'Method'),
      liveCells: cells('Live cells after thaw'),
      deadCells: cells('Dead cells after thaw'),
      viabilityPercent: percent('Viability after thaw', 'Freshly thawed cells suppress less and die sooner.'),
      washed: choice('Washed', ['yes', 'no']),
      restHours: amount('Rest before use', 'h'),
      exceptionToRelease: plainText().exactOptional(),
    })
    .exactOptional(),
})
export type Vial = z.infer<typeof vialSchema>
