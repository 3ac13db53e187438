import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { valueOf } from '../../records/blank.ts'
import { markerResult } from './marker-verdict.ts'
import type { MarkerResult, MarkerVerdict, PanelResult } from './phenotype-results.ts'
import { plainName } from '../plain-name.ts'
import { isSimulated } from '../simulated.ts'
import { speciesOf } from '../culture/species-of-batch.ts'

type Test = RecordOf<'phenotype-test'>
type Panel = RecordOf<'marker-panel'>

/**
 * One test against its panel: every marker of the panel (measured or not), then those measured beside it. A marker measured twice has a row
 * for each. Without the panel on record the measurements are given without criteria.
 * A panel made for other cells than these is indicative, whatever it is called: a human standard says nothing of mouse cells.
 */
export function panelResult(notebook: Notebook, test: Test): PanelResult {
  const panel = notebook.get('marker-panel', test.panelId)
  const passage = notebook.get('passage', test.passageId)
  const measured = ordered(test.markers)
  const wanted = ordered(panel?.markers)
  const ofPanel = new Set(wanted.map(([, w]) => plainName(w.marker)))
  const markers = wanted.flatMap(([key, w]) => {
    const hits = measured.filter(([, m]) => plainName(m.marker) === plainName(w.marker))
    return hits.length === 0 ? [markerResult(test, key, w, undefined, panel)] : hits.map(([hit, m]) => markerResult(test, hit, w, m, panel))
  })
  const beside = measured.filter(([, m]) => !ofPanel.has(plainName(m.marker))).map(([key, m]) => markerResult(test, key, { order: 0, marker: m.marker }, m, panel))
  return {
    testId: test.id,
    passageCode: passage?.code ?? test.passageId,
    performedAt: test.performedAt ?? null,
    panelName: panel?.name ?? 'panel not on record',
    standing: standingOf(panel, speciesOf(notebook, passage?.batchId)),
    markers: [...markers, ...beside],
    verdict: panelVerdict(markers),
    missing: missingOf(markers),
    simulated: isSimulated(test),
  }
}

function standingOf(panel: Panel | undefined, species: readonly (string | undefined)[]): PanelResult['standing'] {
  if (panel === undefined) return 'lab'
  const madeFor = valueOf(panel.species)
  const isForThem = madeFor !== undefined && species.length > 0 && species.every((s) => s === madeFor)
  return panel.standing === 'standard' && !isForThem ? 'indicative' : panel.standing
}

/** Items of a panel: single markers, and groups of alternatives of which one must do. */
function itemsOf(markers: readonly MarkerResult[]): readonly (readonly MarkerResult[])[] {
  const groups = new Map<string, MarkerResult[]>()
  for (const m of markers) {
    if (m.criterion === null) continue
    const key = m.alternativeGroup === null ? `marker ${plainName(m.marker)}` : `group ${m.alternativeGroup}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [m])
    else group.push(m)
  }
  return [...groups.values()]
}

/**
 * Verdict of alternatives (CD14 or CD11b): one that passes is enough; else one that is open leaves the group open; a group fails only
 * when a measured member fails and none passes or is uncertain. Where one marker was measured several times, all its measurements count
 * (see {@link repeatedVerdict}) before alternatives are compared.
 */
export function groupVerdict(group: readonly { readonly marker: string; readonly verdict: MarkerVerdict }[]): MarkerVerdict {
  const byMarker = new Map<string, MarkerVerdict[]>()
  for (const { marker, verdict } of group) byMarker.set(plainName(marker), [...(byMarker.get(plainName(marker)) ?? []), verdict])
  const verdicts = [...byMarker.values()].map(repeatedVerdict)
  if (verdicts.includes('PASS')) return 'PASS'
  if (verdicts.includes('UNCERTAIN')) return 'UNCERTAIN'
  return verdicts.includes('FAIL') ? 'FAIL' : 'NOT MEASURED'
}

/** Verdict of one question answered several times: pass and fail contradict each other and leave it UNCERTAIN; what was not measured does not count. */
export function repeatedVerdict(verdicts: readonly MarkerVerdict[]): MarkerVerdict {
  const given = new Set(verdicts.filter((v) => v !== 'NOT MEASURED'))
  if (given.size === 0) return 'NOT MEASURED'
  if (given.size > 1) return 'UNCERTAIN'
  return given.has('PASS') ? 'PASS' : given.has('FAIL') ? 'FAIL' : 'UNCERTAIN'
}

/** Verdict of items that must all hold: one failure fails; else anything not measured (or nothing at all) leaves it NOT MEASURED, anything open UNCERTAIN. */
export function jointVerdict(verdicts: readonly MarkerVerdict[]): MarkerVerdict {
  if (verdicts.includes('FAIL')) return 'FAIL'
  if (verdicts.includes('NOT MEASURED') || verdicts.length === 0) return 'NOT MEASURED'
  return verdicts.includes('UNCERTAIN') ? 'UNCERTAIN' : 'PASS'
}

/** Verdict over all items of a panel; a panel without criteria has none to pass: UNCERTAIN. */
export function panelVerdict(markers: readonly MarkerResult[]): MarkerVerdict {
  const verdicts = itemsOf(markers).map(groupVerdict)
  return verdicts.length === 0 ? 'UNCERTAIN' : jointVerdict(verdicts)
}

function missingOf(markers: readonly MarkerResult[]): readonly string[] {
  return itemsOf(markers)
    .filter((group) => groupVerdict(group) === 'NOT MEASURED')
    .map((group) => [...new Set(group.map((m) => m.marker))].join(' or '))
}
