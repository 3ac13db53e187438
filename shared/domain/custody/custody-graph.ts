import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordKind } from '../../records/record-kinds.ts'
import { originsOf } from '../culture/lineage.ts'

/** A place cells passed through. `layer`: how far it is from the first harvest, for drawing from left to right. */
export type CustodyNode = { readonly id: string; readonly kind: RecordKind | 'animal'; readonly recordKind: RecordKind; readonly recordId: string; readonly label: string; readonly layer: number }
export type CustodyEdge = { readonly from: string; readonly to: string }
export type CustodyGraph = { readonly nodes: readonly CustodyNode[]; readonly edges: readonly CustodyEdge[] }

type Found = Omit<CustodyNode, 'layer'>

/**
 * The way of the cells of a batch as a graph: harvests, banks, vials, the plates that really hold the cells (the assay where none does yet), preparations with
 * the animals that got them. Edges lead from where cells came from to where they went.
 */
export function custodyGraph(notebook: Notebook, batchId: string): CustodyGraph {
  const nodes = new Map<string, Found>()
  const edges = new Map<string, CustodyEdge>()
  const add = (kind: RecordKind, id: string): string => {
    const record = notebook.find(id)
    if (record !== undefined && !nodes.has(id)) nodes.set(id, { id, kind, recordKind: kind, recordId: id, label: 'code' in record ? record.code : id })
    return id
  }
  const link = (from: string, to: string): void => {
    if (nodes.has(from) && nodes.has(to) && from !== to) edges.set(`${from} ${to}`, { from, to })
  }
  const passages = notebook.all('passage').filter((p) => p.batchId === batchId)
  for (const p of passages) add('passage', p.id)
  const own = new Set(passages.map((p) => p.id))
  const banks = notebook.all('bank').filter((b) => own.has(b.passageId))
  for (const bank of banks) link(bank.passageId, add('bank', bank.id))
  const bankIds = new Set(banks.map((b) => b.id))
  for (const vial of notebook.all('vial')) if (bankIds.has(vial.bankId)) link(vial.bankId, add('vial', vial.id))
  for (const p of passages) for (const { passage, vial } of originsOf(notebook, p)) link(vial === undefined ? add('passage', passage.id) : add('vial', vial.id), p.id)
  for (const assay of notebook.all('assay')) {
    for (const [key, material] of Object.entries(assay.materials)) {
      const source = valueOf(material.vialId) ?? material.passageId
      if (source === undefined || !nodes.has(source)) continue
      // Straight to the plates that really hold this vial: by way of the assay every vial would lead to every plate of it.
      const plates = notebook.all('plate').filter((plate) => plate.assayId === assay.id && Object.values(plate.wells).some((w) => w.materialKey === key))
      for (const plate of plates) link(source, add('plate', plate.id))
      if (plates.length === 0) link(source, add('assay', assay.id))
    }
  }
  for (const preparation of notebook.all('preparation')) {
    const vials = Object.keys(preparation.vials ?? {})
    // A harvest named beside vials is where they were frozen from; fresh cells come from it directly.
    const sources = (vials.length > 0 || preparation.passageId === undefined ? vials : [preparation.passageId]).filter((id) => nodes.has(id))
    for (const source of sources) link(source, add('preparation', preparation.id))
  }
  for (const given of notebook.all('administration')) {
    const preparationId = valueOf(given.preparationId)
    if (preparationId === undefined || !nodes.has(preparationId)) continue
    const id = `${given.experimentId} ${given.animalKey}`
    const ear = notebook.get('experiment', given.experimentId)?.animals[given.animalKey]?.earTag
    nodes.set(id, { id, kind: 'animal', recordKind: 'experiment', recordId: given.experimentId, label: ear ?? given.animalKey })
    link(preparationId, id)
  }
  return layered([...nodes.values()], [...edges.values()])
}

/** Layer of a node: one after the deepest of those its cells came from. Circles, which are a finding elsewhere, are cut where they close. */
function layered(nodes: readonly Found[], edges: readonly CustodyEdge[]): CustodyGraph {
  const into = new Map<string, CustodyEdge[]>()
  for (const edge of edges) into.set(edge.to, [...(into.get(edge.to) ?? []), edge])
  const depth = new Map<string, number>()
  const open = new Set<string>()
  const layerOf = (id: string): number => {
    const known = depth.get(id)
    if (known !== undefined) return known
    if (open.has(id)) return 0
    open.add(id)
    const layer = Math.max(-1, ...(into.get(id) ?? []).map((e) => layerOf(e.from))) + 1
    open.delete(id)
    depth.set(id, layer)
    return layer
  }
  return { nodes: nodes.map((n) => ({ ...n, layer: layerOf(n.id) })), edges }
}

/**
 * Everything one click leads to: what a node's cells came from, what came of it, and for an animal or a plate also what else was made of the
 * same vials (or, for fresh cells, of the same harvest): from the mouse to the vial to the plate, and back.
 */
export function chainOf({ nodes, edges }: CustodyGraph, id: string): ReadonlySet<string> {
  const reach = (start: readonly string[], next: (at: string) => readonly string[]): ReadonlySet<string> => {
    const seen = new Set(start)
    const queue = [...start]
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const to of next(at)) {
        if (seen.has(to)) continue
        seen.add(to)
        queue.push(to)
      }
    }
    return seen
  }
  const before = (at: string): readonly string[] => edges.filter((e) => e.to === at).map((e) => e.from)
  const after = (at: string): readonly string[] => edges.filter((e) => e.from === at).map((e) => e.to)
  const kindOf = new Map(nodes.map((n) => [n.id, n.kind]))
  const up = reach([id], before)
  const isUseOfCells = (at: string): boolean => ['plate', 'preparation', 'assay'].includes(kindOf.get(at) ?? '')
  const isUse = isUseOfCells(id) || kindOf.get(id) === 'animal'
  // Cells are of a vial or a harvest where they leave it for a use.
  const sources = isUse ? [...up].filter((n) => ['vial', 'passage'].includes(kindOf.get(n) ?? '') && after(n).some((to) => up.has(to) && isUseOfCells(to))) : []
  const uses = (at: string): readonly string[] => after(at).filter((to) => !sources.includes(at) || isUseOfCells(to))
  return new Set([...up, ...reach([id], after), ...reach(sources, uses)])
}
