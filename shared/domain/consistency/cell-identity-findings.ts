import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { AnyRecord, RecordOf } from '../../records/record-kinds.ts'
import type { Finding } from '../estimate.ts'
import { batchOfPreparation } from '../arthritis/experiments-of-batch.ts'
import { originsOf } from '../culture/lineage.ts'
import { cellsOfMaterial } from '../suppression/suppression-cells.ts'
import { finding } from './make-finding.ts'

/**
 * Records that name the same cells in two ways that contradict each other: batch against passage, passage against vial, the cells a pair
 * or a planned dose is about against those that were plated or injected.
 */
export function cellIdentityFindings(notebook: Notebook): readonly Finding[] {
  const allocations = new Map(notebook.all('allocation').map((a) => [a.experimentId, a]))
  return [
    ...notebook.all('assay').flatMap((a) => Object.entries(a.materials).flatMap(([key, m]) => sameCells(notebook, a, `/materials/${key}`, { batchId: m.batchId, passageId: m.passageId, vialIds: [valueOf(m.vialId)] }))),
    ...notebook.all('preparation').flatMap((p) => sameCells(notebook, p, '', { batchId: undefined, passageId: p.passageId, vialIds: Object.keys(p.vials ?? {}) })),
    ...[...notebook.all('phenotype-test'), ...notebook.all('differentiation-test')].flatMap((t) => sameCells(notebook, t, '', { batchId: undefined, passageId: t.passageId, vialIds: [valueOf(t.vialId)] })),
    ...notebook.all('reference-lot').flatMap((l) => sameCells(notebook, l, '', { batchId: l.batchId, passageId: valueOf(l.passageId) ?? notebook.get('bank', valueOf(l.bankId))?.passageId, vialIds: [] })),
    ...notebook.all('experiment').flatMap((e) => Object.entries(e.arms).flatMap(([armKey, arm]) => Object.entries(arm.doses).flatMap(([key, d]) => sameCells(notebook, e, `/arms/${armKey}/doses/${key}`, { batchId: d.batchId, passageId: d.passageId, vialIds: [] })))),
    ...notebook.all('pair').flatMap((p) => pairCells(notebook, p)),
    ...notebook.all('administration').flatMap((a) => givenAsPlanned(notebook, a, allocations.get(a.experimentId))),
  ]
}

type Named = { readonly batchId: string | undefined; readonly passageId: string | undefined; readonly vialIds: readonly (string | undefined)[] }

function sameCells(notebook: Notebook, record: AnyRecord, at: string, { batchId, passageId, vialIds }: Named): readonly Finding[] {
  const passage = notebook.get('passage', passageId)
  const vials = vialIds.flatMap((id) => {
    const vial = notebook.get('vial', id)
    const harvest = notebook.get('passage', notebook.get('bank', vial?.bankId)?.passageId)
    return vial === undefined || harvest === undefined ? [] : [{ vial, harvest }]
  })
  const strangers = vials.filter(({ vial, harvest }) => passage === undefined || (harvest.id !== passage.id && !comesFrom(notebook, passage, vial.id)))
  const batches = new Set([batchId, passage?.batchId, ...strangers.map((v) => v.harvest.batchId)].filter((id) => id !== undefined))
  if (batches.size > 1) {
    const names = [...batches].map((id) => notebook.get('batch', id)?.code ?? id)
    return [finding(record, 'error', 'cells-of-two-batches', at, `batch, passage and vials named here are of different batches: ${names.join(', ')}`, 'correct what is wrong; vials count before the passage, and the passage before the batch')]
  }
  if (passage === undefined) return []
  return strangers.map(({ vial, harvest }) => finding(record, 'error', 'vial-of-another-harvest', at, `vial ${vial.code} was frozen from ${harvest.code} and not thawed into ${passage.code}, which is named as its passage`, 'correct the vial or the passage'))
}

