import type { EndpointArm, EndpointQuantity, EndpointResults, SurvivalEndpoint } from '../../domain/endpoints/endpoints-results.ts'
import type { Content } from '../../util/document-definition.ts'
import { formatP, relationP } from '../../util/format-number.ts'
import type { Estimate, TestResult } from '../../domain/estimate.ts'
import { facts, figure, notRecorded, sectionTitle, simulatedMark, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printNumber } from '../layout/print-estimate.ts'

/**
 * Endpoints of animals beyond the score, for each experiment: survival, then each quantity with its arms, contrasts with vehicle and animals.
 * @param figures SVG by id: "endpoints-0" and "graft-survival-0" of the first experiment, and so on.
 */
export function endpoints(results: readonly EndpointResults[], figures: ReadonlyMap<string, string>): Content[] {
  const content: Content[] = [sectionTitle('Endpoints beyond the score')]
  if (results.every((r) => r.quantities.length === 0 && r.survival.length === 0 && r.notAssessable === undefined)) return [...content, notRecorded('Histology, serology, hypersensitivity, survival or another endpoint')]
  for (const [i, r] of results.entries()) content.push(...endpointsOfExperiment(r, figures, String(i)))
  return content
}

/** Endpoints of one experiment; says so where none are recorded. */
export function endpointsOfExperiment(r: EndpointResults, figures: ReadonlyMap<string, string>, figureSuffix: string): Content[] {
  const content: Content[] = [subTitle(`${r.code}${r.simulated ? simulatedMark : ''}`, figures.size === 0 ? undefined : 220)]
  if (r.notAssessable !== undefined) return [...content, warning(`Nothing was computed: ${r.notAssessable}`)]
  if (r.quantities.length === 0 && r.survival.length === 0) return [...content, notRecorded('Endpoint beyond the score')]
  for (const w of r.warnings) content.push(warning(w))
  const survival = figures.get(`graft-survival-${figureSuffix}`)
  if (survival !== undefined) content.push(figure(survival, textWidth))
  for (const s of r.survival) content.push(...survivalBlock(s))
  for (const course of r.courses) {
    const svg = figures.get(`${course.kind}-${figureSuffix}`)
    if (svg !== undefined) content.push(figure(svg, textWidth), smallPrint(`Thin lines: animals. Thick line: mean of the arm on each day. Dashed: mean of the vehicle arm. ${course.definition.slice(0, 1).toUpperCase()}${course.definition.slice(1)}.`))
  }
  const strip = figures.get(`endpoints-${figureSuffix}`)
  if (strip !== undefined) content.push(figure(strip, textWidth), smallPrint('Dots: animals. Open triangles: limits of quantification, not measurements. Diamond and bar: centre of the arm with its 95 % interval.'))
  for (const q of r.quantities) content.push(...quantityBlock(q))
  if (r.quantities.length > 0) content.push(smallPrint('Differences are arm minus vehicle; which direction is benefit depends on the endpoint. Adjusted p: Holm over the contrasts of one quantity with vehicle; endpoints are not adjusted for each other, so that with many of them some small p is expected by chance.'))
  return content
}

function survivalBlock(s: SurvivalEndpoint): Content[] {
  return [
    subTitle(`${s.kind === 'animal-survival' ? 'Survival of the animals' : `Graft survival: ${s.endpoint}`}${s.simulated ? simulatedMark : ''}`),
    table(
      [{ header: 'Arm', width: 110 }, { header: 'Animals', width: 40, alignment: 'right' }, { header: 'Events', width: 40, alignment: 'right' }, { header: 'Median, d', width: 46, alignment: 'right' }, { header: '95 %', width: 92 }, { header: 'At the end, %', width: 52, alignment: 'right' }, { header: '95 %', width: '*' }],
      s.arms.map((a) => [`${a.label} (${a.role})`, String(a.animals), String(a.events), printNumber(a.medianDays), printBounds(a.medianDays), printNumber(a.lastSurvival), printBounds(a.lastSurvival)]),
    ),
    smallPrint(`${s.definition}. Kaplan-Meier; intervals log-log (median: Brookmeyer and Crowley). ${reasons(s.arms.map((a) => [a.label, a.medianDays]))}`),
    ...(s.contrasts.length === 0 ? [notRecorded('Treatment arm with a vehicle arm')] : []),
    ...s.contrasts.map((c) => smallPrint(`${c.armLabel} against ${c.vehicleLabel}: ${printP(c.test)}`)),
    ...unique([...s.warnings, ...s.contrasts.flatMap((c) => c.test.warnings)]).map((w) => warning(w)),
  ]
}

