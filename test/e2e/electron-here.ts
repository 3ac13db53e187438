import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** True where the Electron runtime is on the disk; it is not downloaded for a test. */
export function isElectronHere(): boolean {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  return existsSync(join(folder, 'path.txt')) && existsSync(join(folder, 'dist'))
}
