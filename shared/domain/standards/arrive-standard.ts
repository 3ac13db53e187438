import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { ArthritisResults } from '../arthritis/arthritis-results.ts'
import { analysedAnimals, assumptionParts, cageScheme, computed, estimatePart, ofAnimals, ofDoses } from './experiment-parts.ts'
import { absent, at, coverage, each, either, field, inManuscript, item, type Part } from './item-parts.ts'
import type { StandardCoverage, StandardItem } from './standards-results.ts'

type Experiment = RecordOf<'experiment'>

const nothing: Part = { evidence: [], gaps: [] }
const steps = ['allocation', 'conduct', 'outcome', 'analysis'] as const

/**
 * ARRIVE 2.0 (PLoS Biol 2020, 18:e3000410): 22 items of the Essential 10 and 16 of the Recommended Set. What the
 * notebook computes (animals per arm, summaries, effects with intervals) counts as recorded; abstract, background, interpretation and
 * declarations belong in the manuscript.
 */
export function arriveStandard(notebook: Notebook, experiment: Experiment, results: ArthritisResults): StandardCoverage {
  return coverage('ARRIVE 2.0', 'ARRIVE guidelines 2.0, PLoS Biol 2020, 18:e3000410', 'All 38 items: 22 of the Essential 10, 16 of the Recommended Set.', `experiment ${experiment.code}`, [...design(notebook, experiment, results), ...conduct(notebook, experiment, results), ...recommended(notebook, experiment)])
}

function design(notebook: Notebook, experiment: Experiment, results: ArthritisResults): readonly StandardItem[] {
  const arms = ordered(experiment.arms)
  const controls = arms.filter(([, a]) => a.role !== 'treatment')
  const scale = notebook.get('score-scale', experiment.scaleId)
  const allocation = notebook.all('allocation').find((a) => a.experimentId === experiment.id)
  const randomised = valueOf(experiment.randomisation)
  const primary = valueOf(experiment.primaryOutcome)
  return [
    item('1a', 'Study design: the groups compared, with control groups', [each(arms, ([key, a]) => at(experiment, `/arms/${key}/label`, a.label, `arm (${a.role})`), absent('arms', `experiment ${experiment.code}, /arms`)), controls.length === 0 ? absent('control group, or the reason for none', `experiment ${experiment.code}, /arms/…/role`, 'no control arm') : nothing]),
    item('1b', 'Study design: the experimental unit', [cageScheme(experiment, 'allocation to cages, which decides the unit')]),
    item('2a', 'Sample size: exact number of units in each group and in total', [allocatedParts(experiment, results), at(experiment, '/animals', experiment.animals, 'animals in total')]),
    item('2b', 'Sample size: how it was decided', [field(experiment, 'sampleSizeReason', 'how the sample size was decided')]),
    item('3a', 'Criteria of inclusion and exclusion, and whether set beforehand', [field(experiment, 'inclusionCriteria', 'criteria'), field(experiment, 'criteriaDeclaredAt', 'declared at')]),
    item('3b', 'Exclusions per group with reasons, or that there were none', [analysedAnimals(experiment, results)]),
    item('3c', 'Exact n of each analysis', [each(results.effects, (e) => estimateN(experiment, e), absent('n of each contrast', `experiment ${experiment.code}`, results.notAssessable ?? 'no contrast computed'))]),
    item('4a', 'Randomisation: whether, and how the sequence was made', [field(experiment, 'randomisation', 'randomised'), randomised === 'no' ? nothing : either(field(experiment, 'randomisationMethod', 'method'), allocation === undefined ? nothing : field(allocation, 'method', 'method'))]),
    item('4b', 'Strategy against confounders (order of treatment and measurement, cage position)', [field(experiment, 'confounders', 'control of confounders')]),
    item('5', 'Blinding: who knew the groups at allocation, conduct, outcome assessment and analysis', steps.map((s) => at(experiment, `/blinding/${s}`, experiment.blinding?.[s], `blinding at ${s === 'outcome' ? 'outcome assessment' : s}`))),
    item('6a', 'Outcome measures: all of them defined', [scale === undefined ? absent('score scale', `experiment ${experiment.code}, /scaleId`, 'not in the notebook') : at(scale, '/parts', scale.parts, `scale ${scale.name}`), valueOf(experiment.timing) === 'onset-relative' ? nothing : field(experiment, 'onsetMinimumScore', 'score that counts as arthritis'), each(notebook.all('endpoint-measurement').filter((m) => m.experimentId === experiment.id), (m) => field(m, 'endpoint', 'endpoint'), nothing)]),
    item('6b', 'The primary outcome', [field(experiment, 'primaryOutcome', 'primary outcome'), primary === 'other' ? field(experiment, 'primaryOutcomeText', 'primary outcome in words') : nothing]),
    item('7a', 'Statistical methods of each analysis, and software', [field(experiment, 'declaredTest', 'declared test'), each(results.effects, (e) => computed(experiment, `/arms/${e.armKey}`, `method, ${e.armLabel}`, `${e.reductionPercent.method}; ${e.test.method}`, results.simulated), nothing)], 'Software: Stromabook; its version is printed in the head of the report.'),
    item('7b', 'Assumptions checked, and what was done where they were not met', assumptionParts(experiment, results)),
  ]
}

