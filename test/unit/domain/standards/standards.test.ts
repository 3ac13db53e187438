import { describe, expect, it } from 'vitest'
import { dosesWord } from '../../../../shared/domain/standards/doses-standard.ts'
import { standardsOfAssay, standardsOfBatch, standardsOfExperiment } from '../../../../shared/domain/standards/standards.ts'
import type { StandardCoverage, StandardId, StandardItem, StandardsResults } from '../../../../shared/domain/standards/standards-results.ts'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import { standards } from '../../../../shared/reports/sections/standards.ts'
import { buildSampleNotebook } from '../../../../shared/sample/build-sample-notebook.ts'
import { idOf, sideRecords, sharedRecords, type Changes } from '../../../helpers/comparability-records.ts'
import { id, standardsNotebook } from '../../../helpers/standards-records.ts'

const of = (r: StandardsResults, standard: StandardId): StandardCoverage => {
  const found = r.standards.find((s) => s.standard === standard)
  if (found === undefined) throw new Error(`no ${standard}`)
  return found
}
const batch = (changes: Changes = {}, shared: Changes = {}, without = {}): StandardsResults => standardsOfBatch(standardsNotebook(changes, shared, without), id('batch'))
const itemOf = (r: StandardsResults, standard: StandardId, item: string): StandardItem => {
  const found = of(r, standard).items.find((i) => i.id === item)
  if (found === undefined) throw new Error(`no item ${item}`)
  return found
}
const statuses = (s: StandardCoverage): Readonly<Record<string, string>> => Object.fromEntries(s.items.map((i) => [i.id, i.status]))

const complete = batch()
const R = 'recorded'
const P = 'partly recorded'
const M = 'missing'
const X = 'not a record of a notebook'

/** Every item of complete records. Partly: the notebook has no field for a part of what is asked, or the analysis names an assumption that was not checked. */
const expected: Readonly<Record<StandardId, Readonly<Record<string, string>>>> = {
  'ISCT 2006': { 1: R, 2: R, 3: R, 4: R },
  DOSES: { D: R, O: R, 'S-separation': R, E: R, 'S-site': R },
  MIATA: { '1A': R, '1B': P, '1C': P, '1D': R, '5A': X, '5B': R, '5C': R },
  'MIFlowCyt 1.0': { '1.3': R, '1.4': P, '1.5': P, '1.6': R, '1.7': X, '1.8': R, '2.1': R, '2.3': R, '2.4': R, '3.1': R, '3.2': R, '3.3': R, '4.1': R, '4.2': R, '4.3': M, '4.4': R },
  'ARRIVE 2.0': {
    '1a': R, '1b': R, '2a': R, '2b': R, '3a': R, '3b': R, '3c': R, '4a': R, '4b': R, 5: R, '6a': R, '6b': R, '7a': R, '7b': P, '8a': R, '8b': P, '9a': R, '9b': R, '9c': M, '9d': X, '10a': R, '10b': R,
    11: X, '12a': X, '12b': X, 13: R, 14: R, 15: R, '16a': R, '16b': R, '16c': R, '17a': X, '17b': X, 18: X, 19: R, 20: X, '21a': X, '21b': X,
  },
  SYRCLE: { 1: R, 2: R, 3: R, 4: R, 5: R, 6: R, 7: R, 8: R, 9: R, 10: R },
}

describe('complete records', () => {
  it.each(Object.keys(expected) as StandardId[])('%s: every item has the status worked out by hand', (standard) => {
    expect(statuses(of(complete, standard))).toEqual(expected[standard])
  })

  it('lists as many items as the standards have', () => {
    expect(complete.standards.map((s) => [s.standard, s.items.length])).toEqual([['ISCT 2006', 4], ['DOSES', 5], ['MIFlowCyt 1.0', 16], ['MIATA', 7], ['ARRIVE 2.0', 38], ['SYRCLE', 10]])
    expect(complete.notCovered).toEqual([])
  })

  it('counts what applies and can be in a notebook', () => {
    expect(of(complete, 'ARRIVE 2.0')).toMatchObject({ recorded: 25, partlyRecorded: 2, applicable: 28, missing: ['9c'] })
    expect(of(complete, 'MIATA')).toMatchObject({ recorded: 4, partlyRecorded: 2, applicable: 6, missing: [] })
  })

  it('gives value, record and field of what is recorded', () => {
    expect(itemOf(complete, 'DOSES', 'O').evidence).toEqual([{ what: 'tissue', value: 'bone marrow', source: { kind: 'batch', id: id('batch'), name: 'B-1', pointer: '/tissue' }, simulated: false }])
    expect(itemOf(complete, 'ARRIVE 2.0', '8a').evidence.map((e) => e.value)).toEqual(['mouse (6 of 6 animals)', 'DBA/1 (6 of 6 animals)', 'DBA/1J (6 of 6 animals)', 'male (6 of 6 animals)', '2025-11-01 (6 of 6 animals)', '20, 21, 22, 23, 24, 25 (6 of 6 animals)'])
    expect(itemOf(complete, 'ARRIVE 2.0', '3b').evidence.map((e) => e.value)).toEqual(['3 allocated, 3 analysed, 0 excluded, 0 missing', '3 allocated, 3 analysed, 0 excluded, 0 missing'])
    expect(itemOf(complete, 'ARRIVE 2.0', '10b').evidence[0]?.value).toMatch(/%, 95 % .* to .*, n = 6 animals$/)
    expect(JSON.stringify(complete)).not.toMatch(/NaN|Infinity/)
  })
})

