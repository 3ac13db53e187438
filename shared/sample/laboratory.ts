import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { inOrder, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'

const invented = simulated('laboratory', undefined, 'Invented for the sample notebook; no such person, lot, device or licence exists.')

/** The invented laboratory around the batches: people, procedures, reagent lots, devices, licences, settings. */
export function laboratory(): readonly AnyRecord[] {
  return [...persons(), ...protocols(), ...reagentLots(), ...equipment(), ...permits(), settings(), specification()]
}

function persons(): readonly RecordOf<'person'>[] {
  const people = [
    ['SIM-AB', 'Sample Keeper', 'AB', 'keeps the sample notebook'],
    ['SIM-CD', 'Sample Technician', 'CD', 'cell culture and assays'],
    ['SIM-EF', 'Sample Investigator', 'EF', 'principal investigator'],
    ['SIM-GH', 'Sample Observer', 'GH', 'blinded scoring'],
  ] as const
  return people.map(([code, printedName, initials, role]) => ({
    ...sampleHeader('person', code, invented), code, printedName, initials, role, affiliation: 'Sample laboratory (invented)',
  }))
}

function protocols(): readonly RecordOf<'protocol'>[] {
  const list = [
    [
      'SIM-SOP-CULTURE', 'Expansion of stromal cells', 'culture',
      [['1', '2024-01-15', 'First version.'], ['2', '2024-11-01', 'Passage at 85 % confluence instead of 95 %.']],
    ],
    [
      'SIM-SOP-SUPPRESSION', 'T-cell suppression assay', 'suppression assay',
      [['1', '2024-01-15', 'Reference ratio 0.1 MSC per responder, five ratios, 4 wells each.']],
    ],
    [
      'SIM-SOP-CIA', 'Collagen-induced arthritis in the mouse', 'animal model',
      [['1', '2024-02-01', 'Scored three times a week, day 18 to 46, observer blinded, cages in random order.']],
    ],
    ['SIM-SOP-FLOW', 'Surface markers by flow cytometry', 'flow cytometry', [['1', '2024-01-15', 'Gate at fluorescence-minus-one controls.']]],
  ] as const
  return list.map(([code, title, area, versions]) => ({
    ...sampleHeader('protocol', code, invented),
    code,
    title,
    area,
    status: 'SOP',
    assayStatus: 'research',
    versions: inOrder(Object.fromEntries(versions.map(([version, effectiveAt, text]) => [`v${version}`, { version, effectiveAt, text }]))),
  }))
}

function reagentLots(): readonly RecordOf<'reagent-lot'>[] {
  const list = [
    ['SIM-LOT-FBS-01', 'Fetal bovine serum', 'serum', '2027-06-30'],
    // Expires before its last use in the notebook, so that the consistency check has something to find.
    ['SIM-LOT-MEDIUM-OLD', 'MesenCult (murine)', 'medium', '2025-05-08'],
    ['SIM-LOT-HPL-01', 'Human platelet lysate', 'serum', '2027-03-31'],
    ['SIM-LOT-CD3-01', 'Anti-CD3', 'stimulus', '2026-12-31'],
    ['SIM-LOT-TDR-01', '3H-thymidine', 'dye', '2026-06-30'],
  ] as const
  return list.map(([code, name, category, expiresAt]) => ({
    ...sampleHeader('reagent-lot', code, invented), code, name, category, manufacturer: 'Sample supplier (invented)',
    lotNumber: code.slice(-6), receivedAt: '2025-01-03', expiresAt, qualification: 'qualified',
  }))
}

function equipment(): readonly RecordOf<'equipment'>[] {
  const list = [
    ['SIM-EQ-COUNTER', 'Cell counter', '2025-01-10', '2026-01-10'],
    ['SIM-EQ-BETA', 'Microplate scintillation counter', '2025-01-12', '2026-01-12'],
    ['SIM-EQ-CYTOMETER', 'Flow cytometer', '2025-01-20', '2026-01-20'],
    ['SIM-EQ-READER', 'Plate reader', '2025-01-14', '2026-01-14'],
  ] as const
  return list.map(([code, name, at, dueAt]) => ({
    ...sampleHeader('equipment', code, invented), code, name, manufacturer: 'Sample maker (invented)',
    calibrations: inOrder({ y2025: { at, dueAt, result: 'within limits' } }),
  }))
}

function permits(): readonly RecordOf<'permit'>[] {
  const used = [
    ['SCH-CIA', '2025-05-05', 30],
    ['SIM-CIA-BALB', '2025-05-12', 24],
    ['SIM-CIA-UC', '2025-06-16', 24],
    ['SIM-CIA-AD', '2025-09-01', 120],
    ['SIM-CIA-RAT', '2025-06-02', 32],
    ['SIM-CIA-PLAN', '2026-02-02', 24],
  ] as const
  const licence: RecordOf<'permit'> = {
    ...sampleHeader('permit', 'SIM-LICENCE-1', invented),
    code: 'SIM-LICENCE-1',
    type: 'animal-licence',
    issuer: 'Sample authority (invented)',
    number: 'invented',
    validFrom: '2025-01-01',
    validTo: '2027-12-31',
    animalsAllowed: 300,
    ledger: inOrder(Object.fromEntries(used.map(([code, at, animals]) => [code, { at, animals, experimentId: sampleId('experiment', code) }]))),
    scope: 'collagen-induced arthritis in mice and treatment with stromal cells',
  }
  const consent: RecordOf<'permit'> = {
    ...sampleHeader('permit', 'SIM-CONSENT-1', invented), code: 'SIM-CONSENT-1', type: 'consent',
    issuer: 'Sample ethics committee (invented)', number: 'invented', validFrom: '2024-06-01',
    scope: 'donation of umbilical cord, adipose tissue and blood for research',
  }
  return [licence, consent]
}

/** The documented defaults, stated by the laboratory before any data of the notebook. */
function settings(): RecordOf<'lab-settings'> {
  return {
    ...sampleHeader('lab-settings', 'SIM-LAB', invented),
    labName: 'Sample laboratory (invented)',
    inVitroMarginPoints: 20,
    inVivoMarginPercent: 25,
    minimumStimulationIndex: 2,
    vehicleIncidencePercent: 70,
    mycoplasmaDays: 30,
    drawLimitPercent: 110,
  }
}

function specification(): RecordOf<'specification'> {
  return {
    ...sampleHeader('specification', 'SIM-SPEC-UC', invented),
    code: 'SIM-SPEC-UC',
    title: 'Umbilical-cord stromal cells, working bank',
    version: '1',
    effectiveAt: '2025-01-06',
    criteria: inOrder({
      viability: { attribute: 'viability after thaw', method: 'image cytometer', atLeast: 80, unit: '%' },
      mycoplasma: { attribute: 'mycoplasma', method: 'PCR', equals: 'pass' },
      sterility: { attribute: 'sterility', method: 'automated blood culture', equals: 'pass' },
      endotoxin: { attribute: 'endotoxin', method: 'LAL', atMost: 0.5, unit: 'EU/ml' },
      identity: { attribute: 'identity', method: 'short tandem repeats', equals: 'pass' },
    }),
  }
}
