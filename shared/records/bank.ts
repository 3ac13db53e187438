import { z } from 'zod'
import { benchAct, header, humanCode } from './header.ts'
import { amount, benchDate, cells, choice, keyed, number, plainText, refTo, term, text } from './fields.ts'

/** Frozen stock made from one harvest. */
export const bankSchema = z.strictObject({
  ...header('bank'),
  ...benchAct(),
  code: humanCode,
  passageId: refTo('passage'),
  type: choice('Type', ['research', 'master', 'working']),
  frozenAt: benchDate('Frozen'),
  freezeMedium: term('freeze-medium', 'Freeze medium', 'Cryoprotectant and protein affect recovery and function after thaw.'),
  dmsoPercent: number('DMSO', { unit: '%', impossibleBelow: 0, impossibleAbove: 100 }),
  coolingRateCPerMin: amount('Cooling rate', '°C/min'),
  cellsPerVial: cells('Cells per vial'),
  volumePerVialMl: amount('Volume per vial', 'ml'),
  vialsFrozen: number('Vials frozen', { impossibleBelow: 0 }),
  release: z
    .strictObject({
      status: z.enum(['quarantine', 'released', 'rejected']),
      at: benchDate('Decided'),
      by: refTo('person').exactOptional(),
      reason: text('Reason'),
    })
    .exactOptional(),
  storageEvents: keyed({ at: benchDate('When'), what: plainText() }).exactOptional(),
})
export type Bank = z.infer<typeof bankSchema>
