import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { isSimulated } from '../simulated.ts'
import type { BoundedValue } from './bounded-value.ts'
import type { EndpointType } from './endpoints-results.ts'

type Measurement = RecordOf<'endpoint-measurement'>

/** One usable reading of one animal: a site, a criterion, a sample. */
export type Reading = BoundedValue & { readonly animalKey: string; readonly site: string; readonly partKey: string | undefined; readonly day: number | null; readonly words: string }

/** Measurements that are one endpoint: same type, name, unit, scale, and (unless a course is followed) day. */
export type MeasurementGroup = {
  readonly key: string
  readonly type: EndpointType
  readonly endpoint: string
  readonly unit: string
  readonly day: number | null
  readonly scaleId: string | undefined
  readonly measurements: readonly Measurement[]
}

/** Endpoint measurements of an experiment in groups, by type, name, day. Measurements without type count as "other". */
export function measurementGroups(notebook: Notebook, experimentId: string): readonly MeasurementGroup[] {
  const groups = new Map<string, MeasurementGroup>()
  for (const m of notebook.all('endpoint-measurement')) {
    if (m.experimentId !== experimentId) continue
    const type = valueOf(m.type) ?? 'other'
    const isCourse = type === 'gvhd-score' || type === 'graft-survival'
    const group = {
      type, endpoint: valueOf(m.endpoint) ?? 'endpoint not named', unit: valueOf(m.unit) ?? '', day: isCourse ? null : (valueOf(m.day) ?? null), scaleId: valueOf(m.scaleId),
    }
    const key = JSON.stringify([group.type, group.endpoint, group.day, group.unit, group.scaleId])
    groups.set(key, { key, ...group, measurements: [...(groups.get(key)?.measurements ?? []), m] })
  }
  return [...groups.values()].sort((a, b) => a.type.localeCompare(b.type, 'en') || a.endpoint.localeCompare(b.endpoint, 'en') || (a.day ?? -Infinity) - (b.day ?? -Infinity) || (a.key < b.key ? -1 : 1))
}

/**
 * Readings of a group in the order of the records, values that are excluded or missing left out. The day is that of the sample tube, else
 * that of the measurement; the words name tube, day and freeze-thaws.
 */
export function readingsOf(notebook: Notebook, group: MeasurementGroup): readonly Reading[] {
  return group.measurements.flatMap((m) =>
    ordered(m.values).flatMap(([, item]): Reading[] => {
      const value = valueOf(item.value)
      if (value === undefined || item.excluded !== undefined) return []
      const tube = notebook.get('sample-tube', valueOf(item.sampleTubeId))
      const day = valueOf(tube?.day) ?? valueOf(m.day) ?? null
      const bound = valueOf(item.bound)
      const site = valueOf(item.site) ?? ''
      const thaws = tube === undefined ? '' : tube.freezeThaws === undefined ? ', freeze-thaws not recorded' : `, ${Object.keys(tube.freezeThaws).length} freeze-thaws`
      const words = [...(site === '' ? [] : [site]), ...(tube === undefined ? [] : [`tube ${tube.code}${thaws}`]), day === null ? 'day not recorded' : `day ${day}`].join(', ')
      return [{ value, ...(bound === undefined ? {} : { bound: bound === 'below-lower-limit' ? '<' : '>' }), animalKey: item.animalKey, site, partKey: item.partKey, day, words }]
    }),
  )
}

/** Excluded values in words, with their reasons. */
export function excludedReadings(group: MeasurementGroup, experiment: RecordOf<'experiment'>): readonly string[] {
  return group.measurements.flatMap((m) => ordered(m.values).flatMap(([, item]) => (item.excluded === undefined ? [] : [`A value of animal ${experiment.animals[item.animalKey]?.earTag ?? item.animalKey} is excluded: ${item.excluded.reason}.`])))
}

/** Whether observers were blinded, over all measurements of a group. */
export function observerWords(group: MeasurementGroup): string {
  const words = new Set(group.measurements.map((m) => ({ true: 'blinded', false: 'not blinded', undefined: 'not recorded' })[String(valueOf(m.observerBlinded)) as 'true' | 'false' | 'undefined']))
  return [...words].toSorted().join('; ')
}

/** True when a measurement, its scale's experiment, an animal's arm or a sample tube holds simulated values. */
export function groupIsSimulated(notebook: Notebook, group: MeasurementGroup): boolean {
  return group.measurements.some((m) => isSimulated(m) || Object.values(m.values).some((item) => {
    const tube = notebook.get('sample-tube', valueOf(item.sampleTubeId))
    return tube !== undefined && isSimulated(tube)
  }))
}

/** Animals with any reading, in order of first appearance, with their readings. */
export function byAnimal(readings: readonly Reading[]): ReadonlyMap<string, readonly Reading[]> {
  const animals = new Map<string, Reading[]>()
  for (const r of readings) animals.set(r.animalKey, [...(animals.get(r.animalKey) ?? []), r])
  return animals
}