describe('one thing taken away', () => {
  const experiment = (more: object): Changes => ({ experiment: { ...more } })
  const test = (more: object): Changes => ({ phenotypeTest: { ...more } })
  const oneMarker = (more: object): Changes => test({ markers: { m: { order: 0, marker: 'CD73', positivePercent: 99, positiveEvents: 9900, events: 10000, gateRule: 'isotype', clone: 'c', fluorochrome: 'PE', reagentLotId: id('antibody'), ...more } } })
  const arms = (dose: object): Changes => experiment({ arms: { v: { order: 0, label: 'vehicle', role: 'vehicle', doses: {} }, t: { order: 1, label: 'MSC', role: 'treatment', doses: { d1: { order: 0, day: 20, route: 'intravenous', vehicle: 'PBS', volumeUl: 200, passageId: id('passage'), ...dose } } } } })

  it.each<readonly [StandardId, string, Changes, string]>([
    ['ISCT 2006', '1', { passage: { conditions: {} } }, M],
    ['ISCT 2006', '2', oneMarker({}), P],
    ['ISCT 2006', '3', oneMarker({}), M],
    ['ISCT 2006', '3', oneMarker({ marker: 'CD11b' }), P],
    ['ISCT 2006', '4', { differentiation: { result: undefined } }, P],
    ['ISCT 2006', '4', { differentiation: null }, M],
    ['DOSES', 'D', { donor: { species: undefined } }, M],
    ['DOSES', 'O', { batch: { tissue: { blank: 'unknown' } } }, M],
    ['DOSES', 'S-separation', { batch: { isolation: undefined } }, M],
    ['DOSES', 'E', { phenotypeTest: null }, P],
    ['DOSES', 'E', { phenotypeTest: null, differentiation: null }, M],
    ['DOSES', 'S-site', arms({ route: undefined }), M],
    ['MIATA', '5B', { protocol: { status: undefined } }, M],
    ['MIATA', '5C', { protocol: { assayStatus: undefined } }, M],
    ['MIATA', '5B', { assay: { protocolId: undefined } }, M],
    ['MIATA', '1D', { assay: { responders: { r1: { order: 0, label: 'r', responderLotId: idOf('responderLot', 0) } } } }, P],
    ['MIFlowCyt 1.0', '1.3', test({ cellState: undefined }), M],
    ['MIFlowCyt 1.0', '1.4', { p0: { labName: undefined } }, M],
    ['MIFlowCyt 1.0', '4.4', test({ attachments: undefined }), P],
    ['MIFlowCyt 1.0', '1.5', test({ operatorId: undefined }), M],
    ['MIFlowCyt 1.0', '1.6', test({ performedAt: undefined }), M],
    ['MIFlowCyt 1.0', '1.8', { equipment: { calibrations: undefined } }, P],
    ['MIFlowCyt 1.0', '2.1', { donor: { age: undefined } }, P],
    ['MIFlowCyt 1.0', '2.3', test({ detachment: undefined }), M],
    ['MIFlowCyt 1.0', '2.3', test({ cellState: 'primed' }), P],
    ['MIFlowCyt 1.0', '2.4', oneMarker({ clone: undefined }), P],
    ['MIFlowCyt 1.0', '2.4', { antibody: { manufacturer: undefined } }, P],
    ['MIFlowCyt 1.0', '3.1', { equipment: { manufacturer: undefined } }, M],
    ['MIFlowCyt 1.0', '3.2', test({ cytometer: undefined }), R],
    ['MIFlowCyt 1.0', '3.2', test({ cytometer: undefined, equipment: undefined }), M],
    ['MIFlowCyt 1.0', '3.3', test({ cytometerSettings: { blank: 'unknown' } }), M],
    ['MIFlowCyt 1.0', '4.1', { attachment: null }, M],
    ['MIFlowCyt 1.0', '4.1', test({ listModeFileId: undefined }), M],
    ['MIFlowCyt 1.0', '4.2', test({ compensation: undefined }), M],
    ['MIFlowCyt 1.0', '4.2', test({ compensation: { blank: 'not-applicable', reason: 'one colour' } }), R],
    ['MIFlowCyt 1.0', '4.4', test({ gatingDescription: undefined }), P],
    ['ARRIVE 2.0', '1a', experiment({ arms: { t: { order: 0, label: 'MSC', role: 'treatment', doses: {} } } }), P],
    ['ARRIVE 2.0', '1b', experiment({ cageScheme: 'not recorded' }), M],
    ['ARRIVE 2.0', '1b', experiment({ cageScheme: undefined }), M],
    ['ARRIVE 2.0', '2a', { allocation: null }, P],
    ['ARRIVE 2.0', '2b', experiment({ sampleSizeReason: undefined }), M],
    ['ARRIVE 2.0', '3a', experiment({ criteriaDeclaredAt: undefined }), P],
    ['ARRIVE 2.0', '3b', { allocation: null }, M],
    ['ARRIVE 2.0', '3c', { allocation: null }, M],
    ['ARRIVE 2.0', '4a', experiment({ randomisationMethod: undefined }), P],
    ['ARRIVE 2.0', '4a', experiment({ randomisation: 'no', randomisationMethod: undefined }), R],
    ['ARRIVE 2.0', '4a', { experiment: { randomisationMethod: undefined }, allocation: { method: 'minimisation' } }, R],
    ['ARRIVE 2.0', '4b', experiment({ confounders: undefined }), M],
    ['ARRIVE 2.0', '5', experiment({ blinding: { outcome: 'blinded' } }), P],
    ['ARRIVE 2.0', '5', experiment({ blinding: undefined }), M],
    ['ARRIVE 2.0', '6a', experiment({ onsetMinimumScore: undefined }), P],
    ['ARRIVE 2.0', '6b', experiment({ primaryOutcome: undefined }), M],
    ['ARRIVE 2.0', '6b', experiment({ primaryOutcome: 'other' }), P],
    ['ARRIVE 2.0', '7a', experiment({ declaredTest: undefined }), P],
    ['ARRIVE 2.0', '7b', { allocation: null }, M],
    ['ARRIVE 2.0', '8a', experiment({ animals: { a0: { order: 0, earTag: 'a0', species: 'mouse' } } }), P],
    ['ARRIVE 2.0', '8b', experiment({ animals: { a0: { order: 0, earTag: 'a0' } } }), M],
    ['ARRIVE 2.0', '9a', experiment({ induction: {} }), P],
    ['ARRIVE 2.0', '9a', arms({ volumeUl: undefined }), P],
    ['ARRIVE 2.0', '9b', arms({ day: undefined }), P],
    ['ARRIVE 2.0', '10a', { allocation: null }, M],
    ['ARRIVE 2.0', '10b', { allocation: null }, M],
    ['ARRIVE 2.0', '13', experiment({ hypothesis: undefined }), P],
    ['ARRIVE 2.0', '14', { permit: { number: undefined } }, P],
    ['ARRIVE 2.0', '14', experiment({ permitId: undefined }), M],
    ['ARRIVE 2.0', '15', experiment({ housing: undefined }), M],
    ['ARRIVE 2.0', '16a', experiment({ care: undefined }), M],
    ['ARRIVE 2.0', '16b', experiment({ animals: { a0: { order: 0, earTag: 'a0' } } }), M],
    ['ARRIVE 2.0', '16b', experiment({ animals: { a0: { order: 0, earTag: 'a0', death: { day: 40, cause: 'scheduled' } } } }), M],
    ['ARRIVE 2.0', '16b', { ...experiment({ animals: { a0: { order: 0, earTag: 'a0' } } }), session: { observations: { a0: { order: 0, totalScore: 3, text: 'hunched' } } } }, R],
    ['ARRIVE 2.0', '16c', experiment({ humaneEndpoints: undefined }), P],
    ['ARRIVE 2.0', '19', experiment({ registration: undefined }), M],
    ['SYRCLE', '1', experiment({ randomisation: undefined, randomisationMethod: undefined }), M],
    ['SYRCLE', '2', experiment({ animals: { a0: { order: 0, earTag: 'a0' } } }), M],
    ['SYRCLE', '3', experiment({ blinding: { conduct: 'blinded', outcome: 'blinded' } }), M],
    ['SYRCLE', '4', experiment({ cageScheme: 'not recorded' }), M],
    ['SYRCLE', '5', experiment({ blinding: { allocation: 'blinded' } }), M],
    ['SYRCLE', '6', { session: { cagesShuffled: undefined } }, M],
    ['SYRCLE', '7', { session: { observerBlinded: undefined } }, P],
    ['SYRCLE', '8', { allocation: null }, M],
    ['SYRCLE', '9', experiment({ registration: undefined }), P],
    ['SYRCLE', '10', experiment({ sampleSizeReason: undefined }), M],
  ])('%s %s without %j is %s', (standard, item, changes, status) => {
    const found = itemOf(batch(changes), standard, item)
    expect(found.status).toBe(status)
    if (status === M || status === P) expect(found.gaps.length).toBeGreaterThan(0)
    for (const gap of found.gaps) expect(gap.where).not.toBe('')
  })

  it.each<readonly [string, Changes, string]>([
    ['1A', { responderDonor: { healthStatus: undefined } }, P],
    ['1B', { responderLot: { cellType: undefined, preparation: undefined } }, M],
    ['1C', { responderLot: { state: 'fresh', frozenAt: undefined } }, R],
    ['1C', { responderLot: { state: undefined, frozenAt: undefined } }, M],
    ['1D', { responderLot: { cells: undefined } }, P],
  ])('MIATA %s with responders %j is %s', (item, shared, status) => {
    expect(itemOf(batch({}, shared), 'MIATA', item).status).toBe(status)
  })

  it('without sessions nothing is scored, and the items of scoring are missing', () => {
    const r = batch({}, {}, { sessions: true })
    expect(itemOf(r, 'SYRCLE', '6')).toMatchObject({ status: M, gaps: [{ state: 'no session recorded' }] })
    expect(itemOf(r, 'SYRCLE', '7').status).toBe(P)
    expect(itemOf(r, 'ARRIVE 2.0', '16c').status).toBe(P)
    expect(itemOf(r, 'ARRIVE 2.0', '10a').status).toBe(M)
  })
})

