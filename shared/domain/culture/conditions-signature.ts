import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { canonicalField } from '../canonical-field.ts'
import { effectiveConditions } from './effective-conditions.ts'

/**
 * Text that is equal for passages under the same effective conditions. Lots are left out: a new bottle of the same medium is not another
 * condition; kind, percentage, oxygen, coating, density, priming and all other fields count.
 */
export function conditionsSignature(notebook: Notebook, passage: RecordOf<'passage'>): string {
  const { conditions, conflicts } = effectiveConditions(notebook, passage)
  const stated = [...conditions].filter(([name]) => !name.endsWith('LotId')).map(([name, { value }]) => `${name}=${canonicalField(value)}`)
  const differing = conflicts.filter(({ name }) => !name.endsWith('LotId')).map(({ name }) => `${name} differs`)
  return [...stated, ...differing].toSorted().join(';')
}
