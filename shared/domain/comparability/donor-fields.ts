import { valueOf } from '../../records/blank.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { canonicalField } from '../canonical-field.ts'
import { speciesKey } from '../relation/relation-strains.ts'
import { isSimulated } from '../simulated.ts'
import type { BatchUse } from './batch-use.ts'
import { combined, derivedValue, inside, noValue, recordedValue, sourceAt, top } from './compared-value.ts'
import type { ComparedValue } from './comparability-results.ts'
import type { FieldSpec, LiteratureArm } from './field-spec.ts'

type Donor = RecordOf<'donor'>

const group = 'Donor'
const tissueGroup = 'Tissue and isolation'

/** Donor, tissue and isolation of a batch. Of a pool every member counts; of a cell line what its source says. */
export const donorFields: readonly FieldSpec[] = [
  { id: 'source', group, label: 'Source of the cells', why: 'Pools hide the variation between donors; a cell line is one genotype.', rule: 'words', ofBatch: ({ batch }) => sourceType(batch) },
  { id: 'species', group, label: 'Species', why: 'Criteria, relations and reagents depend on it.', rule: 'words', ofBatch: (use) => withSpeciesKey(ofDonors(use, (d) => top(d, 'species'), 'species')), ofLiterature: (l) => withSpeciesKey(published(l, 'species')) },
  { id: 'strain', group, label: 'Strain', why: 'With the recipient strain it decides syngeneic or allogeneic.', rule: 'strain', ofBatch: (use) => ofDonors(use, (d) => top(d, 'strain'), 'strain'), ofLiterature: (l) => published(l, 'strain') },
  { id: 'substrain', group, label: 'Substrain', why: 'Substrains of one strain can differ at functional loci.', rule: 'words', ofBatch: (use) => ofDonors(use, (d) => top(d, 'substrain')) },
  { id: 'genotype', group, label: 'Genotype of the donor', why: 'Knock-outs and transgenes of the donor change what its cells do.', rule: 'words', ofBatch: (use) => ofDonors(use, (d) => top(d, 'genotype')) },
  { id: 'sex', group, label: 'Sex', why: 'Male cells in female recipients carry H-Y antigens.', rule: 'words', ofBatch: (use) => ofDonors(use, (d) => top(d, 'sex')) },
  { id: 'age', group, label: 'Age at collection', unit: 'd', why: 'Cells of old donors grow and secrete differently.', rule: 'amountPercent', ofBatch: (use) => ofDonors(use, ageOf) },
  { id: 'health', group, label: 'Health status', why: 'Disease and its treatment change stromal cells.', rule: 'words', ofBatch: (use) => ofDonors(use, (d) => top(d, 'healthStatus')) },
  { id: 'haplotype', group, label: 'MHC haplotype', why: 'Decides the degree of mismatch.', rule: 'words', ofBatch: (use) => ofDonors(use, (d) => top(d, 'haplotype')) },
  { id: 'mhc', group, label: 'MHC typing', why: 'Decides the degree of mismatch.', rule: 'words', ofBatch: (use) => ofDonors(use, mhcOf) },
  { id: 'modification', group, label: 'Genetic modification of the cells', why: 'A transgene is a treatment of its own.', rule: 'words', ofBatch: ({ batch }) => modificationOf(batch), ofLiterature: (l) => published(l, 'modification') },
  { id: 'tissue', group: tissueGroup, label: 'Tissue', why: 'Stromal cells of different tissues differ in growth and suppression.', rule: 'words', ofBatch: ({ batch }) => top(batch, 'tissue'), ofLiterature: (l) => published(l, 'tissue') },
  { id: 'site', group: tissueGroup, label: 'Anatomical site', why: 'Sites of one tissue hold different cells.', rule: 'words', ofBatch: ({ batch }) => top(batch, 'anatomicalSite') },
  { id: 'isolation', group: tissueGroup, label: 'Isolation', why: 'How the cells were separated selects which cells grow.', rule: 'words', ofBatch: ({ batch }) => top(batch, 'isolation') },
  { id: 'separation-markers', group: tissueGroup, label: 'Markers of selection or depletion', why: 'Sorted cells are another population.', rule: 'words', ofBatch: ({ batch }) => top(batch, 'separationMarkers') },
  { id: 'p0-doublings', group: tissueGroup, label: 'Population doublings of P0', why: 'Cumulative doublings are not comparable otherwise.', rule: 'words', ofBatch: ({ batch }) => top(batch, 'countP0Doublings') },
]

