// Vitest reporter that writes what really ran to the file named by TEST_COUNTS: for test/run-all.mjs, which adds up.
// Vitest's own JSON reporter leaves out the reason a test gave for skipping itself, errors outside any test, and
// groups whose set-up failed (their tests then look merely skipped).

import { writeFileSync } from 'node:fs'

const firstLine = (error) => String(error?.message ?? error).split('\n')[0]

const reasonOf = (mode) => (mode === 'todo' ? 'still to be written' : mode === 'run' ? 'not reached, its group failed before it' : 'no reason given')

export class CountingReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: 0, skipped: [], failures: [] }
    const fail = (where, why) => {
      counts.failed += 1
      counts.failures.push(`${where}: ${why}`)
    }
    for (const module of modules) {
      const file = module.relativeModuleId ?? module.moduleId
      for (const error of module.errors()) fail(file, firstLine(error))
      for (const suite of module.children.allSuites()) for (const error of suite.errors()) fail(`${file} > ${suite.fullName}`, firstLine(error))
      for (const test of module.children.allTests()) {
        const result = test.result()
        const name = `${file} > ${test.fullName}`
        if (result.state === 'passed') counts.passed += 1
        else if (result.state === 'skipped') counts.skipped.push({ name, reason: result.note ?? reasonOf(test.options.mode) })
        else fail(name, result.state === 'failed' ? firstLine(result.errors[0]) : 'did not finish')
      }
    }
    for (const error of unhandledErrors) fail('outside any test', firstLine(error))
    writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts))
  }
}

// Vitest loads a reporter given by path through its default export.
export { CountingReporter as default }
