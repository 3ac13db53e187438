import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { dayAfter, inOrder, originOfFields, published, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { schurgersHarvest, schurgersThaws } from './schurgers-batches.ts'
import { responderLots } from './simulate-tests.ts'
import { suppressionAssay, type AssayPlan, type MaterialPlan } from './suppression-assay.ts'
import { seededRandom } from '../statistics/seeded-random.ts'
import { logNormal } from '../statistics/random-draws.ts'
import { decimals } from './rounding.ts'
import { schurgersCitation } from './sources/schurgers-table-2.ts'

const figure2 = published(`${schurgersCitation}, caption of Figure 2`)
const figure3 = published(`${schurgersCitation}, caption of Figure 3`)
const lots = ['SCH-CD4-1', 'SCH-CD4-2', 'SCH-CD4-3', 'SCH-CD4-4'] as const
const ratios = [0.02, 0.05, 0.1, 0.2, 0.4] as const
const noNumbers = 'Published: what is put together and how it is read (thymidine: 1 µCi for the last 16 hours). No counts, ratios, dates or inhibition figures were found: these are simulated.'

/** Suppression assumed in the simulation: the knock-out has the same shape with a lower plateau, as "significantly lower inhibitory potential". */
const wildTypeTruth = { maximum: 0.9, half: 0.07, slope: 1.2, runSdPoints: 6 }
const knockOutTruth = { maximum: 0.62, half: 0.12, slope: 1.2, runSdPoints: 6 }

function materials(): readonly MaterialPlan[] {
  const of = (batchCode: string, prefix: string, truth: MaterialPlan['truth']): readonly MaterialPlan[] =>
    schurgersThaws.map((_, i) => ({
      key: `${prefix}${String(i + 1)}`, label: `${batchCode} passage 4, culture ${'abcd'.charAt(i)}`, batchCode,
      passageCode: schurgersHarvest(batchCode, i + 1), state: 'fresh', truth,
    }))
  return [...of('SCH-WT', 'wt', wildTypeTruth), ...of('SCH-KO', 'ko', knockOutTruth)]
}

const shared = {
  background: 'none',
  referenceRatio: 0.1,
  ratios,
  materials: materials(),
  note: noNumbers,
  declaredAt: '2025-04-28T09:00:00Z',
} as const

/** Fields of the condition that both captions state. */
const commonCondition = {
  stimulus: 'anti-CD3',
  stimulusDose: 3,
  stimulusDoseUnit: 'µg/ml',
  contact: 'contact',
  arrest: 'mitomycin C',
  target: 'CD4 T cells',
  coCultureH: 72,
  respondersPerWell: 5e4,
  accessoryCellsPerWell: 5e4,
  plateFormat: '96',
  ratioDenominator: {
    blank: 'unknown',
    reason: 'not found in what was read: 5 × 10⁴ CD4+ T cells with 5 × 10⁴ accessory cells make a ratio ambiguous two-fold. The simulated ratios count CD4+ T cells',
  },
} as const

const publishedFields = [
  'stimulus', 'stimulusDose', 'stimulusDoseUnit', 'arrest', 'target', 'coCultureH', 'respondersPerWell', 'accessoryCellsPerWell', 'readout',
  'label', 'ratioDenominator',
]

/** No solvent was found in what was read; this one, and its wells, are simulated. */
const solvent = { solvent: 'DMSO', solventPercent: 0.1, solventIn: 'inhibitor and solvent-control wells' } as const

const inhibitors = {
  mt: { label: '1-methyl-DL-tryptophan 200 µM', agent: '1-methyl-DL-tryptophan', target: 'IDO', concentration: 200, concentrationUnit: 'µM', ...solvent },
  indo: { label: 'indomethacin 10 µM', agent: 'indomethacin', target: 'COX-2', concentration: 10, concentrationUnit: 'µM', ...solvent },
  gw: { label: 'GW274150 10 µM', agent: 'GW274150', target: 'iNOS', concentration: 10, concentrationUnit: 'µM', ...solvent },
} as const

function thymidine(): AssayPlan {
  const fields = publishedFields.concat('pulseH').map((f) => `/conditions/cd3/${f}`)
  const agents = Object.keys(inhibitors).flatMap((k) => [
    `/inhibitors/${k}/agent`, `/inhibitors/${k}/concentration`, `/inhibitors/${k}/concentrationUnit`, `/inhibitors/${k}/label`,
  ])
  return {
    ...shared,
    code: 'SCH-A1',
    title: 'Inhibition of CD4+ T cells by MSC, 3H-thymidine (conditions of Schurgers 2010, Figure 2a)',
    seed: 31001,
    conditionKey: 'cd3',
    condition: {
      ...commonCondition, label: 'anti-CD3 3 µg/ml, 3H-thymidine, MSC mitomycin C', readout: '3H-thymidine', readoutUnit: 'cpm', pulseH: 16,
    },
    wellsPerRatio: 4,
    signal: { stimulated: 42_000, unstimulated: 420, plateSd: 0.2, wellSd: 0.1, decimals: 0, percent: false },
    inhibitors,
    runs: lots.map((lotCode, i) => ({
      day: dayAfter(schurgersThaws[i] ?? schurgersThaws[0], 6),
      lotCode,
      materialKeys: [`wt${String(i + 1)}`, `ko${String(i + 1)}`],
      inhibitors: [['mt', 0.02], ['indo', 0.3], ['gw', 0.55]].map(([key, lost]) => ({
        key: String(key), materialKey: `wt${String(i + 1)}`, ratio: 0.1, lost: Number(lost),
      })),
      solvent: { inhibitorKey: 'indo', materialKey: `wt${String(i + 1)}`, ratio: 0.1 },
    })),
    reagentLotCodes: ['SIM-LOT-CD3-01', 'SIM-LOT-TDR-01'],
    equipmentCode: 'SIM-EQ-BETA',
    fieldOrigins: { ...originOfFields(figure2, '/background', ...fields), ...originOfFields(figure3, ...agents) },
  }
}

function cfse(): AssayPlan {
  return {
    ...shared,
    code: 'SCH-A2',
    title: 'Inhibition of CD4+ T cells by MSC, CFSE (conditions of Schurgers 2010, Figure 2b)',
    seed: 31002,
    conditionKey: 'cfse',
    condition: { ...commonCondition, label: 'anti-CD3 3 µg/ml, CFSE, MSC mitomycin C', readout: 'CFSE', readoutUnit: '% proliferating CD4+ T cells' },
    wellsPerRatio: 3,
    signal: { stimulated: 72, unstimulated: 2.5, plateSd: 0.06, wellSd: 0.05, decimals: 1, percent: true },
    runs: lots.map((lotCode, i) => ({
      day: dayAfter(schurgersThaws[i] ?? schurgersThaws[0], 6), lotCode, materialKeys: [`wt${String(i + 1)}`, `ko${String(i + 1)}`],
    })),
    reagentLotCodes: ['SIM-LOT-CD3-01'],
    equipmentCode: 'SIM-EQ-CYTOMETER',
    fieldOrigins: originOfFields(figure2, '/background', ...publishedFields.map((f) => `/conditions/cfse/${f}`)),
  }
}

/** Two assays with four runs each under the published conditions, responders, and a cytokine of the supernatants. All values simulated. */
export function schurgersAssays(): readonly AnyRecord[] {
  const mouse = { species: 'mouse', strain: 'DBA/1', genotype: 'wild type', sex: 'female' } as const
  return [
    ...responderLots(lots, 'CD4+ T cells and accessory cells', 'fresh', mouse, 'CD4+ T cells with accessory cells of one mouse'),
    ...suppressionAssay(thymidine()), ...suppressionAssay(cfse()), interferon(),
  ]
}

/** IFN-gamma in the supernatants at 48 h: that it was measured by bead multiplex is published, the values are simulated. */
function interferon(): RecordOf<'mediator-measurement'> {
  const seed = 31003
  const random = seededRandom(seed)
  const groups = [['without MSC', 9000], ['with wild-type MSC', 3800], ['with knock-out MSC', 6500]] as const
  const values = groups.flatMap(([group, median], g) => Array.from(
    { length: 3 },
    (_, i): [
      string, { group: string; value: number; replicate: 'independent' },
    ] => [`g${String(g)}r${String(i)}`, { group, value: decimals(logNormal(random, median, 0.15), 0), replicate: 'independent' }],
  ))
  return {
    ...sampleHeader('mediator-measurement', 'SCH-A1 IFN-gamma', simulated('mediator', seed), dayAfter(schurgersThaws[2], 8)),
    fieldOrigins: originOfFields(figure3, '/mediator', '/method', '/collectedAfterH', '/matrix'),
    performedAt: dayAfter(schurgersThaws[2], 8),
    subject: { type: 'assay', assayId: sampleId('assay', 'SCH-A1'), conditionKey: 'cd3' },
    mediator: 'IFN-gamma',
    analyteLevel: 'protein',
    method: 'bead multiplex',
    matrix: 'co-culture supernatant',
    collectedAfterH: 48,
    unit: 'pg/ml',
    values: inOrder(Object.fromEntries(values)),
  }
}