function published({ study, armKey, arm }: LiteratureArm, name: 'species' | 'strain' | 'tissue' | 'modification'): ComparedValue {
  return inside(study, `/arms/${armKey}`, arm, name)
}

function sourceType(batch: RecordOf<'batch'>): ComparedValue {
  const { source } = batch
  const members = source.type === 'pool' ? Object.keys(source.members).length : 0
  const text = source.type === 'donor' ? 'one donor' : source.type === 'pool' ? `pool of ${String(members)} donors` : `cell line ${source.name}`
  return derivedValue(text, [sourceAt(batch, '/source')], isSimulated(batch, '/source'))
}

/** A field of every donor of the batch; of a cell line the field its source has, if any. */
function ofDonors({ notebook, batch }: BatchUse, read: (donor: Donor) => ComparedValue, ofLine?: 'species' | 'strain'): ComparedValue {
  const { source } = batch
  if (source.type === 'cell-line') return ofLine === undefined ? noValue('not applicable', 'not applicable (cell line)', [sourceAt(batch, '/source')]) : inside(batch, '/source', source, ofLine)
  const links = source.type === 'donor' ? [{ id: source.donorId, pointer: '/source/donorId' }] : ordered(source.members).map(([key, m]) => ({ id: m.donorId, pointer: `/source/members/${key}/donorId` }))
  const values = links.map(({ id, pointer }) => {
    const donor = notebook.get('donor', id)
    return donor === undefined ? noValue('not recorded', 'donor not in the notebook', [sourceAt(batch, pointer)]) : read(donor)
  })
  return combined(values, noValue('not recorded', 'no donor named', [sourceAt(batch, '/source')]))
}

/** "murine" and "mouse" are one species; the text as recorded is printed. */
function withSpeciesKey(value: ComparedValue): ComparedValue {
  return value.state === 'recorded' && value.key !== null && !value.key.includes(' & ') ? { ...value, key: speciesKey(value.text) } : value
}

const daysOf = { days: 1, weeks: 7, months: 365.25 / 12, years: 365.25 } as const

/** Age in days for comparison, as recorded for print. */
function ageOf(donor: Donor): ComparedValue {
  const age = top(donor, 'age')
  const [number] = age.numbers
  if (number === undefined) return age
  const unit = valueOf(donor.ageUnit)
  if (unit === undefined) return noValue('not recorded', `${age.text} (unit of age not recorded)`, [...age.sources, sourceAt(donor, '/ageUnit')], age.simulated)
  const days = number * daysOf[unit]
  return { ...age, text: `${age.text} ${unit}`, numbers: [days], key: String(days), sources: [...age.sources, sourceAt(donor, '/ageUnit')] }
}

function mhcOf(donor: Donor): ComparedValue {
  const typed = ordered(donor.mhc)
  if (typed.length === 0) return recordedValue(donor, '/mhc', undefined)
  return derivedValue(typed.map(([, m]) => `${m.locus} ${m.alleles}`).join(', '), [sourceAt(donor, '/mhc')], isSimulated(donor, '/mhc'), { key: canonicalField(Object.fromEntries(typed.map(([key, { locus, alleles }]) => [key, { order: 0, locus, alleles }]))) })
}

function modificationOf(batch: RecordOf<'batch'>): ComparedValue {
  const change = batch.geneticModification
  if (change === undefined) return recordedValue(batch, '/geneticModification', undefined)
  const details = change.type === 'none' ? [] : [valueOf(change.transgene), valueOf(change.vector)].filter((t) => t !== undefined)
  return derivedValue(details.length === 0 ? change.type : `${change.type}: ${details.join(', ')}`, [sourceAt(batch, '/geneticModification')], isSimulated(batch, '/geneticModification'))
}
