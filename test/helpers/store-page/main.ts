// The store in a real browser, for tests: mixed work to be killed at any moment, what must hold afterwards, and every way of writing.
import { audit } from './audit.ts'
import { workUntilKilled } from './mixed-work.ts'
import { enterBatches } from './page-notebook.ts'
import { startWorker, watchWrites, windowWrites, workerWrites } from './write-paths.ts'

Object.assign(globalThis, { audit, enterBatches, workUntilKilled, watchWrites, windowWrites, startWorker, workerWrites })
