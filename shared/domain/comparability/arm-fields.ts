import { valueOf } from '../../records/blank.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { formatRecorded } from '../../util/format-number.ts'
import { doseResults } from '../arthritis/doses.ts'
import { recipientOfAnimal, relationText, relationToRecipient } from '../relation/relation.ts'
import { speciesKey } from '../relation/relation-strains.ts'
import { isSimulated } from '../simulated.ts'
import type { ArmUse, BatchUse } from './batch-use.ts'
import { cellsFields, type UsedCells } from './cells-fields.ts'
import { combined, computedValue, derivedValue, inside, noValue, recordedValue, sourceAt, top } from './compared-value.ts'
import type { ComparedValue } from './comparability-results.ts'
import type { FieldSpec, LiteratureArm } from './field-spec.ts'

type Experiment = RecordOf<'experiment'>
type Dose = Experiment['arms'][string]['doses'][string]
type Animal = Experiment['animals'][string]
type StudyArm = LiteratureArm['arm']

const group = 'Animals and treatment'
const none = noValue('no use', 'given to no animals')

/** Fields of the experiment itself. */
const ofExperiment: readonly (readonly [id: string, name: keyof Experiment, label: string, why: string])[] = [
  ['timing', 'timing', 'Timing of treatment', 'Cells given before onset and cells given after are different questions.'],
  ['primary-outcome', 'primaryOutcome', 'Primary outcome', 'Only the outcome declared beforehand carries the verdict.'],
  ['cages', 'cageScheme', 'Cages', 'Decides whether animals or cages are the unit.'],
  ['randomisation', 'randomisation', 'Randomised', 'Without it the groups may differ from the start.'],
]

const blindingSteps = ['allocation', 'conduct', 'outcome', 'analysis'] as const

/** The arm in which the cells were given. */
export const armFields: readonly FieldSpec[] = [
  { id: 'model', group, label: 'Model', why: 'Collagen-induced, antibody-induced and antigen-induced arthritis differ in mechanism.', rule: 'words', ofBatch: inArm(({ experiment }) => top(experiment, 'model')), ofLiterature: ({ study }) => top(study, 'model') },
  { id: 'recipient-species', group, label: 'Species of the animals', why: 'Decides xenogeneic or not.', rule: 'words', ofBatch: inArm((a) => { const v = ofAnimals(a, 'species'); return v.state === 'recorded' && v.key !== null && !v.key.includes(' & ') ? { ...v, key: speciesKey(v.text) } : v }), ofLiterature: recipientWords },
  { id: 'recipient-strain', group, label: 'Strain of the animals', why: 'Strains differ in disease and decide the relation.', rule: 'strain', ofBatch: inArm((a) => ofAnimals(a, 'strain')), ofLiterature: recipientWords },
  { id: 'recipient-sex', group, label: 'Sex of the animals', why: 'Disease differs by sex; male cells in females carry H-Y antigens.', rule: 'words', ofBatch: inArm((a) => ofAnimals(a, 'sex')) },
  { id: 'relation', group, label: 'Relation of MSC to recipient', why: 'Allogeneic cells can be rejected.', rule: 'words', ofBatch: inArm(relation), ofLiterature: ({ study, armKey, arm }) => inside(study, `/arms/${armKey}`, arm, 'relation') },
  { id: 'mhc-match', group, label: 'MHC match with the recipient', why: 'The degree of mismatch decides how fast cells are rejected.', rule: 'words', ofBatch: inArm(mhcMatch) },
  { id: 'scale', group, label: 'Score scale', why: 'Scales differ in range and in what a grade means.', rule: 'words', ofBatch: inArm(scale) },
  ...ofExperiment.map(([id, name, label, why]): FieldSpec => ({ id, group, label, why, rule: 'words', ofBatch: inArm(({ experiment }) => top(experiment, name)), ...(id === 'primary-outcome' ? { ofLiterature: (l) => words(l, 'outcome') } : {}) })),
  ...blindingSteps.map((step): FieldSpec => ({ id: `blinding-${step}`, group, label: `Blinding at ${step === 'outcome' ? 'outcome assessment' : step}`, why: 'Who knew the treatment can have moved the result.', rule: 'words', ofBatch: inArm(({ experiment }) => inside(experiment, '/blinding', experiment.blinding, step)) })),
  { id: 'route', group, label: 'Route', why: 'Where the cells go decides what they can do.', rule: 'words', ofBatch: inArm((a) => ofDoses(a, 'route')), ofLiterature: ({ study, armKey, arm }) => inside(study, `/arms/${armKey}`, arm, 'route') },
  { id: 'dose', group, label: 'Cells per injection, planned', unit: 'cells', why: 'Effect depends on dose.', rule: 'dosePercent', ofBatch: inArm((a) => ofDoses(a, 'plannedCells', 'cells')), ofLiterature: ({ study, armKey, arm }) => inside(study, `/arms/${armKey}`, arm, 'cells', 'cells') },
  { id: 'dose-per-kg', group, label: 'Cells per kg, planned', unit: 'cells/kg', why: 'Doses of species of different weight compare per kg.', rule: 'dosePercent', ofBatch: inArm((a) => ofDoses(a, 'cellsPerKg', 'cells/kg')) },
  { id: 'dose-given', group, label: 'Live cells given per animal, all doses', unit: 'cells', why: 'What was given differs from what was planned.', rule: 'dosePercent', ofBatch: inArm(given) },
  { id: 'doses', group, label: 'Number of doses', why: 'Repeated doses can sensitise the recipient.', rule: 'exact number', ofBatch: inArm(doseNumber), ofLiterature: (l) => words(l, 'schedule') },
  { id: 'dose-days', group, label: 'Days of dosing', why: 'Timing against onset decides what is tested.', rule: 'words', ofBatch: inArm(doseDays), ofLiterature: (l) => words(l, 'schedule') },
  { id: 'vehicle', group, label: 'Vehicle', why: 'Medium or serum given with the cells can act by itself.', rule: 'words', ofBatch: inArm((a) => ofDoses(a, 'vehicle')) },
  { id: 'animals', group, label: 'Animals in the arm', why: 'Small arms miss effects and inflate those they find.', rule: 'exact number', ofBatch: inArm(animals), ofLiterature: ({ study, armKey, arm }) => inside(study, `/arms/${armKey}`, arm, 'animals') },
  ...cellsFields('arm', 'Cells in the animals', (use) => (use.arm === null ? none : usedCells(use, use.arm))),
]

