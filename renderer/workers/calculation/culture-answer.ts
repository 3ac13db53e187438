import { effectiveConditions, type ConditionName } from '../../../shared/domain/culture/effective-conditions.ts'
import { lineageOf } from '../../../shared/domain/culture/lineage.ts'
import type { GrowthResults } from '../../../shared/domain/growth/growth-results.ts'
import { growthResults } from '../../../shared/domain/growth/growth.ts'
import type { Figure } from '../../../shared/figures/figure.ts'
import { growthFigure } from '../../../shared/figures/growth-figure.ts'
import type { Notebook } from '../../../shared/records/notebook.ts'
import type { RecordOf } from '../../../shared/records/record-kinds.ts'

/** A condition as it holds for a passage, and where it was recorded. */
export type ShownCondition = { readonly passageId: string; readonly name: ConditionName; readonly value: unknown; readonly fromId: string; readonly fromCode: string; readonly inherited: boolean }

/** Culture of a batch: passages with their ancestors, growth, conditions, and how they hang together. */
export type CultureAnswer = {
  /** In lineage order, ancestors of other batches included. */
  readonly passages: readonly RecordOf<'passage'>[]
  readonly growth: GrowthResults
  readonly conditions: readonly ShownCondition[]
  /** Conditions that pooled parents had differently, so that none is inherited. */
  readonly conflicts: readonly { readonly passageId: string; readonly name: ConditionName; readonly parents: readonly string[] }[]
  readonly figure: Figure | null
}

/** Computes the culture of a batch; a few milliseconds, so that it can be asked for while somebody types. */
export function cultureAnswer(notebook: Notebook, batchId: string): CultureAnswer {
  const passages = lineageOf(notebook, batchId)
  const effective = passages.map((passage) => ({ passage, ...effectiveConditions(notebook, passage) }))
  const growth = growthResults(notebook, batchId)
  return {
    passages,
    growth,
    conditions: effective.flatMap(({ passage, conditions }) => [...conditions].map(([name, { value, from, inherited }]) => ({ passageId: passage.id, name, value, fromId: from.id, fromCode: from.code, inherited }))),
    conflicts: effective.flatMap(({ passage, conflicts }) => conflicts.map(({ name, parents }) => ({ passageId: passage.id, name, parents }))),
    figure: growthFigure(growth) ?? null,
  }
}

