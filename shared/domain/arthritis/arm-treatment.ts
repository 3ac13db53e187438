import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { formatCells, formatSignificant } from '../../util/format-number.ts'
import { batchOfPreparation } from './experiments-of-batch.ts'
import { recipientOfAnimal, relationText, relationToRecipient } from '../relation/relation.ts'

type Experiment = RecordOf<'experiment'>
type Administration = RecordOf<'administration'>
type PlannedArm = Experiment['arms'][string]
type Dose = PlannedArm['doses'][string]

/** Planned schedule in words: what, on which days, by which route, in what; "nothing planned" for an arm without doses. */
export function scheduleWords(notebook: Notebook, arm: PlannedArm): string {
  const byContent = new Map<string, string[]>()
  for (const [, dose] of ordered(arm.doses)) {
    const content = doseWords(notebook, dose)
    byContent.set(content, [...(byContent.get(content) ?? []), String(valueOf(dose.day) ?? '(not recorded)')])
  }
  if (byContent.size === 0) return 'nothing planned'
  return [...byContent].map(([content, days]) => `day ${joined(days)}: ${content}`).join('; ')
}

function doseWords(notebook: Notebook, dose: Dose): string {
  const planned = valueOf(dose.plannedCells)
  const perKg = valueOf(dose.cellsPerKg)
  const passage = notebook.get('passage', dose.passageId)
  const source = passage?.code ?? notebook.get('batch', dose.batchId)?.code
  const amount = planned !== undefined ? `${formatCells(planned)} cells` : perKg !== undefined ? `${formatCells(perKg)} cells/kg` : source !== undefined ? 'cells (number not recorded)' : undefined
  const state = valueOf(dose.state)
  const volume = valueOf(dose.volumeUl)
  const drug = valueOf(dose.drug)
  return [
    ...(amount === undefined ? [] : [`${amount}${source === undefined ? '' : ` of ${source}`}${state === undefined ? '' : ` (${state})`}`]),
    ...(drug === undefined ? [] : [[drug, valueOf(dose.drugDose)].filter((part) => part !== undefined).join(' ')]),
    valueOf(dose.route) ?? 'route not recorded',
    ...(valueOf(dose.vehicle) === undefined ? [] : [`in ${valueOf(dose.vehicle) ?? ''}`]),
    ...(volume === undefined ? [] : [`${formatSignificant(volume)} µl`]),
  ].join(', ')
}

/** Batches whose cells an arm got, or was planned to get where nothing is recorded; ids in order of first use. */
export function batchesOfArm(notebook: Notebook, arm: PlannedArm, given: readonly Administration[]): readonly string[] {
  const fromGiven = given.flatMap((one) => {
    const preparation = notebook.get('preparation', valueOf(one.preparationId))
    return (preparation === undefined ? undefined : batchOfPreparation(notebook, preparation)) ?? []
  })
  const planned = ordered(arm.doses).flatMap(([, dose]) => notebook.get('passage', dose.passageId)?.batchId ?? dose.batchId ?? [])
  return [...new Set(fromGiven.length > 0 ? fromGiven : planned)]
}

/** Relation of the cells of an arm to its animals, in words; several where they differ; null without cells or animals. */
export function armRelation(notebook: Notebook, experiment: Experiment, batchIds: readonly string[], animalKeys: readonly string[]): string | null {
  const words = new Set<string>()
  for (const batchId of batchIds) {
    const batch = notebook.get('batch', batchId)
    if (batch === undefined) continue
    for (const animalKey of animalKeys) {
      const recipient = recipientOfAnimal(experiment, animalKey)
      if (recipient !== undefined) words.add(relationText(relationToRecipient(notebook, batch, recipient)))
    }
  }
  return words.size === 0 ? null : [...words].join('; ')
}

function joined(items: readonly string[]): string {
  return items.length <= 1 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`
}
