import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { mean } from '../../statistics/descriptive.ts'
import { againstControl, type AgainstControl } from '../../statistics/many-groups/against-control.ts'
import type { ControlComparison } from '../../statistics/many-groups/control-comparison.ts'
import type { Estimate, TestResult } from '../estimate.ts'
import { withoutInterval, type GroupContext } from '../group-estimate.ts'
import { settingUsed } from '../settings-used.ts'
import { isSimulated } from '../simulated.ts'
import type { AssayRow } from '../suppression/assay-rows.ts'
import { wellsOfGroup, type SuppressionRule } from '../suppression/plate-suppression.ts'
import { ruleOf } from '../suppression/suppression-condition.ts'
import type { PlateSuppression, WellValue } from '../suppression/suppression-results.ts'
import { usedSignals } from '../suppression/suppression-wells.ts'
import type { PlateContrast, PlateContrastRow } from './contrast-results.ts'
import { placeOf, type AssaySeries } from './series-runs.ts'

type Assay = RecordOf<'assay'>
type Judged = { readonly row: AssayRow; readonly result: PlateSuppression }

const LABEL = 'precision of this plate; carries no verdict'

/**
 * Every material and ratio of the batch on each plate against the stimulated control there, one family per plate, condition, responders and
 * stimulators. S is a straight line in the signal, so that a comparison of signals is one of suppression. Method by the variances
 * (`againstControl`). Ratios whose suppression cannot be assessed on the plate are left out by name.
 */
export function plateContrasts(notebook: Notebook, { assay, series }: AssaySeries, batchId: string): readonly PlateContrast[] {
  const judged = series.filter((s) => s.cells.batchId === batchId).flatMap((s) => s.results).filter((j) => j.result.ratio > 0)
  const families = new Map<string, Judged[]>()
  for (const j of judged) {
    const { conditionKey, responderKey, stimulatorKey } = j.row.group
    const key = JSON.stringify([j.row.plate.id, conditionKey, responderKey, stimulatorKey])
    const family = families.get(key)
    if (family === undefined) families.set(key, [j])
    else family.push(j)
  }
  const limit = settingUsed(notebook, 'minimumStimulationIndex')
  const all = [...families.values()].flatMap((family): PlateContrast[] => {
    const [first] = family
    return first === undefined ? [] : [contrastOf(assay, family, first, ruleOf(assay, assay.conditions[first.row.group.conditionKey], limit))]
  })
  const place = (c: PlateContrast): number => assay.conditions[c.conditionKey]?.order ?? 0
  return all.toSorted((a, b) => place(a) - place(b) || (a.plateCode < b.plateCode ? -1 : a.plateCode > b.plateCode ? 1 : 0))
}

function contrastOf(assay: Assay, family: readonly Judged[], first: Judged, rule: SuppressionRule): PlateContrast {
  const { plate, group } = first.row
  const sorted = family.toSorted((a, b) => materialOrder(assay, a) - materialOrder(assay, b) || a.result.ratio - b.result.ratio)
  const usable = sorted.filter((j) => j.result.suppression.value !== null)
  const shared = wellsOfGroup(assay, plate, group)
  const blanks = rule.readout === 'optical' ? usedSignals(shared.blank) : []
  const unstimulated = mean(usedSignals(shared.unstimulated))
  const background = rule.background === 'none' ? (mean(blanks) ?? 0) : unstimulated
  const shifted = (j: Judged): readonly number[] => {
    const alone = rule.background === 'msc-alone' ? (mean(usedSignals(wellsOfGroup(assay, plate, j.row.group).mscAlone)) ?? 0) - (mean(blanks) ?? 0) : 0
    return usedSignals(j.row.group.wells).map((x) => x - alone)
  }
  const base = {
    ...placeOf(assay, group.conditionKey),
    plateId: plate.id,
    plateCode: plate.code,
    responderLabel: assay.responders[group.responderKey]?.label ?? group.responderKey,
    simulated: family.some((j) => j.result.suppression.simulated),
    warnings: [
      ...sorted.filter((j) => !usable.includes(j)).map((j) => `${materialLabel(assay, j)}, ratio ${String(j.result.ratio)}, is left out: ${j.result.suppression.notAssessable ?? 'not assessable'}.`),
      ...(rule.background === 'msc-alone' ? ['The mean of MSC alone is subtracted as if it were known.'] : []),
    ],
  }
  const none = (reason: string): PlateContrast => ({ ...base, method: 'none', why: reason, scale: 'difference', rows: [], notAssessable: reason })
  if (usable.length === 0) return none(sorted[0]?.result.suppression.notAssessable ?? 'no ratio of this plate can be assessed')
  const result = againstControl(usedSignals(shared.stimulated), usable.map(shifted), background)
  if (!result.ok) return none(result.error)
  return {
    ...base,
    method: result.value.method,
    why: result.value.why,
    scale: result.value.scale,
    rows: usable.map((j, i) => rowOf(assay, j, shared.stimulated, result.value, result.value.comparisons[i], base.readoutUnit)),
  }
}

