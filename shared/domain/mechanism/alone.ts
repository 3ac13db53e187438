import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { formatBounds, formatLevel, formatWithUnit } from '../../util/format-number.ts'
import { intervalAt, type Estimate } from '../estimate.ts'
import { settingUsed } from '../settings-used.ts'
import type { AssayRow } from '../suppression/assay-rows.ts'
import { wellsOfGroup, type SuppressionRule } from '../suppression/plate-suppression.ts'
import { controlsWithInhibitor, controlsWithSolvent } from '../suppression/treated-wells.ts'
import { readoutAlone, viabilityAlone, type ControlPair } from './effect-alone.ts'
import type { Baseline } from './inhibitor-baseline.ts'
import type { MechanismSeries } from './mechanism-results.ts'

type Assay = RecordOf<'assay'>
type Alone = MechanismSeries['alone']

/**
 * What the inhibitor does to responders without MSC, against the controls of its baseline, and what its solvent does against plain controls.
 * Limits: the margin in vitro of the lab for the read-out, its limit of viability lost for viability.
 */
export function aloneEffects(notebook: Notebook, assay: Assay, rows: readonly AssayRow[], rule: SuppressionRule, inhibitorKey: string, baseline: Baseline): Alone {
  const label = assay.inhibitors?.[inhibitorKey]?.label ?? inhibitorKey
  const margin = settingUsed(notebook, 'inVitroMarginPoints')
  const inhibitor: ControlPair = {
    asked: (plate, group) => controlsWithInhibitor(assay, plate, group, inhibitorKey),
    base: (plate, group) => (baseline.kind === 'solvent' ? controlsWithSolvent(assay, plate, group, inhibitorKey) : wellsOfGroup(assay, plate, group)),
  }
  const solvent: ControlPair = { asked: (plate, group) => controlsWithSolvent(assay, plate, group, inhibitorKey), base: (plate, group) => wellsOfGroup(assay, plate, group) }
  return {
    readout: readoutAlone(assay, rows, rule, inhibitor, label, margin),
    viability: viabilityAlone(assay, rows, inhibitor, label, settingUsed(notebook, 'inhibitorViabilityPoints')),
    solvent: baseline.kind === 'solvent' ? readoutAlone(assay, rows, rule, solvent, 'the solvent', margin) : null,
  }
}

/** What of it the reader must know before relying on the share lost; what was not measured has its reason in the estimate. */
export function aloneWarnings(label: string, { readout, viability, solvent }: Alone): readonly string[] {
  const changed = (what: string, e: Estimate): string => `${what} ${e.value !== null && e.value < 0 ? 'raises' : 'lowers'} the read-out of responders without MSC: suppression ${withBounds(e)}.`
  return [
    ...(readout.outcome === 'changes' ? [`${changed(`${label} alone`, readout.estimate)} S with inhibitor is taken against its own control, but responders that answer otherwise may be suppressed otherwise.`] : []),
    ...(readout.outcome === 'not shown' && readout.estimate.value !== null ? [`It is not shown that ${label} alone leaves the read-out of the responders as it is (within ${formatWithUnit(readout.limit.value, 'points')}): ${withBounds(readout.estimate)}.`] : []),
    ...(viability.outcome === 'changes' ? [`${label} alone changes the viability of the responders: ${withBounds(viability.estimate)}. Suppression "lost" or "gained" may be cells that die of it.`] : []),
    ...(viability.outcome === 'not shown' && viability.estimate.value !== null ? [`It is not shown that ${label} alone leaves the viability of the responders as it is (within ${formatWithUnit(viability.limit.value, 'points')}): ${withBounds(viability.estimate)}.`] : []),
    ...(solvent?.outcome === 'changes' ? [changed('The solvent alone', solvent.estimate)] : []),
  ]
}

function withBounds(e: Estimate): string {
  if (e.value === null) return e.notAssessable ?? 'not assessable'
  const interval = intervalAt(e, 0.95)
  const bounds = interval === undefined ? `no interval: ${e.noInterval ?? ''}` : `${formatLevel(0.95)}: ${formatBounds(interval, e.unit)}`
  return `${formatWithUnit(e.value, e.unit)} (${bounds})`
}
