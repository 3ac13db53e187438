import { describe, expect, it } from 'vitest'
import { combineVerdicts } from '../../../../shared/domain/pairs/concordance.ts'
import type { Concordance } from '../../../../shared/domain/pairs/pair-results.ts'
import type { Side, Verdict, VerdictKind } from '../../../../shared/domain/pairs/verdict.ts'

const kinds = ['benefit', 'harm', 'no relevant effect', 'relevant benefit excluded, harm not', 'inconclusive', 'not assessable'] as const
const verdict = (side: Side, kind: VerdictKind): Verdict => ({ kind, label: kind, side, reason: `why ${side}`, rule: 6, flags: [], excludesAbove: null, excludesBelow: null, simulated: false })

const u = 'undetermined'
// Rows in vitro, columns in vivo, both in the order of `kinds`; written out from the rules by hand.
const expected: readonly (readonly Concordance[])[] = [
  ['concordant (benefit)', 'opposite', 'in vitro only', 'in vitro only', u, u],
  ['opposite', 'concordant (harm)', 'discordant', u, u, u],
  ['in vivo only', 'discordant', 'concordant (null)', u, u, u],
  [u, u, u, u, u, u],
  [u, u, u, u, u, u],
  [u, u, u, u, u, u],
]

describe('all 36 combinations', () => {
  it.each(kinds.flatMap((row, i) => kinds.map((column, j) => [row, column, expected[i]?.[j] ?? u] as const)))('in vitro %s, in vivo %s: %s', (row, column, concordance) => {
    const result = combineVerdicts(verdict('in vitro', row), verdict('in vivo', column))
    expect(result.concordance).toBe(concordance)
    expect(result.reason).not.toBe('')
  })
})

describe('undetermined names what is missing', () => {
  it.each([
    ['inconclusive', 'benefit', 'in vitro inconclusive: why in vitro'],
    ['benefit', 'not assessable', 'in vivo not assessable: why in vivo'],
    ['inconclusive', 'not assessable', 'in vitro inconclusive: why in vitro; in vivo not assessable: why in vivo'],
    ['harm', 'relevant benefit excluded, harm not', 'in vivo relevant benefit is excluded, but whether there is harm or no effect is open'],
    ['relevant benefit excluded, harm not', 'no relevant effect', 'in vitro relevant benefit is excluded, but whether there is harm or no effect is open'],
  ] as const)('%s with %s', (row, column, reason) => {
    expect(combineVerdicts(verdict('in vitro', row), verdict('in vivo', column)).reason).toBe(reason)
  })
})
