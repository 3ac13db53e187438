import { blankWords } from '../../records/blank.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { Content } from '../../util/document-definition.ts'
import { facts, notRecorded, sectionTitle, subTitle, table } from '../layout/blocks.ts'
import { printAmount, printField, printReference, printTime } from '../layout/print-field.ts'
import { originMark } from '../layout/print-origin.ts'
import type { ReportContext } from '../report-context.ts'

/** Donor, pool or cell line in a few words. */
export function describeSource({ batch, notebook }: Pick<ReportContext, 'batch' | 'notebook'>): string {
  const { source } = batch
  switch (source.type) {
    case 'donor': {
      const donor = notebook.get('donor', source.donorId)
      return donor === undefined ? 'donor not in this file' : `donor ${donor.code}, ${[donor.species, donor.strain].flatMap((v) => (typeof v === 'string' ? [v] : [])).join(' ') || 'species not recorded'}`
    }
    case 'pool':
      return `pool of ${String(Object.keys(source.members).length)} donors`
    case 'cell-line':
      return `cell line ${source.name}`
  }
}

/** Donor and tissue: who the cells came from and how they were isolated. */
export function donorAndTissue(context: ReportContext): Content[] {
  const { batch, notebook } = context
  const content: Content[] = [sectionTitle('Donor and tissue')]
  content.push(
    facts([
      ['Tissue', `${printField(batch.tissue)}${originMark(batch, '/tissue')}`],
      ['Anatomical site', printField(batch.anatomicalSite)],
      ['Collected', `${printTime(batch.collectedAt)}; method ${printField(batch.collectionMethod)}`],
      ['Collection to processing', printField(batch.hoursToProcessing, 'h')],
      ['Isolation', `${printField(batch.isolation)}${originMark(batch, '/isolation')}`],
      ['Markers of selection', printField(batch.separationMarkers)],
      ['Cells isolated', printField(batch.isolatedCells, 'cells')],
      ['Genetic modification', describeModification(batch)],
      ['P0 doublings', printField(batch.countP0Doublings)],
      ['Performed', `${printTime(batch.performedAt)}; operator ${printReference(notebook, batch.operatorId)}`],
      ['Protocol', `${printReference(notebook, batch.protocolId)}, version ${printField(batch.protocolVersion)}`],
      ['Origin of the record', batch.origin === undefined ? 'observed' : `${batch.origin.type}${batch.origin.source === undefined ? '' : `: ${batch.origin.source}`}`],
    ]),
  )
  if (batch.note !== undefined) content.push({ text: batch.note, italics: true, margin: [0, 0, 0, 4] })
  const donors = donorsOf(context)
  if (batch.source.type === 'cell-line') {
    const line = batch.source
    content.push(subTitle('Cell line'), facts([['Name', line.name], ['Species', printField(line.species)], ['Strain of origin', printField(line.strain)], ['Supplier', printField(line.supplier)], ['Catalogue number', printField(line.catalogueNumber)], ['Accession', printField(line.accession)]]))
    return content
  }
  content.push(subTitle(batch.source.type === 'pool' ? `Members of the pool (pooled at ${printField(batch.source.pooledAt)})` : 'Donor'))
  if (donors.length === 0) return [...content, notRecorded('Donor')]
  content.push(
    table(
      [{ header: 'Donor', width: 66 }, { header: 'Species, strain', width: 76 }, { header: 'Genotype, haplotype', width: 86 }, { header: 'Sex', width: 58 }, { header: 'Age', width: 58 }, { header: 'Health', width: '*' }, { header: 'Share', width: 48, alignment: 'right' }],
      donors.map(({ donor, share }) => [
        `${donor.code}${originMark(donor, '')}`,
        `${printField(donor.species)}, ${printField(donor.strain)}`,
        `${printField(donor.genotype)}; ${printField(donor.haplotype)}`,
        printField(donor.sex),
        blankWords(donor.age) ?? printAmount(donor.age, donor.ageUnit),
        printField(donor.healthStatus),
        share,
      ]),
    ),
  )
  return content
}

function donorsOf({ batch, notebook }: ReportContext): readonly { readonly donor: RecordOf<'donor'>; readonly share: string }[] {
  const { source } = batch
  switch (source.type) {
    case 'donor': {
      const donor = notebook.get('donor', source.donorId)
      return donor === undefined ? [] : [{ donor, share: 'all' }]
    }
    case 'pool':
      return ordered(source.members).flatMap(([, member]) => {
        const donor = notebook.get('donor', member.donorId)
        return donor === undefined ? [] : [{ donor, share: printField(member.sharePercent, '%') }]
      })
    case 'cell-line':
      return []
  }
}

function describeModification(batch: RecordOf<'batch'>): string {
  const m = batch.geneticModification
  if (m === undefined) return 'not recorded'
  if (m.type === 'none') return 'none'
  return `${m.type}: ${printField(m.transgene)}, vector ${printField(m.vector)}, MOI ${printField(m.multiplicityOfInfection)}`
}
