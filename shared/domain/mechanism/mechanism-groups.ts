import type { MechanismResults, MechanismSeries } from './mechanism-results.ts'

/** Series of different inhibitors on one preparation in one condition and relation of one assay: what is shown side by side. */
export function mechanismGroups({ series }: MechanismResults): readonly (readonly MechanismSeries[])[] {
  const groups = new Map<string, MechanismSeries[]>()
  for (const s of series) {
    const key = JSON.stringify([s.assayId, s.conditionKey, s.preparation, s.relation])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [s])
    else group.push(s)
  }
  return [...groups.values()]
}
