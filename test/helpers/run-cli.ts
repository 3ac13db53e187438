import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { runProgram } from '../../electron/cli/run-program.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'dist', 'electron', 'cli', 'main.js')
const stamp = join(root, 'dist', '.cli-built-from')
const lock = join(root, 'dist', '.cli-build-lock')

export type CliRun = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** Runs the built program under plain Node, as a user would. The exit code is -1 when it did not end by itself. */
export async function runCli(...args: readonly string[]): Promise<CliRun> {
  await (built ??= build())
  return run(process.execPath, [program, ...args])
}

/**
 * The same program inside the test: several times faster, since nothing has to start. One run at a time, because it writes to the
 * standard streams of the process, which are caught here.
 */
export async function runHere(...args: readonly string[]): Promise<CliRun> {
  const caught = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      caught[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
      return true
    }),
  )
  try {
    return { code: await runProgram([process.execPath, program, ...args]), ...caught }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** Runs another program; undefined when it is not installed. */
export async function runTool(name: string, ...args: readonly string[]): Promise<CliRun | undefined> {
  const result = await run(name, args)
  return result.code === -1 && result.stderr.includes('ENOENT') ? undefined : result
}

let built: Promise<void> | undefined

function run(file: string, args: readonly string[]): Promise<CliRun> {
  return new Promise((resolve) => {
    execFile(file, [...args], { cwd: root, maxBuffer: 256 * 1024 * 1024, encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ code, stdout, stderr: code === -1 ? `${stderr}${error?.message ?? ''}` : stderr })
    })
  })
}

/** Builds the program when a source is newer than the last build. Test files run side by side, so only one may build at a time. */
async function build(): Promise<void> {
  const sources = String(newestOf(['electron', 'shared', 'package.json', 'tsconfig.base.json']))
  mkdirSync(join(root, 'dist'), { recursive: true })
  for (let tries = 0; !isBuiltFrom(sources); tries++) {
    if (tries > 1200) throw new Error(`another test has been building for too long; remove ${lock}`)
    if (!locked()) {
      await pause(100)
      continue
    }
    try {
      const made = await run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', 'electron'])
      if (made.code !== 0) throw new Error(`the program does not build:\n${made.stdout}${made.stderr}`)
      writeFileSync(stamp, sources)
    } finally {
      rmdirSync(lock)
    }
  }
}

function isBuiltFrom(sources: string): boolean {
  try {
    return statSync(program).isFile() && readFileSync(stamp, 'utf8') === sources
  } catch {
    return false
  }
}

function locked(): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false
  }
}

function newestOf(names: readonly string[]): number {
  const timeOf = (path: string): number => {
    const facts = statSync(path)
    if (!facts.isDirectory()) return facts.mtimeMs
    return Math.max(facts.mtimeMs, ...readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(path, name)).mtimeMs))
  }
  return Math.max(...names.map((name) => timeOf(join(root, name))))
}
