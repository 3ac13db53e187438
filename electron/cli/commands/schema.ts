import { notebookJsonSchema } from '../../../shared/records/json-schema.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { message, print } from '../terminal.ts'
import { writeOutput } from '../write-output.ts'

/** JSON Schema of the records, to standard output or a file. */
export async function schemaCommand(out: string | undefined): Promise<ExitCode> {
  const text = `${JSON.stringify(notebookJsonSchema(), null, 2)}\n`
  if (out === undefined) print(text.trimEnd())
  else {
    await writeOutput(out, new TextEncoder().encode(text))
    message(`wrote ${out}`)
  }
  return exitCodes.done
}
