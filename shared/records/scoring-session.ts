import { z } from 'zod'
import { benchAct, excluded, header } from './header.ts'
import { amount, itemKey, keyed, number, refTo, text, yesNo } from './fields.ts'

const observation = {
  /** Score of each part of the scale (paws): part key to score. */
  parts: z.record(itemKey, z.strictObject({ score: number('Score', { impossibleBelow: 0 }) })).exactOptional(),
  /** Total as written on paper, where the parts are not; checked against the parts where both are there. */
  totalScore: number('Total score', { impossibleBelow: 0 }),
  weightG: amount('Weight', 'g'),
  pawThicknessMm: z.record(itemKey, z.strictObject({ mm: amount('Thickness', 'mm') })).exactOptional(),
  text: text('Observation'),
  excluded,
}

/** One occasion of one experiment: the observations of its animals, keyed as the animals are. */
export const scoringSessionSchema = z.strictObject({
  ...header('scoring-session'),
  ...benchAct(),
  experimentId: refTo('experiment'),
  day: z.number().meta({ label: 'Day' }),
  observerBlinded: yesNo('Observer blinded'),
  cagesShuffled: yesNo('Cages in random order'),
  observations: keyed(observation),
})
export type ScoringSession = z.infer<typeof scoringSessionSchema>
