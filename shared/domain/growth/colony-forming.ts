import { valueOf } from '../../records/blank.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { clopperPearsonProportion } from '../../statistics/proportions.ts'
import type { Estimate } from '../estimate.ts'
import { fromStatistic, notAssessed, type GroupContext } from '../group-estimate.ts'
import { sourceOf } from './passage-doublings.ts'
import { isSimulated } from '../simulated.ts'

type Passage = RecordOf<'passage'>

/**
 * CFU-F (plating efficiency), %: 100 x colonies / cells plated, summed over the dishes that are not excluded, with the exact interval of
 * Clopper and Pearson. n counts dishes. The definition of a colony is part of the method; where it was not recorded a warning says so.
 * Not assessable, with the reason: no dish, dishes of different definitions (never pooled), numbers missing or impossible, more colonies
 * than cells.
 */
export function colonyForming(passage: Passage): Estimate {
  const dishes = ordered(passage.colonyAssays).flatMap(([, a]) => (a.excluded === undefined ? [a] : []))
  const definitions = new Set(dishes.map((d) => JSON.stringify([d.minimumCellsPerColony, d.days, d.dishAreaCm2])))
  const one = dishes[0]
  const definition = one === undefined ? '' : `; a colony has at least ${printed(one.minimumCellsPerColony)} cells after ${printed(one.days)} days`
  const how = `CFU-F = 100 x colonies / cells plated${definition}`
  const undefinedColony = one !== undefined && (valueOf(one.minimumCellsPerColony) === undefined || valueOf(one.days) === undefined)
  const warnings = [
    ...(dishes.length > 1 ? ['dishes summed; variation between dishes is not in the interval'] : []),
    ...(undefinedColony ? ['what counts as a colony is not fully recorded: not comparable with other labs'] : []),
  ]
  const context: GroupContext = { unit: '%', n: dishes.length, nOf: 'dishes', simulated: isSimulated(passage), sources: [sourceOf(passage)], warnings }
  if (one === undefined) return notAssessed('no colony assay recorded', how, context)
  if (definitions.size > 1) return notAssessed('dishes follow different definitions of a colony and are not pooled', how, context)
  const plated = dishes.map((d) => valueOf(d.cellsPlated))
  const colonies = dishes.map((d) => valueOf(d.colonies))
  if (plated.some((v) => v === undefined || v <= 0) || colonies.some((v) => v === undefined || v < 0)) return notAssessed('cells plated or colonies are missing or impossible', how, context)
  const sum = (values: readonly (number | undefined)[]): number => values.reduce<number>((s, v) => s + (v ?? 0), 0)
  return fromStatistic(clopperPearsonProportion({ events: sum(colonies), total: sum(plated) }, [0.95, 0.9]), how, context, 100)
}

function printed(value: unknown): string {
  return typeof value === 'number' ? String(value) : 'an unstated number of'
}
