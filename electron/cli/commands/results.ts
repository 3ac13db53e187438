import { computeAssayResults } from '../../../shared/domain/results/compute-assay-results.ts'
import { computeBatchResults } from '../../../shared/domain/results/compute-batch-results.ts'
import { computeComparison } from '../../../shared/domain/results/compute-comparison.ts'
import { computeExperimentResults } from '../../../shared/domain/results/compute-experiment-results.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { chooseSubjects, type Chosen } from '../choose-subjects.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { hasProblems, openNotebook } from '../open-notebook.ts'
import { appVersion } from '../package-facts.ts'
import { print, startProgress } from '../terminal.ts'
import { batchesToCompare } from './report.ts'

/**
 * Every computed result of what was chosen as JSON: each with interval, n and of what, method, warnings. `comparison` is there when
 * batches to compare were named.
 */
export async function resultsCommand(file: string, chosen: Chosen, compared: readonly string[] = []): Promise<ExitCode> {
  const loaded = await openNotebook(file)
  const notebook = makeNotebook(loaded.records)
  const progress = startProgress()
  const subjects = isNothingNamed(chosen) && compared.length > 0 ? [] : chooseSubjects(notebook, loaded, chosen)
  const of = <R>(kind: 'batch' | 'assay' | 'experiment', compute: (id: string) => R): readonly R[] =>
    subjects.filter((s) => s.kind === kind).map((s) => {
      progress.say(`computing ${s.code}`)
      return compute(s.id)
    })
  const batches = of('batch', (id) => computeBatchResults(notebook, id))
  const assays = of('assay', (id) => computeAssayResults(notebook, id))
  const experiments = of('experiment', (id) => computeExperimentResults(notebook, id))
  const comparison = compared.length === 0 ? undefined : computeComparison(notebook, batchesToCompare(notebook, compared).map((b) => b.id))
  progress.end()
  print(JSON.stringify({ format: 'stromabook-results/1', app: appVersion(), batches, ...(assays.length === 0 ? {} : { assays }), ...(experiments.length === 0 ? {} : { experiments }), ...(comparison === undefined ? {} : { comparison }) }, null, 2))
  return hasProblems(loaded) ? exitCodes.errorsFound : exitCodes.done
}

function isNothingNamed({ batch = [], assay = [], experiment = [], all = false }: Chosen): boolean {
  return batch.length + assay.length + experiment.length === 0 && !all
}
