import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'

/** One genetic individual (or cell line) among the cells of a source. Undefined: not recorded. */
export type SourceMember = {
  readonly name: string
  /** Donor record; undefined for a cell line or an animal that gave no cells. */
  readonly donorId: string | undefined
  readonly species: string | undefined
  readonly strain: string | undefined
  readonly substrain: string | undefined
  readonly genotype: string | undefined
  readonly haplotype: string | undefined
  readonly sex: 'female' | 'male' | 'mixed' | undefined
  /** Typed MHC or HLA loci. */
  readonly mhc: readonly { readonly locus: string; readonly alleles: string }[]
  /** Genetic modification of the cells, in words. */
  readonly modification: string | undefined
}

/** Cells of one side of a relation: a donor, the members of a pool, a cell line, or the animal that receives them. */
export type CellSource = {
  readonly name: string
  /** Records by which an override may name this side: batch, responder lot or experiment. */
  readonly recordIds: readonly string[]
  readonly members: readonly SourceMember[]
  /** Members that are named but not on record. */
  readonly missing: readonly string[]
}

/** Facts of an animal (or person) that receives cells; `experimentId` lets an override name its experiment. */
export type Recipient = {
  readonly name: string
  readonly experimentId?: string | undefined
  readonly donorId?: string | undefined
  readonly species?: string | undefined
  readonly strain?: string | undefined
  readonly substrain?: string | undefined
  readonly genotype?: string | undefined
  readonly haplotype?: string | undefined
  readonly sex?: 'female' | 'male' | undefined
}

/** Source of the cells of a batch: its donor, the members of its pool, or its cell line, with the batch's genetic modification. */
export function sourceOfBatch(notebook: Notebook, batch: RecordOf<'batch'>): CellSource {
  const modification = modificationOf(batch)
  const { source } = batch
  if (source.type === 'cell-line') {
    const member: SourceMember = {
      name: source.name,
      donorId: undefined,
      species: valueOf(source.species),
      strain: valueOf(source.strain),
      substrain: undefined,
      genotype: undefined,
      haplotype: undefined,
      sex: undefined,
      mhc: [],
      modification,
    }
    return { name: batch.code, recordIds: [batch.id], members: [member], missing: [] }
  }
  const donorIds = source.type === 'donor' ? [source.donorId] : ordered(source.members).map(([, m]) => m.donorId)
  return { ...fromDonors(notebook, donorIds, modification), name: batch.code, recordIds: [batch.id] }
}

/** Source of responder or stimulator cells: the donors of the lot. */
export function sourceOfResponderLot(notebook: Notebook, lot: RecordOf<'responder-lot'>): CellSource {
  const donorIds = ordered(lot.donors).map(([, d]) => d.donorId)
  return { ...fromDonors(notebook, donorIds, undefined), name: lot.code, recordIds: [lot.id] }
}

/** Recipient of cells as one side of a relation. What the animal's own record leaves blank is taken from its donor record, if any. */
export function sourceOfRecipient(notebook: Notebook, recipient: Recipient): CellSource {
  const donor = notebook.get('donor', recipient.donorId)
  const known = donor === undefined ? undefined : memberOfDonor(donor, undefined)
  const member: SourceMember = {
    name: recipient.name,
    donorId: recipient.donorId,
    species: recipient.species ?? known?.species,
    strain: recipient.strain ?? known?.strain,
    substrain: recipient.substrain ?? known?.substrain,
    genotype: recipient.genotype ?? known?.genotype,
    haplotype: recipient.haplotype ?? known?.haplotype,
    sex: recipient.sex ?? known?.sex,
    mhc: known?.mhc ?? [],
    modification: undefined,
  }
  return { name: recipient.name, recordIds: recipient.experimentId === undefined ? [] : [recipient.experimentId], members: [member], missing: [] }
}

function fromDonors(notebook: Notebook, donorIds: readonly string[], modification: string | undefined): { readonly members: readonly SourceMember[]; readonly missing: readonly string[] } {
  const members: SourceMember[] = []
  const missing: string[] = []
  for (const id of new Set(donorIds)) {
    const donor = notebook.get('donor', id)
    if (donor === undefined) missing.push(id)
    else members.push(memberOfDonor(donor, modification))
  }
  return { members, missing }
}

function memberOfDonor(donor: RecordOf<'donor'>, modification: string | undefined): SourceMember {
  return {
    name: donor.code,
    donorId: donor.id,
    species: valueOf(donor.species),
    strain: valueOf(donor.strain),
    substrain: valueOf(donor.substrain),
    genotype: valueOf(donor.genotype),
    haplotype: valueOf(donor.haplotype),
    sex: valueOf(donor.sex),
    mhc: ordered(donor.mhc).map(([, { locus, alleles }]) => ({ locus, alleles })),
    modification,
  }
}

function modificationOf(batch: RecordOf<'batch'>): string | undefined {
  const change = batch.geneticModification
  if (change === undefined || change.type === 'none') return undefined
  const what = [valueOf(change.transgene), valueOf(change.vector)].filter((t) => t !== undefined)
  return what.length === 0 ? change.type : `${change.type}: ${what.join(', ')}`
}
