import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { experimentsOfBatch } from '../arthritis/experiments-of-batch.ts'
import { cellsInArm } from '../pairs/linked-cells.ts'
import { recipientOfAnimal, relationToRecipient, type RelationKind } from '../relation/relation.ts'
import { isSimulated } from '../simulated.ts'
import { absent, at, coverage, doesNotApply, each, field, item, type Part } from './item-parts.ts'
import { ofDonors } from './subject-records.ts'
import type { StandardCoverage } from './standards-results.ts'

/**
 * DOSES (Murray et al. 2019, JBJS Am 101:904-911): donor, origin of tissue, separation, exhibited characteristics, site of delivery. Its
 * words for the donor are autologous, allogeneic and xenogeneic: syngeneic cells come from another individual and are mapped to allogeneic,
 * with the recorded word kept.
 */
export function dosesStandard(notebook: Notebook, batch: RecordOf<'batch'>): StandardCoverage {
  const arms = experimentsOfBatch(notebook, batch.id).flatMap((experiment) => ordered(experiment.arms).filter(([key]) => cellsInArm(notebook, experiment.id, key).some((c) => c.batchId === batch.id)).map(([armKey, arm]) => ({ experiment, armKey, arm })))
  const passages = notebook.all('passage').filter((p) => p.batchId === batch.id)
  const ofPassages = <T extends { readonly passageId: string }>(records: readonly T[]): readonly T[] => records.filter((t) => passages.some((p) => p.id === t.passageId))
  const phenotype = ofPassages(notebook.all('phenotype-test'))
  const differentiation = ofPassages(notebook.all('differentiation-test'))
  const routes = each(arms, ({ experiment, armKey, arm }) => each(ordered(arm.doses), ([key, dose]) => at(experiment, `/arms/${armKey}/doses/${key}/route`, dose.route, `route, ${experiment.code}, ${arm.label}`), absent('route', `experiment ${experiment.code}, /arms/${armKey}/doses`, 'no dose planned')), { evidence: [], gaps: [] })
  const experiments = [...new Map(arms.map((a) => [a.experiment.id, a.experiment])).values()]
  const relations = experiments.flatMap((experiment) => relationParts(notebook, batch, experiment))
  const noDelivery = 'the cells were given to no person or animal on record'
  const words = 'Donor of the cells: autologous, allogeneic or xenogeneic'
  return coverage('DOSES', 'Murray et al. 2019, J Bone Joint Surg Am 101:904-911', 'The five core items.', `batch ${batch.code}`, [
    arms.length === 0 ? item('D', words, [ofDonors(notebook, batch, 'species', 'species of the donor')], `relation to the recipient: ${noDelivery}`) : item('D', words, [ofDonors(notebook, batch, 'species', 'species of the donor'), ...relations]),
    item('O', 'Origin of tissue', [field(batch, 'tissue', 'tissue')]),
    item('S-separation', 'Separation from other cell types, preparation', [field(batch, 'isolation', 'isolation')]),
    item('E', 'Exhibited cell characteristics associated with behaviour', [
      each(phenotype, (t) => field(t, 'markers', 'markers measured'), absent('markers', 'phenotype-test')),
      each(differentiation, (t) => field(t, 'result', `${t.lineage} differentiation`), absent('differentiation', 'differentiation-test')),
    ]),
    arms.length === 0 ? doesNotApply('S-site', 'Site of delivery', noDelivery) : item('S-site', 'Site of delivery', [routes]),
  ])
}

function relationParts(notebook: Notebook, batch: RecordOf<'batch'>, experiment: RecordOf<'experiment'>): readonly Part[] {
  const kinds = new Map<RelationKind, string>()
  for (const [key] of ordered(experiment.animals)) {
    const recipient = recipientOfAnimal(experiment, key)
    if (recipient === undefined) continue
    const { kind, reason } = relationToRecipient(notebook, batch, recipient)
    kinds.set(kind, reason)
  }
  const what = `relation to the recipient, ${experiment.code}`
  if (kinds.size === 0) return [absent(what, `experiment ${experiment.code}, /animals`, 'no animals recorded')]
  return [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([kind, reason]) => {
    if (kind === 'not known') return absent(what, `experiment ${experiment.code}, /animals, and the donor`, `not known: ${reason}`)
    return { evidence: [{ what, value: dosesWord(kind), source: { kind: 'experiment', id: experiment.id, name: experiment.code, pointer: '/animals' }, simulated: isSimulated(experiment, '/animals') || isSimulated(batch, '/source') }], gaps: [] }
  })
}

/** The relation in a word of DOSES, with the recorded one where it is another. */
export function dosesWord(kind: Exclude<RelationKind, 'not known'>): string {
  switch (kind) {
    case 'autologous':
    case 'allogeneic':
    case 'xenogeneic':
      return kind
    case 'syngeneic':
      return 'allogeneic in the words of DOSES (another individual); recorded as syngeneic'
    case 'mixed':
      return 'several, in a pool of donors; recorded as mixed'
  }
}
