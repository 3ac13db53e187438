import type { Assay } from '../../../shared/records/assay.ts'
import { ordered } from '../../../shared/records/ordered.ts'
import type { Plate, Well } from '../../../shared/records/plate.ts'
import { fail, ok, type Result } from '../../../shared/util/result.ts'
import { plateShape, wellNameAt, type PlateFormat } from './well-grid.ts'

export type LayoutWanted = {
  readonly format: PlateFormat
  readonly replicates: number
  /** MSC per responder, in the order they are to stand. */
  readonly ratios: readonly number[]
  readonly conditionKey: string | undefined
  readonly responderKey: string | undefined
  readonly materialKeys: readonly string[]
}

/** What an assay suggests: its first condition and responders, all its materials, its reference ratio with halves and doubles around it. */
export function suggestedLayout(assay: Assay, format: PlateFormat): LayoutWanted {
  const reference = typeof assay.referenceRatio === 'number' && assay.referenceRatio > 0 ? assay.referenceRatio : 0.1
  return {
    format,
    replicates: 3,
    ratios: [reference * 2, reference, reference / 2, reference / 4].map((r) => Number(r.toPrecision(6))),
    conditionKey: ordered(assay.conditions)[0]?.[0],
    responderKey: ordered(assay.responders)[0]?.[0],
    materialKeys: ordered(assay.materials).map(([key]) => key),
  }
}

/**
 * Lays out the usual plate: a row of each material and ratio with its replicates side by side, then stimulated and unstimulated controls, and
 * MSC alone; what finds no room in the rows goes on in the next block of columns. Fails, saying how many wells are needed, when it does not fit.
 */
export function standardLayout({ format, replicates, ratios, conditionKey, responderKey, materialKeys }: LayoutWanted): Result<Plate['wells']> {
  const { rows, columns } = plateShape(format)
  if (!Number.isInteger(replicates) || replicates < 1) return fail('At least one replicate is needed.')
  if (materialKeys.length === 0 || ratios.length === 0) return fail('Name at least one material in the assay, and one ratio here.')
  const common = { ...(conditionKey === undefined ? {} : { conditionKey }), ...(responderKey === undefined ? {} : { responderKey }) }
  const groups: readonly Well[] = [
    ...materialKeys.flatMap((materialKey) => ratios.map((ratioMscPerResponder): Well => ({ role: 'sample', ...common, materialKey, ratioMscPerResponder }))),
    { role: 'stimulated-control', ...common },
    { role: 'unstimulated-control', ...common },
    ...materialKeys.map((materialKey): Well => ({ role: 'msc-alone', ...(conditionKey === undefined ? {} : { conditionKey }), materialKey })),
  ]
  const blocks = Math.floor(columns / replicates)
  if (groups.length > blocks * rows) return fail(`This needs ${String(groups.length * replicates)} wells in ${String(groups.length)} groups; a plate of ${format} wells holds ${String(blocks * rows)} groups of ${String(replicates)}. Take fewer ratios or replicates, or a second plate.`)
  const wells = groups.flatMap((well, i) => Array.from({ length: replicates }, (_, j) => [wellNameAt({ row: i % rows, column: Math.floor(i / rows) * replicates + j }), well] as const))
  return ok(Object.fromEntries(wells))
}
