import { custodyGraph, type CustodyGraph } from '../../../shared/domain/custody/custody-graph.ts'
import type { CustodyResults } from '../../../shared/domain/custody/custody-results.ts'
import { custodyResults } from '../../../shared/domain/custody/custody.ts'
import { recordsOfBatch } from '../../../shared/domain/results/record-graph.ts'
import { makeNotebook, type Notebook } from '../../../shared/records/notebook.ts'

/** Where the cells of a batch went: balances, vials, chains, and all of it as a graph. */
export type CustodyAnswer = CustodyResults & { readonly graph: CustodyGraph }

/** Custody of a batch, computed on its own records. */
export function custodyAnswer(whole: Notebook, batchId: string): CustodyAnswer {
  const notebook = makeNotebook(recordsOfBatch(whole, batchId))
  return { ...custodyResults(notebook, batchId), graph: custodyGraph(notebook, batchId) }
}
