import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { keyed, number, plainText, term } from './fields.ts'

/** Clinical or histological score: what each grade means. Scales differ, so scores are compared as percent of the maximum. */
export const scoreScaleSchema = z.strictObject({
  ...header('score-scale'),
  code: humanCode,
  name: plainText(),
  source: plainText(),
  species: term('species', 'Species'),
  /** Parts scored one by one: paws, or criteria of a histology score. */
  parts: keyed({ name: plainText(), minimum: z.number(), maximum: z.number(), step: z.number().positive().exactOptional() }),
  grades: keyed({ score: z.number(), meaning: plainText() }).exactOptional(),
  maximumTotal: z.number().positive(),
  combination: z.enum(['sum', 'sum-of-squares', 'single']),
  weightLossLimitPercent: number('Weight loss limit', { unit: '%', impossibleBelow: 0, impossibleAbove: 100 }),
})
export type ScoreScale = z.infer<typeof scoreScaleSchema>
