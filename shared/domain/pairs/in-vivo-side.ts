import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { ArmEffect, ArthritisResults } from '../arthritis/arthritis-results.ts'
import { intervalAt, type Estimate, type TestResult } from '../estimate.ts'
import { marginOf } from './margins.ts'
import type { PairSide } from './pair-results.ts'
import { isSimulated } from '../simulated.ts'
import { judge, type Verdict, type VerdictInput } from './verdict.ts'

/**
 * The in-vivo side of a pair: percent reduction of the time-weighted mean score of its arm against its vehicle arm, judged by the verdict
 * rule with the declared test; in onset-relative designs both are those adjusted for the score at the first dose. A verdict that changes when
 * deaths are treated the other ways becomes inconclusive. Missing randomisation or blinding is flagged beside the verdict. Not assessable, besides what the effect itself says: an experiment whose declared primary
 * outcome is another one, since a verdict on another outcome than the declared one would be a choice after the fact.
 * @param results of the pair's experiment; undefined when there are none.
 */
export function inVivoSide(notebook: Notebook, pair: RecordOf<'pair'>, results: ArthritisResults | undefined): PairSide {
  const margin = marginOf(notebook, pair, 'in vivo')
  const experiment = notebook.get('experiment', pair.inVivo?.experimentId)
  const effect = results?.effects.find((e) => e.armKey === pair.inVivo?.armKey && e.vehicleArmKey === pair.inVivo.vehicleArmKey)
  const simulated = isSimulated(pair) || (results?.simulated ?? false)
  const invalid = invalidReason(pair, experiment, results, effect)
  const judged = effect?.adjusted ?? effect
  const estimate = judged?.reductionPercent ?? null
  const verdictOn = (value: Estimate | null, test: TestResult | undefined, forced: string | null): Verdict =>
    judge({
      side: 'in vivo',
      estimate: value?.value ?? null,
      interval95: bounds(value, 0.95),
      interval90: bounds(value, 0.9),
      invalidBecause: invalid ?? value?.notAssessable ?? null,
      margin,
      ...(test === undefined ? {} : { declaredTest: { name: test.test, adjustedP: test.adjustedP } }),
      forcedInconclusive: forced ?? value?.noInterval ?? null,
      simulated,
    })
  const primary = verdictOn(estimate, judged?.test, null)
  const changed = (judged?.sensitivity ?? []).map((s) => ({ rule: s.rule, verdict: verdictOn(s.reductionPercent, s.test, null) })).filter((s) => s.verdict.kind !== primary.kind)
  const decided = primary.kind !== 'not assessable' && primary.kind !== 'inconclusive'
  const first = changed[0]
  const verdict = decided && first !== undefined
    ? verdictOn(estimate, judged?.test, `the verdict depends on how deaths are treated: ${primary.label} by the rule for deaths, ${first.verdict.label} with ${first.rule}`)
    : primary
  const flags = experiment === undefined ? [] : conductFlags(experiment)
  return { present: pair.inVivo !== undefined, what: describe(pair, experiment), estimate, margin, verdict: { ...verdict, flags: [...verdict.flags, ...flags] } }
}

function bounds(estimate: Estimate | null, level: number): VerdictInput['interval95'] {
  return estimate === null ? null : (intervalAt(estimate, level) ?? null)
}

function invalidReason(pair: RecordOf<'pair'>, experiment: RecordOf<'experiment'> | undefined, results: ArthritisResults | undefined, effect: ArmEffect | undefined): string | null {
  if (pair.inVivo === undefined) return 'the pair has no in vivo side'
  if (experiment === undefined || results === undefined) return 'the experiment of the pair has no results'
  if (results.notAssessable !== undefined) return results.notAssessable
  if (experiment.arms[pair.inVivo.vehicleArmKey]?.role !== 'vehicle') return 'the arm it is compared with is not a vehicle arm of the experiment'
  if (effect === undefined) return 'the arm of the pair is not compared with this vehicle arm'
  const outcome = valueOf(experiment.primaryOutcome)
  if (outcome !== undefined && outcome !== 'time-weighted-mean-score') {
    return `the declared primary outcome is "${outcome}": verdicts are made on the time-weighted mean score only, and another outcome than the declared one is not judged`
  }
  return effect.invalidBecause.length === 0 ? null : effect.invalidBecause.join('; ')
}

/** What must be printed beside a verdict on an experiment that was not randomised, not blinded, or does not say. */
function conductFlags(experiment: RecordOf<'experiment'>): readonly string[] {
  const randomised = valueOf(experiment.randomisation)
  const blinded = valueOf(experiment.blinding?.outcome)
  return [
    ...(randomised === 'yes' ? [] : [randomised === 'no' ? 'not randomised' : 'randomisation not recorded']),
    ...(blinded === 'blinded' ? [] : [blinded === 'not blinded' ? 'outcome assessment not blinded' : 'blinding of outcome assessment not recorded']),
    ...(valueOf(experiment.primaryOutcome) === undefined ? ['no primary outcome declared; the time-weighted mean score is judged'] : []),
    ...(valueOf(experiment.timing) === 'onset-relative' ? ['adjusted for the score at the first dose (onset-relative design)'] : []),
  ]
}

function describe(pair: RecordOf<'pair'>, experiment: RecordOf<'experiment'> | undefined): string {
  if (pair.inVivo === undefined) return 'no in vivo side'
  const { armKey, vehicleArmKey, experimentId } = pair.inVivo
  return `${experiment?.code ?? experimentId}, ${experiment?.arms[armKey]?.label ?? armKey} against ${experiment?.arms[vehicleArmKey]?.label ?? vehicleArmKey}, time-weighted mean score`
}
