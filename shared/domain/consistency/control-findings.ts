import type { RecordOf } from '../../records/record-kinds.ts'
import { mean } from '../../statistics/descriptive.ts'
import type { Finding } from '../estimate.ts'
import { plateSuppression, wellsOfGroup } from '../suppression/plate-suppression.ts'
import type { SettingUsed } from '../settings-used.ts'
import { ruleOf } from '../suppression/suppression-condition.ts'
import { readPlateWells, usedSignals, type WellGroup } from '../suppression/suppression-wells.ts'
import { finding } from './make-finding.ts'

/**
 * Plates whose controls are out of limits: stimulated wells that do not exceed the unstimulated ones, or a stimulation index C/B below the
 * limit of the assay (else of the lab). One finding per set of controls; excluded plates are passed over.
 */
export function controlFindings(assay: RecordOf<'assay'>, plate: RecordOf<'plate'>, labLimit: SettingUsed): readonly Finding[] {
  if (assay.excluded !== undefined || plate.excluded !== undefined) return []
  const sets = new Map<string, WellGroup>()
  for (const group of readPlateWells(assay, plate).groups) sets.set(JSON.stringify([group.conditionKey, group.responderKey, group.stimulatorKey]), group)
  return [...sets.values()].flatMap((group): readonly Finding[] => {
    const condition = assay.conditions[group.conditionKey]
    const rule = ruleOf(assay, condition, labLimit)
    const wells = wellsOfGroup(assay, plate, group)
    const stimulated = mean(usedSignals(wells.stimulated))
    const unstimulated = mean(usedSignals(wells.unstimulated))
    const index = plateSuppression(assay, plate, group, rule).stimulationIndex
    const { value: limit, source } = rule.minimumIndex
    const where = `${condition?.label ?? group.conditionKey}, responders ${assay.responders[group.responderKey]?.label ?? group.responderKey}`
    const problem =
      stimulated !== undefined && unstimulated !== undefined && stimulated <= unstimulated
        ? `the stimulated wells (mean ${stimulated.toPrecision(3)}) do not exceed the unstimulated wells (mean ${unstimulated.toPrecision(3)})`
        : index !== null && index < limit
          ? `the stimulation index is ${index.toPrecision(3)}, below the limit of ${String(limit)} (${source})`
          : undefined
    return problem === undefined ? [] : [finding(plate, 'warning', 'control-out-of-limits', '/wells', `${where}: ${problem}`, 'no suppression is computed from these controls; check stimulus and responders, and repeat the plate or exclude it with a reason')]
  })
}
