import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder that holds package.json: the program runs from dist/ as well as from its sources. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const facts = tryRead(join(folder, 'package.json'))
    if (facts?.name === 'stromabook') return folder
    const parent = dirname(folder)
    if (parent === folder) throw new Error('package.json of Stromabook was not found above the program')
    folder = parent
  }
}

/** Version of the program, from package.json. */
export function appVersion(): string {
  return tryRead(join(packageRoot(), 'package.json'))?.version ?? 'unknown'
}

function tryRead(path: string): { readonly name?: string; readonly version?: string } | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { readonly name?: string; readonly version?: string }
  } catch {
    return undefined
  }
}
