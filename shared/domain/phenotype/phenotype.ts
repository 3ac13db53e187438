import type { Notebook } from '../../records/notebook.ts'
import { lineageResults } from './differentiation.ts'
import { isctResult } from './isct.ts'
import { nomenclatureNotes } from './nomenclature.ts'
import { panelResult } from './panel-result.ts'
import type { PhenotypeResults } from './phenotype-results.ts'

/**
 * Phenotype of a batch: every panel measured on its passages (by passage number, then code and day), differentiation, ISCT 2006 where it
 * applies, and the name of the cells.
 */
export function phenotypeResults(notebook: Notebook, batchId: string): PhenotypeResults {
  const tests = notebook.all('phenotype-test').flatMap((test) => {
    const passage = notebook.get('passage', test.passageId)
    return passage?.batchId === batchId ? [{ test, passage }] : []
  })
  tests.sort((a, b) => a.passage.number - b.passage.number || compareText(a.passage.code, b.passage.code) || compareText(a.test.performedAt ?? '', b.test.performedAt ?? ''))
  const panels = tests.map(({ test }) => panelResult(notebook, test))
  const lineages = lineageResults(notebook, batchId)
  return { panels, lineages, isct: isctResult(notebook, batchId, panels, lineages), nomenclature: nomenclatureNotes(notebook, batchId) }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
