import { parent, type KindDescription } from './kind-description.ts'

/** A test that says what it was done on: passage, bank, vial or preparation. */
const subject = (type: 'passage' | 'bank' | 'vial' | 'preparation' | 'assay') => (id: string) => ({ subject: { type, [`${type}Id`]: id } })

/** Cells and what is done with them before they go into a plate or an animal. */
export const batchKinds = {
  batch: {
    noun: 'batch', plural: 'batches', path: 'batches', area: 'batches', group: '',
    what: 'Cells isolated once: of one donor, of a pool, or a cell line. Passages, banks, assays and animals hang on it.',
    begin: 'Record its donor first, in the library; then the batch.',
    columns: ['/tissue', '/source', '/collectedAt', '/isolation', '/cellName'],
    code: { stem: 'BM-', digits: 4 }, blank: { source: { type: 'donor' } },
    parents: [{ kind: 'donor', blank: (id) => ({ source: { type: 'donor', donorId: id } }) }, parent('specification', 'specificationId')],
  },
  passage: {
    noun: 'passage', plural: 'passages', path: 'passages', area: 'batches', group: 'Culture',
    what: 'One culture step: conditions, seeding, feeding, harvest. Conditions are inherited from the step before; only what differs is typed.',
    begin: 'Open the batch and add its first passage there.',
    columns: ['/batchId', '/number', '/seededAt', '/seededCells', '/harvest/at', '/harvest/liveCells', '/harvest/viabilityPercent', '/outcome'],
    code: { stem: '-P', digits: 1, of: 'batch' }, blank: {},
    parents: [parent('batch', 'batchId'), { kind: 'passage', blank: (id) => ({ parents: { [id]: { order: 1 } } }) }, { kind: 'vial', blank: (id) => ({ seededFrom: 'thawed vial', thawedVials: { [id]: { order: 1 } } }) }],
  },
  'phenotype-test': {
    noun: 'phenotype test', plural: 'phenotype tests', path: 'phenotype-tests', area: 'batches', group: 'Tests of the cells',
    what: 'A marker panel measured on a passage by flow cytometry.',
    begin: 'Open the passage that was measured and add the test there; the panel is chosen from the library.',
    columns: ['/passageId', '/panelId', '/performedAt', '/cellState', '/cytometer', '/markers'],
    code: null, blank: { markers: {} }, parents: [parent('passage', 'passageId'), parent('marker-panel', 'panelId'), parent('vial', 'vialId')],
  },
  'differentiation-test': {
    noun: 'differentiation test', plural: 'differentiation tests', path: 'differentiation-tests', area: 'batches', group: 'Tests of the cells',
    what: 'Differentiation of a passage towards fat, bone or cartilage.',
    begin: 'Open the passage that was differentiated and add the test there.',
    columns: ['/passageId', '/lineage', '/performedAt', '/days', '/stain', '/result', '/undifferentiatedControl'],
    code: null, blank: {}, parents: [parent('passage', 'passageId'), parent('vial', 'vialId')],
  },
  'quality-test': {
    noun: 'quality test', plural: 'quality tests', path: 'quality-tests', area: 'batches', group: 'Tests of the cells',
    what: 'A test of safety or identity: mycoplasma, sterility, endotoxin, karyotype, STR, sex typing, pathogens.',
    begin: 'Open the passage, bank, vial or preparation that was tested and add the test there.',
    columns: ['/test', '/subject', '/performedAt', '/result', '/method', '/value', '/laboratory'],
    code: null, blank: {},
    parents: [{ kind: 'passage', blank: subject('passage') }, { kind: 'bank', blank: subject('bank') }, { kind: 'vial', blank: subject('vial') }, { kind: 'preparation', blank: subject('preparation') }],
  },
  'mediator-measurement': {
    noun: 'mediator measurement', plural: 'mediator measurements', path: 'mediator-measurements', area: 'batches', group: 'Tests of the cells',
    what: 'A mediator the cells make, or found in an assay: PGE2, NO, IDO activity, PD-L1, cytokines, messenger RNA.',
    begin: 'Open the passage or the assay that was measured and add the measurement there.',
    columns: ['/mediator', '/subject', '/performedAt', '/analyteLevel', '/method', '/matrix', '/unit', '/values'],
    code: null, blank: { values: {} }, parents: [{ kind: 'passage', blank: subject('passage') }, { kind: 'assay', blank: subject('assay') }],
  },
  pair: {
    noun: 'pair', plural: 'pairs', path: 'pairs', area: 'batches', group: 'In vitro and in vivo',
    what: 'What is compared: cells in a declared in-vitro condition, and a treatment arm with the same cells. Declare the margins before the data.',
    begin: 'Open the batch and add a pair there, with its assay, its experiment, or both.',
    columns: ['/batchId', '/inVitro/assayId', '/inVitro/conditionKey', '/inVitro/ratioMscPerResponder', '/inVivo/experimentId', '/inVivo/armKey'],
    code: { stem: '-PAIR', digits: 1, of: 'batch' }, blank: {},
    parents: [parent('batch', 'batchId')],
  },
} as const satisfies Partial<Record<string, KindDescription>>