function conduct(notebook: Notebook, experiment: Experiment, results: ArthritisResults): readonly StandardItem[] {
  const noInduction = absent('induction', `experiment ${experiment.code}, /induction`)
  const induction = (name: 'agent' | 'dose' | 'route' | 'day', label: string): Part => each(ordered(experiment.induction), ([key, i]) => at(experiment, `/induction/${key}/${name}`, i[name], `${label} of induction`), noInduction)
  const notComputed = (what: string): Part => absent(what, `experiment ${experiment.code}, allocation and scoring sessions`, results.notAssessable ?? 'not computed')
  return [
    item('8a', 'Animals: species, strain, substrain, sex, age, weight', [ofAnimals(experiment, 'species', 'species'), ofAnimals(experiment, 'strain', 'strain'), ofAnimals(experiment, 'substrain', 'substrain'), ofAnimals(experiment, 'sex', 'sex'), ofAnimals(experiment, 'bornAt', 'date of birth'), ofAnimals(experiment, 'startWeightG', 'weight at start, g')]),
    item('8b', 'Animals: provenance, health and immune status, genotype, previous procedures', [ofAnimals(experiment, 'supplier', 'supplier'), ofAnimals(experiment, 'genotype', 'genotype'), absent('health and immune status, previous procedures', 'experiment (no field of its own; /note)', 'not recorded')]),
    item('9a', 'Procedures: what was done, how, with what', [induction('agent', 'agent'), induction('dose', 'dose'), induction('route', 'route'), ofDoses(experiment, 'route', 'route'), ofDoses(experiment, 'vehicle', 'vehicle'), ofDoses(experiment, 'volumeUl', 'volume, µl')]),
    item('9b', 'Procedures: when and how often', [induction('day', 'day'), ofDoses(experiment, 'day', 'day of dose')]),
    item('9c', 'Procedures: where, with acclimatisation', [absent('place and acclimatisation', 'experiment (no field of its own; /housing)', 'not recorded')]),
    inManuscript('9d', 'Procedures: why', 'belongs in the manuscript: the rationale of the procedures'),
    item('10a', 'Results: summary of each group with a measure of variability', [each(results.arms, (a) => estimatePart(experiment, `/arms/${a.armKey}`, `mean score, ${a.label}`, a.meanScorePercent, true), notComputed('summary of each group'))]),
    item('10b', 'Results: effect size with confidence interval', [each(results.effects, (e) => estimatePart(experiment, `/arms/${e.armKey}`, `reduction, ${e.armLabel}`, e.reductionPercent, true), notComputed('effect against vehicle'))]),
  ].map((i) => (i.id === '9b' ? withAdministrations(notebook, experiment, i) : i))
}

