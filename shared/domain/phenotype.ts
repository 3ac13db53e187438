import { ordered } from '../records/ordered.ts'
import type { Notebook } from '../records/notebook.ts'
import type { RecordOf } from '../records/record-kinds.ts'
import { isctResult } from './isct.ts'
import { lineageResults } from './differentiation.ts'
import { markerResult } from './marker-verdict.ts'
import { nomenclatureNotes } from './nomenclature.ts'
import type { MarkerResult, MarkerVerdict, PanelResult, PhenotypeResults } from './phenotype-results.ts'
import { isSimulated } from './simulated.ts'

/** Phenotype of a batch: every panel measured on its passages, differentiation, ISCT 2006 where it applies, and the name of the cells. */
export function phenotypeResults(notebook: Notebook, batchId: string): PhenotypeResults {
  const tests = notebook.all('phenotype-test').filter((t) => notebook.get('passage', t.passageId)?.batchId === batchId)
  const panels = tests.flatMap((test) => {
    const panel = notebook.get('marker-panel', test.panelId)
    return panel === undefined ? [] : [panelResult(notebook, test, panel)]
  })
  const byPassage = [...panels].sort((a, b) => (a.passageCode < b.passageCode ? -1 : a.passageCode > b.passageCode ? 1 : 0))
  const lineages = lineageResults(notebook, batchId)
  return { panels: byPassage, lineages, isct: isctResult(notebook, batchId, byPassage, lineages), nomenclature: nomenclatureNotes(notebook, batchId) }
}

function panelResult(notebook: Notebook, test: RecordOf<'phenotype-test'>, panel: RecordOf<'marker-panel'>): PanelResult {
  const measured = new Map(ordered(test.markers).map(([key, m]) => [m.marker, { key, m }]))
  const wanted = ordered(panel.markers)
  const markers = wanted.map(([key, w]) => {
    const hit = measured.get(w.marker)
    return markerResult(test, hit?.key ?? key, w, hit?.m)
  })
  const extra = [...measured.values()].filter(({ m }) => !wanted.some(([, w]) => w.marker === m.marker)).map(({ key, m }) => markerResult(test, key, { order: 0, marker: m.marker }, m))
  return {
    testId: test.id,
    passageCode: notebook.get('passage', test.passageId)?.code ?? test.passageId,
    performedAt: test.performedAt ?? null,
    panelName: panel.name,
    standing: panel.standing,
    markers: [...markers, ...extra],
    verdict: panelVerdict(markers),
    missing: missingOf(markers),
    simulated: isSimulated(test),
  }
}

/** Items of a panel: single markers, and groups of alternatives of which one must do. */
function itemsOf(markers: readonly MarkerResult[]): readonly (readonly MarkerResult[])[] {
  const groups = new Map<string, MarkerResult[]>()
  for (const m of markers) {
    if (m.criterion === null) continue
    const key = m.alternativeGroup ?? `marker ${m.marker}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [m])
    else group.push(m)
  }
  return [...groups.values()]
}

/**
 * Verdict of alternatives (CD14 or CD11b): one that passes is enough; else one that is open leaves the group open; a group fails only
 * when a measured member fails and none passes or is uncertain.
 */
export function groupVerdict(group: readonly { readonly verdict: MarkerVerdict }[]): MarkerVerdict {
  const verdicts = group.map((m) => m.verdict)
  if (verdicts.includes('PASS')) return 'PASS'
  if (verdicts.includes('UNCERTAIN')) return 'UNCERTAIN'
  return verdicts.includes('FAIL') ? 'FAIL' : 'NOT MEASURED'
}

/** Verdict over all items: one failure fails; else anything not measured leaves it NOT MEASURED, anything open UNCERTAIN. */
export function panelVerdict(markers: readonly MarkerResult[]): MarkerVerdict {
  const verdicts = itemsOf(markers).map(groupVerdict)
  if (verdicts.length === 0) return 'UNCERTAIN'
  if (verdicts.includes('FAIL')) return 'FAIL'
  if (verdicts.includes('NOT MEASURED')) return 'NOT MEASURED'
  return verdicts.includes('UNCERTAIN') ? 'UNCERTAIN' : 'PASS'
}

function missingOf(markers: readonly MarkerResult[]): readonly string[] {
  return itemsOf(markers)
    .filter((group) => groupVerdict(group) === 'NOT MEASURED')
    .map((group) => group.map((m) => m.marker).join(' or '))
}

