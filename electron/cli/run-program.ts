import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { CommandFailure, exitCodes, type ExitCode } from './exit-codes.ts'
import { checkCommand } from './commands/check.ts'
import { demoCommand } from './commands/demo.ts'
import { labelsCommand, type LabelOptions } from './commands/labels.ts'
import { packCommand, type PackOptions } from './commands/pack.ts'
import { compareCommand, concordanceCommand, reportCommand, type ReportOptions } from './commands/report.ts'
import { resultsCommand } from './commands/results.ts'
import { schemaCommand } from './commands/schema.ts'
import { defaultLicense } from '../../shared/export/default-license.ts'
import type { Chosen } from './choose-subjects.ts'
import { appVersion } from './package-facts.ts'
import { addCalcCommands } from './calc-program.ts'
import { addPlanCommands } from './plan-program.ts'
import { message } from './terminal.ts'

const exitCodeHelp = `
Exit codes:
  0  done
  1  done, but records were refused, parts were damaged, or (check, pack) errors were found; the rest came through
  2  wrong use: unknown option or batch
  3  the input could not be read at all: no archive, cut off, unsafe, written by a newer version
  4  the output could not be written; nothing was overwritten
  5  a fault of the program

FILE is a notebook file (.eln) or a report PDF made by Stromabook: its records are embedded.
Results go to standard output, messages and progress to standard error.`

