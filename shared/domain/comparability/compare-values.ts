import { compareStrains } from '../relation/relation-strains.ts'
import type { ComparedValue, FieldOutcome, ValueState } from './comparability-results.ts'
import type { CompareRule, Tolerances } from './tolerances.ts'

export type Compared = { readonly outcome: FieldOutcome; readonly detail: string }

/** States of a side that has nothing to compare. */
const missingStates: ReadonlySet<ValueState> = new Set(['not recorded', 'unknown', 'not measured', 'impossible', 'words only', 'several', 'no use'])

/** Numbers that agree to this relative difference are equal: decimal fractions are not exact in binary. */
const equalWithin = 1e-9

/**
 * Outcome of one field. Not applicable: to neither side, or neither side was used so. Missing: a side has no value that can be compared;
 * the detail names the side and the state (not recorded, unknown, not measured, impossible, words only ...). A field that applies to one
 * side only differs. Percent tolerances are of the comparator: with a comparator of 0 only 0 agrees.
 */
export function compareValues(rule: CompareRule, subject: ComparedValue, comparator: ComparedValue, tolerances: Tolerances): Compared {
  const states = [subject.state, comparator.state]
  if (states.every((s) => s === 'not applicable') || states.every((s) => s === 'no use')) return { outcome: 'not applicable', detail: subject.text === comparator.text ? subject.text : `${subject.text}; ${comparator.text}` }
  const missing = [['subject', subject], ['comparator', comparator]] as const
  const open = missing.filter(([, v]) => missingStates.has(v.state))
  if (open.length > 0) return { outcome: 'missing', detail: open.map(([side, v]) => `${side}: ${whatIsMissing(v)}`).join('; ') }
  const notApplying = missing.filter(([, v]) => v.state === 'not applicable')
  if (notApplying.length > 0) return { outcome: 'differs', detail: `does not apply to the ${notApplying.map(([side]) => side).join(' and the ')}` }
  if (rule === 'strain') return strains(subject, comparator)
  if (subject.key === comparator.key) return { outcome: 'equal', detail: '' }
  if (rule === 'words' || subject.numbers.length === 0 || comparator.numbers.length === 0) return { outcome: 'differs', detail: '' }
  return furthestApart(rule, subject.numbers, comparator.numbers, tolerances)
}

function whatIsMissing(v: ComparedValue): string {
  if (v.state === 'no use') return v.text
  if (v.state === 'words only') return 'given in words only, which cannot be compared field by field'
  if (v.state === 'several') return `not recorded for all (${v.text})`
  if (v.state === 'impossible') return `an impossible value (${v.text.replace(' (impossible)', '')})`
  return v.state === 'not recorded' ? v.text : v.state
}

function strains(subject: ComparedValue, comparator: ComparedValue): Compared {
  if (subject.key === comparator.key) return { outcome: 'equal', detail: '' }
  switch (compareStrains(subject.text, comparator.text)) {
    case 'same':
      return { outcome: 'equal', detail: 'two names of one strain' }
    case 'unclear':
      return { outcome: 'differs', detail: 'the names may mean substrains of one strain: record strain and substrain in their own fields' }
    case 'different':
      return { outcome: 'differs', detail: '' }
  }
}

type NumberRule = Exclude<CompareRule, 'words' | 'strain'>

/** Where a side holds several numbers, the pair furthest apart decides. */
function furthestApart(rule: NumberRule, a: readonly number[], b: readonly number[], tolerances: Tolerances): Compared {
  const order: readonly FieldOutcome[] = ['equal', 'within tolerance', 'differs']
  const distance = (x: number, y: number): number => (y === 0 || rule === 'viabilityPoints' ? Math.abs(x - y) : Math.abs(x / y - 1))
  const pairs = a.flatMap((x) => b.map((y) => ({ ...numbers(rule, x, y, tolerances), distance: distance(x, y) })))
  const [worst] = pairs.toSorted((p, q) => order.indexOf(q.outcome) - order.indexOf(p.outcome) || q.distance - p.distance)
  return { outcome: worst?.outcome ?? 'differs', detail: `${worst?.detail ?? ''}${pairs.length > 1 && worst?.detail !== '' ? ' (furthest apart)' : ''}` }
}

function numbers(rule: NumberRule, a: number, b: number, tolerances: Tolerances): Compared {
  const apart = Math.abs(a - b)
  if (apart <= equalWithin * Math.abs(b)) return { outcome: 'equal', detail: '' }
  const words = b === 0 ? `${String(a)} against 0` : `${percentWords((100 * (a - b)) / b)} of the comparator`
  if (rule === 'exact number') return { outcome: 'differs', detail: words }
  const allowed = rule === 'viabilityPoints' ? tolerances.viabilityPoints : (tolerances[rule] / 100) * Math.abs(b)
  const detail = rule === 'viabilityPoints' ? `${signed(a - b)} points` : words
  return { outcome: apart <= allowed * (1 + equalWithin) ? 'within tolerance' : 'differs', detail }
}

function percentWords(percent: number): string {
  return `${signed(percent)} %`
}

function signed(x: number): string {
  const rounded = Number(x.toPrecision(3))
  return `${rounded < 0 ? '−' : '+'}${String(Math.abs(rounded))}`
}
