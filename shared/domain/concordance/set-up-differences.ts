import type { Notebook } from '../../records/notebook.ts'
import { formatRatio } from '../../util/format-number.ts'
import { armFields } from '../comparability/arm-fields.ts'
import { assayFields } from '../comparability/assay-fields.ts'
import { useOfBatch } from '../comparability/batch-use.ts'
import type { SetUpDifference } from './concordance-results.ts'

/** Fields that decide what was measured; where they differ, S of two donors (or E of two) may differ because of them. */
const decisive: ReadonlySet<string> = new Set([
  'stimulus', 'contact', 'readout', 'ratio-denominator', 'target', 'background', 'responder-type', 'responder-relation', 'assay-priming',
  'model', 'timing', 'scale', 'recipient-strain', 'relation', 'route', 'dose', 'doses', 'dose-days',
])

/**
 * In which decisive conditions pairs differ, each value with the pairs that have it; "not recorded" is a value of its own. Empty for fewer than
 * two pairs.
 */
export function setUpDifferences(notebook: Notebook, pairIds: readonly string[]): readonly SetUpDifference[] {
  const uses = pairIds.flatMap((id) => {
    const pair = notebook.get('pair', id)
    if (pair?.inVitro === undefined || pair.inVivo === undefined) return []
    const { assayId, conditionKey, ratioMscPerResponder } = pair.inVitro
    return [{ code: pair.code, ratio: ratioMscPerResponder, use: useOfBatch(notebook, pair.batchId, { assay: { assayId, conditionKey }, arm: pair.inVivo }) }]
  })
  const fields = [...assayFields, ...armFields].filter((f) => decisive.has(f.id))
  const ratios = uses.map((u) => ({ code: u.code, key: String(u.ratio), text: u.ratio > 0 ? `${formatRatio(u.ratio)} (MSC : responders)` : String(u.ratio) }))
  return [
    ...differing('Ratio', ratios),
    ...fields.flatMap((f) => differing(f.label, uses.map(({ code, use }) => {
      const value = f.ofBatch(use)
      return { code, key: value.key ?? value.text, text: value.text }
    }))),
  ]
}

function differing(field: string, values: readonly { readonly code: string; readonly key: string; readonly text: string }[]): readonly SetUpDifference[] {
  const byKey = new Map<string, { text: string; pairs: string[] }>()
  for (const { code, key, text } of values) {
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, { text, pairs: [code] })
    else known.pairs.push(code)
  }
  return byKey.size < 2 ? [] : [{ field, values: [...byKey.values()] }]
}
