import { describe, expect, it } from 'vitest'
import { outlookSteps, runToEnd, type SimulationOptions } from '../../../../shared/domain/planning/outlook.ts'
import type { IncidenceDesign, InVitroDesign, InVivoDesign, PlanDesign } from '../../../../shared/domain/planning/plan-design.ts'
import type { SampleSizeSearch, Wanted } from '../../../../shared/domain/planning/planning-results.ts'
import { sampleSizeSteps, type SearchRange } from '../../../../shared/domain/planning/sample-size.ts'

const plates: InVitroDesign = { kind: 'in vitro', runs: 3, runSdPoints: 10, wells: 4, wellCv: 0.1, trueSuppressionPoints: 40, marginPoints: 20 }
const ill: IncidenceDesign = { kind: 'incidence', perArm: 5, vehicleIncidence: 0.9, treatedIncidences: [0.3], marginPoints: 20 }
const animals: InVivoDesign = { kind: 'in vivo', perArm: 5, neverArthritic: 0.3, severityPercent: 40, severitySdPercent: 18, stepPercent: 0, actsOn: 'severity', trueReductionsPercent: [60], marginPercent: 25, test: 'permutation-mann-whitney', incidenceLimitPercent: 70 }
const benefit: Wanted = { verdict: 'benefit', arm: 0, percent: 80 }

function search(design: PlanDesign, wanted: Wanted, range: SearchRange, options: SimulationOptions = { seed: 1, replicates: 400 }): SampleSizeSearch {
  const steps = sampleSizeSteps(design, wanted, range, options)
  if (!steps.ok) throw new Error(steps.error.join('; '))
  return runToEnd(steps.value)
}

describe('the search for the smallest number', () => {
  it('finds the number at which an exact probability crosses the wish', () => {
    const found = search(ill, benefit, { smallest: 3, largest: 40 })
    const at = (n: number): number => {
      const steps = outlookSteps({ ...ill, perArm: n }, { seed: 1, replicates: 100 })
      if (!steps.ok) throw new Error('no outlook')
      return runToEnd(steps.value).arms[0]?.verdicts[0]?.rate.percent ?? NaN
    }
    expect(found.n).not.toBeNull()
    const n = found.n ?? NaN
    expect(at(n)).toBeGreaterThanOrEqual(80)
    expect(at(n - 1)).toBeLessThan(80)
    expect(found.tried.map((t) => t.n)).toContain(n - 1)
    expect(found.outlook.design).toMatchObject({ perArm: n })
    expect(found.reason).toBe(`${String(n)} animals per arm give "improved" with a probability of at least 80 %`)
  })

  it('is near the integral of R in vitro, and the same for the same seed', () => {
    // The integral of make-closed-forms.R with SD sqrt(10² + 18) points: 86.9 % with 3 runs, 99.5 % with 4.
    const one = search(plates, { ...benefit, percent: 95 }, { smallest: 3, largest: 12 }, { seed: 2, replicates: 1500 })
    expect(one.n).toBe(4)
    expect(search(plates, { ...benefit, percent: 95 }, { smallest: 3, largest: 12 }, { seed: 2, replicates: 1500 })).toEqual(one)
    expect(search(plates, { ...benefit, percent: 70 }, { smallest: 3, largest: 12 }).n).toBe(3)
  })

  it('says when no number reaches it, and what the most is', () => {
    const none = search({ ...plates, trueSuppressionPoints: 20 }, benefit, { smallest: 3, largest: 15 })
    expect(none.n).toBeNull()
    expect(none.reason).toMatch(/no number up to 15 runs gives "suppressive" with a probability of 80 %; the most found is \d+\.\d % at \d+/)
    // An effect equal to the margin is reached by half of the estimates, however many runs.
    expect(Math.max(...none.tried.map((t) => t.rate.percent))).toBeLessThan(60)
    const limited = search(animals, benefit, { smallest: 5, largest: 20 })
    expect(limited.n).toBeNull()
    expect(limited.tried.at(-1)?.n).toBe(20)
  })

  it('looks at the arm that is asked for', () => {
    const two: IncidenceDesign = { ...ill, treatedIncidences: [0.9, 0.1] }
    expect(search(two, { ...benefit, arm: 1, percent: 60 }, { smallest: 4, largest: 30 }).n).toBeLessThan(15)
    expect(search(two, { ...benefit, arm: 0, percent: 60 }, { smallest: 4, largest: 12 }).n).toBeNull()
  })

  it('reports progress and can be stopped', () => {
    const steps = sampleSizeSteps(animals, benefit, { smallest: 5, largest: 40 }, { seed: 1, replicates: 200 })
    if (!steps.ok) throw new Error('no steps')
    expect(steps.value.next().value).toMatchObject({ what: '5 animals per arm', done: 50, total: 200 })
  })

  it.each([
    [{ smallest: 10, largest: 5 }, benefit, 'largest number to try'],
    [{ smallest: 5, largest: 5000 }, benefit, 'largest number to try'],
    [{ smallest: 0, largest: 5 }, benefit, 'animals per arm must be a whole number from 2'],
    [{ smallest: 5, largest: 20 }, { ...benefit, percent: 100 }, 'between 0 and 100 %'],
    [{ smallest: 5, largest: 20 }, { ...benefit, arm: 3 }, 'there is no treated arm 4: the design has 1'],
  ] as const)('refuses %o, %o: %s', (range, wanted, reason) => {
    const steps = sampleSizeSteps(animals, wanted, range, { seed: 1, replicates: 200 })
    expect(steps.ok ? '' : steps.error.join('; ')).toContain(reason)
  })
})
