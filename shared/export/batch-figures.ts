import type { BatchResults } from '../domain/batch-results.ts'
import { arthritisFigure } from '../figures/arthritis-figure.ts'
import type { Figure } from '../figures/figure.ts'
import { growthFigure } from '../figures/growth-figure.ts'
import { pairsFigure } from '../figures/pairs-figure.ts'
import { phenotypeFigure } from '../figures/phenotype-figure.ts'
import { suppressionFigure } from '../figures/suppression-figure.ts'

/** Figures of a batch report under the ids the report asks for; what has nothing to draw is left out. */
export function batchFigures(results: BatchResults): ReadonlyMap<string, Figure> {
  const made: readonly (readonly [string, Figure | undefined])[] = [
    ['pairs', pairsFigure(results.pairs)],
    ['growth', growthFigure(results.growth)],
    ['phenotype', phenotypeFigure(results.phenotype)],
    ...results.suppression.series.map((s, i) => [`suppression-${String(i)}`, suppressionFigure(s)] as const),
    ...results.arthritis.map((a, i) => [`arthritis-${String(i)}`, arthritisFigure(a)] as const),
  ]
  return new Map(made.flatMap(([id, figure]) => (figure === undefined ? [] : [[id, figure] as const])))
}
