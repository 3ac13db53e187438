import { defineConfig } from '@playwright/test'

// The whole program as people use it. `npm test` runs it through test/run-all.mjs, which builds first.
export default defineConfig({
  testDir: 'test/e2e',
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: { actionTimeout: 10_000 },
  // The same story on each; the real Electron only where its runtime is, and said to be skipped elsewhere.
  projects: [
    // A new file runs here; files about the desktop program alone begin with "desktop-".
    { name: 'browser', testIgnore: 'desktop-*.spec.ts' },
    { name: 'electron-stand-in', testMatch: ['story.spec.ts', 'diagnostics.spec.ts', 'file-view.spec.ts', 'recovery.spec.ts', 'desktop-*.spec.ts'] },
    { name: 'electron', testMatch: ['story.spec.ts'] },
  ],
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
  outputDir: 'test-results',
})