function quantityBlock(q: EndpointQuantity): Content[] {
  const log = q.arms.some((a) => a.geometricMean !== null)
  const ordinal = q.contrasts.length > 0 && q.contrasts.every((c) => c.difference === null)
  const unit = q.unit === '' ? '' : ` [${q.unit}]`
  const count = (a: EndpointArm): string => `${String(a.analysed)} / ${String(a.measured)}`
  const content: Content[] = [
    subTitle(`${q.endpoint}${q.part === '' ? '' : `, ${q.part}`}${unit}${q.simulated ? simulatedMark : ''}`),
    facts([['Definition', q.definition], ['Day', q.day === null ? 'not recorded, or several' : String(q.day)], ['Scale', q.scaleName ?? 'none'], ['Observer', q.observer], ['Unit of inference', q.unitOfInference]]),
    table(
      [{ header: 'Arm', width: 110 }, { header: 'Analysed / measured', width: 52, alignment: 'right' }, { header: 'Median', width: 44, alignment: 'right' }, { header: '95 %', width: 84 }, { header: log ? 'Geometric mean' : 'Mean', width: 56, alignment: 'right' }, { header: '95 %', width: '*' }],
      q.arms.map((a) => {
        const centre = a.geometricMean ?? a.mean
        return [`${a.label} (${a.role})`, count(a), printNumber(a.median), printBounds(a.median), printNumber(centre), printBounds(centre)]
      }),
    ),
  ]
  const notes = [
    reasons(q.arms.flatMap((a) => [[a.label, a.median], [a.label, a.geometricMean ?? a.mean]] as const).filter(([, e]) => e.n > 0)),
    ...q.arms.flatMap((a) => [...a.excluded.map((x) => `${a.label}: ${x.animal} excluded (${x.reason})`), ...a.missing.map((x) => `${a.label}: ${x.animal} has no value (${x.reason})`)]),
  ].filter((n) => n !== '')
  if (notes.length > 0) content.push(smallPrint(notes.join('; ')))
  content.push(...contrastTable(q, log, ordinal))
  content.push(smallPrint(`Animals: ${q.arms.filter((arm) => arm.measured > 0).map((arm) => `${arm.label}: ${q.animals.filter((a) => a.armKey === arm.armKey).map((a) => `${a.earTag} ${printNumber(a.value)}${a.samples.length > 1 || a.samples.some((s) => s.includes('tube')) ? ` (${a.samples.join('; ')})` : ''}`).join(', ')}`).join('. ')}.`))
  return [...content, ...unique([...q.warnings, ...q.contrasts.flatMap((c) => c.test.warnings)]).map((w) => warning(w))]
}

function contrastTable(q: EndpointQuantity, log: boolean, ordinal: boolean): Content[] {
  if (q.contrasts.length === 0) return [notRecorded('Treatment arm with a vehicle arm')]
  const cell = (e: Estimate | null): string => (e === null ? '–' : e.value === null ? '–' : `${printNumber(e)}\n(${printBounds(e)})`)
  const main = (c: EndpointQuantity['contrasts'][number]): Estimate | null => (log ? c.ratio : c.difference)
  return [
    table(
      [{ header: 'Against vehicle', width: 110 }, ...(ordinal ? [] : [{ header: log ? 'Ratio of geometric means (95 %)' : 'Difference of means (95 %)', width: 94 }]), { header: 'Hodges-Lehmann shift (95 %)', width: 94 }, { header: "Cliff's delta (95 %)", width: 88 }, { header: 'p', width: '*' as const }],
      q.contrasts.map((c) => [`${c.armLabel} − ${c.vehicleLabel}, n = ${String(c.cliffsDelta.n)} ${c.cliffsDelta.nOf}`, ...(ordinal ? [] : [cell(main(c))]), cell(c.hodgesLehmann), cell(c.cliffsDelta), printP(c.test)]),
    ),
    ...note(reasons(q.contrasts.flatMap((c) => [main(c), c.hodgesLehmann, c.cliffsDelta].flatMap((e) => (e === null ? [] : [[c.armLabel, e] as const]))))),
  ]
}

function note(text: string): Content[] {
  return text === '' ? [] : [smallPrint(text)]
}

/** p of a test in a cell, or why there is none. */
function printP(t: TestResult): string {
  if (t.p === null) return `${t.test}: no p value (${t.warnings.join('; ')})`
  return `${t.test}: p ${relationP(t.p)}${t.adjustedP === null ? '' : `, adjusted ${formatP(t.adjustedP)} (${t.adjustment})`}${t.smallestP === null ? '' : `; smallest possible ${formatP(t.smallestP)}`}`
}

/** Why values or intervals are missing, each reason once with the names it holds for. */
function reasons(list: readonly (readonly [string, Estimate])[]): string {
  const found = new Map<string, Set<string>>()
  for (const [name, e] of list) {
    const reason = e.notAssessable ?? e.noInterval
    if (reason !== undefined) found.set(reason, (found.get(reason) ?? new Set()).add(name))
  }
  return [...found].map(([reason, names]) => `${[...names].join(', ')}: ${reason}`).join('; ')
}

function unique(list: readonly string[]): readonly string[] {
  return [...new Set(list)]
}
