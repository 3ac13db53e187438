import { expect, it } from 'vitest'
import { chainOf, custodyGraph } from '../../../../shared/domain/custody/custody-graph.ts'
import { custodyResults } from '../../../../shared/domain/custody/custody.ts'
import { recordsOfBatch } from '../../../../shared/domain/results/record-graph.ts'
import { makeNotebook } from '../../../../shared/records/notebook.ts'
import { buildSampleNotebook } from '../../../../shared/sample/build-sample-notebook.ts'

const sample = makeNotebook(buildSampleNotebook())

it.each(sample.all('batch').map((b) => [b.code, b.id] as const))('leads from each animal of %s to the vials and plates of its chain, and back from each plate', (_, batchId) => {
  const notebook = makeNotebook(recordsOfBatch(sample, batchId))
  const graph = custodyGraph(notebook, batchId)
  const labels = (ids: ReadonlySet<string>, kind: string): readonly string[] => graph.nodes.filter((n) => n.kind === kind && ids.has(n.id)).map((n) => n.label).sort()
  // What the report prints of each animal is worked out another way.
  const byAnimal = new Map<string, { readonly vials: Set<string>; readonly plates: Set<string>; readonly experimentId: string; readonly animal: string }>()
  for (const c of custodyResults(notebook, batchId).chains) {
    const key = `${c.experimentId} ${c.animal}`
    const one = byAnimal.get(key) ?? { vials: new Set<string>(), plates: new Set<string>(), experimentId: c.experimentId, animal: c.animal }
    for (const v of c.vials) one.vials.add(v)
    for (const p of c.plates) one.plates.add(p)
    byAnimal.set(key, one)
  }
  for (const { vials, plates, experimentId, animal } of byAnimal.values()) {
    const node = graph.nodes.find((n) => n.kind === 'animal' && n.recordId === experimentId && n.label === animal)
    const chain = chainOf(graph, node?.id ?? '')
    expect([animal, labels(chain, 'plate')]).toEqual([animal, [...plates].sort()])
    // Vials thawed earlier in the lineage are in it too.
    expect(labels(chain, 'vial')).toEqual(expect.arrayContaining([...vials]))
    for (const plate of graph.nodes.filter((n) => n.kind === 'plate' && chain.has(n.id))) expect(chainOf(graph, plate.id).has(node?.id ?? '')).toBe(true)
  }
  expect(graph.edges.every(({ from, to }) => (graph.nodes.find((n) => n.id === from)?.layer ?? 9) < (graph.nodes.find((n) => n.id === to)?.layer ?? -1))).toBe(true)
})
