import type { FormField } from '../../../shared/records/form-fields.ts'

export type FormSection = { readonly title: string; readonly fields: readonly FormField[] }

const first = ['code', 'performedAt', 'operatorId']
const howItWasDone = ['protocolId', 'protocolVersion', 'deviations', 'equipment', 'reagentLots']
/** Files have a tab of their own, where they can be looked at. */
const elsewhere = ['attachments']

/** Fields in the order of the bench: what it is and when; what this kind asks for; how it was done; a note. */
export function formSections(fields: readonly FormField[]): readonly FormSection[] {
  const named = (names: readonly string[]): readonly FormField[] => names.flatMap((name) => fields.find((f) => f.name === name) ?? [])
  const apart = new Set([...first, ...howItWasDone, ...elsewhere, 'note'])
  const how = named(howItWasDone)
  return [
    { title: '', fields: [...named(first), ...fields.filter((f) => !apart.has(f.name))] },
    ...(how.length === 0 ? [] : [{ title: 'Protocol, equipment, lots', fields: how }]),
    { title: '', fields: named(['note']) },
  ].filter((s) => s.fields.length > 0)
}
