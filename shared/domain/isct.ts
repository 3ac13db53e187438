import { valueOf } from '../records/blank.ts'
import type { Notebook } from '../records/notebook.ts'
import { effectiveConditions } from './effective-conditions.ts'
import type { IsctResult, LineageResult, MarkerVerdict, PanelResult } from './phenotype-results.ts'

/**
 * ISCT 2006 minimal criteria (Dominici et al., Cytotherapy 8:315-317, doi 10.1080/14653240600855905): adherence to plastic; CD105, CD73,
 * CD90 at least 95 %; CD45, CD34, CD14 or CD11b, CD79a or CD19, HLA-DR at most 2 %; osteoblasts, adipocytes and chondroblasts in vitro.
 * They are for human cells; for others the result is NOT APPLICABLE. Nothing passes by silence.
 */
export function isctResult(notebook: Notebook, batchId: string, panels: readonly PanelResult[], lineages: readonly LineageResult[]): IsctResult {
  const species = speciesOf(notebook, batchId)
  if (species.length !== 1 || species[0] !== 'human') {
    const found = species.length === 0 ? 'the species is not recorded' : `these cells are from ${species.join(' and ')}`
    return { applicable: false, why: `The criteria are for human cells; ${found}. Panels are judged on their own, as indicative.`, items: [], overall: 'NOT APPLICABLE' }
  }
  const standard = panels.filter((p) => p.standing === 'standard')
  const best = standard.find((p) => p.verdict === 'PASS') ?? standard.at(-1)
  const adherence = adherenceOf(notebook, batchId)
  const trilineage = lineages.filter((l) => l.lineage !== 'other')
  const items = [
    { item: 'Adherent to plastic in standard culture', ...adherence },
    { item: 'Surface markers', verdict: best?.verdict ?? ('NOT MEASURED' as const), detail: best === undefined ? 'no panel with the criteria was measured' : `${best.panelName} on ${best.passageCode}${best.missing.length === 0 ? '' : `; not measured: ${best.missing.join(', ')}`}` },
    { item: 'Osteoblasts, adipocytes and chondroblasts in vitro', verdict: worst(trilineage.map((l) => l.verdict)), detail: trilineage.map((l) => `${l.lineage}: ${l.verdict}`).join(', ') },
  ]
  return { applicable: true, why: 'Dominici et al. 2006. A marker passes only when its whole counting interval meets the criterion.', items, overall: worst(items.map((i) => i.verdict)) }
}

/** The verdict of a set that must all hold. */
function worst(verdicts: readonly MarkerVerdict[]): MarkerVerdict {
  if (verdicts.includes('FAIL')) return 'FAIL'
  if (verdicts.includes('NOT MEASURED') || verdicts.length === 0) return 'NOT MEASURED'
  return verdicts.includes('UNCERTAIN') ? 'UNCERTAIN' : 'PASS'
}

/** Species of the donors, pool members or cell line of a batch, each once. */
export function speciesOf(notebook: Notebook, batchId: string): readonly string[] {
  const source = notebook.get('batch', batchId)?.source
  if (source === undefined) return []
  const ids = source.type === 'donor' ? [source.donorId] : source.type === 'pool' ? Object.values(source.members).map((m) => m.donorId) : []
  const species = source.type === 'cell-line' ? [valueOf(source.species)] : ids.map((id) => valueOf(notebook.get('donor', id)?.species))
  return [...new Set(species.flatMap((s) => (s === undefined ? [] : [s])))]
}

function adherenceOf(notebook: Notebook, batchId: string): { readonly verdict: MarkerVerdict; readonly detail: string } {
  const grown = notebook.all('passage').filter((p) => p.batchId === batchId && p.harvest !== undefined)
  for (const passage of grown) {
    const format = effectiveConditions(notebook, passage).conditions.get('format')?.value
    if (format === 'monolayer') return { verdict: 'PASS', detail: `${passage.code} was grown and harvested as a monolayer` }
  }
  return { verdict: 'NOT MEASURED', detail: 'no harvest is recorded as a monolayer' }
}
