import type { Blank } from '../records/fields.ts'
import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { inferredFrom, inOrder, originOfFields, published, refs, sampleHeader } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { significant } from './rounding.ts'
import { colterCitation, colterConditions, colterTable2, type ColterPassage, type ColterSample } from './sources/colter-table-2.ts'

const origin = published(colterCitation)
const notPrinted: Blank = { blank: 'unknown', reason: 'not stated in what was read of the publication' }
const noDate: Blank = { blank: 'unknown', reason: 'dates are not published; only that each passage was incubated for 14 days' }

/**
 * Batches COL-58R, COL-58L, COL-59R and COL-59L: the growth of human bone-marrow stromal cells as printed in Colter et al. 2000, Table 2.
 * The only number that is not printed is the size of each frozen stock; it is calculated back from the first cumulative total, so that this
 * total agrees by construction, and marked as inferred. Two of the printed totals (58R second, 58L second) contradict the table's own harvests: the consistency
 * check is expected to find exactly these.
 */
export function colterBatches(): readonly AnyRecord[] {
  return [
    ...['58', '59'].map(donor),
    ...colterTable2.flatMap((sample) => [batch(sample), stock(sample), ...sample.passages.map((p) => passage(sample, p))]),
  ]
}

function donor(volunteer: string): RecordOf<'donor'> {
  return {
    ...sampleHeader('donor', `COL-D${volunteer}`, origin),
    code: `COL-D${volunteer}`,
    species: 'human',
    healthStatus: 'normal volunteer',
    sex: notPrinted,
    age: notPrinted,
  }
}

function batch({ sample, volunteer, side }: ColterSample): RecordOf<'batch'> {
  return {
    ...sampleHeader('batch', `COL-${sample}`, origin),
    code: `COL-${sample}`,
    cellName: 'bone-marrow stromal cells (BM-MSC)',
    source: { type: 'donor', donorId: sampleId('donor', `COL-D${volunteer}`) },
    tissue: 'bone marrow',
    anatomicalSite: `iliac crest, ${side}`,
    collectedAt: { blank: 'unknown', reason: 'date not published; right and left aspirates of a volunteer were taken at the same time' },
    collectionMethod: 'aspirate of about 20 ml',
    isolation: 'plastic adherence',
    isolatedCells: { blank: 'unknown', reason: 'only the range over the four aspirates is printed: 1.2 to 2.7 × 10⁷ nucleated cells' },
    geneticModification: { type: 'none' },
    countP0Doublings: 'not-counted',
    note: 'Doublings before the frozen stock are not known: the count of doublings starts with the first passage after it. The same donor gave COL batches from the other side.',
  }
}

/** The frozen stock that the passages start from; its size is not printed. */
function stock({ sample, passages }: ColterSample): RecordOf<'passage'> {
  const first = passages[0]
  const cells = first === undefined ? 0 : significant((first.cumulativeMsc * colterConditions.cellsPlated) / first.harvest, 4)
  const inferred = inferredFrom(
    colterCitation,
    'not printed: first cumulative total × 530 / first harvest, the number of cells the printed totals start from',
  )
  const numberInferred = inferredFrom(colterCitation, '0 stands for "frozen stock of early passage", before the first passage of the table')
  return {
    ...sampleHeader('passage', `COL-${sample}-P0`, origin),
    fieldOrigins: { ...originOfFields(inferred, '/harvest/liveCells'), ...originOfFields(numberInferred, '/number') },
    code: `COL-${sample}-P0`,
    batchId: sampleId('batch', `COL-${sample}`),
    number: 0,
    seededAt: noDate,
    seededCells: { blank: 'unknown', reason: 'plated "at high density to obtain frozen stocks of early passage MSCs"; no number is printed' },
    seededFrom: 'tissue',
    harvest: { at: noDate, liveCells: cells },
    outcome: 'harvested',
    note: 'Frozen stock of early passage. Its size and passage number are inferred: neither is printed.',
  }
}

function passage({ sample }: ColterSample, { passage: number, harvest, cumulativeMsc, cumulativeCfu }: ColterPassage): RecordOf<'passage'> {
  const { cellsPlated, areaCm2, densityPerCm2, days } = colterConditions
  const code = `COL-${sample}-P${String(number)}`
  return {
    ...sampleHeader('passage', code, origin),
    code,
    batchId: sampleId('batch', `COL-${sample}`),
    number,
    parents: refs(sampleId('passage', `COL-${sample}-P${String(number - 1)}`)),
    seededAt: noDate,
    seededCells: cellsPlated,
    seededFrom: number === 1 ? 'thawed vial' : 'harvest',
    areaCm2,
    vessels: 1,
    conditions: {
      vessel: '176 cm² dish', targetDensityPerCm2: densityPerCm2, detachment: 'trypsin-EDTA', format: 'monolayer', basalMedium: notPrinted,
      serum: notPrinted,
    },
    observations: inOrder({ printed: { text: `Incubated for ${String(days)} days. Calculated cumulative total of colony-forming units as printed: ${cumulativeCfu.toExponential()}.` } }),
    harvest: {
      at: noDate, liveCells: harvest, viabilityPercent: { blank: 'unknown', reason: 'not printed; the cells are taken as live' },
      reportedCumulativeYield: cumulativeMsc,
    },
    outcome: 'harvested',
  }
}
