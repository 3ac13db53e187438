import { z } from 'zod'
import { benchAct, header, humanCode } from './header.ts'
import { itemKey, keyed, benchDate, number, refTo, term, text } from './fields.ts'

/** Serum, paw or other sample of an animal, with its freeze-thaws. */
export const sampleTubeSchema = z.strictObject({
  ...header('sample-tube'),
  ...benchAct(),
  code: humanCode,
  experimentId: refTo('experiment'),
  animalKey: itemKey,
  material: term('sample-material', 'Material'),
  day: number('Day'),
  location: text('Location'),
  freezeThaws: keyed({ at: benchDate('Thawed'), why: text('Why') }).exactOptional(),
})
export type SampleTube = z.infer<typeof sampleTubeSchema>
