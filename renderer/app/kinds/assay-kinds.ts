import { parent, type KindDescription } from './kind-description.ts'

/** Suppression in vitro. */
export const assayKinds = {
  assay: {
    noun: 'assay', plural: 'assays', path: 'assays', area: 'assays', group: '',
    what: 'A suppression assay: cells, responders and conditions. The wells stand in its plates.',
    begin: 'Record the responder lot in the library first; then the assay with its conditions, materials and responders, then its plates.',
    columns: ['/title', '/performedAt', '/materials', '/responders', '/conditions', '/referenceRatio', '/background'],
    code: { stem: 'A-', digits: 4 }, blank: { title: '', conditions: {}, materials: {}, responders: {} }, parents: [],
  },
  plate: {
    noun: 'plate', plural: 'plates', path: 'plates', area: 'assays', group: 'Plates',
    what: 'One plate of an assay on one day, with the raw signal of each well.',
    begin: 'Open the assay and add a plate there.',
    columns: ['/assayId', '/performedAt', '/format', '/readAt', '/wells', '/sourceFileId'],
    code: { stem: '-R', digits: 1, of: 'assay' }, blank: { format: '96', wells: {} }, parents: [parent('assay', 'assayId')],
  },
} as const satisfies Partial<Record<string, KindDescription>>
