import type { Notebook } from '../../records/notebook.ts'
import { isctResult } from '../phenotype/isct.ts'
import { phenotypeResults } from '../phenotype/phenotype.ts'
import { plainName } from '../plain-name.ts'
import { isSimulated } from '../simulated.ts'
import { absent, at, coverage, doesNotApply, item, type Part } from './item-parts.ts'
import type { StandardCoverage } from './standards-results.ts'

const wordings = [
  'Adherence to plastic in standard culture',
  'At least 95 % positive for CD105, CD73 and CD90',
  'At most 2 % positive for CD45, CD34, CD14 or CD11b, CD79a or CD19, and HLA-DR',
  'Differentiation in vitro to osteoblasts, adipocytes and chondroblasts',
] as const

const positive = [['CD105'], ['CD73'], ['CD90']] as const
const negative = [['CD45'], ['CD34'], ['CD14', 'CD11b'], ['CD79a', 'CD19'], ['HLA-DR']] as const
const lineages = ['osteogenic', 'adipogenic', 'chondrogenic'] as const

/**
 * ISCT 2006 minimal criteria (Dominici et al., Cytotherapy 8:315-317): which of them were measured, marker by marker. The status says what
 * is recorded; the verdict (PASS, FAIL, UNCERTAIN, NOT MEASURED) is the detail. Not applicable to cells that are not human.
 */
export function isctStandard(notebook: Notebook, batchId: string, subject: string): StandardCoverage {
  const phenotype = phenotypeResults(notebook, batchId)
  const isct = isctResult(notebook, batchId, phenotype.panels, phenotype.lineages)
  const citation = 'Dominici et al. 2006, Cytotherapy 8:315-317, doi 10.1080/14653240600855905'
  const scope = 'The four criteria. "Recorded" says that a criterion was measured; whether it is met is the verdict beside it.'
  if (!isct.applicable) return coverage('ISCT 2006', citation, scope, subject, wordings.map((w, i) => doesNotApply(String(i + 1), w, isct.why)))
  const verdict = (i: number): string => `${isct.items[i]?.verdict ?? 'NOT MEASURED'}: ${isct.items[i]?.detail ?? ''}`
  const markers = (lists: readonly (readonly string[])[]): readonly Part[] => lists.map((alternatives) => markerPart(notebook, phenotype.panels.map((p) => p.testId), alternatives))
  const adherence = isct.items[0]?.verdict === 'PASS' ? adherenceEvidence(notebook, batchId, isct.items[0].detail) : absent('culture as a monolayer, or adherent cells counted', 'passage, /conditions/format or /observations', 'not recorded')
  return coverage('ISCT 2006', citation, scope, subject, [
    item('1', wordings[0], [adherence], verdict(0)),
    item('2', wordings[1], markers(positive), verdict(1)),
    item('3', wordings[2], markers(negative), verdict(2)),
    item('4', wordings[3], lineages.map((lineage) => lineagePart(notebook, batchId, lineage)), verdict(3)),
  ])
}

/** The passage that the verdict rests on, by the code it names. */
function adherenceEvidence(notebook: Notebook, batchId: string, detail: string): Part {
  const named = notebook.all('passage').filter((p) => p.batchId === batchId && detail.includes(p.code)).toSorted((a, b) => b.code.length - a.code.length)[0]
  if (named === undefined) return absent('culture', 'passage')
  const pointer = detail.includes('adherent cells') ? '/observations' : '/conditions/format'
  return { evidence: [{ what: 'culture', value: detail, source: { kind: 'passage', id: named.id, name: named.code, pointer }, simulated: isSimulated(named, pointer) }], gaps: [] }
}

/** One marker or its alternative, on any test of the batch. */
function markerPart(notebook: Notebook, testIds: readonly string[], alternatives: readonly string[]): Part {
  const label = alternatives.join(' or ')
  for (const id of testIds) {
    const test = notebook.get('phenotype-test', id)
    if (test === undefined) continue
    for (const [key, row] of Object.entries(test.markers)) {
      if (row.excluded !== undefined || !alternatives.some((m) => plainName(m) === plainName(row.marker))) continue
      const percent = at(test, `/markers/${key}/positivePercent`, row.positivePercent, `${row.marker}, % positive`)
      if (percent.gaps.length === 0) return percent
      const events = at(test, `/markers/${key}/positiveEvents`, row.positiveEvents, `${row.marker}, positive events`)
      if (events.gaps.length === 0) return events
    }
  }
  return absent(label, `phenotype-test, /markers (${label})`, 'not measured')
}

function lineagePart(notebook: Notebook, batchId: string, lineage: (typeof lineages)[number]): Part {
  const tests = notebook.all('differentiation-test').filter((t) => t.lineage === lineage && notebook.get('passage', t.passageId)?.batchId === batchId)
  const parts = tests.map((t) => at(t, '/result', t.result, `${lineage} result`))
  return parts.find((p) => p.gaps.length === 0) ?? parts[0] ?? absent(`${lineage} differentiation`, `differentiation-test, lineage ${lineage}`, 'not measured')
}
