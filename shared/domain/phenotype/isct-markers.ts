import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { verdictOf } from './marker-verdict.ts'
import { jointVerdict, repeatedVerdict } from './panel-result.ts'
import type { IsctResult, MarkerResult, MarkerVerdict, PanelResult } from './phenotype-results.ts'
import { plainName } from '../plain-name.ts'

type Item = IsctResult['items'][number]
type Criterion = { readonly direction: 'at-least' | 'at-most'; readonly percent: number }
type Measured = { readonly result: MarkerResult; readonly primed: boolean }

/** The markers of Dominici et al. 2006; each entry needs one of its alternatives. */
const lists: readonly { readonly item: string; readonly criterion: Criterion; readonly markers: readonly (readonly string[])[] }[] = [
  { item: 'At least 95 % positive: CD105, CD73, CD90', criterion: { direction: 'at-least', percent: 95 }, markers: [['CD105'], ['CD73'], ['CD90']] },
  { item: 'At most 2 % positive: CD45, CD34, CD14 or CD11b, CD79a or CD19, HLA-DR', criterion: { direction: 'at-most', percent: 2 }, markers: [['CD45'], ['CD34'], ['CD14', 'CD11b'], ['CD79a', 'CD19'], ['HLA-DR']] },
]

type Evaluation = { readonly passageCode: string; readonly items: readonly Item[]; readonly verdict: MarkerVerdict; readonly open: number }

/**
 * The two marker criteria of ISCT 2006, judged on the published list and not on what a panel asks for: a panel that leaves markers out
 * leaves them NOT MEASURED. All tests of one passage are taken together; cells that were primed count only for a marker that was not
 * measured on others, and are named. One passage must meet everything; where another one fails a criterion, that criterion is UNCERTAIN.
 * @param panels in order of passage; the latest passage that meets all is the one reported, else one that fails, else the one with least missing.
 */
export function isctMarkers(notebook: Notebook, panels: readonly PanelResult[]): readonly Item[] {
  const byPassage = new Map<string, Measured[]>()
  for (const panel of panels) {
    const test = notebook.get('phenotype-test', panel.testId)
    const primed = valueOf(test?.cellState) === 'primed' || valueOf(test?.primedWith) !== undefined
    byPassage.set(panel.passageCode, [...(byPassage.get(panel.passageCode) ?? []), ...panel.markers.map((result) => ({ result, primed }))])
  }
  const evaluations = [...byPassage].map(([passageCode, measured]) => evaluate(passageCode, measured))
  const passing = evaluations.filter((e) => e.verdict === 'PASS').at(-1)
  const failing = evaluations.filter((e) => e.verdict === 'FAIL')
  const chosen = passing ?? failing[0] ?? evaluations.toSorted((a, b) => a.open - b.open)[0]
  if (chosen === undefined) return lists.map(({ item }) => ({ item, verdict: 'NOT MEASURED', detail: 'no marker was measured' }))
  if (passing === undefined) return chosen.items
  return chosen.items.map((item, i) => {
    const against = failing.flatMap((e) => (e.items[i]?.verdict === 'FAIL' ? [e.items[i].detail] : []))
    return against.length === 0 ? item : { ...item, verdict: 'UNCERTAIN', detail: `passages differ: ${[item.detail, ...against].join('; but ')}` }
  })
}

function evaluate(passageCode: string, measured: readonly Measured[]): Evaluation {
  const items = lists.map(({ item, criterion, markers }): Item & { readonly open: number } => {
    const found = markers.map((alternatives) => judgeAlternatives(alternatives, criterion, measured))
    const words = found.map((f) => `${f.words} ${f.verdict}`).join(', ')
    return { item, verdict: jointVerdict(found.map((f) => f.verdict)), detail: `${passageCode}: ${words}`, open: found.filter((f) => f.verdict === 'NOT MEASURED').length }
  })
  return { passageCode, items: items.map(({ item, verdict, detail }) => ({ item, verdict, detail })), verdict: jointVerdict(items.map((i) => i.verdict)), open: items.reduce((s, i) => s + i.open, 0) }
}

/** One alternative that passes is enough, as in a panel; the words name those that were measured. */
function judgeAlternatives(alternatives: readonly string[], criterion: Criterion, measured: readonly Measured[]): { readonly words: string; readonly verdict: MarkerVerdict } {
  const judged = alternatives.map((marker) => {
    const rows = measured.filter((m) => plainName(m.result.marker) === plainName(marker) && m.result.positive.value !== null)
    const unprimed = rows.filter((m) => !m.primed)
    const used = unprimed.length > 0 ? unprimed : rows
    return { marker, primed: used.length > 0 && unprimed.length === 0, verdict: repeatedVerdict(used.map((m) => verdictOf(m.result.positive, criterion))) }
  })
  const order: readonly MarkerVerdict[] = ['PASS', 'UNCERTAIN', 'FAIL', 'NOT MEASURED']
  const verdict = order.find((v) => judged.some((j) => j.verdict === v)) ?? 'NOT MEASURED'
  const deciding = judged.filter((j) => j.verdict === verdict)
  const against = judged.filter((j) => verdict === 'PASS' && j.verdict === 'FAIL').map((j) => `${j.marker} FAIL`)
  const name = (j: (typeof judged)[number]): string => `${j.marker}${j.primed ? ' (primed cells)' : ''}`
  return { words: `${deciding.map(name).join(' or ')}${against.length === 0 ? '' : ` (though ${against.join(', ')})`}`, verdict }
}
