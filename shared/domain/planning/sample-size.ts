import { fail, ok, type Result } from '../../util/result.ts'
import { verdictWord } from '../pairs/verdict.ts'
import { outlookSteps, type SimulationOptions, type Steps } from './outlook.ts'
import { mostUnits, type PlanDesign } from './plan-design.ts'
import type { Outlook, Rate, SampleSizeSearch, SearchStep, Wanted } from './planning-results.ts'

/** Where a search looks: whole numbers of runs, or of animals per arm. */
export type SearchRange = { readonly smallest: number; readonly largest: number }

/**
 * Smallest number of runs or animals per arm at which the wanted verdict is as probable as wanted. Numbers are tried in steps that grow by half
 * until one reaches it, then the gap is halved; the probability is taken to grow with the number, and every number tried is given, so that a
 * reader sees where it does not. Each number has a stream of its own made from the seed and the number. Its error is that of the simulation.
 * Reasons for failure: a design, options, range or wish that cannot be.
 */
export function sampleSizeSteps(design: PlanDesign, wanted: Wanted, range: SearchRange, options: SimulationOptions): Result<Steps<SampleSizeSearch>, readonly string[]> {
  const arms = design.kind === 'in vitro' ? 1 : design.kind === 'in vivo' ? design.trueReductionsPercent.length : design.treatedIncidences.length
  const first = outlookSteps(withUnits(design, range.smallest), options)
  const reasons = [
    ...(first.ok ? [] : first.error),
    ...(Number.isInteger(range.largest) && range.largest >= range.smallest && range.largest <= mostUnits ? [] : [`the largest number to try must be a whole number from ${String(range.smallest)} to ${String(mostUnits)}, not ${String(range.largest)}`]),
    ...(wanted.percent > 0 && wanted.percent < 100 ? [] : [`the probability wanted must lie between 0 and 100 %, not ${String(wanted.percent)}`]),
    ...(Number.isInteger(wanted.arm) && wanted.arm >= 0 && wanted.arm < arms ? [] : [`there is no treated arm ${String(wanted.arm + 1)}: the design has ${String(arms)}`]),
  ]
  return reasons.length > 0 ? fail(reasons) : ok(search(design, wanted, range, options))
}

function* search(design: PlanDesign, wanted: Wanted, { smallest, largest }: SearchRange, options: SimulationOptions): Steps<SampleSizeSearch> {
  const known = new Map<number, { readonly rate: Rate; readonly outlook: Outlook }>()
  const reaches = function* (n: number): Steps<boolean> {
    let here = known.get(n)
    if (here === undefined) {
      const outlook = yield* outlookAt(design, n, options)
      here = { rate: rateOf(outlook, wanted), outlook }
      known.set(n, here)
    }
    return here.rate.percent >= wanted.percent
  }
  let below = smallest - 1
  let reached: number | null = null
  for (let n = smallest; ; n = Math.min(largest, Math.max(n + 1, Math.floor(n * 1.5)))) {
    if (yield* reaches(n)) { reached = n; break }
    below = n
    if (n === largest) break
  }
  while (reached !== null && reached - below > 1) {
    const middle = Math.floor((below + reached) / 2)
    if (yield* reaches(middle)) reached = middle
    else below = middle
  }
  const tried = [...known].map(([n, { rate }]): SearchStep => ({ n, rate })).sort((a, b) => a.n - b.n)
  const best = tried.reduce((a, b) => (b.rate.percent > a.rate.percent ? b : a))
  const outlook = known.get(reached ?? best.n)?.outlook ?? (yield* outlookAt(design, reached ?? best.n, options))
  return { wanted, unit: unitOf(design), n: reached, reason: reasonOf(design, wanted, reached, best, largest), smallest, largest, tried, outlook }
}

function* outlookAt(design: PlanDesign, n: number, options: SimulationOptions): Steps<Outlook> {
  const made = outlookSteps(withUnits(design, n), { ...options, seed: (options.seed + 7919 * n) % 4294967296 })
  if (!made.ok) throw new Error(made.error.join('; '))
  return yield* made.value
}

function reasonOf(design: PlanDesign, wanted: Wanted, n: number | null, best: SearchStep, largest: number): string {
  const verdict = verdictWord(design.kind === 'in vitro' ? 'in vitro' : 'in vivo', wanted.verdict)
  const unit = unitOf(design)
  if (n !== null) return `${String(n)} ${unit} give "${verdict}" with a probability of at least ${String(wanted.percent)} %`
  return `no number up to ${String(largest)} ${unit} gives "${verdict}" with a probability of ${String(wanted.percent)} %; the most found is ${best.rate.percent.toFixed(1)} % at ${String(best.n)}`
}

function rateOf(outlook: Outlook, wanted: Wanted): Rate {
  const rate = outlook.arms[wanted.arm]?.verdicts.find((v) => v.kind === wanted.verdict)?.rate
  if (rate === undefined) throw new Error(`no rate of ${wanted.verdict} in arm ${String(wanted.arm)}`)
  return rate
}

function withUnits(design: PlanDesign, n: number): PlanDesign {
  return design.kind === 'in vitro' ? { ...design, runs: n } : { ...design, perArm: n }
}

/** What is counted: "runs" or "animals per arm". */
export function unitOf(design: PlanDesign): string {
  return design.kind === 'in vitro' ? 'runs' : 'animals per arm'
}
