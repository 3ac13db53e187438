import type { Concordance } from './pair-results.ts'
import type { Verdict, VerdictKind } from './verdict.ts'

type Decided = Exclude<Concordance, 'undetermined'>

/**
 * How the verdicts of the two sides of a pair combine. Rows: in vitro, columns: in vivo. What is not in the table is undetermined:
 * "not assessable" and "inconclusive" say nothing, and "relevant benefit excluded, harm not" combines only with a suppressive in-vitro
 * verdict (the cells suppress in the dish and do not help the animal, whatever else they do).
 */
const table: Partial<Record<VerdictKind, Partial<Record<VerdictKind, Decided>>>> = {
  benefit: { benefit: 'concordant (benefit)', harm: 'opposite', 'no relevant effect': 'in vitro only', 'relevant benefit excluded, harm not': 'in vitro only' },
  'no relevant effect': { 'no relevant effect': 'concordant (null)', benefit: 'in vivo only', harm: 'discordant' },
  harm: { harm: 'concordant (harm)', benefit: 'opposite', 'no relevant effect': 'discordant' },
}

/** How two kinds of verdicts combine. */
export function concordanceOf(inVitro: VerdictKind, inVivo: VerdictKind): Concordance {
  return table[inVitro]?.[inVivo] ?? 'undetermined'
}

/**
 * Concordance of a pair, with the reason in words; undetermined names what is missing.
 */
export function combineVerdicts(inVitro: Verdict, inVivo: Verdict): { readonly concordance: Concordance; readonly reason: string } {
  const decided = concordanceOf(inVitro.kind, inVivo.kind)
  if (decided !== 'undetermined') return { concordance: decided, reason: `in vitro ${inVitro.label}, in vivo ${inVivo.label}` }
  const missing = [inVitro, inVivo].flatMap(missingFrom)
  return { concordance: 'undetermined', reason: missing.join('; ') }
}

/** What a verdict leaves open; nothing for one that decides its side. */
function missingFrom(verdict: Verdict): readonly string[] {
  switch (verdict.kind) {
    case 'not assessable':
      return [`${verdict.side} not assessable: ${verdict.reason}`]
    case 'inconclusive':
      return [`${verdict.side} inconclusive: ${verdict.reason}`]
    case 'relevant benefit excluded, harm not':
      return [`${verdict.side} relevant benefit is excluded, but whether there is harm or no effect is open`]
    case 'benefit':
    case 'harm':
    case 'no relevant effect':
      return []
  }
}