describe('what recorded means', () => {
  it('unknown, not measured and blank are gaps and are told apart', () => {
    const state = (tissue: unknown): string | undefined => itemOf(batch({ batch: { tissue } }), 'DOSES', 'O').gaps[0]?.state
    expect([state(undefined), state({ blank: 'unknown' }), state({ blank: 'not-measured', reason: 'lost' })]).toEqual(['not recorded', 'unknown', 'not measured (lost)'])
    expect(itemOf(batch({ batch: { tissue: { blank: 'not-applicable' } } }), 'DOSES', 'O')).toMatchObject({ status: R, evidence: [{ value: 'not applicable' }] })
  })

  it('a criterion that fails is recorded, with its verdict', () => {
    const failing = itemOf(batch({ phenotypeTest: { markers: Object.fromEntries(['CD105', 'CD73', 'CD90'].map((m, order) => [m, { order, marker: m, positivePercent: 50, positiveEvents: 5000, events: 10000 }])) } }), 'ISCT 2006', '2')
    expect(failing).toMatchObject({ status: R })
    expect(failing.detail).toMatch(/^FAIL/)
    expect(itemOf(complete, 'SYRCLE', '9').detail).toMatch(/^low/)
    expect(itemOf(batch({ experiment: { randomisation: 'no' } }), 'SYRCLE', '1')).toMatchObject({ status: R, detail: 'high: not randomised' })
  })

  it('ISCT does not apply to mouse cells', () => {
    const r = of(batch({ donor: { species: 'mouse' } }), 'ISCT 2006')
    expect(r.items.every((i) => i.status === 'not applicable' && i.detail.includes('mouse'))).toBe(true)
    expect(r).toMatchObject({ applicable: 0, recorded: 0, missing: [] })
  })

  it('DOSES has no word "syngeneic": it is mapped, and kept', () => {
    expect(dosesWord('syngeneic')).toBe('allogeneic in the words of DOSES (another individual); recorded as syngeneic')
    expect(['autologous', 'allogeneic', 'xenogeneic'].map((k) => dosesWord(k as 'autologous'))).toEqual(['autologous', 'allogeneic', 'xenogeneic'])
    expect(dosesWord('mixed')).toContain('recorded as mixed')
    const syngeneic = itemOf(batch({ donor: { species: 'mouse', strain: 'DBA/1' } }), 'DOSES', 'D')
    expect(syngeneic.evidence.map((e) => e.value)).toContain('allogeneic in the words of DOSES (another individual); recorded as syngeneic')
    expect(itemOf(complete, 'DOSES', 'D').evidence.map((e) => e.value)).toEqual(['human', 'xenogeneic'])
  })

  it('one donor of a pool that is not in the notebook is a gap', () => {
    const pool = { source: { type: 'pool', pooledAt: 'tissue', members: { a: { order: 0, donorId: id('donor') }, b: { order: 1, donorId: idOf('donor', 7) } } } }
    expect(itemOf(batch({ batch: pool }), 'MIFlowCyt 1.0', '2.1').gaps.map((g) => g.state)).toContain('1 of 2 donors not in the notebook')
  })

  it('a batch that was never used names what was not looked at', () => {
    const notebook = makeNotebook([...sharedRecords(), ...sideRecords(1, { assay: null, plate: null, experiment: null, allocation: null, preparation: null, administration: null, pair: null })])
    const r = standardsOfBatch(notebook, id('batch'))
    expect(r.notCovered.map((n) => n.standard)).toEqual(['MIFlowCyt 1.0', 'MIATA', 'ARRIVE 2.0', 'SYRCLE'])
    expect(itemOf(r, 'DOSES', 'S-site')).toMatchObject({ status: 'not applicable', detail: 'the cells were given to no person or animal on record' })
  })

  it('simulated values mark the standard they are evidence for', () => {
    const r = batch({ batch: { origin: { type: 'simulated' } } })
    expect(r.simulated).toBe(true)
    expect(of(r, 'DOSES').simulated).toBe(true)
    expect(complete.simulated).toBe(false)
  })

  it('does not depend on the order of records; unknown ids are errors', () => {
    const notebook = standardsNotebook()
    expect(standardsOfBatch(makeNotebook(notebook.records.toReversed()), id('batch'))).toEqual(complete)
    for (const ask of [standardsOfBatch, standardsOfExperiment, standardsOfAssay]) expect(() => ask(notebook, idOf('study', 9))).toThrow('no ')
  })

  it('of an experiment and of an assay alone', () => {
    const notebook = standardsNotebook()
    expect(standardsOfExperiment(notebook, id('experiment')).standards).toEqual(complete.standards.filter((s) => s.standard === 'ARRIVE 2.0' || s.standard === 'SYRCLE'))
    expect(standardsOfAssay(notebook, id('assay')).standards).toEqual(complete.standards.filter((s) => s.standard === 'MIATA'))
    expect(standardsOfAssay(notebook, id('assay')).notCovered.map((n) => n.standard)).toEqual(['MIFlowCyt 1.0'])
  })
})

