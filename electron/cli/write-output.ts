import { access, mkdir } from 'node:fs/promises'
import { ok } from '../../shared/util/result.ts'
import { writeFileSafely } from './archive-file.ts'
import { CommandFailure, exitCodes } from './exit-codes.ts'
import { systemErrorWords } from './system-error.ts'

/** Makes the folder for results. Throws CommandFailure when it cannot be made. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw new CommandFailure(exitCodes.unwritableOutput, `the folder ${folder} cannot be made: ${systemErrorWords(error)}`)
  }
}

/** Writes bytes beside and renames, so that the old file stays until the new one is whole. Throws CommandFailure on failure. */
export async function writeOutput(file: string, bytes: Uint8Array): Promise<void> {
  const written = await writeFileSafely(file, async (sink) => {
    await sink.write(bytes)
    return ok(undefined)
  })
  if (!written.ok) throw new CommandFailure(exitCodes.unwritableOutput, String(written.error))
}

/** Throws CommandFailure when the file is there already and may not be replaced. */
export async function refuseExisting(file: string, replace: boolean): Promise<void> {
  if (replace) return
  const there = await access(file).then(() => true, () => false)
  if (there) throw new CommandFailure(exitCodes.unwritableOutput, `${file} exists already; nothing was changed. Use --replace to write over it`)
}
