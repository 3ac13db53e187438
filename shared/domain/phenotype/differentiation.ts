import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { LineageResult, MarkerVerdict } from './phenotype-results.ts'

const lineages = ['adipogenic', 'osteogenic', 'chondrogenic'] as const

/**
 * Differentiation of a batch per lineage. PASS: a positive test whose undifferentiated control is negative. A positive control, or none,
 * makes a positive test UNCERTAIN. Several tests of one lineage: the best-controlled positive decides, unless a negative one contradicts it
 * (UNCERTAIN, naming both); without a controlled positive, an uncertain one, else a negative one fails.
 */
export function lineageResults(notebook: Notebook, batchId: string): readonly LineageResult[] {
  const tests = notebook.all('differentiation-test').filter((t) => notebook.get('passage', t.passageId)?.batchId === batchId)
  const ranks: readonly MarkerVerdict[] = ['PASS', 'UNCERTAIN', 'FAIL', 'NOT MEASURED']
  const rank = (r: { readonly verdict: MarkerVerdict }): number => ranks.indexOf(r.verdict)
  const kinds = [...lineages, ...(tests.some((t) => t.lineage === 'other') ? (['other'] as const) : [])]
  return kinds.map((lineage) => {
    const results = tests.filter((t) => t.lineage === lineage).map((t) => judge(notebook, t)).sort((a, b) => rank(a) - rank(b))
    const [best] = results
    const negative = results.find((t) => t.verdict === 'FAIL')
    if (best?.verdict === 'PASS' && negative !== undefined) return { ...best, verdict: 'UNCERTAIN', detail: `tests differ: ${best.detail} (${best.passageCode ?? 'passage not on record'}), but negative (${negative.passageCode ?? 'passage not on record'})` }
    return best ?? { lineage, verdict: 'NOT MEASURED', passageCode: null, detail: 'not recorded' }
  })
}

function judge(notebook: Notebook, test: RecordOf<'differentiation-test'>): LineageResult {
  const base = { lineage: test.lineage, passageCode: notebook.get('passage', test.passageId)?.code ?? null }
  const result = valueOf(test.result)
  const control = valueOf(test.undifferentiatedControl)
  if (result === undefined) return { ...base, verdict: 'NOT MEASURED', detail: 'result not recorded' }
  if (result === 'negative') return { ...base, verdict: 'FAIL', detail: 'negative' }
  if (result === 'equivocal') return { ...base, verdict: 'UNCERTAIN', detail: 'equivocal' }
  if (control === 'positive') return { ...base, verdict: 'UNCERTAIN', detail: 'positive, but so is the undifferentiated control' }
  if (control !== 'negative') return { ...base, verdict: 'UNCERTAIN', detail: 'positive, no undifferentiated control recorded' }
  return { ...base, verdict: 'PASS', detail: 'positive, undifferentiated control negative' }
}
