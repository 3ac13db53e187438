import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { mean } from '../../statistics/descriptive.ts'
import { meanInterval } from '../../statistics/mean-interval.ts'
import { formatCells, formatSignificant } from '../../util/format-number.ts'
import type { Estimate, ResultSource } from '../estimate.ts'
import { batchOfPreparation } from './experiments-of-batch.ts'
import { fromStatistic, notAssessed } from '../group-estimate.ts'
import { recipientOfAnimal, relationText, relationToRecipient } from '../relation/relation.ts'
import { isSimulated } from '../simulated.ts'

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

/** Cells planned per animal over all doses; null when a dose has no planned number (cells per kg have none before the animals are weighed). */
export function nominalCells(arm: PlannedArm): number | null {
  const doses = Object.values(arm.doses)
  const planned = doses.map((dose) => valueOf(dose.plannedCells))
  return doses.length === 0 || planned.some((cells) => cells === undefined || !(cells >= 0)) ? null : planned.reduce<number>((sum, cells) => sum + (cells ?? 0), 0)
}

export type GivenCells = { readonly estimate: Estimate; readonly dosedAnimals: number }

/**
 * Live cells really given per animal, summed over its doses (live cells per ml of the preparation times the volume given; a failed
 * injection gave none), then the mean over dosed animals with a t interval. Viability is not multiplied in: the count is of live cells.
 * An animal one of whose doses has no volume or no count is left out of the mean, with a warning; impossible numbers likewise.
 */
export function givenCells(notebook: Notebook, given: readonly Administration[], simulated: boolean): GivenCells {
  const perAnimal = new Map<string, number | null>()
  const warnings = new Set<string>()
  const sources: ResultSource[] = []
  let withCells = false
  for (const one of given) {
    const preparation = notebook.get('preparation', valueOf(one.preparationId))
    withCells ||= preparation !== undefined
    const failed = valueOf(one.quality) === 'failed'
    if (failed) warnings.add('A failed injection counts as no cells given.')
    if (valueOf(one.quality) === 'partial') warnings.add('A partial injection counts with the volume on record.')
    const cells = failed ? 0 : cellsIn(one, preparation)
    const before = perAnimal.get(one.animalKey)
    perAnimal.set(one.animalKey, cells === null || before === null ? null : (before ?? 0) + cells)
    sources.push({ kind: 'administration', id: one.id, name: `animal ${one.animalKey}` })
    if (preparation !== undefined && isSimulated(preparation)) simulated = true
  }
  const known = [...perAnimal.values()].filter((cells) => cells !== null)
  if (known.length < perAnimal.size) warnings.add(`${perAnimal.size - known.length} of ${perAnimal.size} dosed animals have no volume or no count of live cells on record and are left out.`)
  const context = { unit: 'cells', n: known.length, nOf: 'animals', simulated, sources, warnings: [...warnings] } as const
  const method = 'live cells given per animal, all doses: live cells per ml × volume given, then the mean over dosed animals'
  const dosedAnimals = perAnimal.size
  if (!withCells) return { estimate: notAssessed(dosedAnimals === 0 ? 'no administration is recorded' : 'no cell preparation is named', method, context), dosedAnimals }
  const average = mean(known)
  if (average === undefined) return { estimate: notAssessed('no dosed animal has both a volume and a count of live cells', method, context), dosedAnimals }
  const interval = meanInterval(known)
  const estimate = interval.ok ? fromStatistic(interval, method, context) : fromStatistic({ ok: true, value: { value: average, intervals: [], n: known.length, method: 'mean', warnings: [interval.error] } }, method, context)
  return { estimate, dosedAnimals }
}

function cellsIn(given: Administration, preparation: RecordOf<'preparation'> | undefined): number | null {
  const perMl = valueOf(preparation?.liveCellsPerMl)
  const volume = valueOf(given.volumeUl)
  if (perMl === undefined || volume === undefined || !(perMl >= 0) || !(volume >= 0)) return null
  return (perMl * volume) / 1000
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
