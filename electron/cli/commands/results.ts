import { computeBatchResults } from '../../../shared/domain/compute-batch-results.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { chooseBatches } from '../choose-batches.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { hasProblems, openNotebook } from '../open-notebook.ts'
import { appVersion } from '../package-facts.ts'
import { print, startProgress } from '../terminal.ts'

/** Every computed result of the chosen batches as JSON: each with interval, n and of what, method, warnings. */
export async function resultsCommand(file: string, codes: readonly string[]): Promise<ExitCode> {
  const loaded = await openNotebook(file)
  const notebook = makeNotebook(loaded.records)
  const progress = startProgress()
  const batches = chooseBatches(notebook, loaded, codes).map((batch) => {
    progress.say(`computing ${batch.code}`)
    return computeBatchResults(notebook, batch.id)
  })
  progress.end()
  print(JSON.stringify({ format: 'stromabook-results/1', app: appVersion(), batches }, null, 2))
  return hasProblems(loaded) ? exitCodes.errorsFound : exitCodes.done
}
