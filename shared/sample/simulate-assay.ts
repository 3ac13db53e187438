import type { Origin } from '../records/header.ts'
import type { RecordOf } from '../records/record-kinds.ts'
import type { Well } from '../records/plate.ts'
import { seededRandom, type SeededRandom } from '../statistics/seeded-random.ts'
import { logNormal, normal } from '../statistics/random-draws.ts'
import { decimals } from './rounding.ts'
import { sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'

/** True suppression of a material: S(ratio) = maximum × ratio^slope / (ratio^slope + half^slope), as a fraction; scatter between runs in points. */
export type TrueSuppression = { readonly maximum: number; readonly half: number; readonly slope: number; readonly runSdPoints: number }

export type InhibitorEffect = {
  readonly key: string
  readonly materialKey: string
  readonly ratio: number
  /** Fraction of the suppression that is lost. */
  readonly lost: number
  /** Fraction by which the inhibitor itself lowers the answer of the responders. */
  readonly alone?: number
}

/** Controls of the solvent of an inhibitor, with the MSC at one ratio; its percentage of living responders where that is read. */
export type SolventControls = { readonly inhibitorKey: string; readonly materialKey: string; readonly ratio: number }

export type RunPlan = {
  readonly plateCode: string
  readonly day: string
  readonly responderKey: string
  readonly materialKeys: readonly string[]
  readonly inhibitors?: readonly InhibitorEffect[]
  readonly solvent?: SolventControls
}

export type PlatePlan = {
  readonly assayCode: string
  readonly conditionKey: string
  readonly respondersPerWell: number
  readonly accessoryPerWell: number
  readonly ratios: readonly number[]
  readonly wellsPerRatio: number
  /** Median signal of stimulated and of unstimulated responders, their scatter between plates, and the scatter of wells (of the logarithm). */
  readonly stimulated: number
  readonly unstimulated: number
  readonly plateSd: number
  readonly wellSd: number
  readonly decimals: number
  readonly percent: boolean
  readonly truth: Readonly<Record<string, TrueSuppression>>
  readonly reagentLots?: Readonly<Record<string, { order: number }>>
  readonly equipment?: Readonly<Record<string, { order: number }>>
  /** Living responders in controls without MSC, percent; not read where absent. */
  readonly viabilityPercent?: number
  readonly runs: readonly RunPlan[]
  readonly seed: number
  readonly note?: string
}

/**
 * Plates of a suppression assay, one per run. Each plate draws its own control level, each material its own deviation from the true
 * suppression (the scatter between runs), each well its own error; nothing is adjusted afterwards.
 */
export function simulatePlates(plan: PlatePlan): readonly RecordOf<'plate'>[] {
  const random = seededRandom(plan.seed)
  const origin = simulated('suppression plate', plan.seed, plan.note)
  // Controls that were added later draw from numbers of their own, so that all other wells stay as they were.
  const extra = seededRandom(plan.seed + 500_000)
  return plan.runs.map((run) => simulatePlate(plan, run, { random, extra }, origin))
}

function simulatePlate(plan: PlatePlan, run: RunPlan, { random, extra }: { readonly random: SeededRandom; readonly extra: SeededRandom }, origin: Origin): RecordOf<'plate'> {
  const control = plan.percent ? normal(random, plan.stimulated, plan.plateSd * plan.stimulated) : logNormal(random, plan.stimulated, plan.plateSd)
  const background = logNormal(random, plan.unstimulated, plan.plateSd)
  const signal = (suppressed: number): number => decimals(
    logNormal(random, background + (control - background) * (1 - suppressed), plan.wellSd), plan.decimals,
  )
  const responders = {
    conditionKey: plan.conditionKey, responderKey: run.responderKey, responderCells: plan.respondersPerWell,
    ...(plan.accessoryPerWell > 0 ? { accessoryCells: plan.accessoryPerWell } : {}),
  }
  const list: Well[] = []
  let inSolvent: InSolvent | undefined
  const add = (times: number, well: Omit<Well, 'signal'>, suppressed: number): void => {
    for (let i = 0; i < times; i++) list.push({ ...well, signal: signal(suppressed) })
  }
  add(6, { role: 'stimulated-control', ...responders }, 0)
  add(4, { role: 'unstimulated-control', ...responders }, 1)
  for (const materialKey of run.materialKeys) {
    const truth = plan.truth[materialKey]
    if (truth === undefined) throw new Error(`no true suppression for material ${materialKey} of ${plan.assayCode}`)
    const deviation = normal(random, 0, truth.runSdPoints / 100)
    const suppressedAt = (ratio: number): number => hill(truth, ratio) + deviation
    const cells = (ratio: number): Omit<Well, 'role' | 'signal'> => ({
      ...responders, materialKey, ratioMscPerResponder: ratio, mscCells: Math.round(ratio * plan.respondersPerWell),
    })
    for (const ratio of plan.ratios) add(plan.wellsPerRatio, { role: 'sample', ...cells(ratio) }, suppressedAt(ratio))
    for (const inhibitor of run.inhibitors?.filter((i) => i.materialKey === materialKey) ?? []) {
      const alone = inhibitor.alone ?? 0
      add(3, { role: 'inhibitor-control', ...responders, inhibitorKey: inhibitor.key }, alone)
      add(
        3, { role: 'msc-with-inhibitor', ...cells(inhibitor.ratio), inhibitorKey: inhibitor.key },
        1 - (1 - alone) * (1 - suppressedAt(inhibitor.ratio) * (1 - inhibitor.lost)),
      )
    }
    if (run.solvent?.materialKey === materialKey) inSolvent = { ...run.solvent, suppressed: suppressedAt(run.solvent.ratio), cells: cells(run.solvent.ratio) }
  }
  list.push(...treatedControls(plan, run, { responders, control, background, inSolvent }, extra))
  return {
    ...sampleHeader('plate', run.plateCode, origin, run.day),
    code: run.plateCode,
    performedAt: run.day,
    operatorId: sampleId('person', 'SIM-CD'),
    ...(plan.reagentLots === undefined ? {} : { reagentLots: { ...plan.reagentLots } }),
    ...(plan.equipment === undefined ? {} : { equipment: { ...plan.equipment } }),
    assayId: sampleId('assay', plan.assayCode),
    format: '96',
    wells: Object.fromEntries(withViability(plan, list, extra).map((well, i) => [wellAt(i, run.plateCode), well])),
  }
}

type InSolvent = SolventControls & { readonly suppressed: number; readonly cells: Omit<Well, 'role' | 'signal'> }
type PlateLevels = { readonly responders: Omit<Well, 'role' | 'signal'>; readonly control: number; readonly background: number; readonly inSolvent: InSolvent | undefined }

/** Background of every inhibitor, and responders and MSC in solvent. */
function treatedControls(plan: PlatePlan, run: RunPlan, { responders, control, background, inSolvent }: PlateLevels, random: SeededRandom): readonly Well[] {
  const well = (rest: Omit<Well, 'signal'>, suppressed: number): Well => ({
    ...rest, signal: decimals(logNormal(random, background + (control - background) * (1 - suppressed), plan.wellSd), plan.decimals),
  })
  const times = (n: number, rest: Omit<Well, 'signal'>, suppressed: number): readonly Well[] => Array.from({ length: n }, () => well(rest, suppressed))
  const keys = [...new Set(run.inhibitors?.map((i) => i.key))]
  const own = keys.flatMap((inhibitorKey) => times(2, { role: 'unstimulated-control', ...responders, inhibitorKey }, 1))
  if (inSolvent === undefined) return own
  const { inhibitorKey, suppressed, cells } = inSolvent
  return [
    ...own,
    ...times(3, { role: 'solvent-control', ...responders, inhibitorKey }, 0),
    ...times(2, { role: 'solvent-control', ...responders, inhibitorKey, stimulated: false }, 1),
    ...times(3, { role: 'solvent-control', ...cells, inhibitorKey }, suppressed),
  ]
}

/** Living responders in stimulated controls without MSC, where the plan has them read. */
function withViability({ viabilityPercent }: PlatePlan, wells: readonly Well[], random: SeededRandom): readonly Well[] {
  if (viabilityPercent === undefined) return wells
  const read = (well: Well): boolean => well.materialKey === undefined && ['stimulated-control', 'inhibitor-control', 'solvent-control'].includes(well.role) && well.stimulated !== false
  return wells.map((well) => (read(well) ? { ...well, viabilityPercent: decimals(normal(random, viabilityPercent, 1), 1) } : well))
}

/** Hill curve of the true suppression at a ratio of MSC per responder, as a fraction. */
export function hill({ maximum, half, slope }: TrueSuppression, ratio: number): number {
  return (maximum * ratio ** slope) / (ratio ** slope + half ** slope)
}

/** Wells of a 96-well plate row by row: 0 is A1, 95 is H12. */
function wellAt(i: number, plate: string): string {
  if (i >= 96) throw new Error(`plate ${plate} has more than 96 wells`)
  return `${'ABCDEFGH'.charAt(Math.floor(i / 12))}${String((i % 12) + 1)}`
}
