import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** The project's configuration, and the sources the configuration itself speaks of. */
const COPIED = [
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'shared/tsconfig.json',
  'renderer/tsconfig.json',
  'renderer/service-worker/tsconfig.json',
  'electron/tsconfig.json',
  'test/tsconfig.json',
  'eslint.config.mjs',
  '.dependency-cruiser.mjs',
  'shared/web-standard.d.ts',
  'shared/util/assert-never.ts',
]

/** A temporary copy of the project's configuration around a few files written for one test. */
export interface PlantedTree {
  readonly root: string
  /** Runs a tool of node_modules in the tree, as `npm run check` does in the project. */
  run(tool: string, ...args: readonly string[]): { readonly code: number | null; readonly output: string; readonly stdout: string }
  remove(): void
}

/**
 * Builds a temporary tree: the project's own tool configuration, the given files, and packages to import.
 *
 * @param files path inside the tree -> content
 * @param stubPackages names of packages to stand in as empty ones; without it the project's own node_modules is linked in
 */
export function plantTree(files: Readonly<Record<string, string>>, stubPackages?: readonly string[]): PlantedTree {
  // realpath: on macOS the temporary folder is itself behind a link, and tools report resolved paths.
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'stromabook-nets-')))
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const path of COPIED) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (existsSync(join(PROJECT, path))) copyFileSync(join(PROJECT, path), join(root, path))
  }
  for (const [path, text] of Object.entries(files)) write(path, text)
  if (stubPackages === undefined) symlinkSync(join(PROJECT, 'node_modules'), join(root, 'node_modules'), 'junction')
  for (const name of stubPackages ?? []) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', type: 'module', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, 'export const stub = 1\n')
  }
  return {
    root,
    run(tool, ...args) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(PROJECT, 'node_modules', tool), ...args], {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      })
      return { code: status, output: `${stdout}${stderr}`, stdout }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