function inArm(read: (arm: ArmUse, use: BatchUse) => ComparedValue): FieldSpec['ofBatch'] {
  return (use) => (use.arm === null ? none : read(use.arm, use))
}

/** What a paper says in words stays words: it is printed, and not held against typed values. */
function words({ study, armKey, arm }: LiteratureArm, name: keyof StudyArm): ComparedValue {
  const value = inside(study, `/arms/${armKey}`, arm, name)
  return value.state === 'recorded' ? noValue('words only', value.text, value.sources, value.simulated) : value
}

function recipientWords(l: LiteratureArm): ComparedValue {
  return words(l, 'recipient')
}

/** Animals of the arm; while the allocation is sealed or missing, all animals of the experiment, since any may be in it. */
function animalKeysOf({ experiment, animalKeys }: ArmUse): readonly string[] {
  return animalKeys ?? ordered(experiment.animals).map(([key]) => key)
}

function ofAnimals(a: ArmUse, name: keyof Animal): ComparedValue {
  const values = animalKeysOf(a).map((key) => inside(a.experiment, `/animals/${key}`, a.experiment.animals[key], name))
  return combined(values, noValue('not recorded', 'no animals recorded', [sourceAt(a.experiment, '/animals')]))
}

function armOf({ experiment, armKey }: ArmUse): Experiment['arms'][string] | undefined {
  return experiment.arms[armKey]
}

function dosesOf(a: ArmUse): readonly (readonly [string, Dose])[] {
  return ordered(armOf(a)?.doses)
}

function ofDoses(a: ArmUse, name: keyof Dose, unit = ''): ComparedValue {
  return combined(dosesOf(a).map(([key, dose]) => inside(a.experiment, `/arms/${a.armKey}/doses/${key}`, dose, name, unit)), noDose(a))
}

function noDose(a: ArmUse): ComparedValue {
  return noValue('not recorded', 'no dose planned', [sourceAt(a.experiment, `/arms/${a.armKey}/doses`)])
}

function doseNumber(a: ArmUse): ComparedValue {
  const doses = dosesOf(a)
  const pointer = `/arms/${a.armKey}/doses`
  return doses.length === 0 ? noDose(a) : derivedValue(String(doses.length), [sourceAt(a.experiment, pointer)], isSimulated(a.experiment, pointer), { number: doses.length })
}

