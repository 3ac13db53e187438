import { outlookSteps, type Steps } from '../../../shared/domain/planning/outlook.ts'
import type { PlanDesign } from '../../../shared/domain/planning/plan-design.ts'
import type { PlanningProgress } from '../../../shared/domain/planning/planning-results.ts'
import { sampleSizeSteps } from '../../../shared/domain/planning/sample-size.ts'
import type { VerdictKind } from '../../../shared/domain/pairs/verdict.ts'
import type { Result } from '../../../shared/util/result.ts'
import { CommandFailure, exitCodes, type ExitCode } from '../exit-codes.ts'
import { appVersion } from '../package-facts.ts'
import { outlookText, searchText } from '../plan-text.ts'
import { print, startProgress } from '../terminal.ts'

/** Options that every kind of plan has. */
export type PlanOptions = { readonly seed: number; readonly replicates: number; readonly find?: number; readonly verdict?: VerdictKind; readonly arm: number; readonly largest?: number; readonly withTest?: boolean; readonly json: boolean }

/** Probability of each verdict of a design, or with `find` the smallest number that gives the wanted one often enough. */
export function planCommand(design: PlanDesign, options: PlanOptions): ExitCode {
  const simulation = { seed: options.seed, replicates: options.replicates, testAlways: options.withTest ?? false }
  if (options.find === undefined) {
    const outlook = run(outlookSteps(design, simulation))
    print(options.json ? asJson({ outlook }) : outlookText(outlook, appVersion()).join('\n'))
    return exitCodes.done
  }
  const inVitro = design.kind === 'in vitro'
  const smallest = inVitro ? design.runs : design.perArm
  const range = { smallest, largest: options.largest ?? (inVitro ? 20 : 100) }
  const search = run(sampleSizeSteps(design, { verdict: options.verdict ?? 'benefit', arm: options.arm - 1, percent: options.find }, range, simulation))
  print(options.json ? asJson({ search }) : searchText(search, appVersion()).join('\n'))
  return search.n === null ? exitCodes.errorsFound : exitCodes.done
}

function asJson(content: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ format: 'stromabook-plan/1', app: appVersion(), ...content }, null, 2)
}

/** Takes the steps to their end and shows how far they are. Throws CommandFailure with everything that is wrong with the plan. */
function run<T>(made: Result<Steps<T>, readonly string[]>): T {
  if (!made.ok) throw new CommandFailure(exitCodes.usage, made.error.join('\n  '))
  const progress = startProgress()
  try {
    for (;;) {
      const next: IteratorResult<PlanningProgress, T> = made.value.next()
      if (next.done === true) return next.value
      progress.say(`${next.value.what}: ${String(next.value.done)} of ${String(next.value.total)}`)
    }
  } finally {
    progress.end()
  }
}
