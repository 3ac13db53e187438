import { valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'

type Observation = RecordOf<'scoring-session'>['observations'][string]
type Scale = RecordOf<'score-scale'>

/**
 * Total of one observation: `total` in units of the scale, `missing` when nothing usable was scored on that day, or `impossible` when
 * what was scored cannot be right, so that the animal must not be summarised before someone looked.
 */
export type TotalScore =
  | { readonly kind: 'total'; readonly total: number; readonly warning?: string }
  | { readonly kind: 'missing'; readonly reason: string }
  | { readonly kind: 'impossible'; readonly reason: string }

/**
 * Total score of one animal on one day by the combination of the scale: sum of the parts, sum of their squares, or the single part.
 * The total written on paper is used where the parts are absent or incomplete; where both are there and differ, the parts are used, with
 * a warning. Nothing is clipped: a part outside its range, a negative score, a total above the maximum or a part the scale does not
 * know make the observation impossible. An incomplete set of parts without a written total is missing, not a smaller sum.
 */
export function totalScore(seen: Observation, scale: Scale): TotalScore {
  const scored = Object.entries(seen.parts ?? {})
  for (const [partKey, part] of scored) {
    const allowed = scale.parts[partKey]
    const score = valueOf(part.score)
    if (allowed === undefined) return { kind: 'impossible', reason: `"${partKey}" is no part of the scale ${scale.code}` }
    if (score !== undefined && !(score >= Math.max(0, allowed.minimum) && score <= allowed.maximum)) {
      return { kind: 'impossible', reason: `score ${score} of ${allowed.name} lies outside ${Math.max(0, allowed.minimum)} to ${allowed.maximum} (${scale.code})` }
    }
  }
  const written = valueOf(seen.totalScore)
  if (written !== undefined && !(written >= 0 && written <= scale.maximumTotal)) {
    return { kind: 'impossible', reason: `total score ${written} lies outside 0 to ${scale.maximumTotal} (${scale.code})` }
  }
  const scores = scored.map(([, part]) => valueOf(part.score)).filter((score) => score !== undefined)
  const expected = scale.combination === 'single' ? 1 : Object.keys(scale.parts).length
  if (scale.combination === 'single' && scores.length > 1) return { kind: 'impossible', reason: `${scores.length} parts scored on the single-part scale ${scale.code}` }
  if (scores.length === 0 || scores.length < expected) {
    if (written === undefined) {
      return { kind: 'missing', reason: scored.length === 0 ? 'not scored' : `${scores.length} of ${expected} parts scored and no total written` }
    }
    return scored.length === 0 ? { kind: 'total', total: written } : { kind: 'total', total: written, warning: `${scores.length} of ${expected} parts scored; the total as written is used` }
  }
  const total = scores.reduce((sum, score) => sum + (scale.combination === 'sum-of-squares' ? score * score : score), 0)
  if (total > scale.maximumTotal) return { kind: 'impossible', reason: `the parts make ${total}, above the maximum ${scale.maximumTotal} of ${scale.code}` }
  if (written === undefined || written === total) return { kind: 'total', total }
  return { kind: 'total', total, warning: `the total written (${written}) differs from that of the parts (${total}); the parts are used` }
}
