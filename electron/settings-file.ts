import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Settings of the program on this computer; losing them loses no record. */
export type ProgramSettings = { readonly backupFolder: string | null; readonly window: { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number; readonly maximised: boolean } }

const first: ProgramSettings = { backupFolder: null, window: { width: 1360, height: 860, maximised: false } }

/** Reads the settings; what is missing, or written by hand into something else, takes its default. */
export function readSettings(path: string): ProgramSettings {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof value !== 'object' || value === null) return first
    const backupFolder = 'backupFolder' in value && typeof value.backupFolder === 'string' ? value.backupFolder : null
    const window = 'window' in value && isWindow(value.window) ? value.window : first.window
    return { backupFolder, window }
  } catch {
    return first
  }
}

/** Writes them beside and renames, so that a crash leaves the old ones. */
export function writeSettings(path: string, settings: ProgramSettings): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.part`, `${JSON.stringify(settings, null, 2)}\n`)
  renameSync(`${path}.part`, path)
}

function isWindow(value: unknown): value is ProgramSettings['window'] {
  if (typeof value !== 'object' || value === null || !('width' in value) || !('height' in value) || !('maximised' in value)) return false
  const inRange = (n: unknown): boolean => typeof n === 'number' && n >= 400 && n <= 10_000
  const place = (n: unknown): boolean => n === undefined || (typeof n === 'number' && Math.abs(n) <= 20_000)
  return inRange(value.width) && inRange(value.height) && typeof value.maximised === 'boolean' && place('x' in value ? value.x : undefined) && place('y' in value ? value.y : undefined)
}
