import { parent, type KindDescription } from './kind-description.ts'

const ofExperiment = parent('experiment', 'experimentId')

/** Animal experiments and everything that is done with the animals. */
export const experimentKinds = {
  experiment: {
    noun: 'experiment', plural: 'experiments', path: 'experiments', area: 'experiments', group: '',
    what: 'One animal experiment: model, scale, arms, animals, cages. Injections and scores are records of their own.',
    begin: 'Record the licence and the score scale in the library first; then plan the experiment with its arms and animals.',
    columns: ['/title', '/model', '/timing', '/day0At', '/arms', '/animals', '/scaleId', '/permitId'],
    code: { stem: 'E-', digits: 4 }, blank: { title: '', induction: {}, arms: {}, animals: {} }, parents: [parent('score-scale', 'scaleId'), parent('permit', 'permitId')],
  },
  allocation: {
    noun: 'allocation', plural: 'allocations', path: 'allocations', area: 'experiments', group: 'Animals',
    what: 'Which animal is in which arm; sealed until unblinding.',
    begin: 'Open the experiment and allocate its animals there.',
    columns: ['/experimentId', '/content', '/method', '/madeAt', '/unblindedAt'],
    code: null, blank: { content: { state: 'open', assignments: {} } }, parents: [ofExperiment],
  },
  preparation: {
    noun: 'preparation', plural: 'preparations', path: 'preparations', area: 'experiments', group: 'Animals',
    what: 'A cell suspension made ready for injection, with its count and viability.',
    begin: 'Open the experiment and add the preparation there.',
    columns: ['/experimentId', '/passageId', '/vials', '/startedAt', '/readyAt', '/totalLiveCells', '/viabilityPercent', '/releaseDecision'],
    code: { stem: '-D', digits: 1, of: 'experiment' }, blank: {}, parents: [ofExperiment, parent('passage', 'passageId'), { kind: 'vial', blank: (id) => ({ vials: { [id]: { order: 1 } } }) }],
  },
  administration: {
    noun: 'administration', plural: 'administrations', path: 'administrations', area: 'experiments', group: 'Animals',
    what: 'What one animal really got, of which preparation, when and how.',
    begin: 'Open the experiment, or the preparation that was injected, and add what each animal got.',
    columns: ['/experimentId', '/animalKey', '/day', '/preparationId', '/route', '/volumeUl', '/quality', '/performedAt'],
    code: null, blank: { animalKey: '' }, parents: [ofExperiment, parent('preparation', 'preparationId')],
  },
  'scoring-session': {
    noun: 'scoring session', plural: 'scoring sessions', path: 'scoring-sessions', area: 'experiments', group: 'Animals',
    what: 'The observations of one occasion: scores, weights and paws of the animals.',
    begin: 'Open the experiment and add a session there.',
    columns: ['/experimentId', '/day', '/performedAt', '/operatorId', '/observerBlinded', '/cagesShuffled', '/observations'],
    code: null, blank: { observations: {} }, parents: [ofExperiment],
  },
  'endpoint-measurement': {
    noun: 'endpoint measurement', plural: 'endpoint measurements', path: 'endpoint-measurements', area: 'experiments', group: 'Animals',
    what: 'A read-out other than the clinical score: histology, serum, hypersensitivity, graft survival.',
    begin: 'Open the experiment and add the measurement there.',
    columns: ['/experimentId', '/endpoint', '/type', '/day', '/performedAt', '/observerBlinded', '/values', '/unit'],
    code: null, blank: { values: {} }, parents: [ofExperiment, parent('score-scale', 'scaleId')],
  },
  'sample-tube': {
    noun: 'sample tube', plural: 'sample tubes', path: 'sample-tubes', area: 'experiments', group: 'Animals',
    what: 'Serum, paw or other sample of an animal, with place and freeze-thaws.',
    begin: 'Open the experiment the sample was taken in and add the tube there.',
    columns: ['/experimentId', '/animalKey', '/material', '/day', '/location', '/freezeThaws'],
    code: { stem: '-T', digits: 3, of: 'experiment' }, blank: { animalKey: '' }, parents: [ofExperiment],
  },
} as const satisfies Partial<Record<string, KindDescription>>
