import { formatFixed, relationP } from '../../util/format-number.ts'
import type { Interval } from '../../util/interval.ts'

/** Outcome of the verdict rule on one side. Positive effects are benefit. */
export type VerdictKind =
  | 'not assessable'
  | 'no relevant effect'
  | 'benefit'
  | 'harm'
  | 'relevant benefit excluded, harm not'
  | 'inconclusive'

export type Side = 'in vitro' | 'in vivo'

export type Verdict = {
  readonly kind: VerdictKind
  /** Word of the side: suppressive / improved for benefit, enhancing / worse for harm. */
  readonly label: string
  readonly side: Side
  readonly reason: string
  /** Number of the rule (1 to 6) that decided. */
  readonly rule: 1 | 2 | 3 | 4 | 5 | 6
  readonly flags: readonly string[]
  /** "these data exclude a reduction above U %": the 95 % upper bound, null when unbounded or not assessable. */
  readonly excludesAbove: number | null
  /** Likewise downwards: "these data exclude a worsening beyond L %". */
  readonly excludesBelow: number | null
  readonly simulated: boolean
}

export type VerdictInput = {
  readonly side: Side
  readonly estimate: number | null
  readonly interval95: Interval | null
  readonly interval90: Interval | null
  /** Reason why the result is not valid; null when it is. */
  readonly invalidBecause: string | null
  readonly margin: { readonly value: number | null; readonly declaredBeforeData: boolean; readonly note: string }
  /** Adjusted p of the declared test; required for directional verdicts in vivo (without it they are inconclusive), undefined in vitro. */
  readonly declaredTest?: { readonly name: string; readonly adjustedP: number | null }
  /** Why the verdict is inconclusive whatever the interval says (fewer than 3 runs, sensitivity analyses disagree). */
  readonly forcedInconclusive: string | null
  readonly simulated: boolean
}

/** In the order in which tables show them. */
export const verdictKinds: readonly VerdictKind[] = ['benefit', 'harm', 'no relevant effect', 'relevant benefit excluded, harm not', 'inconclusive', 'not assessable']

const words = { 'in vitro': { benefit: 'suppressive', harm: 'enhancing' }, 'in vivo': { benefit: 'improved', harm: 'worse' } } as const

/** The word of a side for a kind of verdict: suppressive, improved, enhancing, worse. */
export function verdictWord(side: Side, kind: VerdictKind): string {
  return kind === 'benefit' || kind === 'harm' ? words[side][kind] : kind
}

/** Adjusted p below which the declared test supports a directional verdict. */
const alpha = 0.05

/**
 * The verdict rule, in its order:
 * 1. validity failed: not assessable; 2. 90 % interval inside (-delta, delta): no relevant effect; 3. 95 % lower bound > 0 and
 * estimate >= delta: suppressive / improved; 4. 95 % upper bound < 0 and estimate <= -delta: enhancing / worse; 5. 90 % upper
 * bound < delta: relevant benefit excluded, harm not; 6. else inconclusive, saying why.
 * Bounds of the intervals are compared strictly, the estimate reaches the margin when it equals it.
 * Without a margin declared before data (or with an impossible one, not above 0), rules 2 and 5 are unavailable, and 3 and 4 need the
 * interval only and are flagged. Directional verdicts in vivo also need the declared test's adjusted p < 0.05; where estimate and test
 * disagree, or no test was made, inconclusive. Rule 2 is the two one-sided tests procedure at 5 % (90 % interval).
 */
export function judge(input: VerdictInput): Verdict {
  const { side, estimate, interval95, interval90 } = input
  const base = { side, excludesAbove: interval95?.upper ?? null, excludesBelow: interval95?.lower ?? null, simulated: input.simulated }
  if (input.invalidBecause !== null) return { ...base, kind: 'not assessable', label: 'not assessable', reason: input.invalidBecause, rule: 1, flags: [], excludesAbove: null, excludesBelow: null }
  const delta = usableMargin(input.margin)
  const flags = delta === null ? [input.margin.note] : []
  const inconclusive = (reason: string): Verdict => ({ ...base, kind: 'inconclusive', label: 'inconclusive', reason, rule: 6, flags })
  if (input.forcedInconclusive !== null) return inconclusive(input.forcedInconclusive)
  if (estimate === null || !Number.isFinite(estimate) || interval95 === null || interval90 === null) return inconclusive('no interval could be computed')
  const lower95 = interval95.lower ?? Number.NEGATIVE_INFINITY
  const upper95 = interval95.upper ?? Number.POSITIVE_INFINITY
  const lower90 = interval90.lower ?? Number.NEGATIVE_INFINITY
  const upper90 = interval90.upper ?? Number.POSITIVE_INFINITY
  if (delta !== null && lower90 > -delta && upper90 < delta) {
    return { ...base, kind: 'no relevant effect', label: 'no relevant effect', reason: `the 90 % interval lies within ±${String(delta)}`, rule: 2, flags }
  }
  const benefit = lower95 > 0 && (delta === null || estimate >= delta)
  const harm = upper95 < 0 && (delta === null || estimate <= -delta)
  if (benefit || harm) {
    const disagreement = testDisagreement(side, input.declaredTest)
    if (disagreement !== null) return inconclusive(disagreement)
    const kind = benefit ? 'benefit' : 'harm'
    const needs = delta === null ? 'the 95 % interval excludes zero (no margin declared before data)' : `the 95 % interval excludes zero and the estimate reaches the margin of ${String(delta)}`
    return { ...base, kind, label: words[side][kind], reason: needs, rule: benefit ? 3 : 4, flags }
  }
  if (delta !== null && upper90 < delta) {
    return { ...base, kind: 'relevant benefit excluded, harm not', label: 'relevant benefit excluded, harm not', reason: `the 90 % interval ends below the margin of ${String(delta)} but does not stay above −${String(delta)}`, rule: 5, flags }
  }
  return inconclusive(whyInconclusive(estimate, lower95, upper95, delta))
}

/** The margin if it may be used for equivalence: declared before data and possible; else null. */
function usableMargin({ value, declaredBeforeData }: VerdictInput['margin']): number | null {
  return declaredBeforeData && value !== null && Number.isFinite(value) && value > 0 ? value : null
}

function testDisagreement(side: Side, test: VerdictInput['declaredTest']): string | null {
  if (test === undefined) return side === 'in vivo' ? 'the interval excludes zero, but no test was declared and made' : null
  if (test.adjustedP === null) return `estimate and test disagree: the interval excludes zero, but ${test.name} gave no p value`
  return test.adjustedP < alpha ? null : `estimate and test disagree: the interval excludes zero, but ${test.name} gives adjusted p ${relationP(test.adjustedP)}`
}

function whyInconclusive(estimate: number, lower95: number, upper95: number, delta: number | null): string {
  const excludesZero = lower95 > 0 || upper95 < 0
  if (excludesZero && delta !== null) return `the 95 % interval excludes zero, but the estimate ${formatFixed(estimate, decimalsToTell(estimate, delta))} does not reach the margin of ${String(delta)}`
  if (delta === null) return 'the 95 % interval contains zero, and without a margin declared before data absence of effect cannot be shown'
  return 'the interval is too wide: it contains zero and reaches the margin'
}

/** Decimals at which the estimate no longer prints as the margin it does not reach. */
function decimalsToTell(estimate: number, delta: number): number {
  let decimals = 1
  while (decimals < 12 && Number(Math.abs(estimate).toFixed(decimals)) === delta) decimals++
  return decimals
}
