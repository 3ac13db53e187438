import { valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { Well } from '../../records/plate.ts'
import { cohortPlausibility, type CohortStep } from '../../statistics/proliferation/generation-cohort.ts'
import { formatRatio } from '../../util/format-number.ts'
import type { Estimate, TestResult } from '../estimate.ts'
import { isSimulated } from '../simulated.ts'
import { meanOver } from './division-groups.ts'
import type { CohortCheck } from './proliferation-results.ts'
import { wellGenerations, type WellGenerations } from './well-generations.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>

/** A check with what it is about, so that it can be shown with the cells and the condition it belongs to. */
export type CohortOfCulture = { readonly check: CohortCheck; readonly materialKey: string | null; readonly lastConditionKey: string }

type CultureWell = { readonly plate: Plate; readonly name: string; readonly well: Well; readonly conditionKey: string; readonly hours: number | undefined }
type Time = { readonly hours: number; readonly wells: readonly { readonly at: CultureWell; readonly read: WellGenerations; readonly toCells: number; readonly cellsPerEvent: number | undefined }[] }

const roles: readonly string[] = ['sample', 'cell-control', 'stimulated-control', 'unstimulated-control']

/** One-sided P below which a rise counts as implausible. */
const alpha = 0.025

/**
 * Cohort numbers (cells of the start that the counted ones descend from) of each culture over time, beginning with the responders put in at 0 h.
 * A culture is: plates of one day, wells of one role, material, ratio, responder, stimulator and inhibitor, in conditions that agree in
 * everything but the hours of co-culture (and what is read of them). Without new cells the number can only stay or fall; see
 * `cohortPlausibility`. Needs cells of the whole well; excluded wells are left out.
 */
export function cohortChecks(assay: Assay, plates: readonly Plate[]): readonly CohortOfCulture[] {
  const cultures = new Map<string, CultureWell[]>()
  for (const plate of plates.filter((p) => p.excluded === undefined && assay.excluded === undefined)) {
    for (const [name, well] of Object.entries(plate.wells)) {
      const conditionKey = well.conditionKey ?? onlyKey(assay)
      const condition = conditionKey === undefined ? undefined : assay.conditions[conditionKey]
      if (!roles.includes(well.role) || well.excluded !== undefined || well.generationCounts === undefined || conditionKey === undefined || condition === undefined) continue
      const { label: _l, order: _o, coCultureH, proliferationIndex: _p, ...same } = condition
      const key = JSON.stringify([plate.performedAt?.slice(0, 10), well.role, well.materialKey, well.responderKey, well.stimulatorKey, well.inhibitorKey, valueOf(well.ratioMscPerResponder), Object.entries(same).sort(([a], [b]) => (a < b ? -1 : 1))])
      const culture = cultures.get(key)
      const found = { plate, name, well, conditionKey, hours: valueOf(coCultureH) }
      if (culture === undefined) cultures.set(key, [found])
      else culture.push(found)
    }
  }
  return [...cultures.values()].flatMap((wells) => checkOf(assay, wells))
}

function checkOf(assay: Assay, wells: readonly CultureWell[]): readonly CohortOfCulture[] {
  const [first] = wells
  if (first === undefined) return []
  const notCompared = new Set<string>()
  const times = new Map<number, Time['wells'][number][]>()
  for (const at of wells) {
    const read = wellGenerations(assay.conditions[at.conditionKey], at.plate, at.well)
    if (!read.ok || !read.value.scale.ok) notCompared.add(read.ok ? (read.value.scale.ok ? '' : read.value.scale.error) : read.error)
    else if (at.hours === undefined) notCompared.add('the hours of co-culture are not recorded')
    else times.set(at.hours, [...(times.get(at.hours) ?? []), { at, read: read.value, ...read.value.scale.value }])
  }
  const rising = [...times].map(([hours, list]): Time => ({ hours, wells: list })).sort((a, b) => a.hours - b.hours)
  const start = putIn(assay, rising[0])
  if (start === undefined && rising.length > 0) notCompared.add('the responders put in are not recorded')
  const steps = cohortPlausibility([
    ...(start === undefined ? [] : [{ hours: 0, replicates: start.map((cells) => [cells]) }]),
    ...rising.map((t) => ({ hours: t.hours, replicates: t.wells.map((w) => w.read.counts.map((n) => n * w.toCells)), cellsPerEvent: t.wells.map((w) => w.cellsPerEvent ?? 1) })),
  ], alpha)
  if (!steps.ok) notCompared.add(steps.error)
  const simulated = isSimulated(assay) || wells.some((w) => isSimulated(w.plate, `/wells/${w.name}`))
  const timesOf = start === undefined ? rising : [{ hours: 0, wells: [] }, ...rising]
  const estimates = timesOf.map((t) => estimateAt(assay, t, start ?? []))
  const check: CohortCheck = {
    label: labelOf(assay, first),
    conditionKeys: [...new Set(wells.map((w) => w.conditionKey))],
    plateCodes: [...new Set(wells.map((w) => w.plate.code))],
    changes: steps.ok ? steps.value.flatMap((step, i) => { const [from, to] = [estimates[i], estimates[i + 1]]; return from === undefined || to === undefined ? [] : [{ fromHours: step.fromHours, toHours: step.toHours, from, to, test: testOf(step, from, to, simulated), implausible: step.implausible }] }) : [],
    notCompared: [...notCompared],
    simulated,
  }
  const last = wells.toSorted((a, b) => (a.hours ?? 0) - (b.hours ?? 0)).at(-1) ?? first
  return [{ check, materialKey: first.well.materialKey ?? null, lastConditionKey: last.conditionKey }]
}

/** Responders put into each well of the first time, as counted into the well, else as the condition states; undefined unless known of all. */
function putIn(assay: Assay, first: Time | undefined): readonly number[] | undefined {
  if (first === undefined) return undefined
  const cells = first.wells.flatMap(({ at }) => valueOf(at.well.responderCells) ?? valueOf(assay.conditions[at.conditionKey]?.respondersPerWell) ?? [])
  return cells.length === first.wells.length && cells.every((n) => n > 0) ? cells : undefined
}

function estimateAt(assay: Assay, time: Time, start: readonly number[]): Estimate {
  const isStart = time.wells.length === 0
  const values = isStart ? start : time.wells.map((w) => w.read.indices.cohort * w.toCells)
  const pointers = time.wells.map(({ at }) => ({ kind: 'plate', id: at.plate.id, name: at.plate.code, pointer: `/wells/${at.name}` }))
  return meanOver(isStart ? 'responders put in, mean over wells' : 'cohort number sum P_i in the whole well, P_i = N_i/2^i; mean over wells', values, 'no wells', {
    unit: 'cells',
    n: values.length,
    nOf: 'wells',
    simulated: isSimulated(assay) || time.wells.some(({ at }) => isSimulated(at.plate, `/wells/${at.name}`)),
    sources: pointers,
    warnings: time.wells.some((w) => w.cellsPerEvent === undefined) ? ['Beads are not recorded: counting error is taken as though every cell had been counted, which makes it too small.'] : [],
  })
}

function testOf(step: CohortStep, from: Estimate, to: Estimate, simulated: boolean): TestResult {
  return {
    test: 'rise of the cohort number, one-sided', p: step.p, adjustedP: null, adjustment: 'none', statistic: step.z, statisticName: 'z', smallestP: null,
    n: from.n + to.n, nOf: 'wells',
    method: 'z = change / standard error, the larger of counting error (variance f sum N_i/4^i, f cells per event) and spread of wells at either time; normal',
    warnings: [], simulated,
  }
}

function labelOf(assay: Assay, { well, plate }: CultureWell): string {
  const responder = assay.responders[well.responderKey ?? '']?.label ?? well.responderKey ?? 'responders'
  const ratio = valueOf(well.ratioMscPerResponder)
  const what = well.role === 'stimulated-control' ? 'stimulated control' : well.role === 'unstimulated-control' ? 'undivided control' : `${assay.materials[well.materialKey ?? '']?.label ?? 'cells'}${ratio === undefined || !(ratio > 0) ? '' : ` at ${formatRatio(ratio)}`}`
  return `${what}, ${responder}, ${plate.performedAt?.slice(0, 10) ?? 'day not recorded'}`
}

function onlyKey(assay: Assay): string | undefined {
  const keys = Object.keys(assay.conditions)
  return keys.length === 1 ? keys[0] : undefined
}
