import type { Notebook } from '../../records/notebook.ts'
import type { CultureConditions } from '../../records/culture-conditions.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { canonicalField } from '../canonical-field.ts'
import { isInCycle, missingOrigins, originsOf } from './lineage.ts'

type Passage = RecordOf<'passage'>
export type ConditionName = keyof CultureConditions

/** A condition as it holds for a passage, and the passage it was recorded on. */
export type EffectiveCondition = { readonly value: CultureConditions[ConditionName]; readonly from: Passage; readonly inherited: boolean }

/** A condition that pooled parents (of the passage or of an ancestor) had differently, or that one of them did not state. */
export type ConditionConflict = { readonly name: ConditionName; readonly parents: readonly string[] }

export type EffectiveConditions = {
  readonly conditions: ReadonlyMap<ConditionName, EffectiveCondition>
  /** Conditions that pooled parents had differently, so that none is inherited; they stay open until a later passage states them. */
  readonly conflicts: readonly ConditionConflict[]
}

/**
 * Conditions that hold for a passage: its own, and for those it does not state, its parents' (a passage stores only what differs).
 * Where pooled parents differ and the passage says nothing, nothing is inherited and the conflict is named, for its descendants too.
 * A parent that is not on record may have had other conditions than the ones that are: that is a conflict as well.
 */
export function effectiveConditions(notebook: Notebook, passage: Passage): EffectiveConditions {
  return compute(notebook, passage, new Map())
}

/** Pools of pools share ancestors: each is worked out once. */
function compute(notebook: Notebook, passage: Passage, memo: Map<string, EffectiveConditions>): EffectiveConditions {
  const known = memo.get(passage.id)
  if (known !== undefined) return known
  const result = inherit(notebook, passage, memo)
  memo.set(passage.id, result)
  return result
}

function inherit(notebook: Notebook, passage: Passage, memo: Map<string, EffectiveConditions>): EffectiveConditions {
  const found = new Map<ConditionName, EffectiveCondition>()
  for (const [name, value] of entriesOf(passage.conditions)) found.set(name, { value, from: passage, inherited: false })
  if (isInCycle(notebook, passage)) return { conditions: found, conflicts: [] }
  const origins = originsOf(notebook, passage)
  const missing = missingOrigins(notebook, passage)
  const parents = origins.map((o) => compute(notebook, o.passage, memo))
  const conflicts = new Map<ConditionName, ConditionConflict>()
  for (const conflict of parents.flatMap((p) => p.conflicts)) if (!found.has(conflict.name) && !conflicts.has(conflict.name)) conflicts.set(conflict.name, conflict)
  const codes = [...origins.map((o) => o.passage.code), ...(missing > 0 ? [`${String(missing)} not on record`] : [])]
  for (const name of new Set(parents.flatMap((p) => [...p.conditions.keys()]))) {
    if (found.has(name)) continue
    const candidates = parents.map((p) => p.conditions.get(name))
    const first = candidates[0]
    if (missing === 0 && first !== undefined && candidates.every((c) => c !== undefined && sameValue(c.value, first.value))) found.set(name, { ...first, inherited: true })
    else conflicts.set(name, { name, parents: codes })
  }
  return { conditions: found, conflicts: [...conflicts.values()] }
}

function entriesOf(conditions: CultureConditions | undefined): readonly (readonly [ConditionName, CultureConditions[ConditionName]])[] {
  if (conditions === undefined) return []
  return (Object.keys(conditions) as readonly ConditionName[]).map((name) => [name, conditions[name]] as const)
}

function sameValue(a: unknown, b: unknown): boolean {
  return canonicalField(a) === canonicalField(b)
}
