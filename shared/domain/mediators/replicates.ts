import { valueOf } from '../../records/blank.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { combineReadings, type BoundedValue } from '../endpoints/bounded-value.ts'
import type { MediatorReplicate } from './mediator-results.ts'

type Values = RecordOf<'mediator-measurement'>['values']

export type ReplicateGroup = { readonly label: string; readonly replicates: readonly (MediatorReplicate & { readonly named: boolean })[]; readonly warnings: readonly string[] }

/**
 * Independent replicates of each group, in printed order. Values under one replicate name are technical replicates of it and averaged
 * (arithmetic mean; limits of quantification as in combineReadings). Without a name, every value marked independent is a replicate of its
 * own; values marked technical, or not marked, are together one replicate, with a warning where they are not marked.
 */
export function replicateGroups(values: Values): readonly ReplicateGroup[] {
  const groups = new Map<string, Map<string, { readings: BoundedValue[]; named: boolean }>>()
  const unmarked = new Set<string>()
  for (const [key, item] of ordered(values)) {
    const value = valueOf(item.value)
    if (value === undefined || item.excluded !== undefined) continue
    const label = valueOf(item.group) ?? 'group not named'
    const name = valueOf(item.replicateOf)
    const kind = valueOf(item.replicate)
    if (name === undefined && kind === undefined) unmarked.add(label)
    const id = name !== undefined ? `name ${name}` : kind === 'independent' ? `value ${key}` : 'technical'
    const group = groups.get(label) ?? new Map<string, { readings: BoundedValue[]; named: boolean }>()
    const replicate = group.get(id) ?? { readings: [], named: name !== undefined }
    const bound = valueOf(item.bound)
    replicate.readings.push({ value, ...(bound === undefined ? {} : { bound: bound === 'below-lower-limit' ? '<' : '>' }) })
    group.set(id, replicate)
    groups.set(label, group)
  }
  return [...groups].map(([label, replicates]) => ({
    label,
    replicates: [...replicates].map(([id, { readings, named }]) => {
      const combined = combineReadings(readings)
      const base = { label: id.replace(/^(name|value) /, ''), technical: readings.length, named }
      return combined.ok ? { ...base, ...combined.value } : { ...base, value: null, notAssessable: combined.error }
    }),
    warnings: unmarked.has(label) ? [`${label}: whether replicates are independent is not recorded; they are taken as technical replicates of one.`] : [],
  }))
}
