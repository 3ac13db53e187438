import { InvalidArgumentError, Option, type Command } from 'commander'
import type { VerdictKind } from '../../shared/domain/pairs/verdict.ts'
import { planObservedCommand } from './commands/plan-observed.ts'
import { planCommand, type PlanOptions } from './commands/plan.ts'
import type { ExitCode } from './exit-codes.ts'

type Done = (code: ExitCode) => void

const help = `
Probabilities are those of the notebook's verdict rule, if the truth is as assumed. The same seed gives the same figures.
With --find, exit code 1 says that no number up to --largest reaches the probability.
Where the numbers come from: "stromabook plan observed notebook.eln" shows how your own vehicle arms and runs scattered.`

/** Adds "plan" with its kinds of designs. */
export function addPlanCommands(root: Command, done: Done): void {
  const plan = root.command('plan').description('sample size, and the probability of each verdict, before an experiment').addHelpText('after', help)

  common(plan.command('in-vitro').description('runs of a suppression assay'), 10_000)
    .requiredOption('--true <points>', 'true suppression assumed, points; below 0 is enhancement', number)
    .requiredOption('--run-sd <points>', 'spread of the true suppression from run to run, points (without the error of the wells)', number)
    .option('--runs <n>', 'independent runs; with --find the fewest to try', number, 3)
    .option('--wells <n>', 'wells with MSC, and control wells, of a plate', number, 4)
    .option('--well-cv <percent>', 'coefficient of variation of a well', number, 10)
    .option('--margin <points>', 'margin declared', number, 20)
    .action((o: PlanOptions & Record<'true' | 'runSd' | 'runs' | 'wells' | 'wellCv' | 'margin', number>) => {
      done(planCommand({ kind: 'in vitro', runs: o.runs, runSdPoints: o.runSd, wells: o.wells, wellCv: o.wellCv / 100, trueSuppressionPoints: o.true, marginPoints: o.margin }, o))
    })

  common(plan.command('in-vivo').description('arthritis scores of treated arms against one vehicle arm'), 2_000)
    .requiredOption('--reduction <percent...>', 'true reduction of the mean score assumed, one per treated arm; below 0 is worsening (--reduction=-20)', numbers)
    .option('--animals <n>', 'animals per arm (cages where whole cages are allocated); with --find the fewest to try', number, 10)
    .option('--never <percent>', 'vehicle animals that never get arthritis', number, 30)
    .option('--severity <percent>', 'mean score of the others, % of the scale maximum', number, 40)
    .option('--severity-sd <percent>', 'its spread between animals', number, 18)
    .option('--step <percent>', 'scores come in steps of this size, % of the maximum (1 of 16 is 6.25); 0: no steps', number, 0)
    .addOption(new Option('--acts-on <what>', 'what the treatment changes').choices(['severity', 'incidence']).default('severity'))
    .option('--margin <percent>', 'margin declared', number, 25)
    .addOption(new Option('--test <name>', 'declared test').choices(['permutation-mann-whitney', 'welch-t']).default('permutation-mann-whitney'))
    .option('--incidence-limit <percent>', 'vehicle incidence below which nothing is assessable; 0: no limit', number, 70)
    .option('--with-test', 'how often the declared test alone gives p < 0.05, too (slower)', false)
    .action((o: PlanOptions & Record<'animals' | 'never' | 'severity' | 'severitySd' | 'step' | 'margin' | 'incidenceLimit', number> & { reduction: number[]; actsOn: 'severity' | 'incidence'; test: 'permutation-mann-whitney' | 'welch-t' }) => {
      done(planCommand({
        kind: 'in vivo', perArm: o.animals, neverArthritic: o.never / 100, severityPercent: o.severity, severitySdPercent: o.severitySd, stepPercent: o.step, actsOn: o.actsOn,
        trueReductionsPercent: o.reduction, marginPercent: o.margin, test: o.test, incidenceLimitPercent: o.incidenceLimit,
      }, o))
    })

  common(plan.command('incidence').description('animals that fall ill, treated arms against one vehicle arm'), 10_000)
    .requiredOption('--vehicle <percent>', 'true incidence of the vehicle arm', number)
    .requiredOption('--treated <percent...>', 'true incidence, one per treated arm', numbers)
    .option('--animals <n>', 'animals per arm; with --find the fewest to try', number, 10)
    .option('--margin <points>', 'margin, points of incidence', number, 25)
    .action((o: PlanOptions & Record<'vehicle' | 'animals' | 'margin', number> & { treated: number[] }) => {
      done(planCommand({ kind: 'incidence', perArm: o.animals, vehicleIncidence: o.vehicle / 100, treatedIncidences: o.treated.map((p) => p / 100), marginPoints: o.margin }, o))
    })

  plan.command('observed')
    .description("how the notebook's own vehicle arms and runs scattered")
    .argument('<file>', 'notebook file or report PDF')
    .option('--json', 'as JSON', false)
    .action(async (file: string, options: { json: boolean }) => { done(await planObservedCommand(file, options.json)) })
}

function common(command: Command, replicates: number): Command {
  return command
    .option('--find <percent>', 'find the smallest number that gives the wanted verdict with this probability', number)
    .addOption(new Option('--verdict <word>', 'verdict wanted with --find (default: suppressive, improved)').argParser(verdict))
    .option('--arm <n>', 'treated arm that --find looks at', number, 1)
    .option('--largest <n>', 'largest number to try (default: 20 runs, 100 animals)', number)
    .option('--replicates <n>', 'simulated assays or experiments', number, replicates)
    .option('--seed <n>', 'seed of the random numbers', number, 20101)
    .option('--json', 'as JSON', false)
}

const verdictWords: Readonly<Record<string, VerdictKind>> = {
  suppressive: 'benefit', improved: 'benefit', enhancing: 'harm', worse: 'harm', 'no-effect': 'no relevant effect', 'benefit-excluded': 'relevant benefit excluded, harm not',
}

function verdict(word: string): VerdictKind {
  const kind = verdictWords[word]
  if (kind === undefined) throw new InvalidArgumentError(`use one of ${Object.keys(verdictWords).join(', ')}`)
  return kind
}

function number(text: string): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text.trim())) throw new InvalidArgumentError('write a number with a decimal point, without thousands separators')
  return Number(text)
}

function numbers(text: string, before: readonly number[] | undefined): readonly number[] {
  return [...(before ?? []), number(text)]
}
