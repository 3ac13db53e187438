import type { RecordOf } from '../records/record-kinds.ts'
import { seededRandom } from '../statistics/seeded-random.ts'
import { binomial } from '../statistics/random-draws.ts'
import { decimals } from './rounding.ts'
import { inOrder, refs, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'

/** True share of positive cells of each marker, 0 to 1. */
export type TrueMarkers = Readonly<Record<string, number>>

/** A flow-cytometry panel on one passage: positive events drawn binomially from the true shares. */
export function simulatePanel(
  passageCode: string, panelCode: string, on: string, truth: TrueMarkers, events: number, seed: number,
): RecordOf<'phenotype-test'> {
  const random = seededRandom(seed)
  return {
    ...sampleHeader('phenotype-test', `${passageCode} ${on}`, simulated('flow panel', seed), on),
    performedAt: on,
    operatorId: sampleId('person', 'SIM-CD'),
    protocolId: sampleId('protocol', 'SIM-SOP-FLOW'),
    protocolVersion: '1',
    equipment: refs(sampleId('equipment', 'SIM-EQ-CYTOMETER')),
    passageId: sampleId('passage', passageCode),
    panelId: sampleId('marker-panel', panelCode),
    cellState: 'fresh',
    detachment: 'TrypLE',
    gatingDescription: 'debris and doublets excluded, live cells by viability dye, gate at the fluorescence-minus-one control',
    viabilityDye: '7-AAD',
    markers: inOrder(
      Object.fromEntries(
        Object.entries(truth).map(([marker, share]) => {
          const positive = binomial(random, events, share)
          return [
            marker.replace(/[^A-Za-z0-9_-]/g, '-'),
            {
              marker, positivePercent: decimals((100 * positive) / events, 2), positiveEvents: positive, events,
              gateRule: 'fluorescence-minus-one' as const, controlPositivePercent: 0.5,
            },
          ]
        }),
      ),
    ),
  }
}

export type Lineage = 'adipogenic' | 'osteogenic' | 'chondrogenic'
const stains = { adipogenic: 'Oil Red O', osteogenic: 'Alizarin Red', chondrogenic: 'Alcian blue' } as const

/** A differentiation test with its result; simulated as a whole unless the caller says which fields are published. */
export function differentiation(passageCode: string, lineage: Lineage, days: number, on?: string): RecordOf<'differentiation-test'> {
  return {
    ...sampleHeader('differentiation-test', `${passageCode} ${lineage}`, simulated('differentiation test'), on),
    ...(on === undefined ? {} : { performedAt: on }),
    passageId: sampleId('passage', passageCode),
    lineage,
    days,
    stain: stains[lineage],
    result: 'positive',
    undifferentiatedControl: 'negative',
  }
}

type QualityTest = RecordOf<'quality-test'>

/** A passed test of safety or identity. */
export function qualityTest(
  name: string, subject: QualityTest['subject'], test: QualityTest['test'], method: string, on: string, more: Partial<Pick<QualityTest,
  'value' | 'unit' | 'limit' | 'items'>> = {},
): QualityTest {
  return {
    ...sampleHeader('quality-test', `${name} ${test} ${on}`, simulated('quality test'), on), performedAt: on, subject, test, method,
    result: 'pass', laboratory: 'Sample laboratory (invented)', ...more,
  }
}

/** A donor; human ones under the sample consent. */
export function donor(
  code: string, fields: Omit<RecordOf<'donor'>, 'kind' | 'id' | 'recordedAt' | 'recordedBy' | 'origin' | 'code'>,
): RecordOf<'donor'> {
  return {
    ...sampleHeader('donor', code, simulated('donor')), code,
    ...(fields.species === 'human' ? { consentPermitId: sampleId('permit', 'SIM-CONSENT-1') } : {}), ...fields,
  }
}

/** Responder lots of one donor each: fresh or frozen cells of different animals or people. */
export function responderLots(
  codes: readonly string[], cellType: string, state: 'fresh' | 'frozen', donorFields: Parameters<typeof donor>[1], preparation: string,
): readonly (RecordOf<'donor'> | RecordOf<'responder-lot'>)[] {
  return codes.flatMap((code) => {
    const donorCode = `${code}-D`
    const lot: RecordOf<'responder-lot'> = {
      ...sampleHeader('responder-lot', code, simulated('responder lot')),
      code,
      cellType,
      donors: inOrder({ d1: { donorId: sampleId('donor', donorCode) } }),
      preparation,
      state,
    }
    return [donor(donorCode, donorFields), lot]
  })
}
