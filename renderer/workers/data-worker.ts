import { expose } from 'comlink'
import { dataWorkerApi } from './data-worker-api.ts'
import { workerNotebooks } from './worker-notebooks.ts'

// The thread for long work on the notebook: whatever reads or writes much, so that typing never waits for it.
expose(dataWorkerApi(workerNotebooks()))
