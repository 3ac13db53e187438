import type { RecordPatch } from '../../shared/trust/record-patch.ts'

/** What one step of a change did to one field. */
export type FieldChange = { readonly pointer: string; readonly before: unknown; readonly after: unknown; readonly what: 'added' | 'changed' | 'removed' }

/** Before and after of every field a patch touched, in its order; old values are stated by the patch itself. */
export function fromPatch(patch: RecordPatch): readonly FieldChange[] {
  const before = new Map(patch.flatMap((step) => (step.op === 'test' ? [[step.path, step.value] as const] : [])))
  return patch.flatMap((step): readonly FieldChange[] => {
    if (step.op === 'test') return []
    if (step.op === 'remove') return [{ pointer: step.path, before: before.get(step.path), after: undefined, what: 'removed' }]
    return [{ pointer: step.path, before: before.get(step.path), after: step.value, what: step.op === 'add' ? 'added' : 'changed' }]
  })
}
