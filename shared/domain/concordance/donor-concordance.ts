import type { Notebook } from '../../records/notebook.ts'
import { concordanceOf } from '../pairs/concordance.ts'
import type { PairResult } from '../pairs/pair-results.ts'
import { verdictKinds } from '../pairs/verdict.ts'
import { settingUsed } from '../settings-used.ts'
import { choosePairs, ruleOfChoice } from './choose-pairs.ts'
import type { ConcordanceResults, DonorPair, VerdictCell } from './concordance-results.ts'
import { rankCorrelations } from './rank-correlations.ts'
import { setUpDifferences } from './set-up-differences.ts'

/**
 * In vitro against in vivo over donors: which pair stands for each donor, how their verdicts combine, how their estimates correlate, and in what
 * the pairs compared differ. The unit is the donor, pool or cell line.
 * @param pairs of all batches looked at, in any order.
 */
export function donorConcordance(notebook: Notebook, pairs: readonly PairResult[]): ConcordanceResults {
  const { donors, leftOut } = choosePairs(notebook, pairs)
  const correlations = rankCorrelations(donors, { seed: settingUsed(notebook, 'permutationSeed').value, draws: settingUsed(notebook, 'permutations').value })
  const correlated = donors.filter((d) => d.notCorrelatedBecause === null)
  return { rule: ruleOfChoice, donors, leftOut, verdicts: verdictCells(donors), correlations, differences: setUpDifferences(notebook, correlated.map((d) => d.pairId)) }
}

/** All combinations of verdicts, also those nobody was seen with. */
function verdictCells(donors: readonly DonorPair[]): readonly VerdictCell[] {
  return verdictKinds.flatMap((inVitro) => verdictKinds.map((inVivo): VerdictCell => {
    const here = donors.filter((d) => d.inVitroVerdict === inVitro && d.inVivoVerdict === inVivo)
    return { inVitro, inVivo, concordance: concordanceOf(inVitro, inVivo), donors: here.filter((d) => !d.simulated).map((d) => d.donor), simulatedDonors: here.filter((d) => d.simulated).map((d) => d.donor) }
  }))
}
