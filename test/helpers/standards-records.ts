import { makeNotebook, type Notebook } from '../../shared/records/notebook.ts'
import { idOf, sharedRecords, sideRecords, withChanges, type Changes, type Name } from './comparability-records.ts'

type Json = Readonly<Record<string, unknown>>

/** Ids of the one batch, assay and experiment. */
export const id = (name: Name): string => idOf(name, 1)

const days = [20, 30, 40]

/** Sessions of the experiment, ids in the order of their days. */
const sessionId = (i: number): string => `01890000-0000-7000-b000-${String(i).padStart(12, '0')}`

const marker = (order: number, name: string, positivePercent: number): Json => ({ order, marker: name, positivePercent, positiveEvents: positivePercent * 100, events: 10000, gateRule: 'isotype', clone: 'c', fluorochrome: 'PE', reagentLotId: id('antibody') })

/** Everything that the standards ask of records: one human batch, one assay, one experiment of three animals an arm; then the changes. */
export function standardsNotebook(changes: Changes = {}, shared: Changes = {}, without: { readonly sessions?: boolean } = {}): Notebook {
  const animals = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`a${i}`, { order: i, earTag: `a${i}`, species: 'mouse', strain: 'DBA/1', substrain: 'DBA/1J', genotype: 'wild type', sex: 'male', bornAt: '2025-11-01', supplier: 'S', startWeightG: 20 + i, ...(i === 5 ? { death: { day: 41, cause: 'unrelated' } } : {}) }]))
  const full: Changes = {
    donor: { species: 'human', strain: { blank: 'not-applicable' } },
    passage: { conditions: { format: 'monolayer' } },
    assay: { protocolId: id('protocol'), responders: { r1: { order: 0, label: 'r', responderLotId: idOf('responderLot', 0), viabilityPercent: 95 } } },
    protocol: { kind: 'protocol', code: 'SOP-1', title: 'Suppression', status: 'SOP', assayStatus: 'qualified', versions: {} },
    person: { kind: 'person', code: 'P-1', printedName: 'A. Person' },
    equipment: { kind: 'equipment', code: 'E-1', name: 'cytometer', manufacturer: 'Maker', model: 'Model', calibrations: { c: { order: 0, at: '2026-01-01' } } },
    permit: { kind: 'permit', code: 'L-1', type: 'animal-licence', issuer: 'Committee', number: '123' },
    attachment: { kind: 'attachment', sha256: '0'.repeat(64), name: 'panel.fcs', mediaType: 'application/octet-stream', bytes: 1 },
    antibody: { kind: 'reagent-lot', code: 'AB-1', name: 'antibody', manufacturer: 'Maker', catalogueNumber: '42' },
    panel: { kind: 'marker-panel', code: 'MP-1', name: 'ISCT', source: 'ISCT 2006', standing: 'standard', markers: {} },
    phenotypeTest: {
      kind: 'phenotype-test', passageId: id('passage'), panelId: id('panel'), performedAt: '2026-02-01', operatorId: id('person'), cellState: 'fresh', detachment: 'TrypLE', cytometer: 'Maker Model', cytometerSettings: 'voltages', compensation: 'beads', gatingDescription: 'singlets', listModeFileId: id('attachment'), equipment: { [id('equipment')]: { order: 0 } }, attachments: { [id('attachment')]: { order: 0 } },
      markers: Object.fromEntries([...['CD105', 'CD73', 'CD90'].map((m, i) => marker(i, m, 99)), ...['CD45', 'CD34', 'CD14', 'CD19', 'HLA-DR'].map((m, i) => marker(3 + i, m, 0.5))].map((m, i) => [`m${i}`, m])),
    },
    differentiation: { kind: 'differentiation-test', passageId: id('passage'), lineage: 'adipogenic', result: 'positive', undifferentiatedControl: 'negative' },
    p0: { kind: 'lab-settings', labName: 'Lab' },
    experiment: {
      animals, purpose: 'objective', hypothesis: 'hypothesis', day0At: '2026-01-01', onsetMinimumScore: 1, declaredTest: 'permutation-mann-whitney', randomisationMethod: 'minimisation', confounders: 'order shuffled', sampleSizeReason: 'simulation', inclusionCriteria: 'all', criteriaDeclaredAt: '2025-12-01T10:00:00+01:00', housing: 'IVC', care: 'analgesia', humaneEndpoints: 'score 12', permitId: id('permit'), registration: 'PCT-1',
      induction: { i: { order: 0, day: 0, agent: 'bovine collagen type II', dose: 100, doseUnit: 'µg', route: 'intradermal' } },
      arms: {
        v: { order: 0, label: 'vehicle', role: 'vehicle', doses: { d1: { order: 0, day: 20, route: 'intravenous', vehicle: 'PBS', volumeUl: 200 } } },
        t: { order: 1, label: 'MSC', role: 'treatment', doses: { d1: { order: 0, day: 20, route: 'intravenous', vehicle: 'PBS', volumeUl: 200, plannedCells: 1e6, passageId: id('passage'), state: 'thawed' } } },
      },
    },
    allocation: { content: { state: 'open', assignments: Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`a${i}`, { armKey: i < 3 ? 'v' : 't' }])) } },
    administration: { animalKey: 'a3' },
  }
  const names = [...new Set([...Object.keys(full), ...Object.keys(changes)])].filter((name) => name !== 'session') as readonly Name[]
  const merged = Object.fromEntries(names.map((name) => [name, changes[name] === null ? null : { ...full[name], ...changes[name] }]))
  const sessions = without.sessions === true ? [] : days.flatMap((day, s) => withChanges({ session: { kind: 'scoring-session', id: sessionId(s), experimentId: id('experiment'), day, observerBlinded: true, cagesShuffled: true, observations: Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`a${i}`, { order: i, totalScore: day === 20 ? 0 : i < 3 ? 8 + i : 2 + i }])) } }, 1, { session: { ...changes.session } }))
  const lineages = ['osteogenic', 'chondrogenic'].flatMap((lineage, i) => (changes.differentiation === null ? [] : withChanges({ differentiation: { kind: 'differentiation-test', id: sessionId(100 + i), passageId: id('passage'), lineage, result: 'positive', undifferentiatedControl: 'negative' } }, 1, {})))
  return makeNotebook([
    ...sharedRecords({ responderLot: { preparation: 'negative selection', frozenAt: '2025-12-01', cells: 1e7, viabilityPercent: 96, ...shared.responderLot }, responderDonor: { species: 'human', sex: 'female', age: 40, ageUnit: 'years', healthStatus: 'healthy', ...shared.responderDonor } }),
    ...sideRecords(1, merged), ...sessions, ...lineages,
  ])
}
