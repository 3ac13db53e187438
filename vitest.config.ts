import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/{unit,integration,nets}/**/*.test.ts'],
    // Two workers keep a two-core laptop busy without starving it; more only compete for memory.
    pool: 'forks',
    maxWorkers: 2,
    // Fitting, hashing and PDF tests on a slow or loaded machine; a hang still ends.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A forgotten `.only` would silently drop every other test of its file.
    allowOnly: false,
    passWithNoTests: false,
    restoreMocks: true,
  },
})
