import type { Notebook } from '../records/notebook.ts'
import type { CultureConditions } from '../records/culture-conditions.ts'
import type { RecordOf } from '../records/record-kinds.ts'
import { canonicalField } from './canonical-field.ts'
import { isInCycle, originsOf } from './lineage.ts'

type Passage = RecordOf<'passage'>
export type ConditionName = keyof CultureConditions

/** A condition as it holds for a passage, and the passage it was recorded on. */
export type EffectiveCondition = { readonly value: CultureConditions[ConditionName]; readonly from: Passage; readonly inherited: boolean }

export type EffectiveConditions = {
  readonly conditions: ReadonlyMap<ConditionName, EffectiveCondition>
  /** Conditions that pooled parents had differently, so that none is inherited. */
  readonly conflicts: readonly { readonly name: ConditionName; readonly parents: readonly string[] }[]
}

/**
 * Conditions that hold for a passage: its own, and for those it does not state, its parents' (a passage stores only what differs).
 * Where pooled parents differ and the passage says nothing, nothing is inherited and the conflict is named.
 */
export function effectiveConditions(notebook: Notebook, passage: Passage): EffectiveConditions {
  const found = new Map<ConditionName, EffectiveCondition>()
  const conflicts: { name: ConditionName; parents: readonly string[] }[] = []
  const own = entriesOf(passage.conditions)
  for (const [name, value] of own) found.set(name, { value, from: passage, inherited: false })
  if (isInCycle(notebook, passage)) return { conditions: found, conflicts }
  const parents = originsOf(notebook, passage).map((o) => effectiveConditions(notebook, o.passage))
  const names = new Set(parents.flatMap((p) => [...p.conditions.keys()]))
  for (const name of names) {
    if (found.has(name)) continue
    const candidates = parents.map((p) => p.conditions.get(name))
    const first = candidates[0]
    if (first !== undefined && candidates.every((c) => c !== undefined && sameValue(c.value, first.value))) found.set(name, { ...first, inherited: true })
    else conflicts.push({ name, parents: originsOf(notebook, passage).map((o) => o.passage.code) })
  }
  return { conditions: found, conflicts }
}

function entriesOf(conditions: CultureConditions | undefined): readonly (readonly [ConditionName, CultureConditions[ConditionName]])[] {
  if (conditions === undefined) return []
  return (Object.keys(conditions) as readonly ConditionName[]).map((name) => [name, conditions[name]] as const)
}

function sameValue(a: unknown, b: unknown): boolean {
  return canonicalField(a) === canonicalField(b)
}