describe('section', () => {
  it('prints coverage, every item, where it stands and what is missing', () => {
    const text = JSON.stringify(standards(complete))
    for (const s of complete.standards) for (const i of s.items) expect(text).toContain(JSON.stringify(i.wording).slice(1, -1))
    for (const words of ['25 of 28', 'tissue: bone marrow (B-1 /tissue)', 'place and acclimatisation: not recorded (experiment (no field of its own; /housing))', 'Not a record of a notebook: 9d Procedures: why']) expect(text).toContain(words)
    expect(text).toContain('day of dose: 20 (EX-1 /arms/v/doses/d1/day and 1 more)')
    expect(JSON.stringify(standards({ subject: 'x', standards: [], notCovered: [{ standard: 'MIATA', why: 'no assay' }], simulated: false }))).toContain('MIATA: not looked at, because no assay.')
  })

  it('holds for every batch of the sample', () => {
    const sample = makeNotebook(buildSampleNotebook())
    for (const b of sample.all('batch').filter((x) => x.code.startsWith('SIM-UC') || x.code.startsWith('COL-58L'))) {
      const r = standardsOfBatch(sample, b.id)
      expect(JSON.stringify(standards(r))).not.toMatch(/undefined|NaN|\[object/)
      for (const s of r.standards) expect(s.recorded + s.partlyRecorded + s.missing.length).toBe(s.applicable)
    }
  })
})
