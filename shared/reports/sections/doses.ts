import { amountNames, type AnimalDose, type ArmDose, type ArmDoses, type DoseResults } from '../../domain/arthritis/dose-results.ts'
import type { Estimate } from '../../domain/estimate.ts'
import type { Content } from '../../util/document-definition.ts'
import { figure, monoTable, smallPrint, subTitle, table, warning, type Column } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printNumber } from '../layout/print-estimate.ts'

/** What the animals of each arm really got, dose by dose, against the plan. Prints that nothing is planned or recorded where that is so. */
export function doseBlocks(doses: DoseResults, svg: string | undefined): Content[] {
  const content: Content[] = [subTitle('Cells given, against the plan')]
  const withCells = doses.arms.filter(holdsCells)
  const rows = withCells.flatMap((arm) => [...arm.doses, ...(arm.doses.length > 1 ? [arm.all] : [])].map((dose) => ({ arm, dose })))
  if (rows.length === 0) content.push(smallPrint('No arm has a dose of cells, planned or on record.'))
  else {
    content.push(
      table(amountColumns, rows.map(({ arm, dose }) => [nameOf(arm, dose), countsOf(dose), printNumber(dose.nominal), withBounds(dose.actual), withBounds(dose.deviation), withBounds(dose.perKg)])),
      ...(svg === undefined ? [] : [figure(svg, textWidth), smallPrint(`Dots: animals. Diamond and bar: mean with its 95 % interval. Grey band: nominal ±${String(doses.limitPercent)} % (limit of the laboratory).`)]),
      table(stateColumns, rows.filter(({ dose }) => dose.dose !== null).map(({ arm, dose }) => [nameOf(arm, dose), dose.passages.join(', ') || 'not recorded', printNumber(dose.hoursFromThaw), printNumber(dose.viability), printNumber(dose.viabilityAfter), withBounds(dose.viableAfter)])),
    )
  }
  const noCells = doses.arms.filter((arm) => !holdsCells(arm) && arm.doses.length > 0)
  const why = reasons(rows.filter(({ dose }) => dose.dose !== null))
  content.push(smallPrint([
    ...noCells.map((arm) => `${arm.armLabel}, without cells: ${arm.doses.map((d) => `${doseName(d)} ${countsOf(d)}`).join('; ')}.`),
    ...(why === '' ? [] : [`No value: ${why}.`]),
    `${doses.definition.slice(0, 1).toUpperCase()}${doses.definition.slice(1)}.`,
  ].join(' ')))
  const notes = withCells.flatMap((arm) => [...new Set(arm.all.perKg.warnings)].map((w) => `${arm.armLabel}: cells per kg: ${w}`))
  return [...content, ...[...doses.warnings, ...notes].map((w) => warning(w))]
}

/** One line per animal and dose, for the experiment report. */
export function doseRows(doses: DoseResults): Content[] {
  const given = doses.animals.filter((d) => d.injections > 0 || d.status === 'missed')
  if (given.length === 0) return []
  const label = new Map(doses.arms.map((arm) => [arm.armKey, arm.armLabel]))
  const head = ['animal', 'arm', 'dose', 'day', 'injection', 'preparation', 'planned', 'given', '% off', 'per kg', 'notes']
  return [subTitle('Doses of each animal'), ...monoTable(head, given.map((d) => rowOf(d, label.get(d.armKey) ?? d.armKey)))]
}

function rowOf(d: AnimalDose, arm: string): readonly string[] {
  const known = (e: Estimate): string => (e.value === null ? '' : printNumber(e))
  return [d.animal, arm.slice(0, 18), String(d.dose), d.day === null ? '' : String(d.day), d.status, d.preparations.join(' '), known(d.nominal), known(d.actual), known(d.deviation), known(d.perKg), [...d.notes, ...d.perKg.warnings, ...(d.excludedBecause === undefined ? [] : [`excluded: ${d.excludedBecause}`])].join('; ')]
}

const amountColumns: readonly Column[] = [
  { header: 'Arm, dose', width: 104 }, { header: 'Injections on record', width: 62 }, { header: 'Cells planned', width: 52, alignment: 'right' },
  { header: 'Live cells given, mean (95 %)', width: 92 }, { header: 'Off plan, % (95 %)', width: 66 }, { header: 'Live cells per kg (95 %)', width: '*' },
]
const stateColumns: readonly Column[] = [
  { header: 'Arm, dose', width: 104 }, { header: 'Passage', width: 108 }, { header: 'Hours from thaw', width: 52, alignment: 'right' },
  { header: 'Viability before, %', width: 56, alignment: 'right' }, { header: 'Viability after, %', width: 52, alignment: 'right' }, { header: 'Alive after the needle, cells (95 %)', width: '*' },
]

/** True when cells were planned or given, even if their number is not known. */
function holdsCells(arm: ArmDoses): boolean {
  return arm.doses.some((d) => d.nominal.value !== null || d.actual.value !== null || d.passages.length > 0)
}

function nameOf(arm: ArmDoses, dose: ArmDose): string {
  return `${arm.armLabel}, ${dose.dose === null ? 'all doses' : doseName(dose)}`
}

function doseName({ dose, plannedDay }: ArmDose): string {
  return `dose ${String(dose)}${plannedDay === null ? '' : ` (day ${String(plannedDay)})`}`
}

/** "10 given", "9 given, 1 failed", "8 given, 1 missing, 1 not due". */
function countsOf({ counts }: ArmDose): string {
  const words = { given: 'given', partial: 'partial', failed: 'failed', missed: 'missing', 'not due': 'not due', 'not recorded': 'not recorded' } as const
  return (Object.keys(words) as (keyof typeof words)[]).flatMap((status) => (counts[status] === 0 ? [] : [`${String(counts[status])} ${words[status]}`])).join(', ') || '–'
}

function withBounds(e: Estimate): string {
  if (e.value === null) return '–'
  return e.intervals.length === 0 ? `${printNumber(e)} (no interval), n = ${String(e.n)}` : `${printNumber(e)} (${printBounds(e)}), n = ${String(e.n)}`
}

const amountWords = { nominal: 'cells planned', actual: 'cells given', perKg: 'cells per kg', deviation: 'deviation from the plan', hoursFromThaw: 'hours from thaw', viability: 'viability before', viabilityAfter: 'viability after', viableAfter: 'alive after the needle' } as const

/** Why values are missing: each amount and reason once, with the doses it holds for unless it holds for all. */
function reasons(rows: readonly { readonly arm: ArmDoses; readonly dose: ArmDose }[]): string {
  const found = new Map<string, Set<string>>()
  for (const { arm, dose } of rows) for (const name of amountNames) {
    const e = dose[name]
    if (e.value !== null) continue
    const key = `${amountWords[name]}: ${e.notAssessable ?? 'not assessable'}`
    found.set(key, (found.get(key) ?? new Set()).add(nameOf(arm, dose)))
  }
  return [...found].map(([key, names]) => (names.size === rows.length ? key : `${key} (${[...names].join(', ')})`)).join('; ')
}
