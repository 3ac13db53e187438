import { arthritisResults } from '../../../shared/domain/arthritis/arthritis.ts'
import { observedRuns, observedVehicles } from '../../../shared/domain/planning/observed-scatter.ts'
import { suppressionResults } from '../../../shared/domain/suppression/suppression.ts'
import { makeNotebook } from '../../../shared/records/notebook.ts'
import { formatFixed, formatRatio } from '../../../shared/util/format-number.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { hasProblems, openNotebook } from '../open-notebook.ts'
import { print } from '../terminal.ts'

/** How the laboratory's own vehicle arms and runs scattered, as numbers for a plan. */
export async function planObservedCommand(file: string, json: boolean): Promise<ExitCode> {
  const loaded = await openNotebook(file)
  const notebook = makeNotebook(loaded.records)
  const vehicles = observedVehicles(notebook.all('experiment').map((e) => arthritisResults(notebook, e.id)))
  const runs = notebook.all('batch').flatMap((b) => observedRuns(b.code, suppressionResults(notebook, b.id).series))
  if (json) print(JSON.stringify({ format: 'stromabook-observed/1', vehicles, runs }, null, 2))
  else {
    const number = (v: number | null): string => (v === null ? 'not known' : formatFixed(v, 1))
    print('Vehicle arms: mean scores, % of the scale maximum')
    for (const v of vehicles) print(`  ${v.experimentCode}, ${v.armLabel}: ${String(v.n)} ${v.unit}, ${formatFixed(100 * v.neverArthritic, 0)} % never arthritic, the others ${number(v.severityPercent)} with SD ${number(v.severitySdPercent)}${v.simulated ? ' [simulated]' : ''}`)
    if (vehicles.length === 0) print('  none with an open allocation and scores')
    print('Runs in vitro: suppression, points')
    for (const r of runs) print(`  ${r.batchCode} in ${r.assayCode}, ${r.conditionLabel}, ${r.preparation}, ${formatRatio(r.ratio)}: ${String(r.runs)} runs, mean ${number(r.meanPoints)}, SD ${number(r.sdPoints)}${r.simulated ? ' [simulated]' : ''}`)
    if (runs.length === 0) print('  none')
    print('An SD of few is uncertain itself: of 10 its 95 % limits are 0.69 and 1.83 times what was seen; of 4, 0.57 and 3.73 times.')
  }
  return hasProblems(loaded) ? exitCodes.errorsFound : exitCodes.done
}
