import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const largest = 512 * 1024

/** A local log of what the program did and refused: no contents of records, nothing is sent anywhere; two files of half a megabyte at most. */
export function logFile(path: string, now: () => string): (line: string) => void {
  mkdirSync(dirname(path), { recursive: true })
  return (line) => {
    try {
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largest) renameSync(path, `${path}.1`)
      appendFileSync(path, `${now()} ${line.replaceAll(/\s+/g, ' ').slice(0, 500)}\n`)
    } catch {
      // A log that cannot be written is no reason to stop.
    }
  }
}
