import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { absent, at, coverage, each, either, field, inManuscript, item, type Part } from './item-parts.ts'
import { equipmentOf, ofDonors } from './subject-records.ts'
import type { StandardCoverage } from './standards-results.ts'

type Test = RecordOf<'phenotype-test'>

const nothing: Part = { evidence: [], gaps: [] }

/**
 * MIFlowCyt 1.0, the items as listed by Cytometry A, for the marker panels measured on a batch, all tests together: an item is recorded
 * when every test answers it. Items 1.1, 1.2 and 2.2 are not shown: their wording was not found at the source.
 * @returns undefined when no panel was measured.
 */
export function miflowcytStandard(notebook: Notebook, batch: RecordOf<'batch'>): StandardCoverage | undefined {
  const tests = notebook.all('phenotype-test').filter((t) => notebook.get('passage', t.passageId)?.batchId === batch.id)
  if (tests.length === 0) return undefined
  const name = (t: Test): string => `${notebook.get('passage', t.passageId)?.code ?? 'passage not in the notebook'}${t.performedAt === undefined ? '' : `, ${t.performedAt}`}`
  const all = (key: keyof Test, label: string): Part => each(tests, (t) => field(t, key, `${label}, ${name(t)}`), nothing)
  const devices = (key: 'manufacturer' | 'model'): Part => each(tests, (t) => each(equipmentOf(notebook, [t]), (e) => field(e, key, `${key}, ${e.code}`), absent(`${key} of the cytometer`, 'phenotype-test, /equipment, and its equipment record', 'no equipment named')), nothing)
  const ofMarkers = (key: keyof Test['markers'][string], label: string): Part => each(tests, (t) => each(ordered(t.markers), ([k, m]) => at(t, `/markers/${k}/${key}`, m[key], `${label}, ${m.marker}`), absent(label, 'phenotype-test, /markers', 'no markers')), nothing)
  const [settings] = notebook.all('lab-settings')
  return coverage('MIFlowCyt 1.0', 'MIFlowCyt 1.0, Cytometry A 2008, doi 10.1002/cyto.a.20623; items as in doi 10.1002/cyto.a.20941', 'Marker panels of the batch. Items 1.1, 1.2 and 2.2 are not shown: their wording was not found at the source.', `batch ${batch.code}`, [
    item('1.3', 'Experiment variables', [all('cellState', 'cells measured')]),
    item('1.4', 'Organization: name and address', [settings === undefined ? absent('laboratory', 'lab-settings, /labName') : field(settings, 'labName', 'laboratory'), absent('address', 'lab-settings (no field of its own; /note)', 'not recorded')]),
    item('1.5', 'Primary contact: name and e-mail address', [each(tests, (t) => operator(notebook, t), nothing), absent('e-mail address', 'person (no field of its own)', 'not recorded')]),
    item('1.6', 'Date', [all('performedAt', 'date')]),
    inManuscript('1.7', 'Conclusions'),
    item('1.8', 'Quality control measures', [ofMarkers('gateRule', 'control of the gate'), each(tests, (t) => each(equipmentOf(notebook, [t]), (e) => field(e, 'calibrations', `calibrations, ${e.code}`), absent('calibration of the cytometer', 'equipment, /calibrations', 'no equipment named')), nothing)]),
    item('2.1', 'Sample: type, source, taxonomy, age, sex, phenotype, genotype', [field(batch, 'tissue', 'tissue'), ofDonors(notebook, batch, 'species', 'species'), ofDonors(notebook, batch, 'age', 'age'), ofDonors(notebook, batch, 'sex', 'sex'), ofDonors(notebook, batch, 'genotype', 'genotype')]),
    item('2.3', 'Treatment of the sample', [all('detachment', 'detachment'), each(tests.filter((t) => valueOf(t.cellState) === 'primed'), (t) => field(t, 'primedWith', `primed with, ${name(t)}`), nothing)]),
    item('2.4', 'Fluorescence reagents: analyte, detector, reporter, clone, manufacturer, catalogue number', [ofMarkers('marker', 'analyte'), ofMarkers('fluorochrome', 'fluorochrome'), ofMarkers('clone', 'clone'), each(tests, (t) => each(ordered(t.markers), ([k, m]) => antibody(notebook, t, k, m), nothing), nothing)]),
    item('3.1', 'Instrument: manufacturer', [devices('manufacturer')]),
    item('3.2', 'Instrument: model', [each(tests, (t) => either(field(t, 'cytometer', `cytometer, ${name(t)}`), each(equipmentOf(notebook, [t]), (e) => field(e, 'model', `model, ${e.code}`), nothing)), nothing)]),
    item('3.3', 'Instrument: configuration and settings', [all('cytometerSettings', 'configuration and settings')]),
    item('4.1', 'List-mode data file', [each(tests, (t) => listModeFile(notebook, t), nothing)]),
    item('4.2', 'Compensation', [all('compensation', 'compensation')]),
    item('4.3', 'Data transformation', [absent('transformation of the signal, scales', 'phenotype-test (no field of its own; /gatingDescription)', 'not recorded')]),
    item('4.4', 'Gating: description, percentage inside, boundaries or pictures', [all('gatingDescription', 'gating'), ofMarkers('positivePercent', '% inside'), all('attachments', 'files attached (pictures of the gates)')]),
  ])
}

function operator(notebook: Notebook, test: Test): Part {
  const person = notebook.get('person', valueOf(test.operatorId))
  return person === undefined ? field(test, 'operatorId', 'operator') : at(person, '/printedName', person.printedName, 'operator')
}

function listModeFile(notebook: Notebook, test: Test): Part {
  const file = notebook.get('attachment', valueOf(test.listModeFileId))
  if (file !== undefined) return at(test, '/listModeFileId', file.name, 'list-mode file')
  return valueOf(test.listModeFileId) === undefined ? field(test, 'listModeFileId', 'list-mode file') : absent('list-mode file', 'phenotype-test, /listModeFileId', 'the file is not in the notebook')
}

function antibody(notebook: Notebook, test: Test, key: string, marker: Test['markers'][string]): Part {
  const lot = notebook.get('reagent-lot', valueOf(marker.reagentLotId))
  if (lot === undefined) return at(test, `/markers/${key}/reagentLotId`, undefined, `antibody lot, ${marker.marker}`)
  return each(['manufacturer', 'catalogueNumber'] as const, (name) => field(lot, name, `${name === 'manufacturer' ? 'manufacturer' : 'catalogue number'}, ${marker.marker}`), nothing)
}
