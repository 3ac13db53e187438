import { makeNotebook, type Notebook } from '../../shared/records/notebook.ts'
import type { AnyRecord } from '../../shared/records/record-kinds.ts'
import { parsed } from './arthritis-records.ts'

/** Invented batches with every compared field recorded, each with an assay condition and an arm; `side` numbers the batch. */

type Json = Readonly<Record<string, unknown>>

export const recordedAt = '2026-06-01T10:00:00+02:00'
const names = ['donor', 'batch', 'passage', 'bank', 'vial', 'assay', 'plate', 'experiment', 'allocation', 'preparation', 'administration', 'pair', 'responderLot', 'responderDonor', 'scale', 'serumLot', 'study', 'referenceLot', 'definition', 'person', 'protocol', 'equipment', 'permit', 'attachment', 'phenotypeTest', 'panel', 'session', 'antibody', 'differentiation', 'p0'] as const
export type Name = (typeof names)[number]

/** Id of a record of a side; records that both sides share are of side 0. */
export function idOf(name: Name, side = 1): string {
  return `01890000-0000-7000-a000-${String(side).padStart(4, '0')}${String(names.indexOf(name)).padStart(8, '0')}`
}

/** Changes by record: fields to set; undefined takes a field away; null takes the record away. */
export type Changes = Readonly<Partial<Record<Name, Json | null>>>

/** Records of one side, complete in every field that is compared. Both sides share responders, serum lot and score scale. */
export function sideRecords(side: number, changes: Changes = {}): readonly AnyRecord[] {
  const id = (name: Name): string => idOf(name, side)
  const all: Partial<Record<Name, Json>> = {
    donor: { kind: 'donor', code: `D-${side}`, species: 'mouse', strain: 'DBA/1', substrain: 'DBA/1J', genotype: 'wild type', sex: 'female', age: 8, ageUnit: 'weeks', healthStatus: 'healthy', haplotype: 'H-2q', mhc: { a: { order: 0, locus: 'H-2K', alleles: 'q' } } },
    batch: { kind: 'batch', code: `B-${side}`, source: { type: 'donor', donorId: id('donor') }, tissue: 'bone marrow', anatomicalSite: 'femur', isolation: 'plastic adherence', separationMarkers: 'CD45 depletion', geneticModification: { type: 'none' }, countP0Doublings: 'counted', collectedAt: '2026-01-02' },
    passage: {
      kind: 'passage', code: `B-${side}-P3`, batchId: id('batch'), number: 3, seededCells: 1000, seededFrom: 'harvest', harvest: { liveCells: 8000 },
      conditions: { basalMedium: 'alpha-MEM', serum: 'fetal bovine serum', serumPercent: 10, serumLotId: idOf('serumLot', 0), supplements: { f: { order: 0, agent: 'FGF-2', concentration: 5, concentrationUnit: 'ng/ml' } }, oxygenPercent: 5, coating: 'gelatin', format: 'monolayer', targetDensityPerCm2: 1000, detachment: 'trypsin-EDTA', priming: {} },
    },
    bank: { kind: 'bank', code: `BK-${side}`, passageId: id('passage'), freezeMedium: 'CryoStor CS10' },
    vial: { kind: 'vial', code: `V-${side}`, bankId: id('bank') },
    assay: {
      kind: 'assay', code: `SA-${side}`, title: 'Assay', background: 'unstimulated', referenceRatio: 0.1, referenceConditionKey: 'c1',
      conditions: { c1: { order: 0, label: 'anti-CD3', stimulus: 'anti-CD3', stimulusDose: 1, stimulusDoseUnit: 'µg/ml', contact: 'contact', arrest: 'mitomycin C', priming: { p: { order: 0, agent: 'IFN-gamma', concentration: 10, concentrationUnit: 'ng/ml', hours: 24 } }, readout: 'CFSE', target: 'CD4 T cells', coCultureH: 72, respondersPerWell: 50000, ratioDenominator: 'purified responders' } },
      materials: { m1: { order: 0, label: 'thaw', vialId: id('vial'), state: 'thawed', hoursFromThaw: 2, viabilityPercent: 90 } },
      responders: { r1: { order: 0, label: 'r', responderLotId: idOf('responderLot', 0) } },
    },
    plate: { kind: 'plate', code: `PL-${side}`, assayId: id('assay'), format: '96', wells: { A1: { role: 'sample', materialKey: 'm1', ratioMscPerResponder: 0.1, signal: 5 }, A2: { role: 'sample', materialKey: 'm1', ratioMscPerResponder: 0.5, signal: 3 }, B1: { role: 'stimulated-control', signal: 9 }, C1: { role: 'unstimulated-control', signal: 1 } } },
    experiment: {
      kind: 'experiment', code: `EX-${side}`, title: 'Experiment', model: 'collagen-induced arthritis', induction: {}, timing: 'prophylactic', scaleId: idOf('scale', 0), primaryOutcome: 'time-weighted-mean-score', cageScheme: 'randomised within cage', randomisation: 'yes', plannedEndDay: 40,
      blinding: { allocation: 'blinded', conduct: 'not blinded', outcome: 'blinded', analysis: 'not blinded' },
      arms: {
        v: { order: 0, label: 'vehicle', role: 'vehicle', doses: {} },
        t: { order: 1, label: 'MSC', role: 'treatment', plannedAnimals: 2, doses: { d1: { order: 0, day: 20, route: 'intravenous', plannedCells: 1e6, cellsPerKg: 5e7, passageId: id('passage'), state: 'thawed', vehicle: 'PBS' }, d2: { order: 1, day: 27, route: 'intravenous', plannedCells: 1e6, cellsPerKg: 5e7, passageId: id('passage'), state: 'thawed', vehicle: 'PBS' } } },
      },
      animals: Object.fromEntries(['a1', 'a2', 'a3'].map((key, order) => [key, { order, earTag: key, species: 'mouse', strain: 'DBA/1', sex: 'male', haplotype: 'H-2q' }])),
    },
    allocation: { kind: 'allocation', experimentId: id('experiment'), content: { state: 'open', assignments: { a1: { armKey: 't' }, a2: { armKey: 't' }, a3: { armKey: 'v' } } } },
    preparation: { kind: 'preparation', code: `PR-${side}`, experimentId: id('experiment'), vials: { [id('vial')]: { order: 0 } }, hoursFromThaw: 1, viabilityPercent: 95, liveCellsPerMl: 5e6 },
    administration: { kind: 'administration', experimentId: id('experiment'), animalKey: 'a1', doseKey: 'd1', preparationId: id('preparation'), day: 20, route: 'intravenous', volumeUl: 200, quality: 'complete' },
    pair: { kind: 'pair', code: `PAIR-${side}`, batchId: id('batch'), inVitro: { assayId: id('assay'), conditionKey: 'c1', materials: { m1: { order: 0 } }, ratioMscPerResponder: 0.1 }, inVivo: { experimentId: id('experiment'), armKey: 't', vehicleArmKey: 'v' } },
  }
  return withChanges(all, side, changes)
}

