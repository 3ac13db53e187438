import { describe, expect, it } from 'vitest'
import { comparability, comparabilityMatrix, type Comparator } from '../../../../shared/domain/comparability/comparability.ts'
import type { ComparabilityResults, ComparedField } from '../../../../shared/domain/comparability/comparability-results.ts'
import { comparabilityWithReference } from '../../../../shared/domain/comparability/comparability-with-reference.ts'
import { makeNotebook, type Notebook } from '../../../../shared/records/notebook.ts'
import { parsed } from '../../../helpers/arthritis-records.ts'
import { idOf, recordedAt, sharedRecords, sideRecords, twoBatches, type Changes } from '../../../helpers/comparability-records.ts'

const ofFirst: Comparator = { kind: 'batch', batchId: idOf('batch', 1) }
const secondAgainstFirst = (notebook: Notebook, comparator: Comparator = ofFirst): ComparabilityResults => comparability(notebook, idOf('batch', 2), comparator)
const fieldOf = (r: ComparabilityResults, id: string): ComparedField => {
  const found = r.fields.find((f) => f.id === id)
  if (found === undefined) throw new Error(`no field ${id}`)
  return found
}

/** Every field with the value that the complete records give it. */
const values: Readonly<Record<string, string>> = {
  source: 'one donor', species: 'mouse', strain: 'DBA/1', substrain: 'DBA/1J', genotype: 'wild type', sex: 'female', age: '8 weeks', health: 'healthy', haplotype: 'H-2q', mhc: 'H-2K q', modification: 'none',
  tissue: 'bone marrow', site: 'femur', isolation: 'plastic adherence', 'separation-markers': 'CD45 depletion', 'p0-doublings': 'counted',
  'culture-basalMedium': 'alpha-MEM', 'culture-serum': 'fetal bovine serum', 'culture-serumPercent': '10 %', 'culture-serumLotId': 'FBS-7', 'culture-supplements': 'FGF-2 5 ng/ml', 'culture-oxygenPercent': '5 %', 'culture-coating': 'gelatin', 'culture-format': 'monolayer', 'culture-targetDensityPerCm2': '1000 cells/cm²', 'culture-detachment': 'trypsin-EDTA', 'culture-priming': 'none',
  'assay-passage': '3', 'assay-doublings': '3.00 PD', 'assay-state': 'thawed', 'assay-freeze-medium': 'CryoStor CS10', 'assay-hours': '2 h', 'assay-viability': '90 %',
  stimulus: 'anti-CD3', contact: 'contact', arrest: 'mitomycin C', readout: 'CFSE', 'responders-per-well': '50000 cells', 'ratio-denominator': 'purified responders', 'co-culture': '72 h', target: 'CD4 T cells', 'stimulus-dose': '1 µg/ml', 'proliferation-index': 'none, recorded signals', 'assay-priming': 'IFN-gamma 10 ng/ml 24 h', 'responder-type': 'CD4+ T cells', 'responder-state': 'frozen', 'responder-lots': 'RL-1', ratios: '1:10, 1:2', 'reference-ratio': '0.1', background: 'unstimulated', 'responder-relation': 'allogeneic (MHC mismatched: H-2q against H-2b)',
  'arm-passage': '3', 'arm-doublings': '3.00 PD', 'arm-state': 'thawed', 'arm-freeze-medium': 'CryoStor CS10', 'arm-hours': '1 h', 'arm-viability': '95 %',
  model: 'collagen-induced arthritis', 'recipient-species': 'mouse', 'recipient-strain': 'DBA/1', 'recipient-sex': 'male', relation: 'syngeneic', 'mhc-match': 'not applicable (syngeneic)', scale: 'Paw score, maximum 16', timing: 'prophylactic', 'primary-outcome': 'time-weighted-mean-score', cages: 'randomised within cage', randomisation: 'yes',
  'blinding-allocation': 'blinded', 'blinding-conduct': 'not blinded', 'blinding-outcome': 'blinded', 'blinding-analysis': 'not blinded', route: 'intravenous', dose: '1 × 10⁶ cells', 'dose-per-kg': '5 × 10⁷ cells/kg', 'dose-given': '1.00 × 10⁶ cells', doses: '2', 'dose-days': 'day 20, 27 of the model', vehicle: 'PBS', animals: '2',
}

