import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { seededRandom } from '../statistics/seeded-random.ts'
import { normal } from '../statistics/random-draws.ts'
import { decimals, significant } from './rounding.ts'
import { sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'

export type BankPlan = {
  readonly code: string
  readonly passageCode: string
  readonly type: 'research' | 'master' | 'working'
  readonly frozenOn: string
  readonly cellsPerVial: number
  readonly vialsFrozen: number
  readonly freezeMedium: string
  readonly dmsoPercent: number
  readonly release: { readonly status: 'quarantine' | 'released'; readonly on: string; readonly reason: string }
  /** Days on which vials were thawed, in the order of the vials; with the viability expected after thaw. */
  readonly thaws: readonly string[]
  readonly viabilityAfterThaw: number
  readonly restHours: number
  /** Vials on record beyond the thawed ones. */
  readonly stored: number
  readonly rack: string
}

/** Code of the n-th vial of a bank, from 1. */
export function vialCode(bankCode: string, n: number): string {
  return `${bankCode}-${String(n).padStart(2, '0')}`
}

/** A frozen bank with the vials that are on record: thawed ones with their thaw, and some still stored. */
export function simulateStock(plan: BankPlan, seed: number): readonly AnyRecord[] {
  const random = seededRandom(seed)
  const origin = simulated('stock', seed)
  const bank: RecordOf<'bank'> = {
    ...sampleHeader('bank', plan.code, origin, plan.release.on),
    code: plan.code,
    performedAt: plan.frozenOn,
    passageId: sampleId('passage', plan.passageCode),
    type: plan.type,
    frozenAt: plan.frozenOn,
    freezeMedium: plan.freezeMedium,
    dmsoPercent: plan.dmsoPercent,
    coolingRateCPerMin: 1,
    cellsPerVial: plan.cellsPerVial,
    volumePerVialMl: 1,
    vialsFrozen: plan.vialsFrozen,
    release: { status: plan.release.status, at: plan.release.on, by: sampleId('person', 'SIM-EF'), reason: plan.release.reason },
  }
  const count = plan.thaws.length + plan.stored
  const vials = Array.from({ length: count }, (_, i): RecordOf<'vial'> => {
    const code = vialCode(plan.code, i + 1)
    const thawedOn = plan.thaws[i]
    const viability = decimals(Math.min(99, normal(random, plan.viabilityAfterThaw, 1.5)), 1)
    const recovered = plan.cellsPerVial * normal(random, 0.92, 0.02)
    const live = significant((recovered * viability) / 100, 3)
    return {
      ...sampleHeader('vial', code, origin, thawedOn ?? plan.release.on),
      code,
      bankId: bank.id,
      cells: plan.cellsPerVial,
      location: { site: 'Sample laboratory', store: 'LN2 tank 1', rack: plan.rack, box: '1', position: String(i + 1) },
      status: thawedOn === undefined ? 'stored' : 'thawed',
      ...(thawedOn === undefined
        ? {}
        : { thaw: {
          at: `${thawedOn}T08:30`, by: sampleId('person', 'SIM-CD'), method: '37 °C water bath', liveCells: live,
          deadCells: significant((live * (100 - viability)) / viability, 3), viabilityPercent: viability, washed: 'yes',
          restHours: plan.restHours,
        } }),
    }
  })
  return [bank, ...vials]
}

/** Cells of a harvest that went somewhere else than into a passage or bank: a plate, a preparation, the bin. */
export function harvestDraw(name: string, passageCode: string, on: string, cells: number, to: RecordOf<'draw'>['to']): RecordOf<'draw'> {
  return {
    ...sampleHeader('draw', name, simulated('draw'), on), performedAt: on,
    from: { type: 'harvest', passageId: sampleId('passage', passageCode) }, to, cells, at: `${on}T11:00`,
  }
}
