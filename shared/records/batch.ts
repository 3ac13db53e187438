import { z } from 'zod'
import { benchAct, header, humanCode } from './header.ts'
import { amount, benchDate, cells, choice, field, keyed, optionalRef, percent, plainText, refTo, term, text } from './fields.ts'

const donorSource = z.strictObject({ type: z.literal('donor'), donorId: refTo('donor') })
const poolSource = z.strictObject({
  type: z.literal('pool'),
  members: keyed({ donorId: refTo('donor'), sharePercent: percent('Share of the cells pooled') }),
  pooledAt: choice('Pooled at', ['tissue', 'isolation', 'passage']),
})
const cellLineSource = z.strictObject({
  type: z.literal('cell-line'),
  name: plainText(),
  species: term('species', 'Species'),
  strain: text('Strain of origin', 'Decides the relation to the recipient.'),
  supplier: text('Supplier'),
  catalogueNumber: text('Catalogue number'),
  accession: text('Cellosaurus accession'),
})

/** Cells of one donor, of a pool, or of a cell line, isolated once. */
export const batchSchema = z.strictObject({
  ...header('batch'),
  ...benchAct(),
  code: humanCode,
  /** As the lab calls the cells; "stem" asks for clonal or in-vivo evidence (ISCT 2005, 2019). */
  cellName: text('Name of the cells'),
  stemEvidence: text('Evidence for self-renewal', 'ISCT: "stem" only where self-renewal and differentiation were shown.'),
  source: z.discriminatedUnion('type', [donorSource, poolSource, cellLineSource]),
  tissue: term('tissue', 'Tissue', 'Stromal cells of different tissues differ in growth and suppression.'),
  anatomicalSite: text('Anatomical site'),
  collectedAt: benchDate('Collected'),
  collectionMethod: text('Method of collection'),
  anticoagulant: text('Anticoagulant'),
  transportTemperatureC: field(z.number(), { label: 'Transport temperature', unit: '°C' }),
  hoursToProcessing: amount('Hours from collection to processing', 'h'),
  isolation: term('isolation', 'Isolation', 'How the cells were separated selects which cells grow.'),
  isolationEnzyme: text('Enzyme and lot'),
  separationMarkers: text('Markers of selection or depletion'),
  isolatedCells: cells('Nucleated cells isolated'),
  geneticModification: z
    .union([
      z.strictObject({ type: z.literal('none') }),
      z.strictObject({
        type: z.enum(['transduced', 'transfected', 'knock-out', 'knock-in', 'immortalised']),
        vector: text('Vector'),
        multiplicityOfInfection: amount('Multiplicity of infection', ''),
        transgene: text('Transgene or target'),
        expressionPercent: percent('Cells expressing'),
        method: text('Method'),
      }),
    ])
    .exactOptional(),
  countP0Doublings: choice('Population doublings of P0', ['counted', 'not-counted'], 'Cumulative doublings are not comparable otherwise.'),
  specificationId: optionalRef('specification', 'Specification'),
  intendedUse: text('Intended use'),
})
export type Batch = z.infer<typeof batchSchema>
