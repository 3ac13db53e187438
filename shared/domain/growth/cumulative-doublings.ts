import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { isInCycle, missingOrigins, originsOf } from '../culture/lineage.ts'
import { doublingsOf, p0Rule } from './passage-doublings.ts'

type Passage = RecordOf<'passage'>

/** Doublings from the first recorded step: cell-weighted mean and maximum over the paths; the same where nothing was pooled. */
export type Cumulative = {
  readonly mean: Result<number>
  readonly maximum: Result<number>
  readonly variance: number | undefined
  readonly whyNoInterval: string
  /** Sum of squared variance over df, for the Satterthwaite df of the sum. */
  readonly satterthwaite: number
  readonly steps: number
  readonly warnings: readonly string[]
}

/**
 * Cumulative population doublings along the passage graph. A step adds its PD to what its parents had; where harvests were pooled the
 * parents are averaged with the cells taken from each as weights, and the largest path is given beside it. Whether P0 counts is the
 * batch's declaration; P0 grown from tissue has no PD of its own and starts the count at its harvest. Variances are summed along the path
 * where every step was counted repeatedly; at a pool they are not, since its paths may share steps.
 * Not assessable: a step that is not, a pool whose weights or parents are not all on record, a lineage that closes on itself.
 */
export function cumulativeDoublings(notebook: Notebook, passage: Passage, memo: Map<string, Cumulative> = new Map()): Cumulative {
  const known = memo.get(passage.id)
  if (known !== undefined) return known
  const result = compute(notebook, passage, memo)
  memo.set(passage.id, result)
  return result
}

const notEveryStep = 'not every step was counted repeatedly'
const nothing = { variance: undefined, whyNoInterval: notEveryStep, satterthwaite: 0, steps: 0, warnings: [] } as const

function compute(notebook: Notebook, passage: Passage, memo: Map<string, Cumulative>): Cumulative {
  if (isInCycle(notebook, passage)) {
    const reason = fail('the passage is its own ancestor')
    return { ...nothing, mean: reason, maximum: reason }
  }
  const before = baseOf(notebook, passage, memo)
  const own = ownDoublings(notebook, passage)
  if (!own.ok) return { ...before, mean: own, maximum: own, variance: undefined, steps: before.steps + 1 }
  const add = (sum: Result<number>): Result<number> => (sum.ok ? ok(sum.value + own.value.value) : sum)
  const variance = before.variance === undefined || own.value.variance === undefined ? undefined : before.variance + own.value.variance
  const share = own.value.variance === undefined || own.value.df < 1 ? 0 : own.value.variance ** 2 / own.value.df
  const whyNoInterval = before.variance === undefined ? before.whyNoInterval : notEveryStep
  return { mean: add(before.mean), maximum: add(before.maximum), variance, whyNoInterval, satterthwaite: before.satterthwaite + share, steps: before.steps + 1, warnings: [...before.warnings, ...own.value.warnings] }
}

type Own = { readonly value: number; readonly variance: number | undefined; readonly df: number; readonly warnings: readonly string[] }

function ownDoublings(notebook: Notebook, passage: Passage): Result<Own> {
  const isStart = originsOf(notebook, passage).length === 0
  if (isStart && passage.number === 0) {
    if (p0Rule(notebook, passage.batchId) === 'not-counted') return ok({ value: 0, variance: 0, df: 0, warnings: ['doublings of P0 are not counted'] })
    if (valueOf(passage.seededFrom) === 'tissue') return ok({ value: 0, variance: 0, df: 0, warnings: ['doublings of P0 are not known and not included'] })
  }
  const own = doublingsOf(passage)
  const undeclared = isStart && passage.number === 0 && p0Rule(notebook, passage.batchId) === 'not recorded' ? ['whether doublings of P0 count is not declared; they are included'] : []
  return own.ok ? ok({ value: own.value.value, variance: own.value.variance, df: own.value.df, warnings: undeclared }) : own
}

function baseOf(notebook: Notebook, passage: Passage, memo: Map<string, Cumulative>): Cumulative {
  const origins = originsOf(notebook, passage)
  const missing = missingOrigins(notebook, passage)
  if (missing > 0 && origins.length > 0) {
    const reason = fail(`harvests were pooled into ${passage.code}, and ${String(missing)} of them ${missing === 1 ? 'is' : 'are'} not on record`)
    return { ...nothing, mean: reason, maximum: reason }
  }
  if (origins.length === 0) {
    const warnings = passage.number > 1 || missing > 0 ? [`counted from ${passage.code}; doublings before it are not recorded`] : []
    return { ...nothing, mean: ok(0), maximum: ok(0), variance: 0, warnings }
  }
  const parents = origins.map((o) => ({ cells: o.cells, sum: cumulativeDoublings(notebook, o.passage, memo) }))
  const warnings = [...new Set(parents.flatMap((p) => p.sum.warnings))]
  const first = parents[0]
  if (parents.length === 1 && first !== undefined) return { ...first.sum, warnings }
  const shared = {
    satterthwaite: 0,
    variance: undefined,
    whyNoInterval: 'harvests were pooled: paths may share steps, so that their variances are not summed',
    steps: Math.max(...parents.map((p) => p.sum.steps)),
    warnings: [...warnings, 'harvests were pooled: cell-weighted mean over the paths'],
  }
  const failed = parents.find((p) => !p.sum.mean.ok)?.sum.mean
  if (failed !== undefined && !failed.ok) return { ...shared, mean: failed, maximum: failed }
  const maximum = ok(Math.max(...parents.map((p) => (p.sum.maximum.ok ? p.sum.maximum.value : 0))))
  const total = parents.reduce((s, p) => s + (p.cells ?? Number.NaN), 0)
  if (!(total > 0) || parents.some((p) => (p.cells ?? -1) < 0)) return { ...shared, mean: fail('harvests were pooled, but the cells taken from each are not recorded'), maximum }
  return { ...shared, mean: ok(parents.reduce((s, p) => s + ((p.cells ?? 0) / total) * (p.sum.mean.ok ? p.sum.mean.value : 0), 0)), maximum }
}
