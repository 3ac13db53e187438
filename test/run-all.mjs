// Sets up (setup.mjs), runs the checks and the tests, and adds up what really ran.
//
//   node test/run-all.mjs                      everything
//   node test/run-all.mjs types lint layers    only these stages
//
// The last line is always `N passed, N failed, N skipped`. A stage that crashed, could not start or ran nothing counts
// as one failure: silence is not success. The exit code is 0 only if nothing failed.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const STAGE_LIMIT_MS = 30 * 60_000

const CODE_FOLDERS = ['electron', 'renderer', 'shared', 'test'].filter((name) => existsSync(join(root, name)))

const tool = (path, ...args) => [join(root, 'node_modules', path), ...args]

// A check is one yes or no. Checks do not depend on each other and run side by side.
const check = (command) => ({ run: () => runCheck(command) })
const vitest = (folder) => ({ alone: true, run: () => runVitest(folder) })

// Another kind of test (end to end, say) is one more line here: `run` answers { passed, failed, skipped: [{ name, reason }], output }.
const STAGES = {
  types: check(tool('typescript/bin/tsc', '-b')),
  lint: check(tool('eslint/bin/eslint.js', '--max-warnings', '0', '.')),
  layers: check(tool('dependency-cruiser/bin/dependency-cruise.mjs', ...CODE_FOLDERS)),
  unit: vitest('unit'),
  integration: vitest('integration'),
  nets: vitest('nets'),
  e2e: { alone: true, run: () => runEndToEnd() },
}

/** Runs Node with the given arguments; answers the exit code (null if it could not start or was ended) and the output. */
function runNode(args, { env = {}, show = false } = {}) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: STAGE_LIMIT_MS,
    })
    const collect = (chunk) => {
      output += chunk
      if (show) process.stdout.write(chunk)
    }
    child.stdout.setEncoding('utf8').on('data', collect)
    child.stderr.setEncoding('utf8').on('data', collect)
    child.on('error', (error) => resolve({ code: null, output: `${output}\n${error.message}` }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

async function runCheck(command) {
  const { code, output } = await runNode(command)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [], output: code === 0 ? '' : output }
}

/** Not a check of the code, so it is counted only if it fails. */
async function runSetup() {
  const { code } = await runNode([join(root, 'setup.mjs')], { show: true })
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: [], output: '' }
}

async function runVitest(folder) {
  const scratch = mkdtempSync(join(tmpdir(), 'stromabook-counts-'))
  const countsFile = join(scratch, 'counts.json')
  try {
    const reporters = ['--reporter=default', '--reporter=./test/helpers/counting-reporter.mjs']
    const { code } = await runNode(tool('vitest/vitest.mjs', 'run', `test/${folder}/`, ...reporters), { env: { TEST_COUNTS: countsFile }, show: true })
    if (!existsSync(countsFile)) return { passed: 0, failed: 1, skipped: [], output: `The test runner ended with ${code} before it could report.` }
    const counts = JSON.parse(readFileSync(countsFile, 'utf8'))
    if (counts.passed + counts.failed === 0) return { ...counts, failed: 1, output: `No test of test/${folder}/ ran.` }
    if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1, output: `The test runner ended with ${code} although no test failed.` }
    return { ...counts, output: counts.failures.map((failure) => `  ${failure}`).join('\n') }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Builds the pages, then runs the program as people use it. Playwright tells what was skipped, and why. */
async function runEndToEnd() {
  const compiled = await runNode(tool('typescript/bin/tsc', '-b'))
  if (compiled.code !== 0) return { passed: 0, failed: 1, skipped: [], output: `The program could not be compiled.\n${compiled.output}` }
  const built = await runNode(tool('vite/bin/vite.js', 'build', '--logLevel', 'warn'))
  if (built.code !== 0) return { passed: 0, failed: 1, skipped: [], output: `The pages could not be built.\n${built.output}` }
  const scratch = mkdtempSync(join(tmpdir(), 'stromabook-e2e-'))
  const countsFile = join(scratch, 'counts.json')
  try {
    const { code } = await runNode(tool('@playwright/test/cli.js', 'test', '--reporter=list,json'), { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: countsFile }, show: true })
    if (!existsSync(countsFile)) return { passed: 0, failed: 1, skipped: [], output: `The end-to-end runner ended with ${code} before it could report.` }
    const { suites } = JSON.parse(readFileSync(countsFile, 'utf8'))
    const tests = suites.flatMap(testsIn)
    const passed = tests.filter((t) => t.status === 'expected').length
    const skipped = tests.filter((t) => t.status === 'skipped').map((t) => ({ name: t.name, reason: t.reason }))
    const failed = tests.length - passed - skipped.length
    if (tests.length === 0) return { passed, failed: 1, skipped, output: 'No end-to-end test ran.' }
    return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped, output: tests.filter((t) => t.status !== 'expected' && t.status !== 'skipped').map((t) => `  ${t.name}`).join('\n') }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function testsIn(suite) {
  const own = (suite.specs ?? []).flatMap((spec) => spec.tests.map((t) => ({
    name: `${spec.title} (${t.projectName || 'browser'})`, status: t.status, reason: t.annotations.find((a) => a.type === 'skip')?.description ?? 'no reason given',
  })))
  return [...own, ...(suite.suites ?? []).flatMap(testsIn)]
}

async function runStage(name, run = STAGES[name].run) {
  const started = process.hrtime.bigint()
  const result = await run().catch((error) => ({ passed: 0, failed: 1, skipped: [], output: String(error?.stack ?? error) }))
  return { name, seconds: Number(process.hrtime.bigint() - started) / 1e9, ...result }
}

function print({ name, seconds, passed, failed, skipped, output }) {
  const verdict = failed > 0 ? `FAILED (${failed} of ${passed + failed})` : `passed (${passed})`
  if (output) console.log(output.trimEnd())
  console.log(`${name}: ${verdict}${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}, ${seconds.toFixed(1)} s`)
}

async function runAll(names) {
  const results = []
  const keep = (result) => {
    print(result)
    results.push(result)
  }
  const setup = await runStage('setup', () => runSetup())
  if (setup.failed > 0) {
    keep(setup)
    return results
  }
  await Promise.all(names.filter((name) => !STAGES[name].alone).map(async (name) => keep(await runStage(name))))
  for (const name of names.filter((name) => STAGES[name].alone)) keep(await runStage(name))
  return results
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(STAGES, name))
if (unknown.length > 0) {
  console.error(`Unknown stage: ${unknown.join(', ')}. There are: ${Object.keys(STAGES).join(', ')}.`)
  process.exitCode = 2
} else {
  const results = await runAll(wanted.length > 0 ? wanted : Object.keys(STAGES))
  const skipped = results.flatMap((result) => result.skipped)
  if (skipped.length > 0) console.log(['', 'Skipped:', ...skipped.map(({ name, reason }) => `  ${name}: ${reason}`)].join('\n'))
  const failedStages = results.filter((result) => result.failed > 0).map((result) => result.name)
  if (failedStages.length > 0) console.log(`\nFailed: ${failedStages.join(', ')}`)
  const total = (count) => results.reduce((sum, result) => sum + count(result), 0)
  console.log(`${total((r) => r.passed)} passed, ${total((r) => r.failed)} failed, ${total((r) => r.skipped.length)} skipped`)
  process.exitCode = failedStages.length > 0 ? 1 : 0
}