describe('comparability of two batches', () => {
  const same = secondAgainstFirst(twoBatches())

  it('reads every field from where it is recorded, and equal records are equal in all of them', () => {
    expect(Object.fromEntries(same.fields.map((f) => [f.id, f.subject.text]))).toEqual(values)
    expect(same.fields.filter((f) => f.outcome !== 'equal').map((f) => [f.id, f.outcome])).toEqual([['mhc-match', 'not applicable']])
    expect(same.counts).toEqual({ equal: same.fields.length - 1, withinTolerance: 0, differs: 0, missing: 0, notApplicable: 1 })
    expect(same.simulated).toBe(false)
    for (const f of same.fields) {
      expect(f.why.length).toBeGreaterThan(10)
      expect(f.subject.sources.length).toBeGreaterThan(0)
      expect(f.subject.sources.every((s) => s.id !== '' && s.pointer !== undefined || f.subject.estimate !== null)).toBe(true)
    }
    expect(fieldOf(same, 'culture-oxygenPercent').subject.sources).toEqual([{ kind: 'passage', id: idOf('passage', 2), name: 'B-2-P3', pointer: '/conditions/oxygenPercent' }])
    expect(JSON.stringify(same)).not.toMatch(/NaN|Infinity/)
  })

  const donor = (more: object): Changes => ({ donor: { ...more } })
  const condition = (more: object): Changes => ({ assay: { conditions: { c1: { order: 0, label: 'anti-CD3', stimulus: 'anti-CD3', stimulusDose: 1, stimulusDoseUnit: 'µg/ml', contact: 'contact', arrest: 'mitomycin C', readout: 'CFSE', target: 'CD4 T cells', coCultureH: 72, respondersPerWell: 50000, ratioDenominator: 'purified responders', ...more } } } })
  const material = (more: object): Changes => ({ assay: { materials: { m1: { order: 0, label: 'thaw', vialId: idOf('vial', 2), state: 'thawed', ...more } } } })
  const culture = (more: object): Changes => ({ passage: { conditions: { basalMedium: 'alpha-MEM', ...more } } })
  const animals = (more: object): Changes => ({ experiment: { animals: Object.fromEntries(['a1', 'a2', 'a3'].map((key, order) => [key, { order, earTag: key, species: 'mouse', strain: 'DBA/1', sex: 'male', ...more }])) } })
  const dose = (more: object): Changes => ({ experiment: { arms: { t: { order: 1, label: 'MSC', role: 'treatment', doses: { d1: { order: 0, day: 20, passageId: idOf('passage', 2), ...more } } } } }, administration: null })

  it.each([
    ['source', { batch: { source: { type: 'cell-line', name: 'C3H10T1/2', species: 'mouse' } } }, 'differs', ''],
    ['species', donor({ species: 'Mus musculus' }), 'equal', ''],
    ['species', donor({ species: 'human' }), 'differs', ''],
    ['species', { batch: { source: { type: 'cell-line', name: 'L', species: 'mouse' } } }, 'equal', ''],
    ['strain', donor({ strain: 'BALB/c' }), 'differs', ''],
    ['substrain', donor({ substrain: { blank: 'unknown' } }), 'missing', 'subject: unknown'],
    ['genotype', donor({ genotype: { blank: 'not-measured' } }), 'missing', 'subject: not measured'],
    ['sex', donor({ sex: 'male' }), 'differs', ''],
    ['sex', { batch: { source: { type: 'cell-line', name: 'L' } } }, 'differs', 'does not apply to the subject'],
    ['age', donor({ age: 56, ageUnit: 'days' }), 'equal', ''],
    ['age', donor({ age: 60, ageUnit: 'days' }), 'within tolerance', '+7.14 % of the comparator'],
    ['age', donor({ age: 2, ageUnit: 'months' }), 'within tolerance', '+8.71 % of the comparator'],
    ['age', donor({ age: 1, ageUnit: 'years' }), 'differs', '+552 % of the comparator'],
    ['age', donor({ ageUnit: undefined }), 'missing', 'subject: 8 (unit of age not recorded)'],
    ['age', donor({ age: -8 }), 'missing', 'subject: an impossible value (−8)'],
    ['health', donor({ healthStatus: 'osteoarthritis' }), 'differs', ''],
    ['haplotype', donor({ haplotype: { blank: 'not-applicable' } }), 'differs', 'does not apply to the subject'],
    ['mhc', donor({ mhc: undefined }), 'missing', 'subject: not recorded'],
    ['mhc', donor({ mhc: { x: { order: 5, locus: 'H-2K', alleles: 'q', method: 'PCR' } } }), 'equal', ''],
    ['modification', { batch: { geneticModification: { type: 'transduced', transgene: 'IL-10' } } }, 'differs', ''],
    ['modification', { batch: { geneticModification: undefined } }, 'missing', 'subject: not recorded'],
    ['tissue', { batch: { tissue: 'adipose tissue' } }, 'differs', ''],
    ['culture-serumPercent', culture({ serumPercent: 11 }), 'within tolerance', '+10 % of the comparator'],
    ['culture-serumPercent', culture({ serumPercent: 120 }), 'missing', 'subject: an impossible value (120 %)'],
    ['culture-oxygenPercent', culture({ oxygenPercent: 21 }), 'differs', '+320 % of the comparator'],
    ['culture-supplements', culture({ supplements: { z: { order: 3, agent: 'FGF-2', concentration: 5, concentrationUnit: 'ng/ml' } } }), 'equal', ''],
    ['culture-supplements', culture({ supplements: {} }), 'differs', ''],
    ['culture-coating', culture({}), 'missing', 'subject: not recorded'],
    ['culture-priming', culture({ priming: { p: { order: 0, agent: 'IFN-gamma' } } }), 'differs', ''],
    ['assay-passage', { passage: { number: 5 } }, 'differs', '+66.7 % of the comparator'],
    ['assay-doublings', { passage: { harvest: { liveCells: 9000 } } }, 'within tolerance', '+5.66 % of the comparator'],
    ['assay-doublings', { passage: { harvest: undefined } }, 'missing', undefined],
    ['assay-state', material({ state: 'thawed and rested' }), 'differs', ''],
    ['assay-state', material({ state: undefined }), 'equal', ''],
    ['assay-hours', material({ hoursFromThaw: 24 }), 'differs', '+1100 % of the comparator'],
    ['assay-viability', material({ viabilityPercent: 86 }), 'within tolerance', '−4 points'],
    ['assay-viability', material({ viabilityPercent: 84 }), 'differs', '−6 points'],
    ['assay-freeze-medium', material({ vialId: undefined, passageId: idOf('passage', 2), state: 'fresh' }), 'differs', 'does not apply to the subject'],
    ['assay-freeze-medium', material({ vialId: undefined, passageId: idOf('passage', 2) }), 'missing', 'subject: the bank of the cells is not recorded'],
    ['stimulus', condition({ stimulus: 'concanavalin A' }), 'differs', ''],
    ['stimulus-dose', condition({ stimulusDoseUnit: undefined }), 'missing', 'subject: 1 (unit not recorded)'],
    ['stimulus-dose', condition({ stimulusDose: 3 }), 'differs', ''],
    ['contact', condition({ contact: 'transwell' }), 'differs', ''],
    ['proliferation-index', condition({ proliferationIndex: 'flowjo-division-index' }), 'differs', ''],
    ['ratio-denominator', condition({ ratioDenominator: { blank: 'unknown' } }), 'missing', 'subject: unknown'],
    ['assay-priming', condition({}), 'missing', 'subject: not recorded'],
    ['reference-ratio', { assay: { referenceRatio: 0.2 } }, 'differs', '+100 % of the comparator'],
    ['background', { assay: { background: 'none' } }, 'differs', ''],
    ['responder-relation', donor({ strain: 'C57BL/6', haplotype: 'H-2b' }), 'differs', ''],
    ['responder-relation', donor({ strain: undefined }), 'missing', undefined],
    ['relation', donor({ strain: 'BALB/c', haplotype: 'H-2d' }), 'differs', ''],
    ['mhc-match', donor({ strain: 'BALB/c', haplotype: 'H-2d' }), 'differs', 'does not apply to the comparator'],
    ['recipient-strain', animals({ strain: 'C57BL/6' }), 'differs', ''],
    ['recipient-sex', animals({ sex: undefined }), 'missing', 'subject: not recorded'],
    ['timing', { experiment: { timing: 'therapeutic' } }, 'differs', ''],
    ['blinding-outcome', { experiment: { blinding: { outcome: 'not blinded' } } }, 'differs', ''],
    ['blinding-conduct', { experiment: { blinding: undefined } }, 'missing', 'subject: not recorded'],
    ['dose', dose({ plannedCells: 1.1e6 }), 'within tolerance', '+10 % of the comparator'],
    ['dose', dose({ plannedCells: 1.2e6 }), 'differs', '+20 % of the comparator'],
    ['dose', dose({ plannedCells: -1 }), 'missing', 'subject: an impossible value (−1 cells)'],
    ['dose-per-kg', dose({}), 'missing', 'subject: not recorded'],
    ['doses', dose({}), 'differs', '−50 % of the comparator'],
    ['dose-days', dose({ day: undefined }), 'missing', 'subject: the day is not recorded for every dose'],
    ['dose-given', dose({}), 'missing', 'subject: not assessable: no administration is recorded'],
    ['dose-given', { administration: { volumeUl: 215 } }, 'within tolerance', '+7.5 % of the comparator'],
    ['arm-viability', { preparation: { viabilityPercent: { blank: 'not-measured' } } }, 'missing', 'subject: not measured'],
    ['arm-state', dose({ state: 'fresh' }), 'differs', ''],
    ['vehicle', dose({ vehicle: 'saline' }), 'differs', ''],
    ['animals', { allocation: { content: { state: 'open', assignments: { a1: { armKey: 't' } } } } }, 'differs', '−50 % of the comparator'],
  ] as const)('%s: %j is %s', (id, change, outcome, detail) => {
    const f = fieldOf(secondAgainstFirst(twoBatches(change)), id)
    expect(f.outcome).toBe(outcome)
    if (detail !== undefined) expect(f.detail).toBe(detail)
    else expect(f.detail).toMatch(/^subject: /)
  })

  it('shows differences first, then what is missing', () => {
    const r = secondAgainstFirst(twoBatches({ donor: { sex: 'male', strain: undefined } }))
    const order = [...new Set(r.fields.map((f) => f.outcome))]
    expect(order).toEqual(['differs', 'missing', 'equal'])
    expect(r.fields[0]?.id).toBe('sex')
    expect(Object.values(r.counts).reduce((a, b) => a + b, 0)).toBe(r.fields.length)
  })

  it('members of a pool all count', () => {
    const other = parsed({ kind: 'donor', id: idOf('donor', 9), recordedAt, code: 'D-9', species: 'mouse', strain: 'DBA/1', sex: 'male', age: 9, ageUnit: 'weeks' })
    const pool = { batch: { source: { type: 'pool', pooledAt: 'tissue', members: { a: { order: 0, donorId: idOf('donor', 2) }, b: { order: 1, donorId: idOf('donor', 9) } } } } }
    const r = secondAgainstFirst(makeNotebook([...twoBatches(pool).records, other]))
    expect(fieldOf(r, 'source').subject.text).toBe('pool of 2 donors')
    expect(fieldOf(r, 'sex')).toMatchObject({ outcome: 'differs', subject: { text: 'female (D-2); male (D-9)' } })
    expect(fieldOf(r, 'strain').outcome).toBe('equal')
    expect(fieldOf(r, 'age')).toMatchObject({ outcome: 'differs', detail: '+12.5 % of the comparator (furthest apart)' })
    expect(fieldOf(r, 'substrain')).toMatchObject({ outcome: 'missing', subject: { state: 'several' } })
    const gone = secondAgainstFirst(twoBatches(pool))
    expect(fieldOf(gone, 'sex').subject.text).toBe('donor not in the notebook (B-2); female (D-2)')
  })

  it('a sealed allocation leaves the arm as planned', () => {
    const r = secondAgainstFirst(twoBatches({ allocation: { content: { state: 'sealed', algorithm: 'x', ciphertext: 'x', commitment: '0'.repeat(64) } } }))
    expect(fieldOf(r, 'animals').subject.text).toBe('2')
    expect(fieldOf(r, 'dose-given')).toMatchObject({ outcome: 'missing', detail: 'subject: the allocation is sealed or not recorded' })
    expect(fieldOf(r, 'arm-passage').outcome).toBe('equal')
  })

  it('a batch never used says so; where neither was, the fields do not apply', () => {
    const unused: Changes = { assay: null, plate: null, experiment: null, allocation: null, preparation: null, administration: null, pair: null }
    const one = secondAgainstFirst(twoBatches(unused))
    expect(fieldOf(one, 'stimulus')).toMatchObject({ outcome: 'missing', detail: 'subject: used in no assay' })
    expect(fieldOf(one, 'route')).toMatchObject({ outcome: 'missing', detail: 'subject: given to no animals' })
    expect(fieldOf(one, 'culture-coating').outcome).toBe('equal')
    expect(one.subject.notes).toEqual(['Assay condition: none on record.', 'Treatment arm: none on record.'])
    const both = secondAgainstFirst(twoBatches(unused, unused))
    expect(fieldOf(both, 'stimulus').outcome).toBe('not applicable')
    expect(fieldOf(both, 'assay-passage').outcome).toBe('not applicable')
  })

  it('names the uses it does not compare, and takes the one asked for', () => {
    const two = { assay: { conditions: { c0: { order: 0, label: 'PHA', stimulus: 'phytohaemagglutinin' }, c1: { order: 1, label: 'CD3', stimulus: 'anti-CD3' } } }, plate: { wells: { A1: { role: 'sample', conditionKey: 'c0', materialKey: 'm1', ratioMscPerResponder: 0.1 }, A2: { role: 'sample', conditionKey: 'c1', materialKey: 'm1', ratioMscPerResponder: 0.1 } } } }
    const notebook = twoBatches(two)
    expect(secondAgainstFirst(notebook).subject.notes[0]).toBe('Assay condition: named by pair PAIR-2. Not compared: SA-2, PHA.')
    const asked = comparability(notebook, idOf('batch', 2), ofFirst, { use: { assay: { assayId: idOf('assay', 2), conditionKey: 'c0' } } })
    expect(fieldOf(asked, 'stimulus').subject.text).toBe('phytohaemagglutinin')
    const none = comparability(notebook, idOf('batch', 2), ofFirst, { use: { assay: { assayId: idOf('assay', 1), conditionKey: 'c1' } } })
    expect(none.subject.notes[0]).toBe('Assay condition: the one asked for does not hold cells of this batch.')
    const reference = secondAgainstFirst(twoBatches({ ...two, pair: null }))
    expect(reference.subject.notes[0]).toBe('Assay condition: declared reference condition. Not compared: SA-2, PHA.')
  })

  it('an arm that got other cells is no use of the batch', () => {
    const dose = (side: number) => ({ d1: { order: 0, day: 20, route: side === 1 ? 'intravenous' : 'intraperitoneal', passageId: idOf('passage', side) } })
    const changes: Changes = { pair: null, preparation: null, administration: null, experiment: { arms: { a: { order: 0, label: 'other cells', role: 'treatment', doses: dose(1) }, t: { order: 1, label: 'MSC', role: 'treatment', doses: dose(2) } } } }
    const r = secondAgainstFirst(twoBatches(changes))
    expect(r.subject.arm).toMatchObject({ code: 'EX-2', armKey: 't' })
    expect(r.subject.notes[1]).toBe('Treatment arm: first on record.')
    expect(fieldOf(r, 'route')).toMatchObject({ outcome: 'differs', subject: { text: 'intraperitoneal' } })
  })

  it('a condition that pooled harvests had differently is unknown', () => {
    const parent = (n: number, coating: string) => ({ kind: 'passage', id: idOf('p0', n), recordedAt, code: `PP-${n}`, batchId: idOf('batch', 2), number: 2, conditions: { coating } })
    const pooled: Changes = { passage: { conditions: { basalMedium: 'alpha-MEM' }, parents: { [idOf('p0', 5)]: { order: 0, cells: 500 }, [idOf('p0', 6)]: { order: 1, cells: 500 } } } }
    const differing = fieldOf(secondAgainstFirst(twoBatches(pooled, {}, [parent(5, 'gelatin'), parent(6, 'fibronectin')])), 'culture-coating')
    expect(differing).toMatchObject({ outcome: 'missing', detail: 'subject: unknown', subject: { text: 'pooled harvests differ (PP-5, PP-6)' } })
    expect(fieldOf(secondAgainstFirst(twoBatches(pooled, {}, [parent(5, 'gelatin'), parent(6, 'gelatin')])), 'culture-coating').outcome).toBe('equal')
  })

  it('simulated values mark the comparison', () => {
    const r = secondAgainstFirst(twoBatches({ donor: { origin: { type: 'simulated' } } }))
    expect(r.simulated).toBe(true)
    expect(fieldOf(r, 'sex').subject.simulated).toBe(true)
    expect(fieldOf(r, 'tissue').subject.simulated).toBe(false)
  })

  it('does not depend on the order of records', () => {
    const records = twoBatches({ donor: { sex: 'male' } }).records
    expect(secondAgainstFirst(makeNotebook(records.toReversed()))).toEqual(secondAgainstFirst(makeNotebook(records)))
  })

  it('fields the lab defined are compared like built-in ones', () => {
    const definition = (more: object) => ({ kind: 'field-definition', id: idOf('definition', 0), recordedAt, code: 'F-1', appliesTo: 'batch', label: 'Rotor speed', type: 'number', unit: 'rpm', why: 'Shear changes the cells that survive.', ...more })
    const with_ = (speed: number): Changes => ({ batch: { labFields: { [idOf('definition', 0)]: speed } } })
    const equal = fieldOf(secondAgainstFirst(twoBatches(with_(300), with_(300), [definition({})])), `lab-${idOf('definition', 0)}`)
    expect(equal).toMatchObject({ outcome: 'equal', group: 'Fields of the lab', label: 'Rotor speed', subject: { text: '300 rpm' }, why: 'Shear changes the cells that survive.' })
    expect(fieldOf(secondAgainstFirst(twoBatches(with_(310), with_(300), [definition({})])), equal.id).outcome).toBe('differs')
    expect(fieldOf(secondAgainstFirst(twoBatches({}, with_(300), [definition({})])), equal.id)).toMatchObject({ outcome: 'missing', detail: 'subject: not recorded' })
    for (const [appliesTo, name] of [['donor', 'donor'], ['passage', 'passage'], ['bank', 'bank'], ['assay', 'assay'], ['experiment', 'experiment'], ['preparation', 'preparation']] as const) {
      const set: Changes = { [name]: { labFields: { [idOf('definition', 0)]: 'yes' } } }
      expect(fieldOf(secondAgainstFirst(twoBatches(set, set, [definition({ appliesTo, type: 'text' })])), equal.id).outcome, appliesTo).toBe('equal')
    }
    expect(secondAgainstFirst(twoBatches({}, {}, [definition({ appliesTo: 'person' })])).fields.some((f) => f.group === 'Fields of the lab')).toBe(false)
  })
})

