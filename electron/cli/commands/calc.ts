import type { Calculated } from '../../../shared/domain/calculators/calculator.ts'
import { CommandFailure, exitCodes, type ExitCode } from '../exit-codes.ts'
import { appVersion } from '../package-facts.ts'
import { print } from '../terminal.ts'

/** Prints the answer of a calculator. Throws CommandFailure with everything that is wrong with the input. */
export function answerCommand<Output, Field extends string>(calculator: string, answer: Calculated<Output, Field>, text: (output: Output) => readonly string[], json: boolean): ExitCode {
  if (!answer.ok) throw new CommandFailure(exitCodes.usage, answer.error.map((p) => p.message).join('\n  '))
  print(json ? JSON.stringify({ format: 'stromabook-calc/1', app: appVersion(), calculator, answer: answer.value }, null, 2) : text(answer.value).join('\n'))
  return exitCodes.done
}
