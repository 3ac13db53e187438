import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { tQuantile } from '../../statistics/distributions.ts'
import { satterthwaiteDf } from '../../statistics/two-groups/percent-change.ts'
import { intervalAt, type Estimate, type Finding } from '../estimate.ts'
import { finding } from '../consistency/make-finding.ts'
import { notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import { combinedPotency, type Combined } from './combine-runs.ts'
import { compareInAssay, type ComparedSeries } from './compare-cells.ts'
import type { BridgedPotency, BridgeLink } from './potency-results.ts'

type Lot = RecordOf<'reference-lot'>

/** A chain of reference lots from the current one to the first, or why it cannot be followed. */
export type BridgeChain = {
  readonly firstLotCode: string
  readonly links: readonly (BridgeLink & { readonly combined: Combined; readonly conditions: readonly string[] })[]
  readonly broken?: string
  readonly findings: readonly Finding[]
}

const METHOD = 'relative potency against the first reference lot: product along the chain of bridges, assigned values'
const RECOMPUTED = 'relative potency of the new reference lot against the one before, computed again from the assays of the bridge'

/** Lots that a lot was bridged from, nearest first; ends at a lot that is not on record, or that was met before. */
export function lotsBefore(notebook: Notebook, lotId: string): readonly string[] {
  const before: string[] = []
  for (let from = notebook.get('reference-lot', lotId)?.bridgedFrom; from !== undefined && from.referenceLotId !== lotId && !before.includes(from.referenceLotId);) {
    before.push(from.referenceLotId)
    from = notebook.get('reference-lot', from.referenceLotId)?.bridgedFrom
  }
  return before
}

/**
 * The chain of bridges of a reference lot, each bridge computed again from its assays. Undefined when the lot was not bridged from another.
 * Findings: a chain that comes back to a lot it has been at, a lot that is not on record, an assigned value that is missing, impossible,
 * or outside the 95 % interval of the recomputed one.
 */
export function bridgeChain(notebook: Notebook, lotId: string): BridgeChain | undefined {
  const current = notebook.get('reference-lot', lotId)
  if (current?.bridgedFrom === undefined) return undefined
  const findings: Finding[] = []
  const links: BridgeChain['links'][number][] = []
  const seen = new Set([lotId])
  let lot: Lot = current
  while (lot.bridgedFrom !== undefined) {
    const fromId = lot.bridgedFrom.referenceLotId
    const from = notebook.get('reference-lot', fromId)
    const broken = (reason: string): BridgeChain => ({ firstLotCode: from?.code ?? 'not on record', links, broken: reason, findings })
    if (seen.has(fromId)) {
      const reason = `the chain of reference lots comes back to lot ${from?.code ?? fromId}: ${[...seen].map((id) => notebook.get('reference-lot', id)?.code ?? id).join(' from ')} from ${from?.code ?? fromId}`
      findings.push(finding(lot, 'error', 'bridge-cycle', '/bridgedFrom/referenceLotId', `${reason}.`, 'Name the lot that this one was really compared with.'))
      return broken(reason)
    }
    if (from === undefined) {
      const reason = `the reference lot that ${lot.code} was bridged from is not on record`
      findings.push(finding(lot, 'error', 'bridge-lot-missing', '/bridgedFrom/referenceLotId', `${reason}.`, 'Enter that lot, or correct the reference.'))
      return broken(reason)
    }
    const link = linkOf(notebook, lot, from)
    links.push(link)
    findings.push(...linkFindings(lot, link))
    seen.add(fromId)
    lot = from
  }
  return { firstLotCode: lot.code, links, findings }
}

function linkOf(notebook: Notebook, lot: Lot, from: Lot): BridgeChain['links'][number] {
  const listed = ordered(lot.bridgedFrom?.assays)
  const assays = [...new Set(listed.map(([, a]) => a.assayId))].map((id) => notebook.get('assay', id))
  const known = assays.flatMap((a) => a ?? []).filter((a) => a.retired === undefined).sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.id < b.id ? -1 : 1))
  const passage = valueOf(lot.passageId) ?? notebook.get('bank', valueOf(lot.bankId))?.passageId
  const series = known.flatMap((assay) => compareInAssay(notebook, assay, (test, reference) =>
    reference.lotId === from.id && (test.lotId === lot.id || (test.lotId === undefined && passage !== undefined && test.cells.passageId === passage && !test.cells.isControlCells))).series)
  const conditions = [...new Set(series.map(conditionOf))]
  const combined = recomputedOf(series, { listed: assays.length, known: known.length }, lot, from)
  const assigned = valueOf(lot.bridgedFrom?.relativePotency) ?? null
  return { lotId: lot.id, lotCode: lot.code, fromId: from.id, fromCode: from.code, assigned, recomputed: combined.estimate, assays: known.map((a) => a.code), combined, conditions }
}

function recomputedOf(series: readonly ComparedSeries[], { listed, known }: { readonly listed: number; readonly known: number }, lot: Lot, from: Lot): Combined {
  const none: GroupContext = { unit: '', n: 0, nOf: 'runs', simulated: false, sources: [{ kind: 'reference-lot', id: lot.id, name: lot.code }] }
  const refuse = (reason: string): Combined => ({ estimate: notAssessed(reason, RECOMPUTED, none) })
  if (listed === 0) return refuse(`the bridge of lot ${lot.code} names no assay`)
  if (known === 0) return refuse(`the assays of the bridge of lot ${lot.code} are not in the notebook`)
  if (series.length === 0) return refuse(`the assays of the bridge hold no plate with both ${lot.code} and ${from.code}`)
  const sets = new Set(series.map((s) => JSON.stringify([conditionOf(s), s.test.preparationKey, s.reference.preparationKey, s.relation.key])))
  if (sets.size > 1) return refuse(`the assays of the bridge hold ${String(sets.size)} different conditions, preparations or relations, which are not pooled: name the assays of one`)
  const combined = combinedPotency(series.flatMap((s) => s.runs))
  const missing = known < listed ? [`${String(listed - known)} of ${String(listed)} assays of the bridge are not in the notebook.`] : []
  return { ...combined, estimate: { ...combined.estimate, method: `${RECOMPUTED}; ${combined.estimate.method}`, warnings: [...combined.estimate.warnings, ...missing] } }
}

