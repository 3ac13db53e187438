import { z } from 'zod'
import { benchAct, excluded, header, humanCode } from './header.ts'
import { amount, benchDate, cells, choice, field, instant, itemKey, keyed, number, optionalRef, plainText, refTo, term, text } from './fields.ts'

/** Planned treatment of an arm. `day` counts from day 0 of the model, or from each animal's own onset in onset-relative designs. */
const dose = {
  day: number('Day'),
  route: term('route', 'Route', 'Where the cells go decides what they can do.'),
  plannedCells: cells('Cells planned'),
  cellsPerKg: amount('Cells planned per kg', 'cells/kg'),
  batchId: refTo('batch').exactOptional(),
  passageId: refTo('passage').exactOptional(),
  state: choice('State', ['fresh', 'thawed', 'thawed and rested']),
  vehicle: term('vehicle', 'Vehicle'),
  volumeUl: amount('Volume', 'µl'),
  drug: text('Drug'),
  drugDose: text('Drug dose'),
}

const arm = {
  label: plainText(),
  role: z.enum(['vehicle', 'treatment', 'untreated', 'drug-control', 'cell-control', 'healthy']),
  doses: keyed(dose),
  plannedAnimals: number('Animals planned', { impossibleBelow: 0 }),
}

export const deathCauses = ['arthritis-endpoint', 'treatment-related', 'unrelated', 'scheduled'] as const

const animal = {
  earTag: plainText(),
  cageKey: itemKey.exactOptional(),
  species: term('species', 'Species'),
  strain: text('Strain'),
  substrain: text('Substrain'),
  genotype: text('Genotype'),
  haplotype: text('MHC haplotype'),
  sex: choice('Sex', ['female', 'male']),
  bornAt: benchDate('Born'),
  supplier: text('Supplier'),
  startWeightG: amount('Weight at start', 'g'),
  /** Same animal as the donor of these cells: the relation is then autologous. */
  donorId: refTo('donor').exactOptional(),
  onsetDay: number('Day of own onset (onset-relative designs)'),
  death: z.strictObject({ day: z.number(), at: benchDate('When'), cause: z.enum(deathCauses), description: text('Description') }).exactOptional(),
  excluded,
}

/** One animal experiment: model, scale, arms, animals and cages. Which animal is in which arm is a record of its own. */
export const experimentSchema = z.strictObject({
  ...header('experiment'),
  ...benchAct(),
  code: humanCode,
  title: plainText(),
  purpose: text('Objective'),
  hypothesis: text('Hypothesis'),
  model: term('arthritis-model', 'Model', 'Collagen-induced, antibody-induced and antigen-induced arthritis differ in mechanism.'),
  induction: keyed({ day: number('Day'), agent: term('induction-agent', 'Agent'), dose: amount('Dose', ''), doseUnit: text('Unit'), adjuvant: text('Adjuvant'), route: term('route', 'Route'), site: text('Site') }),
  day0At: benchDate('Day 0', 'Day of first immunisation.'),
  plannedEndDay: number('Planned last day'),
  timing: choice('Timing of treatment', ['prophylactic', 'semi-established', 'therapeutic', 'onset-relative'], 'Cells given before onset and cells given after are different questions.'),
  scaleId: refTo('score-scale'),
  onsetMinimumScore: number('Score that counts as arthritis'),
  onsetConsecutiveSessions: number('Consecutive sessions that confirm onset', { impossibleBelow: 1 }),
  primaryOutcome: choice('Primary outcome', ['time-weighted-mean-score', 'maximum-score', 'incidence', 'paw-thickness', 'histology', 'other']),
  primaryOutcomeText: text('Primary outcome in words'),
  declaredTest: choice('Declared test', ['permutation-mann-whitney', 'welch-t', 'other']),
  incidenceLimitPercent: number('Vehicle incidence needed', { unit: '%', impossibleBelow: 0, impossibleAbove: 100 }),
  arms: keyed(arm),
  animals: keyed(animal),
  cages: keyed({ label: plainText(), position: text('Position') }).exactOptional(),
  cageScheme: choice('Cages', ['randomised within cage', 'whole cages', 'not recorded'], 'Decides whether animals or cages are the unit.'),
  randomisation: choice('Randomised', ['yes', 'no']),
  randomisationMethod: text('Method of randomisation'),
  confounders: text('Control of confounders'),
  blinding: z
    .strictObject({
      allocation: choice('At allocation', ['blinded', 'not blinded']),
      conduct: choice('During conduct', ['blinded', 'not blinded']),
      outcome: choice('At outcome assessment', ['blinded', 'not blinded']),
      analysis: choice('At analysis', ['blinded', 'not blinded']),
    })
    .exactOptional(),
  unblindedAt: field(instant, { label: 'Unblinded at' }),
  sampleSizeReason: text('How the sample size was decided'),
  inclusionCriteria: text('Inclusion and exclusion criteria'),
  criteriaDeclaredAt: field(instant, { label: 'Criteria declared at' }),
  housing: text('Housing and husbandry'),
  care: text('Pain reduction and monitoring'),
  humaneEndpoints: text('Humane endpoints'),
  permitId: optionalRef('permit', 'Licence'),
  registration: text('Protocol registration'),
  doseRelease: choice('Dose release', ['passed', 'failed', 'not tested']),
})
export type Experiment = z.infer<typeof experimentSchema>
