import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { amount, cells, choice, keyed, number, plainText, term, text } from './fields.ts'

/** Published study. A result "none" means "no effect reported": no interval, so never a verdict and never a point in a forest plot. */
export const literatureStudySchema = z.strictObject({
  ...header('literature-study'),
  code: humanCode,
  citation: plainText(),
  year: number('Year'),
  doi: text('DOI'),
  pmid: text('PubMed id'),
  /** How far the figures were checked against the source. */
  verification: z.enum(['read in the abstract or extract', 'read in another paper', 'read in full']),
  model: term('arthritis-model', 'Model'),
  summary: text('What was found'),
  caveat: text('Caveat'),
  arms: keyed({
    material: plainText(),
    species: term('species', 'Species of the cells'),
    strain: text('Strain of the cells'),
    tissue: term('tissue', 'Tissue'),
    modification: text('Modification'),
    recipient: text('Recipient'),
    relation: choice('Relation', ['autologous', 'syngeneic', 'allogeneic', 'xenogeneic']),
    relationBasis: choice('Relation is', ['stated', 'inferred']),
    route: term('route', 'Route'),
    cells: cells('Cells per injection'),
    schedule: text('Schedule'),
    animals: number('Animals', { impossibleBelow: 0 }),
    outcome: text('Outcome'),
    result: choice('Result as reported', ['better', 'none', 'worse']),
    effectPercent: number('Effect', { unit: '%' }),
    effectLower: amount('Lower limit', '%'),
    effectUpper: amount('Upper limit', '%'),
    tableRow: text('Place in the source'),
    caveat: text('Caveat'),
  }),
})
export type LiteratureStudy = z.infer<typeof literatureStudySchema>