function rowOf(assay: Assay, j: Judged, control: readonly WellValue[], family: AgainstControl, c: ControlComparison | undefined, unit: string): PlateContrastRow {
  const { plate, group } = j.row
  const pointers = [...group.wells, ...control].filter((w) => w.excludedBecause === undefined && w.signal !== null).map((w) => `/wells/${w.well}`)
  const n = (c?.n.group ?? 0) + (c?.n.control ?? 0)
  const simulated = isSimulated(assay) || pointers.some((p) => isSimulated(plate, p))
  const words = family.scale === 'ratio' ? '(X - B)/(C - B) of geometric means' : 'X - C of means'
  const method = `${words}, wells with MSC against the stimulated control, ${family.method}; ${LABEL}`
  const context: GroupContext = {
    unit: family.scale === 'ratio' ? '' : unit,
    n,
    nOf: 'wells',
    simulated,
    sources: pointers.map((pointer) => ({ kind: 'plate', id: plate.id, name: plate.code, pointer })),
    assumptions: [
      { assumption: 'wells are technical replicates', outcome: 'holds', detail: 'the interval is the precision of this plate; inference rests on runs' },
      { assumption: 'variances are equal', outcome: family.method === 'Welch with Holm' ? 'fails' : 'not checked', detail: family.why },
    ],
  }
  return { materialKey: group.materialKey, materialLabel: materialLabel(assay, j), ratio: group.ratio, effect: effectOf(c, method, context), test: testOf(c, family, { n, simulated }) }
}

function effectOf(c: ControlComparison | undefined, method: string, context: GroupContext): Estimate {
  const bare = withoutInterval(c?.value ?? NaN, c?.reason ?? 'not computed', method, context)
  if (c === undefined || c.interval === null) return bare
  const { noInterval: _, ...estimate } = { ...bare, intervals: [c.interval] }
  return estimate
}

function testOf(c: ControlComparison | undefined, family: AgainstControl, { n, simulated }: { readonly n: number; readonly simulated: boolean }): TestResult {
  const k = family.comparisons.length
  return {
    test: family.method,
    p: c?.rawP ?? null,
    adjustedP: c?.p ?? null,
    adjustment: k === 1 ? 'none needed: one comparison' : `${family.method === 'Welch with Holm' ? 'Holm' : 'Dunnett'} over ${String(k)} comparisons with the control of the plate`,
    statistic: c?.statistic ?? null,
    statisticName: 't',
    smallestP: null,
    n,
    nOf: 'wells',
    method: `${family.method} against the stimulated control, two-sided; ${LABEL}`,
    warnings: c?.reason === undefined ? [] : [`No p value: ${c.reason}.`],
    simulated,
  }
}

function materialLabel(assay: Assay, j: Judged): string {
  return assay.materials[j.row.group.materialKey]?.label ?? j.row.group.materialKey
}

function materialOrder(assay: Assay, j: Judged): number {
  return assay.materials[j.row.group.materialKey]?.order ?? 0
}
