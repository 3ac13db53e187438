import { readFileSync } from 'node:fs'
import { z } from 'zod'

const bounds = z.array(z.number().nullable())
const well = z.object({ counts: z.array(z.number()), beads: z.number(), excluded: z.boolean() })

/** Values of test/fixtures/proliferation, made by R with the script beside them. */
const schema = z.object({
  counts: z.array(z.object({ counts: z.array(z.number()), quantities: z.record(z.string(), z.number().nullable()) })),
  cohorts: z.array(z.object({ times: z.array(z.number()), replicates: z.array(z.array(z.array(z.number()))), cellsPerEvent: z.array(z.array(z.number())), mean: z.array(z.number()), standardError: z.array(z.number()), z: z.array(z.number()), p: z.array(z.number()) })),
  experiments: z.array(
    z.object({
      asCells: z.boolean(),
      beadsAdded: z.number(),
      runs: z.array(z.object({ msc: z.array(well), stimulated: z.array(well), undivided: z.array(well), withMsc: z.record(z.string(), z.object({ n: z.number(), mean: z.number().nullable(), ci95: bounds })) })),
      suppression: z.record(z.string(), z.object({ runs: bounds, n: z.number(), mean: z.number().nullable(), ci95: bounds, ci90: bounds })),
    }),
  ),
})

export function readGenerations(): z.infer<typeof schema> {
  return schema.parse(JSON.parse(readFileSync(new URL('../fixtures/proliferation/generations.json', import.meta.url), 'utf8')))
}
