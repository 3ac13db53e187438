import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { effectiveConditions } from '../culture/effective-conditions.ts'
import { isctMarkers } from './isct-markers.ts'
import { jointVerdict } from './panel-result.ts'
import type { IsctResult, LineageResult, MarkerVerdict, PanelResult } from './phenotype-results.ts'
import { speciesOf } from '../culture/species-of-batch.ts'

type Passage = RecordOf<'passage'>

/**
 * ISCT 2006 minimal criteria (Dominici et al., Cytotherapy 8:315-317, doi 10.1080/14653240600855905): adherence to plastic; CD105, CD73,
 * CD90 at least 95 %; CD45, CD34, CD14 or CD11b, CD79a or CD19, HLA-DR at most 2 %; osteoblasts, adipocytes and chondroblasts in vitro.
 * They are for human cells; for others, and where the species of any donor is not recorded, the result is NOT APPLICABLE. Nothing passes by
 * silence.
 */
export function isctResult(notebook: Notebook, batchId: string, panels: readonly PanelResult[], lineages: readonly LineageResult[]): IsctResult {
  const species = speciesOf(notebook, batchId)
  if (species.length !== 1 || species[0] !== 'human') {
    const known = species.filter((s) => s !== undefined)
    const found = known.length < species.length || species.length === 0 ? 'the species is not recorded for all of these' : `these cells are from ${known.join(' and ')}`
    return { applicable: false, why: `The criteria are for human cells; ${found}. Panels are judged on their own, as indicative.`, items: [], overall: 'NOT APPLICABLE' }
  }
  const trilineage = lineages.filter((l) => l.lineage !== 'other')
  const items = [
    { item: 'Adherent to plastic in standard culture', ...adherenceOf(notebook, batchId) },
    ...isctMarkers(notebook, panels),
    { item: 'Osteoblasts, adipocytes and chondroblasts in vitro', verdict: jointVerdict(trilineage.map((l) => l.verdict)), detail: trilineage.map((l) => `${l.lineage}: ${l.verdict}`).join(', ') },
  ]
  return { applicable: true, why: 'Dominici et al. 2006. A marker passes only when its whole counting interval meets the criterion.', items, overall: jointVerdict(items.map((i) => i.verdict)) }
}

/** Adherence: a passage harvested as a monolayer, or adherent cells counted under the microscope. Culture in another format says nothing. */
function adherenceOf(notebook: Notebook, batchId: string): { readonly verdict: MarkerVerdict; readonly detail: string } {
  const own = notebook.all('passage').filter((p) => p.batchId === batchId)
  for (const passage of own) {
    if (isHarvested(passage) && effectiveConditions(notebook, passage).conditions.get('format')?.value === 'monolayer') return { verdict: 'PASS', detail: `${passage.code} was grown and harvested as a monolayer` }
  }
  for (const passage of own) {
    const seen = ordered(passage.observations).some(([, o]) => o.excluded === undefined && (valueOf(o.adherentCells) ?? 0) > 0)
    if (seen) return { verdict: 'PASS', detail: `adherent cells were counted in ${passage.code}` }
  }
  return { verdict: 'NOT MEASURED', detail: 'no harvest is recorded as a monolayer, and no adherent cells as counted' }
}

function isHarvested({ harvest }: Passage): boolean {
  return harvest !== undefined && harvest.excluded === undefined && valueOf(harvest.liveCells) !== 0
}
