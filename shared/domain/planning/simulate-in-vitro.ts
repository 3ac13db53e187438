import { meanInterval } from '../../statistics/mean-interval.ts'
import { mean } from '../../statistics/descriptive.ts'
import { normal } from '../../statistics/random-draws.ts'
import type { SeededRandom } from '../../statistics/seeded-random.ts'
import { suppressionPercent, type SuppressionWells } from '../../statistics/suppression-percent.ts'
import type { Interval } from '../../util/interval.ts'
import { judge, type Verdict } from '../pairs/verdict.ts'
import type { InVitroDesign } from './plan-design.ts'

/** Fewest runs a verdict in vitro may rest on. */
const runsNeeded = 3

type PlateDesign = Pick<InVitroDesign, 'runSdPoints' | 'wells' | 'wellCv' | 'trueSuppressionPoints'>

/** Wells of one simulated plate: control 100, background 0; the run's own deviation shifts the true suppression, wells scatter around their mean. */
export function simulatedPlate(random: SeededRandom, design: PlateDesign): SuppressionWells {
  const suppressed = design.trueSuppressionPoints + normal(random, 0, design.runSdPoints)
  const wells = (level: number): readonly number[] => Array.from({ length: design.wells }, () => normal(random, level, design.wellCv * Math.abs(level)))
  const treated = wells(100 - suppressed)
  return { treated, stimulated: wells(100) }
}

export type SimulatedVerdict = { readonly verdict: Verdict; readonly interval90: Interval | null; readonly interval95: Interval | null; readonly p: number | null }

/** One simulated assay: S of each run by the notebook's own calculation, their mean with t interval, the verdict by the rule. */
export function simulatedAssay(random: SeededRandom, design: InVitroDesign): SimulatedVerdict {
  const values = Array.from({ length: design.runs }, () => {
    const plate = suppressionPercent(simulatedPlate(random, design), [])
    return plate.ok ? plate.value.value : NaN
  })
  const estimate = design.runs < runsNeeded ? undefined : meanInterval(values, [0.9, 0.95])
  const [interval90 = null, interval95 = null] = estimate?.ok === true ? estimate.value.intervals : []
  const verdict = judge({
    side: 'in vitro', estimate: mean(values) ?? null, interval90, interval95,
    invalidBecause: values.every((v) => Number.isFinite(v)) ? null : 'a plate had no response to suppress',
    margin: { value: design.marginPoints, declaredBeforeData: true, note: '' },
    forcedInconclusive: design.runs < runsNeeded ? `${String(design.runs)} runs, ${String(runsNeeded)} needed` : null,
    simulated: true,
  })
  return { verdict, interval90, interval95, p: null }
}
