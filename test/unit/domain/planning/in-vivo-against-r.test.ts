import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { outlookSteps, runToEnd } from '../../../../shared/domain/planning/outlook.ts'
import { verdictKinds } from '../../../../shared/domain/pairs/verdict.ts'

const design = z.object({
  kind: z.literal('in vivo'), perArm: z.number(), neverArthritic: z.number(), severityPercent: z.number(), severitySdPercent: z.number(), stepPercent: z.number(), actsOn: z.enum(['severity', 'incidence']),
  trueReductionsPercent: z.array(z.number()), marginPercent: z.number(), test: z.enum(['permutation-mann-whitney', 'welch-t']), incidenceLimitPercent: z.number(),
})
// Made by test/fixtures/planning/make-in-vivo.R, from random numbers of its own.
const { replicates, kinds, designs, impossible } = z
  .object({ replicates: z.number(), kinds: z.array(z.string()), designs: z.array(z.object({ design, counts: z.array(z.array(z.number())) })), impossible: z.array(design) })
  .parse(JSON.parse(readFileSync(new URL('../../../fixtures/planning/in-vivo.json', import.meta.url), 'utf8')))

describe('verdicts in vivo, against a simulation in R', () => {
  it('fall as often, within Monte-Carlo error, in 60 designs', () => {
    expect(designs).toHaveLength(60)
    expect(kinds).toEqual(verdictKinds)
    const own = 400
    const z2: number[] = []
    let worst = 0
    let where = ''
    for (const [i, { design: d, counts }] of designs.entries()) {
      const steps = outlookSteps(d, { seed: 8000 + i, replicates: own })
      if (!steps.ok) throw new Error(steps.error.join('; '))
      const made = runToEnd(steps.value)
      for (const [j, arm] of made.arms.entries()) for (const [k, v] of arm.verdicts.entries()) {
        const [ours, theirs] = [Math.round((v.rate.percent * own) / 100), counts[j]?.[k] ?? NaN]
        const pooled = (ours + theirs) / (own + replicates)
        if (pooled === 0 || pooled === 1) continue
        const difference = Math.abs(ours / own - theirs / replicates)
        const error = Math.sqrt(pooled * (1 - pooled) * (1 / own + 1 / replicates))
        if (pooled > 0.03 && pooled < 0.97) z2.push((difference / error) ** 2)
        // One replicate more or less is no difference in the rare verdicts.
        const errors = (difference - 1 / own) / error
        if (errors > worst) [worst, where] = [errors, `design ${String(i)}, arm ${String(j)}, ${v.kind}: ${String(ours)} of ${String(own)}, R ${String(theirs)} of ${String(replicates)}`]
      }
    }
    // 377 comparisons: 4.5 standard errors would be met by chance once in four hundred such tests.
    expect(worst, where).toBeLessThan(4.5)
    // Not only no large difference: as small as chance makes them. The mean of z² is 1; that of 200 correlated ones scatters by about 0.15.
    const meanSquare = z2.reduce((a, b) => a + b, 0) / z2.length
    expect(z2.length).toBeGreaterThan(150)
    expect(meanSquare).toBeGreaterThan(0.6)
    expect(meanSquare).toBeLessThan(1.4)
  })

  it('are refused where the design cannot be, in 12 designs', () => {
    expect(impossible).toHaveLength(12)
    for (const d of impossible) expect(outlookSteps(d, { seed: 1, replicates: 100 }).ok, JSON.stringify(d)).toBe(false)
  })
})