/** Builds the program; every command sets the exit code through `done`. */
function program(done: (code: ExitCode) => void): Command {
  const root = new Command('stromabook')
    .description('Laboratory notebook for mesenchymal stromal cell work: batches, suppression assays, arthritis experiments, batch reports.')
    .version(appVersion())
    .addHelpText('after', exitCodeHelp)
    .exitOverride()
    .showHelpAfterError('(stromabook --help explains the commands)')

  root
    .command('pack')
    .description('pack JSON records into a notebook file, validating every record')
    .argument('<files...>', 'JSON files: { "schema": 1, "records": [record, ...] } (see "stromabook schema")')
    .requiredOption('-o, --out <file>', 'the .eln file to write')
    .option('--attachments <folder>', 'folder with the files of attachment records, found by their sha256')
    .option('--person <code>', 'code of the person who enters the records, or a name', 'command line')
    .option('--name <name>', 'name of the notebook (default: name of the file)')
    .option('--license <text>', 'licence or terms of the data', defaultLicense)
    .option('--replace', 'write over an existing file', false)
    .option('--strict', 'write nothing when a record is refused', false)
    .action(async (files: string[], options: PackOptions) => { done(await packCommand(files, options)) })

  root
    .command('report')
    .description('print one PDF/A-3b report per batch, assay or experiment, with its records embedded (default: every batch)')
    .argument('<file>', 'notebook file or report PDF')
    .option('-b, --batch <code>', 'this batch (may be repeated)', collect, [])
    .option('-a, --assay <code>', 'this assay (may be repeated)', collect, [])
    .option('-e, --experiment <code>', 'this animal experiment (may be repeated)', collect, [])
    .option('--all', 'every batch, assay and experiment', false)
    .requiredOption('-o, --out <folder>', 'folder for the PDFs')
    .option('--at <time>', 'time to print, RFC 3339 with offset (default: now); the same time gives the same bytes', instant)
    .option('--license <text>', 'licence or terms of the data', defaultLicense)
    .action(async (file: string, options: Chosen & ReportOptions) => { done(await reportCommand(file, options, options)) })

  root
    .command('compare')
    .description('print one PDF in which batches are compared with the first of them')
    .argument('<file>', 'notebook file or report PDF')
    .argument('<codes...>', 'codes of two batches or more')
    .requiredOption('-o, --out <folder>', 'folder for the PDF')
    .option('--at <time>', 'time to print, RFC 3339 with offset (default: now)', instant)
    .option('--license <text>', 'licence or terms of the data', defaultLicense)
    .action(async (file: string, codes: string[], options: ReportOptions) => { done(await compareCommand(file, codes, options)) })

  root
    .command('concordance')
    .description('print one PDF on how in vitro and in vivo agree over donors, with the effects over experiments')
    .argument('<file>', 'notebook file or report PDF')
    .argument('[codes...]', 'codes of batches (default: every batch that has a pair)')
    .requiredOption('-o, --out <folder>', 'folder for the PDF')
    .option('--at <time>', 'time to print, RFC 3339 with offset (default: now)', instant)
    .option('--license <text>', 'licence or terms of the data', defaultLicense)
    .action(async (file: string, codes: string[], options: ReportOptions) => { done(await concordanceCommand(file, codes, options)) })

  root
    .command('results')
    .description('every computed result as JSON, each with interval, n and of what, method, warnings')
    .argument('<file>', 'notebook file or report PDF')
    .option('-b, --batch <code>', 'this batch (may be repeated; default: every batch)', collect, [])
    .option('-a, --assay <code>', 'this assay (may be repeated)', collect, [])
    .option('-e, --experiment <code>', 'this animal experiment (may be repeated)', collect, [])
    .option('--all', 'every batch, assay and experiment', false)
    .option('--compare <code>', 'results across these batches (repeat it; the first is what the others are compared with)', collect, [])
    .action(async (file: string, options: Chosen & { compare: string[] }) => { done(await resultsCommand(file, options, options.compare)) })

  root
    .command('labels')
    .description('print labels with QR codes for flasks, vials and tubes')
    .argument('<file>', 'notebook file or report PDF')
    .argument('<codes...>', 'codes of passages, vials, banks, batches, sample tubes, lots, preparations or plates')
    .requiredOption('-o, --out <file>', 'the PDF to write')
    .option('-f, --format <name>', 'sheet or roll; an unknown name lists them all', 'a4-65')
    .option('--copies <n>', 'labels of each record', wholeNumber, 1)
    .option('--skip <n>', 'labels of the first sheet that are gone already', wholeNumber, 0)
    .option('--outlines', 'draw the edges, for a test print on plain paper', false)
    .option('--replace', 'write over an existing file', false)
    .action(async (file: string, codes: string[], options: LabelOptions) => { done(await labelsCommand(file, codes, options)) })

  addPlanCommands(root, done)
  addCalcCommands(root, done)

  root
    .command('check')
    .description('verify hashes and chains and look for findings over all records; exit code 1 on errors')
    .argument('<file>', 'notebook file or report PDF')
    .option('--json', 'findings as JSON', false)
    .action(async (file: string, options: { json: boolean }) => { done(await checkCommand(file, options.json)) })

  root
    .command('schema')
    .description('JSON Schema of the records')
    .option('-o, --out <file>', 'write to a file')
    .action(async (options: { out?: string }) => { done(await schemaCommand(options.out)) })

  root
    .command('demo')
    .description('write the sample notebook and its reports')
    .option('-o, --out <folder>', 'folder for the files', 'demo-reports')
    .action(async (options: { out: string }) => { done(await demoCommand(options.out)) })

  return root
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

function wholeNumber(value: string): number {
  const number = Number(value)
  if (!/^\d{1,4}$/.test(value)) throw new InvalidArgumentError('write a whole number from 0 to 9999')
  return number
}

function instant(value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/.test(value) || Number.isNaN(Date.parse(value))) throw new InvalidArgumentError('write it as 2026-03-01T09:15:00+01:00')
  return value
}

/**
 * Runs the program and turns every ending into an exit code and a message.
 * @param argv as process.argv: the first two are Node and the script.
 */
export async function runProgram(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done
  try {
    await program((c) => { code = c }).parseAsync([...argv])
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
    if (error instanceof CommandFailure) {
      message(`stromabook: ${error.message}`)
      return error.exitCode
    }
    message(`stromabook: a fault of the program, not of your data. Please report it with this text:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return exitCodes.fault
  }
}