function doseDays(a: ArmUse): ComparedValue {
  const doses = dosesOf(a)
  const pointer = `/arms/${a.armKey}/doses`
  const days = doses.map(([, d]) => valueOf(d.day))
  const known = days.filter((d) => d !== undefined).toSorted((x, y) => x - y)
  if (doses.length === 0) return noDose(a)
  if (known.length < days.length) return noValue('not recorded', 'the day is not recorded for every dose', [sourceAt(a.experiment, pointer)])
  const onset = valueOf(a.experiment.timing) === 'onset-relative' ? 'after own onset' : 'of the model'
  return derivedValue(`day ${known.map(formatRecorded).join(', ')} ${onset}`, [sourceAt(a.experiment, pointer)], isSimulated(a.experiment, pointer))
}

function given(a: ArmUse, { notebook }: BatchUse): ComparedValue {
  if (a.animalKeys === undefined) return noValue('not recorded', 'the allocation is sealed or not recorded', [sourceAt(a.experiment, '/animals')])
  const { experiment, armKey, animalKeys } = a
  const [arm] = doseResults(notebook, experiment, [{ key: armKey, label: armOf(a)?.label ?? armKey, animalKeys }], isSimulated(experiment)).arms
  return arm === undefined ? noValue('not recorded', 'no dose on record') : computedValue(arm.all.actual)
}

function animals(a: ArmUse): ComparedValue {
  if (a.animalKeys === undefined) return inside(a.experiment, `/arms/${a.armKey}`, armOf(a), 'plannedAnimals')
  return derivedValue(String(a.animalKeys.length), [sourceAt(a.experiment, '/animals')], isSimulated(a.experiment, '/animals'), { number: a.animalKeys.length })
}

function scale({ experiment }: ArmUse, { notebook }: BatchUse): ComparedValue {
  const record = notebook.get('score-scale', experiment.scaleId)
  if (record === undefined) return noValue('not recorded', 'scale not in the notebook', [sourceAt(experiment, '/scaleId')])
  return derivedValue(`${record.name}, maximum ${String(record.maximumTotal)}`, [sourceAt(record, '/maximumTotal')], isSimulated(record), { key: record.id })
}

function relations(a: ArmUse, { notebook, batch }: BatchUse, read: (r: ReturnType<typeof relationToRecipient>) => ComparedValue): ComparedValue {
  const values = animalKeysOf(a).flatMap((key) => {
    const recipient = recipientOfAnimal(a.experiment, key)
    if (recipient === undefined) return []
    const value = read(relationToRecipient(notebook, batch, recipient))
    const simulated = isSimulated(batch, '/source') || isSimulated(a.experiment, `/animals/${key}`)
    return [{ ...value, simulated, sources: [sourceAt(batch, '/source'), sourceAt(a.experiment, '/animals')] }]
  })
  return combined(values, noValue('not recorded', 'no animals recorded', [sourceAt(a.experiment, '/animals')]))
}

function relation(a: ArmUse, use: BatchUse): ComparedValue {
  return relations(a, use, (r) => (r.kind === 'not known' ? noValue('not recorded', relationText(r)) : derivedValue(relationText(r), [], false, { key: r.kind })))
}

function mhcMatch(a: ArmUse, use: BatchUse): ComparedValue {
  return relations(a, use, (r) => {
    if (r.mhc === 'not known' || r.kind === 'not known') return noValue('not recorded', 'not known from haplotype or typing')
    return r.mhc === null ? noValue('not applicable', `not applicable (${r.kind})`) : derivedValue(r.degree ?? r.mhc, [], false, { key: r.mhc })
  })
}

/** Cells given: of the preparations of the arm where any is recorded, else as planned. */
function usedCells({ notebook }: BatchUse, a: ArmUse): readonly UsedCells[] {
  const prepared = [...new Set(a.given.map((g) => valueOf(g.preparationId)))].flatMap((id) => notebook.get('preparation', id) ?? [])
  const of = (name: 'hoursFromThaw' | 'viabilityPercent', unit: string): ComparedValue => combined(prepared.map((p) => top(p, name, unit)), noValue('not recorded', a.animalKeys === undefined ? 'the allocation is sealed or not recorded' : 'no preparation recorded'))
  return a.cells.map((c): UsedCells => ({
    passage: c.passage,
    bank: notebook.get('bank', c.bankId),
    fresh: c.state === 'fresh',
    state: c.state === undefined ? recordedValue(a.experiment, `/arms/${a.armKey}/doses`, undefined) : derivedValue(c.state, [sourceAt(a.experiment, `/arms/${a.armKey}`)], prepared.some((p) => isSimulated(p)) || isSimulated(a.experiment, `/arms/${a.armKey}`)),
    hours: of('hoursFromThaw', 'h'),
    viability: of('viabilityPercent', '%'),
  }))
}
