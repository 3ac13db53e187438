import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { designFields } from './animal-designs.ts'
import { dayAfter, inOrder, sampleHeader, simulated } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { sealedSample } from './sources/sealed-sample.ts'
import { cordCode } from './umbilical-cord-batch.ts'

const code = 'SIM-CIA-PLAN'
const day0 = '2026-02-02'

/** SIM-CIA-PLAN: an experiment that has not begun, with its allocation sealed under a second person's passphrase. */
export function plannedExperiment(): readonly AnyRecord[] {
  const origin = simulated('planned experiment')
  const animal = (n: number): [string, Omit<RecordOf<'experiment'>['animals'][string], 'order'>] => {
    const number = String(n).padStart(3, '0')
    return [
      `a${number}`,
      {
        earTag: `CIA-PLAN-${number}`, cageKey: `c${String(Math.ceil(n / 4))}`, species: 'mouse', strain: 'DBA/1', haplotype: 'H-2q',
        sex: 'male', bornAt: dayAfter(day0, -63),
      },
    ]
  }
  const dose = { route: 'intraperitoneal', vehicle: 'PBS', volumeUl: 200 } as const
  const experiment: RecordOf<'experiment'> = {
    ...sampleHeader('experiment', code, origin, '2026-01-12'),
    code,
    title: 'Umbilical-cord MSC, repetition with sealed allocation (planned)',
    ...designFields(
      'Does the effect of SIM-UC-0001 hold in a second experiment?', 'MSC lower the time-weighted mean score by at least 25 %.',
      'as in the first experiment', 'semi-established',
    ),
    day0At: day0,
    plannedEndDay: 46,
    scaleId: sampleId('score-scale', 'SCALE-HOOKE-16'),
    onsetMinimumScore: 1,
    onsetConsecutiveSessions: 2,
    primaryOutcome: 'time-weighted-mean-score',
    declaredTest: 'permutation-mann-whitney',
    incidenceLimitPercent: 70,
    arms: inOrder({
      pbs: { label: 'PBS', role: 'vehicle' as const, doses: inOrder({ d21: { day: 21, ...dose } }), plannedAnimals: 12 },
      msc: {
        label: 'UC-MSC, 1 × 10⁶', role: 'treatment' as const,
        doses: inOrder({ d21: {
          day: 21, plannedCells: 1e6, batchId: sampleId('batch', cordCode), passageId: sampleId('passage', `${cordCode}-P4`),
          state: 'thawed' as const, ...dose,
        } }),
        plannedAnimals: 12,
      },
    }),
    animals: inOrder(Object.fromEntries(Array.from({ length: 24 }, (_, i) => animal(i + 1)))),
    cages: inOrder(Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`c${String(i + 1)}`, { label: `C${String(i + 1)}` }]))),
    cageScheme: 'randomised within cage',
    randomisation: 'yes',
    randomisationMethod: 'within cage, by a person who does not score',
    criteriaDeclaredAt: '2026-01-12T09:00:00Z',
  }
  const allocation: RecordOf<'allocation'> = {
    ...sampleHeader('allocation', code, origin, '2026-01-12'),
    experimentId: experiment.id,
    content: { state: 'sealed', keyHolder: sampleId('person', 'SIM-GH'), ...sealedSample },
    method: 'within cage',
    madeAt: '2026-01-12T09:30:00Z',
  }
  return [experiment, allocation]
}