/** What must agree before runs of several assays, or links of a chain, are put together: the condition without its name. */
export function conditionOf(s: Pick<ComparedSeries, 'assay' | 'conditionKey'>): string {
  const condition = s.assay.conditions[s.conditionKey]
  if (condition === undefined) return ''
  const { label: _, order: __, ...rest } = condition
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function linkFindings(lot: Lot, link: BridgeChain['links'][number]): readonly Finding[] {
  const field = '/bridgedFrom/relativePotency'
  if (link.assigned === null) return [finding(lot, 'warning', 'bridge-value-missing', field, `No relative potency is assigned to lot ${lot.code} against ${link.fromCode}.`, 'Enter the value assigned when the lot was changed.')]
  if (!(link.assigned > 0)) return [finding(lot, 'error', 'bridge-value-impossible', field, `The relative potency assigned, ${String(link.assigned)}, is impossible: it must be above 0.`, 'Correct the value.')]
  const interval = intervalAt(link.recomputed, 0.95)
  if (interval === undefined || interval.lower === null || interval.upper === null || (link.assigned >= interval.lower && link.assigned <= interval.upper)) return []
  const [low, high] = [interval.lower.toPrecision(3), interval.upper.toPrecision(3)]
  return [finding(lot, 'warning', 'bridge-outside-interval', field, `The relative potency assigned to ${lot.code} against ${link.fromCode}, ${String(link.assigned)}, lies outside the 95 % interval computed from the assays of the bridge, ${low} to ${high}.`, 'Check the value and the runs it was taken from; assign it anew if needed.')]
}

/**
 * Potency of a test material against the first lot: RP(test : current) times the assigned RP of every bridge. Uncertainty: on the
 * logarithm, the standard errors of the comparison and of every recomputed bridge added in quadrature, t with Satterthwaite df. Where one of
 * them has none, there is no interval: an assigned value is not exact, and taking it as such would make the interval too narrow.
 * @param condition of the comparison (`conditionOf`); bridges made in another one get a warning.
 */
export function bridgedPotency(chain: BridgeChain, potency: Combined, condition: string): BridgedPotency {
  const links = chain.links.map(({ combined: _, conditions: __, ...link }): BridgeLink => link)
  const base = { firstLotCode: chain.firstLotCode, links }
  const own = potency.estimate
  const other = chain.links.filter((l) => l.conditions.some((c) => c !== condition)).map((l) => `The bridge of ${l.lotCode} was made in another condition than this assay.`)
  const context: GroupContext = {
    unit: '', n: own.n, nOf: own.nOf,
    simulated: own.simulated || chain.links.some((l) => l.recomputed.simulated),
    sources: [...own.sources, ...chain.links.map((l) => ({ kind: 'reference-lot', id: l.lotId, name: l.lotCode, pointer: '/bridgedFrom' }))],
    warnings: [...other, ...chain.findings.map((f) => f.reason)],
    assumptions: [{ assumption: 'the comparisons of the chain are independent', outcome: 'not checked', detail: 'shared responder donors between the bridges are not taken into account' }],
  }
  const assigned = chain.links.map((l) => l.assigned)
  const unusable = chain.links.find((l) => !((l.assigned ?? 0) > 0))
  const problem = chain.broken ?? (unusable === undefined ? undefined : `lot ${unusable.lotCode} has no usable assigned potency against ${unusable.fromCode}`) ?? own.notAssessable
  if (problem !== undefined || own.value === null) return { ...base, relativePotency: notAssessed(problem ?? 'not assessable', METHOD, context) }
  const value = assigned.reduce<number>((product, one) => product * (one ?? NaN), own.value)
  const parts = [{ name: 'the comparison with the current lot', combined: potency }, ...chain.links.map((l) => ({ name: `the bridge of ${l.lotCode}`, combined: l.combined }))]
  const without = parts.filter((p) => p.combined.unitMean === undefined)
  if (without.length > 0) {
    const why = without.map((p) => `${p.name} has no interval (${p.combined.estimate.notAssessable ?? p.combined.estimate.noInterval ?? 'not computed'})`).join('; ')
    return { ...base, relativePotency: withoutInterval(value, `the uncertainty of the chain is not known: ${why}`, METHOD, context) }
  }
  const variances = parts.flatMap((p) => (p.combined.unitMean === undefined ? [] : [{ variance: p.combined.unitMean.standardError ** 2, df: p.combined.unitMean.df }]))
  return { ...base, relativePotency: chained(value, variances, context) }
}

function chained(value: number, variances: readonly { readonly variance: number; readonly df: number }[], context: GroupContext): Estimate {
  const se = Math.sqrt(variances.reduce((sum, v) => sum + v.variance, 0))
  const df = satterthwaiteDf(variances)
  const method = `t on the logarithm, Satterthwaite df ${df.toFixed(2)}`
  const intervals = [0.95, 0.9].map((level) => {
    const half = tQuantile((1 + level) / 2, df) * se
    return { level, lower: value * Math.exp(-half), upper: value * Math.exp(half), method }
  })
  const { noInterval: _, ...estimate } = { ...withoutInterval(value, '', `${METHOD}; standard errors of the comparison and of the recomputed bridges added in quadrature`, context), intervals }
  return estimate
}
