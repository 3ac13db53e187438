import { blankStateOf, blankWords, valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { formatRecorded } from '../../util/format-number.ts'

type Inhibitor = NonNullable<RecordOf<'assay'>['inhibitors']>[string]

/** Which wells suppression without an inhibitor is read from, so that both sides carry the same solvent. */
export type Baseline = { readonly kind: 'plain'; readonly words: string } | { readonly kind: 'solvent'; readonly words: string } | { readonly kind: 'not known'; readonly words: string; readonly reason: string }

/**
 * Baseline of an inhibitor. No solvent (recorded as not applicable), or the solvent in all wells: the wells without inhibitor. A solvent: the
 * wells with solvent (role solvent-control, with and without MSC). A solvent that is not recorded or unknown: no baseline, with the reason,
 * since neither can be known to be the right one.
 */
export function baselineOf(inhibitor: Inhibitor): Baseline {
  if (valueOf(inhibitor.solventIn) === 'all wells') return { kind: 'plain', words: 'wells without inhibitor; all wells carry the solvent' }
  if (blankStateOf(inhibitor.solvent) === 'not-applicable') return { kind: 'plain', words: 'wells without inhibitor; it has no solvent' }
  if (valueOf(inhibitor.solvent) !== undefined) return { kind: 'solvent', words: 'wells with the solvent' }
  const state = blankWords(inhibitor.solvent) ?? 'not recorded'
  return { kind: 'not known', words: 'not known', reason: `the solvent of ${inhibitor.label} is ${state}: whether wells without it are the right baseline cannot be known. Record the solvent ("not applicable" where there is none)` }
}

/** Solvent with its percentage, in words. */
export function solventWords(inhibitor: Inhibitor): string {
  const solvent = valueOf(inhibitor.solvent)
  const percent = valueOf(inhibitor.solventPercent)
  if (solvent === undefined) return blankStateOf(inhibitor.solvent) === 'not-applicable' ? 'none' : (blankWords(inhibitor.solvent) ?? 'not recorded')
  return percent === undefined ? solvent : `${solvent} ${formatRecorded(percent)} %`
}
