import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { absent, at, coverage, each, field, inManuscript, item, type Part } from './item-parts.ts'
import { protocolsOf } from './subject-records.ts'
import type { StandardCoverage } from './standards-results.ts'

type Lot = RecordOf<'responder-lot'>

const nothing: Part = { evidence: [], gaps: [] }

/**
 * MIATA (Immunity 2012), modules 1 (the sample) and 5 (the laboratory), whose wording was read at the source; modules 2 to 4 (assay,
 * acquisition, results) were not and are not shown. The sample are the responder cells: MIATA was written for human T-cell monitoring.
 */
export function miataStandard(notebook: Notebook, assay: RecordOf<'assay'>): StandardCoverage {
  const uses = ordered(assay.responders)
  const lots = [...new Set(uses.map(([, r]) => r.responderLotId))].flatMap((id) => notebook.get('responder-lot', id) ?? [])
  const plates = notebook.all('plate').filter((p) => p.assayId === assay.id)
  const protocols = protocolsOf(notebook, [assay, ...plates])
  const noLot = absent('responder cells', 'responder-lot, named by the assay', 'not in the notebook')
  const ofLots = (name: keyof Lot, label: string): Part => each(lots, (l) => field(l, name, `${label}, ${l.code}`), noLot)
  const frozen = lots.filter((l) => valueOf(l.state) === 'frozen')
  const noField = (what: string): Part => (lots.length === 0 ? nothing : absent(what, 'responder-lot (no field of its own; /note)', 'not recorded'))
  const ofProtocols = (name: 'status' | 'assayStatus', label: string): Part => each(protocols, (p) => field(p, name, `${label}, ${p.code}`), absent(label, 'assay or plate, /protocolId', 'no protocol named'))
  return coverage('MIATA', 'MIATA final guidelines, Immunity 2012; miataproject.org', 'Modules 1 (sample: the responder cells) and 5 (laboratory). Modules 2 to 4 are not shown: their wording was not read at the source. Written for human T-cell monitoring.', `assay ${assay.code}`, [
    item('1A', 'Donor: all that matters for the interpretation', [each(lots, (l) => donorParts(notebook, l), noLot)]),
    item('1B', 'Source and processing: source, collection, anticoagulant, transport temperature, method of processing, time to processing', [ofLots('cellType', 'cell type'), ofLots('preparation', 'preparation'), noField('anticoagulant, transport temperature, time from collection to end of processing')]),
    item('1C', 'Cryopreservation and storage: fresh or frozen; freezing medium and process; time and temperature of storage', [
      ofLots('state', 'fresh or frozen'),
      each(frozen, (l) => field(l, 'frozenAt', `date of freezing, ${l.code}`), nothing),
      frozen.length === 0 ? nothing : noField('freezing medium and process, storage temperature'),
    ]),
    item('1D', 'Cell counting: yield and viability before freezing, after thawing, after rest, with limits', [
      ofLots('cells', 'yield'), ofLots('viabilityPercent', 'viability'),
      each(uses, ([key, r]) => at(assay, `/responders/${key}/viabilityPercent`, r.viabilityPercent, `viability at use, ${r.label}`), nothing),
    ]),
    inManuscript('5A', 'General laboratory operation: principles the laboratory works under, accreditations', 'no record of the notebook: state it in the manuscript'),
    item('5B', 'Status of the protocols: investigative, established, standard operating procedure', [ofProtocols('status', 'protocol status')]),
    item('5C', 'Status of the assay: research, qualified, validated', [ofProtocols('assayStatus', 'assay status')]),
  ])
}

function donorParts(notebook: Notebook, lot: Lot): Part {
  const links = ordered(lot.donors)
  return each(links, ([key, { donorId }]) => {
    const donor = notebook.get('donor', donorId)
    if (donor === undefined) return absent(`donor, ${lot.code}`, `responder-lot ${lot.code}, /donors/${key}/donorId`, 'donor not in the notebook')
    return each(['species', 'sex', 'age', 'healthStatus'] as const, (name) => field(donor, name, `${name === 'healthStatus' ? 'health status' : name}, ${donor.code}`), nothing)
  }, absent('donors', `responder-lot ${lot.code}, /donors`, 'none named'))
}
