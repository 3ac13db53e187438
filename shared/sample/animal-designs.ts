import type { RecordOf } from '../records/record-kinds.ts'
import { inOrder } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import type { DiseaseCourse } from './simulate-arthritis.ts'
import type { ExperimentPlan } from './simulate-experiment.ts'

/** Collagen-induced arthritis as the invented laboratory runs it: immunised on day 0, boosted on day 21. */
export const inducedByCollagen: RecordOf<'experiment'>['induction'] = inOrder({
  d0: {
    day: 0, agent: 'bovine collagen type II', dose: 100, doseUnit: 'µg', adjuvant: 'complete Freund’s adjuvant', route: 'intradermal',
    site: 'base of the tail',
  },
  d21: {
    day: 21, agent: 'bovine collagen type II', dose: 100, doseUnit: 'µg', adjuvant: 'incomplete Freund’s adjuvant', route: 'intradermal',
    site: 'base of the tail',
  },
})

/** Untreated course in DBA/1 mice as assumed in the simulations. */
export const untreatedCourse: DiseaseCourse = {
  incidence: 0.93, onsetMeanDay: 28, onsetSdDays: 3.5, plateau: 7, plateauSd: 0.45, halfRiseDays: 4, unrelatedDeath: 0.03,
  treatmentDeath: 0,
}

/** Fields that every experiment of the invented laboratory shares. */
export function designFields(
  purpose: string, hypothesis: string, sampleSizeReason: string, timing: ExperimentPlan['fields']['timing'],
): ExperimentPlan['fields'] {
  return {
    model: 'collagen-induced arthritis',
    induction: inducedByCollagen,
    purpose,
    hypothesis,
    sampleSizeReason,
    ...(timing === undefined ? {} : { timing }),
    permitId: sampleId('permit', 'SIM-LICENCE-1'),
    note: 'Simulated throughout: the true effect of the cells is a parameter of the generator, and every score is drawn.',
  }
}