describe('other comparators', () => {
  const study = { kind: 'literature-study', id: idOf('study', 0), recordedAt, code: 'LIT-1', citation: 'A. Author 2010', verification: 'read in another paper', model: 'collagen-induced arthritis', arms: { a: { order: 0, material: 'BM-MSC', species: 'mouse', strain: 'BALB/c', tissue: 'bone marrow', modification: 'none', recipient: 'DBA/1 males', relation: 'allogeneic', route: 'intraperitoneal', cells: 1.05e6, schedule: 'day 21', animals: 10, outcome: 'score' } } }

  it('an arm of a published study: typed fields are compared, words are printed and not compared', () => {
    const r = secondAgainstFirst(twoBatches({}, {}, [study]), { kind: 'literature-arm', studyId: idOf('study', 0), armKey: 'a' })
    expect(r.comparator).toMatchObject({ kind: 'literature-arm', title: 'LIT-1, BM-MSC' })
    const outcomes = Object.fromEntries(r.fields.map((f) => [f.id, f.outcome]))
    expect(outcomes).toMatchObject({ species: 'equal', strain: 'differs', tissue: 'equal', modification: 'equal', relation: 'differs', model: 'equal', route: 'differs', dose: 'within tolerance', animals: 'differs', 'recipient-strain': 'missing', doses: 'missing', 'primary-outcome': 'missing', sex: 'missing', stimulus: 'missing' })
    expect(fieldOf(r, 'dose-days')).toMatchObject({ detail: 'comparator: given in words only, which cannot be compared field by field', comparator: { text: 'day 21' } })
    expect(fieldOf(r, 'sex').comparator.text).toBe('not in the record of the study')
    expect(() => secondAgainstFirst(twoBatches(), { kind: 'literature-arm', studyId: idOf('study', 0), armKey: 'a' })).toThrow('no arm a')
  })

  const lot = (code: string, side: number, n: number, more: object = {}) => ({ kind: 'reference-lot', id: idOf('referenceLot', n), recordedAt, code, batchId: idOf('batch', side), ...more })

  it('the reference lot of a batch: shared assay first, then open validity, then the latest', () => {
    const none = comparabilityWithReference(twoBatches(), idOf('batch', 2))
    expect(none).toEqual({ comparison: null, reason: 'No reference lot is recorded: name the reference cells that batches are compared with.' })
    expect(comparabilityWithReference(twoBatches({}, {}, [lot('REF-1', 2, 1)]), idOf('batch', 2)).reason).toBe('This batch is itself the reference lot (REF-1).')
    expect(comparabilityWithReference(twoBatches({}, {}, [lot('REF-1', 7, 1)]), idOf('batch', 2)).reason).toBe('The batch of the reference lot is not in the notebook.')
    const found = comparabilityWithReference(twoBatches({}, {}, [lot('REF-1', 1, 1, { validFrom: '2025' }), lot('REF-2', 1, 2, { validFrom: '2026' }), lot('REF-0', 1, 3, { validFrom: '2027', validTo: '2028' })]), idOf('batch', 2))
    expect(found.reason).toBe('Reference lot REF-2: never stood in an assay with this batch; no end of validity recorded; chosen before REF-1, REF-0.')
    expect(found.comparison?.comparator.title).toBe('REF-2 (B-1)')
    const shared = comparabilityWithReference(twoBatches({ assay: { materials: { m1: { order: 0, label: 'thaw', vialId: idOf('vial', 2), state: 'thawed' }, ref: { order: 1, label: 'ref', vialId: idOf('vial', 1), referenceLotId: idOf('referenceLot', 1), state: 'thawed' } } }, plate: { wells: { A1: { role: 'sample', materialKey: 'm1', ratioMscPerResponder: 0.1 }, A2: { role: 'sample', materialKey: 'ref', ratioMscPerResponder: 0.1 } } } }, {}, [lot('REF-1', 1, 1, { validTo: '2026' }), lot('REF-2', 1, 2)]), idOf('batch', 2))
    expect(shared.reason).toBe('Reference lot REF-1: stood in an assay with this batch; valid to 2026.')
    expect(shared.comparison?.comparator.assay).toMatchObject({ code: 'SA-2', materialKeys: ['ref'] })
    expect(shared.comparison?.comparator.notes[0]).toBe('Assay condition: same assay and condition as the other column. Not compared: SA-1, anti-CD3.')
    const rat = comparabilityWithReference(twoBatches({ donor: { species: 'rat' } }, {}, [lot('REF-1', 1, 1)]), idOf('batch', 2))
    expect(rat).toEqual({ comparison: null, reason: 'No reference lot stood in an assay with this batch, and none is of its species (on record: REF-1).' })
    expect(() => secondAgainstFirst(twoBatches(), { kind: 'reference-lot', referenceLotId: idOf('referenceLot', 1) })).toThrow('no reference lot')
  })

  it('a matrix compares every batch with the first', () => {
    const notebook = makeNotebook([...sharedRecords(), ...sideRecords(1), ...sideRecords(2, { donor: { sex: 'male' } }), ...sideRecords(3)])
    const matrix = comparabilityMatrix(notebook, [1, 2, 3].map((s) => idOf('batch', s)))
    expect(matrix.comparator.title).toBe('B-1')
    expect(matrix.comparisons.map((c) => [c.subject.title, c.comparator.title, c.counts.differs])).toEqual([['B-2', 'B-1', 1], ['B-3', 'B-1', 0]])
    expect(comparabilityMatrix(notebook, [idOf('batch', 1)]).comparisons).toEqual([])
    expect(() => comparabilityMatrix(notebook, [])).toThrow('no batch to compare')
    expect(() => comparabilityMatrix(notebook, ['01890000-0000-7000-a000-999999999999'])).toThrow('no batch')
  })
})