function recommended(notebook: Notebook, experiment: Experiment): readonly StandardItem[] {
  const permit = notebook.get('permit', valueOf(experiment.permitId))
  const sessions = notebook.all('scoring-session').filter((s) => s.experimentId === experiment.id)
  const days = [...new Set(sessions.map((s) => s.day))].toSorted((a, b) => a - b)
  const [session] = sessions
  const deaths = ordered(experiment.animals).filter(([, a]) => a.death !== undefined && a.death.cause !== 'scheduled')
  const remarks = sessions.flatMap((s) => Object.entries(s.observations).filter(([, o]) => valueOf(o.text) !== undefined).map(([key, o]) => ({ s, key, o })))
  return [
    inManuscript('11', 'Abstract'),
    inManuscript('12a', 'Background: rationale and approach'),
    inManuscript('12b', 'Background: relevance of species and model'),
    item('13', 'Objectives, hypotheses', [field(experiment, 'purpose', 'objective'), field(experiment, 'hypothesis', 'hypothesis')]),
    item('14', 'Ethical statement: committee and licence', [permit === undefined ? field(experiment, 'permitId', 'licence') : each(['issuer', 'number'] as const, (name) => field(permit, name, `licence, ${name}`), nothing)]),
    item('15', 'Housing and husbandry', [field(experiment, 'housing', 'housing and husbandry')]),
    item('16a', 'Care: reduction of pain and distress', [field(experiment, 'care', 'pain reduction and monitoring')]),
    item('16b', 'Care: adverse events', [deaths.length + remarks.length === 0 ? absent('adverse events, or that there were none', 'experiment, /animals/…/death; scoring-session, /observations/…/text', 'none recorded, and nothing says that there were none') : nothing, each(deaths, ([key, a]) => at(experiment, `/animals/${key}/death/cause`, a.death?.cause, `death of ${a.earTag}, day ${a.death?.day ?? ''}`), nothing), each(remarks.slice(0, 3), ({ s, key, o }) => at(s, `/observations/${key}/text`, o.text, `observation, day ${s.day}`), nothing)]),
    item('16c', 'Care: humane endpoints, signs monitored, frequency', [field(experiment, 'humaneEndpoints', 'humane endpoints'), session === undefined ? absent('frequency of monitoring', 'scoring-session', 'no session recorded') : at(session, '/day', `${days.length} days of scoring, day ${days[0] ?? ''} to ${days.at(-1) ?? ''}`, 'monitoring')]),
    inManuscript('17a', 'Interpretation of the results'),
    inManuscript('17b', 'Limitations'),
    inManuscript('18', 'Generalisability, translation'),
    item('19', 'Protocol registration', [field(experiment, 'registration', 'registration')]),
    inManuscript('20', 'Data access: a statement of availability'),
    inManuscript('21a', 'Conflicts of interest'),
    inManuscript('21b', 'Funding and its role'),
  ]
}

function allocatedParts(experiment: Experiment, results: ArthritisResults): Part {
  if (results.notAssessable !== undefined) return absent('animals allocated to each group', 'allocation', results.notAssessable)
  return each(results.arms, (a) => computed(experiment, `/arms/${a.armKey}`, `allocated, ${a.label}`, `${a.allocated} animals`, results.simulated), absent('animals allocated to each group', 'allocation'))
}

function estimateN(experiment: Experiment, e: ArthritisResults['effects'][number]): Part {
  return computed(experiment, `/arms/${e.armKey}`, `n, ${e.armLabel}`, `${e.reductionPercent.n} ${e.reductionPercent.nOf}`, e.reductionPercent.simulated)
}

/** What was really given, beside the plan. */
function withAdministrations(notebook: Notebook, experiment: Experiment, planned: StandardItem): StandardItem {
  const given = notebook.all('administration').filter((a) => a.experimentId === experiment.id)
  return { ...planned, detail: given.length === 0 ? 'No administration is recorded: days are those planned.' : `Administrations recorded: ${given.length}.` }
}