/** Records that both sides share. */
export function sharedRecords(changes: Changes = {}): readonly AnyRecord[] {
  return withChanges({
    responderDonor: { kind: 'donor', code: 'D-R', species: 'mouse', strain: 'C57BL/6', haplotype: 'H-2b' },
    responderLot: { kind: 'responder-lot', code: 'RL-1', cellType: 'CD4+ T cells', state: 'frozen', donors: { d: { order: 0, donorId: idOf('responderDonor', 0) } } },
    serumLot: { kind: 'reagent-lot', code: 'FBS-7', name: 'FBS' },
    scale: { kind: 'score-scale', code: 'S16', name: 'Paw score', source: 'test', parts: { p: { order: 0, name: 'paw', minimum: 0, maximum: 4 } }, maximumTotal: 16, combination: 'sum' },
  }, 0, changes)
}

/** Two complete batches, the second changed. */
export function twoBatches(second: Changes = {}, first: Changes = {}, more: readonly Json[] = []): Notebook {
  return makeNotebook([...sharedRecords(), ...sideRecords(1, first), ...sideRecords(2, second), ...more.map(parsed)])
}

export function withChanges(all: Partial<Record<Name, Json>>, side: number, changes: Changes): readonly AnyRecord[] {
  return names.flatMap((name) => {
    const change = changes[name]
    const base = all[name]
    if (change === null || (base === undefined && change === undefined)) return []
    // Undefined fields, nested ones too, are left out.
    return [parsed(JSON.parse(JSON.stringify({ id: idOf(name, side), recordedAt, ...base, ...change })))]
  })
}
