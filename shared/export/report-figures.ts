import type { ArthritisResults } from '../domain/arthritis/arthritis-results.ts'
import type { EndpointResults } from '../domain/endpoints/endpoints-results.ts'
import type { AssayResults } from '../domain/results/assay-results.ts'
import { mechanismGroups } from '../domain/mechanism/mechanism-groups.ts'
import type { BatchResults } from '../domain/results/batch-results.ts'
import type { AcrossResults, ComparisonResults } from '../domain/results/comparison-results.ts'
import type { ExperimentResults } from '../domain/results/experiment-results.ts'
import { arthritisFigure } from '../figures/arthritis-figure.ts'
import { comparabilityFigure } from '../figures/comparability-figure.ts'
import { contrastFigures } from '../figures/contrast-figure.ts'
import { courseFigure } from '../figures/course-figure.ts'
import { doseFigure } from '../figures/dose-figure.ts'
import { concordanceFigure } from '../figures/concordance-figure.ts'
import { divisionSuppressionFigure } from '../figures/division-suppression-figure.ts'
import { endpointsFigure } from '../figures/endpoints-figure.ts'
import type { Figure } from '../figures/figure.ts'
import { graftSurvivalFigure } from '../figures/graft-survival-figure.ts'
import { flowFigure } from '../figures/flow-figure.ts'
import { forestFigure } from '../figures/forest-figure.ts'
import { growthFigure } from '../figures/growth-figure.ts'
import { mechanismFigure } from '../figures/mechanism-figure.ts'
import { mediatorsFigure } from '../figures/mediators-figure.ts'
import { onsetFigure } from '../figures/onset-figure.ts'
import { pairsFigure } from '../figures/pairs-figure.ts'
import { phenotypeFigure } from '../figures/phenotype-figure.ts'
import { potencyFigure } from '../figures/potency-figure.ts'
import { proliferationFigure } from '../figures/proliferation-figure.ts'
import { suppressionFigure } from '../figures/suppression-figure.ts'

/** Figures by the id a report asks for them with; what has nothing to draw is left out. */
export type FiguresById = ReadonlyMap<string, Figure>
type Made = readonly (readonly [string, Figure | undefined])[]

/** Figures of a batch report. */
export function batchFigures(results: BatchResults): FiguresById {
  return drawn([
    ['pairs', pairsFigure(results.pairs)],
    ['growth', growthFigure(results.growth)],
    ['phenotype', phenotypeFigure(results.phenotype)],
    ...results.suppression.series.map((s, i) => [`suppression-${String(i)}`, suppressionFigure(s)] as const),
    ...results.proliferation.series.flatMap((s, i) => [[`proliferation-${String(i)}`, proliferationFigure(s)], [`division-suppression-${String(i)}`, divisionSuppressionFigure(s)]] as const),
    ...mechanismGroups(results.mechanism).map((g, i) => [`mechanism-${String(i)}`, mechanismFigure(g)] as const),
    ...contrastFigures(results.contrasts).map((f, i) => [`contrasts-${String(i)}`, f] as const),
    ...results.potency.series.map((s, i) => [`potency-${String(i)}`, potencyFigure(s)] as const),
    ['mediators', mediatorsFigure(results.mediators)],
    ...results.arthritis.map((a, i) => [`arthritis-${String(i)}`, arthritisFigure(a)] as const),
    ...results.arthritis.map((a, i) => [`flow-${String(i)}`, flowFigure(a)] as const),
    ...results.arthritis.map((a, i) => [`onset-${String(i)}`, onsetFigure(a)] as const),
    ...results.arthritis.map((a, i) => [`doses-${String(i)}`, dosesOf(a)] as const),
    ...results.endpoints.flatMap((e, i) => [[`endpoints-${String(i)}`, endpointsFigure(e)], [`graft-survival-${String(i)}`, graftSurvivalFigure(e)], ...coursesOf(e, i)] as const),
  ])
}

/** Figures of an assay report; ids carry the place of the batch. */
export function assayFigures(results: AssayResults): FiguresById {
  return drawn(results.batches.flatMap((b, i) => [...b.series.map((s, j) => [`suppression-${String(i)}-${String(j)}`, suppressionFigure(s)] as const), [`mediators-${String(i)}`, mediatorsFigure(b.mediators)] as const, ...b.proliferation.series.flatMap((s, j) => [[`proliferation-${String(j)}-${String(i)}`, proliferationFigure(s)], [`division-suppression-${String(j)}-${String(i)}`, divisionSuppressionFigure(s)]] as const), ...mechanismGroups(b.mechanism).map((g, j) => [`mechanism-${String(j)}-${String(i)}`, mechanismFigure(g)] as const), ...contrastFigures(b.contrasts).map((f, j) => [`contrasts-${String(j)}-${String(i)}`, f] as const), ...b.potency.series.map((s, j) => [`potency-${String(j)}-${String(i)}`, potencyFigure(s)] as const)]))
}

/** Figures of an experiment report. */
export function experimentFigures(results: ExperimentResults): FiguresById {
  return drawn([
    ['pairs', pairsFigure(results.pairs)],
    ['arthritis-0', arthritisFigure(results.arthritis)],
    ['flow-0', flowFigure(results.arthritis)],
    ['onset-0', onsetFigure(results.arthritis)],
    ['doses-0', dosesOf(results.arthritis)],
    ['endpoints-0', endpointsFigure(results.endpoints)],
    ['graft-survival-0', graftSurvivalFigure(results.endpoints)],
    ...coursesOf(results.endpoints, 0),
  ])
}

/** Figures of a report on concordance over batches. */
export function concordanceFigures(results: AcrossResults): FiguresById {
  return drawn([['pairs', pairsFigure(results.pairs)], ['concordance', concordanceFigure(results.concordance)], ['forest', forestFigure(results.metaAnalysis)]])
}

/** Figures of a report that compares batches. */
export function comparisonFigures(results: ComparisonResults): FiguresById {
  return new Map([...concordanceFigures(results), ...drawn([['comparability', comparabilityFigure(results.comparability)]])])
}

function coursesOf(results: EndpointResults, i: number): Made {
  return results.courses.map((course) => [`${course.kind}-${String(i)}`, courseFigure(course, results.code)] as const)
}

function dosesOf({ doses, code }: ArthritisResults): Figure | undefined {
  return doses === null ? undefined : doseFigure(doses, code)
}

function drawn(made: Made): FiguresById {
  return new Map(made.flatMap(([id, figure]) => (figure === undefined ? [] : [[id, figure] as const])))
}
