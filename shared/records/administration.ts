import { z } from 'zod'
import { benchAct, header } from './header.ts'
import { amount, choice, itemKey, number, optionalRef, refTo, term, text } from './fields.ts'

/** What one animal really got, of which preparation, when and how. */
export const administrationSchema = z.strictObject({
  ...header('administration'),
  ...benchAct(),
  experimentId: refTo('experiment'),
  animalKey: itemKey,
  /** Planned dose of the arm that this carries out. */
  doseKey: itemKey.exactOptional(),
  preparationId: optionalRef('preparation', 'Preparation'),
  day: number('Day'),
  route: term('route', 'Route'),
  volumeUl: amount('Volume given', 'µl'),
  bodyWeightG: amount('Body weight', 'g'),
  anaesthesia: text('Anaesthesia'),
  quality: choice('Injection', ['complete', 'partial', 'failed']),
  qualityNote: text('Note on the injection'),
})
export type Administration = z.infer<typeof administrationSchema>
