import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { ArthritisResults } from '../arthritis/arthritis-results.ts'
import { biasItems } from '../pairs/bias-items.ts'
import { analysedAnimals, cageScheme, ofAnimals } from './experiment-parts.ts'
import { absent, at, coverage, each, either, field, item, type Part } from './item-parts.ts'
import type { StandardCoverage } from './standards-results.ts'

type Experiment = RecordOf<'experiment'>

const nothing: Part = { evidence: [], gaps: [] }

/**
 * SYRCLE's risk of bias tool (Hooijmans et al. 2014, BMC Med Res Methodol 14:43): for each of its ten entries what is recorded, with the
 * judgement from recorded fields alone (low, unclear, high) as detail. "Recorded" is not "low risk".
 */
export function syrcleStandard(notebook: Notebook, experiment: Experiment, results: ArthritisResults): StandardCoverage {
  const judged = biasItems(notebook, experiment, results, ordered(experiment.arms).map(([key]) => key))
  const allocation = notebook.all('allocation').find((a) => a.experimentId === experiment.id)
  const sessions = notebook.all('scoring-session').filter((s) => s.experimentId === experiment.id)
  const noSession = (what: string): Part => absent(what, 'scoring-session', 'no session recorded')
  const blinding = (step: 'allocation' | 'conduct' | 'outcome', label: string): Part => at(experiment, `/blinding/${step}`, experiment.blinding?.[step], label)
  const parts: readonly (readonly Part[])[] = [
    [field(experiment, 'randomisation', 'randomised'), valueOf(experiment.randomisation) === 'no' ? nothing : either(field(experiment, 'randomisationMethod', 'method'), allocation === undefined ? nothing : field(allocation, 'method', 'method'))],
    [ofAnimals(experiment, 'sex', 'sex'), ofAnimals(experiment, 'bornAt', 'date of birth'), ofAnimals(experiment, 'startWeightG', 'weight at start, g')],
    [blinding('allocation', 'blinding at allocation')],
    [cageScheme(experiment, 'allocation to cages')],
    [blinding('conduct', 'blinding during conduct')],
    [each(sessions, (s) => at(s, '/cagesShuffled', s.cagesShuffled, `cages in random order, day ${s.day}`), noSession('order of scoring'))],
    [blinding('outcome', 'blinding at outcome assessment'), each(sessions, (s) => at(s, '/observerBlinded', s.observerBlinded, `observer blinded, day ${s.day}`), noSession('blinding of the observer'))],
    [analysedAnimals(experiment, results)],
    [field(experiment, 'primaryOutcome', 'primary outcome'), field(experiment, 'registration', 'registration')],
    [field(experiment, 'sampleSizeReason', 'how the sample size was decided')],
  ]
  return coverage('SYRCLE', 'Hooijmans et al. 2014, BMC Med Res Methodol 14:43', 'The ten entries. The status says what is recorded; the risk of bias is the detail.', `experiment ${experiment.code}`, judged.map((j, i) => item(String(i + 1), j.item, parts[i] ?? [], j.judgement)))
}
