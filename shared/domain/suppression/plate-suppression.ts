import { valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { mean } from '../../statistics/descriptive.ts'
import type { Assumption, Estimate, ResultSource } from '../estimate.ts'
import { isSimulated } from '../simulated.ts'
import { suppressionOfSignals, type Background } from './suppression-definition.ts'
import { impossibleSignal, type ReadoutKind } from './suppression-readout.ts'
import type { PlateSuppression, WellValue } from './suppression-results.ts'
import { controlWells, missingSignals, mscAloneWells, usedSignals, type WellGroup } from './suppression-wells.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>

/** How S is computed in an assay condition, and from which stimulation index on. */
export type SuppressionRule = {
  readonly background: Background
  readonly readout: ReadoutKind
  readonly minimumIndex: { readonly value: number; readonly source: string }
}

/** The wells that answer for one group, by role. */
export type GroupWells = {
  readonly sample: readonly WellValue[]
  readonly stimulated: readonly WellValue[]
  readonly unstimulated: readonly WellValue[]
  readonly mscAlone: readonly WellValue[]
  /** Blank wells; subtracted from optical read-outs only. */
  readonly blank: readonly WellValue[]
}

/** The plate's own wells of a group: same condition and responder, and the same stimulators (unstimulated wells may go without). */
export function wellsOfGroup(assay: Assay, plate: Plate, group: WellGroup): GroupWells {
  const { conditionKey, responderKey, stimulatorKey } = group
  return {
    sample: group.wells,
    stimulated: controlWells(assay, plate, { role: 'stimulated-control', conditionKey, responderKey, stimulatorKeys: [stimulatorKey] }),
    unstimulated: controlWells(assay, plate, { role: 'unstimulated-control', conditionKey, responderKey, stimulatorKeys: [stimulatorKey, null] }),
    mscAlone: mscAloneWells(assay, plate, group),
    blank: controlWells(assay, plate, { role: 'blank', conditionKey }),
  }
}

/**
 * Suppression on one plate, for one material, responder and ratio, against the plate's own controls of the same condition and responder.
 * Negative S (enhancement), S above 100 % and negative signals are kept. Excluded wells are listed with their reason and left out; wells
 * without a signal are named. Fieller intervals at 95 and 90 %: the precision of this plate, which carries no verdict.
 *
 * Not assessable, with the reason: ratio 0 or below; an impossible signal (negative or above 100 % in a percentage, negative count of
 * cells, larger than any reading); no usable wells with MSC, stimulated, or of the background the assay asks for; controls without signal (C - B <= 0); a
 * stimulation index C/B below the limit. With one well in a group S is given without an interval.
 */
export function plateSuppression(assay: Assay, plate: Plate, group: WellGroup, rule: SuppressionRule): PlateSuppression {
  return suppressionOfWells(assay, plate, group, rule, wellsOfGroup(assay, plate, group), '')
}

/**
 * The same from wells that were looked up otherwise, such as those with an inhibitor.
 * @param withWhat what these wells hold besides, for reasons: "with indomethacin".
 */
export function suppressionOfWells(assay: Assay, plate: Plate, group: WellGroup, rule: SuppressionRule, wells: GroupWells, withWhat: string): PlateSuppression {
  const background = rule.background === 'none' ? [] : rule.background === 'msc-alone' ? [...wells.unstimulated, ...wells.mscAlone] : wells.unstimulated
  const kept = (list: readonly WellValue[]): readonly WellValue[] => list.filter((w) => w.excludedBecause === undefined)
  const blank = rule.readout === 'optical' ? wells.blank : []
  const all = [...wells.sample, ...wells.stimulated, ...background, ...(rule.background === 'unstimulated' ? [] : blank)]
  const index = stimulationIndex(wells, blank)
  return {
    plateId: plate.id,
    plateCode: plate.code,
    materialKey: group.materialKey,
    responderKey: group.responderKey,
    ratio: group.ratio,
    suppression: estimateOf(assay, plate, group, { rule, withWhat }, wells, all, index),
    wells: { sample: kept(wells.sample), stimulated: kept(wells.stimulated), background: kept(background), excluded: all.filter((w) => w.excludedBecause !== undefined) },
    stimulationIndex: index,
  }
}

function estimateOf(assay: Assay, plate: Plate, group: WellGroup, { rule, withWhat }: Asked, wells: GroupWells, all: readonly WellValue[], index: number | null): Estimate {
  const used = all.filter((w) => w.excludedBecause === undefined && w.signal !== null)
  const pointers = used.map((w) => `/wells/${w.well}`)
  const base = {
    unit: '%',
    n: usedSignals(wells.sample).length,
    nOf: 'wells',
    simulated: isSimulated(assay) || pointers.some((p) => isSimulated(plate, p)),
    sources: sourcesOf(plate, pointers),
  } as const
  const warnings = wellWarnings(rule, wells, all)
  const refuse = (reason: string): Estimate => ({ ...base, value: null, notAssessable: reason, intervals: [], noInterval: reason, method: 'suppression of one plate', assumptions: [], warnings })
  const missing = whatIsMissing(group, { rule, withWhat }, wells, used)
  if (missing !== undefined) return refuse(missing)
  const blank = rule.readout === 'optical' ? usedSignals(wells.blank) : []
  const signals = { treated: usedSignals(wells.sample), stimulated: usedSignals(wells.stimulated), unstimulated: usedSignals(wells.unstimulated), mscAlone: usedSignals(wells.mscAlone), blank }
  const result = suppressionOfSignals(rule.background, signals, [0.95, 0.9])
  if (!result.ok) return refuse(`controls without signal: ${result.error}`)
  const { value: limit, source } = rule.minimumIndex
  if (index !== null && index < limit) return refuse(`the stimulation index C/B is ${index.toPrecision(3)}, below the limit of ${String(limit)} (${source}): the responders hardly answered`)
  const { value, intervals, method } = result.value
  const own = result.value.warnings.filter((w) => !w.startsWith('No interval'))
  const noInterval = result.value.warnings.filter((w) => w.startsWith('No interval')).join(' ')
  return {
    ...base,
    value,
    intervals,
    ...(intervals.length === 0 ? { noInterval: noInterval === '' ? 'No interval could be computed.' : noInterval } : {}),
    method: `${method}; wells: ${wellCounts(rule, signals)}`,
    assumptions: assumptionsOf(index, rule),
    warnings: [...warnings, ...own, ...signWarnings(value)],
  }
}

type Asked = { readonly rule: SuppressionRule; readonly withWhat: string }

function whatIsMissing(group: WellGroup, { rule, withWhat }: Asked, wells: GroupWells, used: readonly WellValue[]): string | undefined {
  if (!(group.ratio > 0)) return `the ratio is ${String(group.ratio)} MSC per responder; it must be above 0 (1:10 is 0.1; wells without MSC are controls)`
  for (const { well, signal } of used) {
    const problem = signal === null ? undefined : impossibleSignal(rule.readout, signal)
    if (problem !== undefined) return `the signal of well ${well} ${problem}; correct it, or exclude the well with a reason`
  }
  const needed: readonly (readonly [string, readonly WellValue[]])[] = [
    ['well with MSC', wells.sample],
    ['stimulated control well of this condition and responder', wells.stimulated],
    ...(rule.background === 'none' ? [] : ([['unstimulated control well of this condition and responder', wells.unstimulated]] as const)),
    ...(rule.background === 'msc-alone' ? ([['well with these MSC alone at this ratio', wells.mscAlone]] as const) : []),
  ]
  for (const [what, list] of needed) {
    if (usedSignals(list).length > 0) continue
    const name = withWhat === '' ? what : `${what}, ${withWhat}`
    if (list.length === 0) return `the plate has no ${name}`
    const excluded = list.filter((w) => w.excludedBecause !== undefined).map((w) => `${w.well} excluded: ${w.excludedBecause ?? ''}`)
    const unread = missingSignals(list).map((w) => `${w} without signal`)
    return `no usable ${name} (${[...excluded, ...unread].join('; ')})`
  }
  return undefined
}

function wellWarnings(rule: SuppressionRule, wells: GroupWells, all: readonly WellValue[]): readonly string[] {
  const missing = missingSignals(all)
  const negative = all.filter((w) => w.excludedBecause === undefined && w.signal !== null && w.signal < 0).map((w) => w.well)
  const blanks = usedSignals(wells.blank)
  return [
    ...(missing.length > 0 ? [`Wells without signal, left out: ${missing.join(', ')}.`] : []),
    ...(negative.length > 0 ? [`Negative signals, kept as they are: ${negative.join(', ')}.`] : []),
    ...(blanks.length > 0 && rule.readout !== 'optical' && rule.background !== 'unstimulated'
      ? [`Blank wells (mean ${(mean(blanks) ?? NaN).toPrecision(4)}) are reported, not subtracted: the read-out is ${rule.readout === 'unknown' ? 'of no known kind' : 'counted'}.`]
      : []),
    ...(rule.background === 'msc-alone' && (blanks.length === 0 || rule.readout !== 'optical') ? ['MSC alone and unstimulated wells are both subtracted without blanks: what an empty well reads is subtracted twice.'] : []),
    ...(rule.background === 'none' && usedSignals(wells.unstimulated).length === 0 ? ['There are no unstimulated wells: the strength of stimulation cannot be checked.'] : []),
  ]
}

function signWarnings(value: number): readonly string[] {
  if (value < 0) return ['Negative: enhancement, kept as such.']
  return value > 100 ? ['Above 100 %: wells with MSC read below the background; kept as such.'] : []
}

function wellCounts(rule: SuppressionRule, signals: Parameters<typeof suppressionOfSignals>[1]): string {
  const parts = [
    `${String(signals.treated.length)} with MSC`,
    `${String(signals.stimulated.length)} stimulated`,
    ...(rule.background === 'none' ? [] : [`${String(signals.unstimulated.length)} unstimulated`]),
    ...(rule.background === 'msc-alone' ? [`${String(signals.mscAlone.length)} MSC alone`] : []),
    ...(rule.background !== 'unstimulated' && signals.blank.length > 0 ? [`${String(signals.blank.length)} blank`] : []),
  ]
  return parts.join(', ')
}

function assumptionsOf(index: number | null, rule: SuppressionRule): readonly Assumption[] {
  const { value, source } = rule.minimumIndex
  return [
    index === null
      ? { assumption: 'the responders were stimulated (C/B)', outcome: 'not checked', detail: 'no positive unstimulated signal to divide by' }
      : { assumption: 'the responders were stimulated (C/B)', outcome: 'holds', detail: `stimulation index ${index.toPrecision(3)}, limit ${String(value)} (${source})` },
    { assumption: 'wells are technical replicates', outcome: 'holds', detail: 'the interval is the precision of this plate; inference rests on runs' },
  ]
}

/** C/B after subtraction of blanks, from whatever unstimulated wells there are; null without them, or where B is not above 0. */
function stimulationIndex(wells: GroupWells, blank: readonly WellValue[]): number | null {
  const k = mean(usedSignals(blank)) ?? 0
  const c = mean(usedSignals(wells.stimulated))
  const b = mean(usedSignals(wells.unstimulated))
  if (c === undefined || b === undefined || !(b - k > 0)) return null
  const index = (c - k) / (b - k)
  return Number.isFinite(index) ? index : null
}

function sourcesOf(plate: Plate, pointers: readonly string[]): readonly ResultSource[] {
  return pointers.map((pointer) => ({ kind: 'plate', id: plate.id, name: plate.code, pointer }))
}

/** The declared background of an assay; not recorded: unstimulated, which the caller says in a warning. */
export function backgroundOf(assay: Assay): { readonly background: Background; readonly recorded: boolean } {
  const recorded = valueOf(assay.background)
  return { background: recorded ?? 'unstimulated', recorded: recorded !== undefined }
}
