import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const largestBytes = 512 * 1024

/** A local log of what the program did and refused: no contents of records; nothing is sent anywhere. */
export type LogFile = {
  readonly write: (line: string) => void
  /** Its last lines, oldest first. */
  readonly tail: (lines: number) => readonly string[]
}

/** A log in a file; when that is half a megabyte it becomes "….1", and the one before it goes. */
export function logFile(path: string, now: () => string): LogFile {
  mkdirSync(dirname(path), { recursive: true })
  return {
    write: (line) => {
      try {
        if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largestBytes) renameSync(path, `${path}.1`)
        appendFileSync(path, `${now()} ${line.replaceAll(/\s+/g, ' ').slice(0, 500)}\n`)
      } catch {
        // A log that cannot be written is no reason to stop.
      }
    },
    tail: (lines) => [`${path}.1`, path].flatMap(linesOf).slice(-lines),
  }
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter((line) => line !== '')
  } catch {
    return []
  }
}
