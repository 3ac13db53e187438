import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ComparedValue, ValueState } from '../../../../shared/domain/comparability/comparability-results.ts'
import { compareValues } from '../../../../shared/domain/comparability/compare-values.ts'
import { combined, derivedValue, noValue } from '../../../../shared/domain/comparability/compared-value.ts'
import { allTolerances, defaultTolerances, toleranceWords, type CompareRule } from '../../../../shared/domain/comparability/tolerances.ts'

const value = (text: string): ComparedValue => derivedValue(text, [], false)
const n = (...numbers: readonly number[]): ComparedValue => combined(numbers.map((x) => derivedValue(String(x), [], false, { number: x })), noValue('not recorded', 'none'))
const compare = (rule: CompareRule, a: ComparedValue, b: ComparedValue) => compareValues(rule, a, b, defaultTolerances)

describe('compareValues', () => {
  it.each([
    ['words', value('PBS'), value('PBS'), 'equal', ''],
    ['words', value('alpha-MEM'), value('Alpha–MEM'), 'equal', ''],
    ['words', value('PBS'), value('saline'), 'differs', ''],
    ['exact number', n(3), n(3), 'equal', ''],
    ['exact number', n(0.1 + 0.2), n(0.3), 'equal', ''],
    ['exact number', n(3), n(4), 'differs', '−25 % of the comparator'],
    ['exact number', n(0), n(0), 'equal', ''],
    ['dosePercent', n(1.1e6), n(1e6), 'within tolerance', '+10 % of the comparator'],
    ['dosePercent', n(0.9e6), n(1e6), 'within tolerance', '−10 % of the comparator'],
    ['dosePercent', n(1.11e6), n(1e6), 'differs', '+11 % of the comparator'],
    ['dosePercent', n(0.89e6), n(1e6), 'differs', '−11 % of the comparator'],
    ['dosePercent', n(5), n(0), 'differs', '5 against 0'],
    ['amountPercent', n(22), n(20), 'within tolerance', '+10 % of the comparator'],
    ['amountPercent', n(22.1), n(20), 'differs', '+10.5 % of the comparator'],
    ['viabilityPoints', n(90), n(95), 'within tolerance', '−5 points'],
    ['viabilityPoints', n(89), n(95), 'differs', '−6 points'],
    ['viabilityPoints', n(95), n(95), 'equal', ''],
    ['amountPercent', n(10, 10.5), n(10, 10.5), 'equal', ''],
    ['amountPercent', n(10, 10.5), n(10), 'within tolerance', '+5 % of the comparator (furthest apart)'],
    ['amountPercent', n(10, 12), n(10), 'differs', '+20 % of the comparator (furthest apart)'],
    ['amountPercent', value('about 10'), n(10), 'differs', ''],
    ['strain', value('C57BL/6'), value('B6'), 'equal', 'two names of one strain'],
    ['strain', value('DBA/1'), value('DBA/1J'), 'differs', 'the names may mean substrains of one strain: record strain and substrain in their own fields'],
    ['strain', value('DBA/1'), value('BALB/c'), 'differs', ''],
  ] as const)('%s: %o against %o is %s', (rule, a, b, outcome, detail) => {
    expect(compare(rule, a, b)).toEqual({ outcome, detail })
  })

  const missing: readonly (readonly [Exclude<ValueState, 'recorded'>, string])[] = [
    ['not recorded', 'not recorded'], ['unknown', 'unknown'], ['not measured', 'not measured'], ['impossible', 'an impossible value (x)'], ['words only', 'given in words only, which cannot be compared field by field'], ['several', 'not recorded for all (x)'], ['no use', 'x'],
  ]
  it.each(missing)('%s is missing, on the side where it is', (state, detail) => {
    const open = noValue(state, state === 'not recorded' ? 'not recorded' : 'x')
    expect(compare('words', open, value('PBS'))).toEqual({ outcome: 'missing', detail: `subject: ${detail}` })
    expect(compare('words', value('PBS'), open)).toEqual({ outcome: 'missing', detail: `comparator: ${detail}` })
    if (state !== 'no use') expect(compare('words', open, open)).toEqual({ outcome: 'missing', detail: `subject: ${detail}; comparator: ${detail}` })
  })

  it('applies to neither side, to one side, or to one side with the other missing', () => {
    const na = noValue('not applicable', 'not applicable (fresh cells)')
    const noUse = noValue('no use', 'used in no assay')
    expect(compare('words', na, na)).toEqual({ outcome: 'not applicable', detail: 'not applicable (fresh cells)' })
    expect(compare('words', noUse, noUse)).toEqual({ outcome: 'not applicable', detail: 'used in no assay' })
    expect(compare('words', na, value('x'))).toEqual({ outcome: 'differs', detail: 'does not apply to the subject' })
    expect(compare('words', value('x'), na)).toEqual({ outcome: 'differs', detail: 'does not apply to the comparator' })
    expect(compare('words', na, noValue('unknown', 'unknown'))).toEqual({ outcome: 'missing', detail: 'comparator: unknown' })
    expect(compare('words', noUse, na)).toEqual({ outcome: 'missing', detail: 'subject: used in no assay' })
  })

  it('tolerances are the ones given, and are printed', () => {
    const wide = { ...defaultTolerances, dosePercent: 25 }
    expect(compareValues('dosePercent', n(1.2), n(1), wide).outcome).toBe('within tolerance')
    expect(toleranceWords('dosePercent', wide)).toBe('±25 % of the comparator')
    expect(toleranceWords('viabilityPoints', wide)).toBe('±5 points')
    expect([toleranceWords('words', wide), toleranceWords('strain', wide), toleranceWords('exact number', wide)]).toEqual([null, null, null])
    expect(allTolerances(wide)[0]).toBe('doses ±25 % of the comparator (rules of judgement)')
  })

  it('a side equals itself, and its order does not matter', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 6 }), (numbers) => {
      expect(n(...numbers)).toEqual(n(...numbers.toReversed()))
      expect(compare('exact number', n(...numbers), n(...numbers)).outcome).toBe('equal')
    }))
  })

  it('within tolerance is exactly what the definition says', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100000 }), fc.integer({ min: 1, max: 100000 }), (a, b) => {
      const expected = a === b ? 'equal' : 10 * Math.abs(a - b) <= b ? 'within tolerance' : 'differs'
      expect(compare('dosePercent', n(a), n(b)).outcome).toBe(expected)
    }), { numRuns: 2000 })
  })
})

describe('combined', () => {
  it('agrees, differs, or is recorded in part', () => {
    const none = noValue('not recorded', 'none')
    expect(combined([], none)).toBe(none)
    expect(combined([value('male'), value('male')], none).text).toBe('male')
    expect(combined([value('male'), value('female')], none)).toMatchObject({ state: 'recorded', text: 'female; male', numbers: [] })
    expect(combined([value('male'), noValue('unknown', 'unknown')], none)).toMatchObject({ state: 'several', text: 'male; unknown', key: null })
    expect(combined([noValue('unknown', 'unknown'), noValue('unknown', 'unknown')], none).state).toBe('unknown')
    expect(combined([noValue('unknown', 'unknown'), noValue('not measured', 'not measured')], none).state).toBe('several')
    expect(combined([value('x'), noValue('not applicable', 'not applicable')], none).state).toBe('recorded')
  })
})