/** True when a vial was thawed into the passage or one of its ancestors. */
function comesFrom(notebook: Notebook, passage: RecordOf<'passage'>, vialId: string): boolean {
  const seen = new Set<string>()
  const queue = [passage]
  for (let p = queue.pop(); p !== undefined; p = queue.pop()) {
    if (p.thawedVials?.[vialId] !== undefined) return true
    if (seen.has(p.id)) continue
    seen.add(p.id)
    queue.push(...originsOf(notebook, p).map((o) => o.passage))
  }
  return false
}

function pairCells(notebook: Notebook, pair: RecordOf<'pair'>): readonly Finding[] {
  const assay = notebook.get('assay', pair.inVitro?.assayId)
  const code = (id: string | undefined): string => notebook.get('batch', id)?.code ?? id ?? ''
  if (assay === undefined) return []
  return Object.keys(pair.inVitro?.materials ?? {}).flatMap((key) => {
    const batchId = cellsOfMaterial(notebook, assay, key)?.batchId
    if (batchId === undefined || batchId === pair.batchId) return []
    return [finding(pair, 'error', 'pair-of-two-batches', `/inVitro/materials/${key}`, `material ${key} of assay ${assay.code} is of batch ${code(batchId)}, the pair of batch ${code(pair.batchId)}`, 'name a material of this batch: a pair compares the same cells in vitro and in vivo')]
  })
}

/** What an animal got against what its arm should get: cells in a control arm, another batch, another route. */
function givenAsPlanned(notebook: Notebook, given: RecordOf<'administration'>, allocation: RecordOf<'allocation'> | undefined): readonly Finding[] {
  const experiment = notebook.get('experiment', given.experimentId)
  const armKey = allocation?.content.state === 'open' ? allocation.content.assignments[given.animalKey]?.armKey : undefined
  const arm = armKey === undefined ? undefined : experiment?.arms[armKey]
  if (experiment === undefined || arm === undefined) return []
  const animal = `animal ${experiment.animals[given.animalKey]?.earTag ?? given.animalKey} of arm "${arm.label}"`
  const preparation = notebook.get('preparation', valueOf(given.preparationId))
  const batchId = preparation === undefined ? undefined : batchOfPreparation(notebook, preparation)
  const doses = Object.values(arm.doses)
  const planned = new Set(doses.flatMap((d) => notebook.get('passage', d.passageId)?.batchId ?? d.batchId ?? []))
  const dose = given.doseKey === undefined ? undefined : arm.doses[given.doseKey]
  const route = valueOf(given.route)
  const plannedRoute = valueOf(dose?.route)
  const isControl = planned.size === 0 && ['vehicle', 'untreated', 'healthy', 'drug-control'].includes(arm.role)
  return [
    ...(given.doseKey !== undefined && dose === undefined ? [finding(given, 'error', 'unknown-key', '/doseKey', `"${given.doseKey}" is no planned dose of arm "${arm.label}" of ${experiment.code}`, 'name one of its doses, or leave it out')] : []),
    ...(isControl && batchId !== undefined ? [finding(given, 'error', 'cells-in-control-arm', '/preparationId', `${animal} (${arm.role}) got cells of ${preparation?.code ?? ''}`, 'correct the animal or the preparation; if it is true, exclude the animal with this reason')] : []),
    ...(!isControl && batchId !== undefined && planned.size > 0 && !planned.has(batchId) ? [finding(given, 'error', 'cells-not-as-planned', '/preparationId', `${animal} got cells of batch ${notebook.get('batch', batchId)?.code ?? batchId}, which the arm does not plan`, 'correct the preparation or the plan, or record the deviation')] : []),
    ...(route !== undefined && plannedRoute !== undefined && route !== plannedRoute ? [finding(given, 'warning', 'route-not-as-planned', '/route', `${animal} was injected ${route}; planned is ${plannedRoute}`, 'correct the route, or record the deviation')] : []),
  ]
}
