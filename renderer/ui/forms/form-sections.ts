import type { FormField } from '../../../shared/records/form-fields.ts'

/** A part of a form. `below`: property its fields stand in; the record itself where there is none. */
export type FormSection = { readonly title: string; readonly fields: readonly FormField[]; readonly below?: string }

const first = ['code', 'performedAt', 'operatorId']
const howItWasDone = ['protocolId', 'protocolVersion', 'deviations', 'equipment', 'reagentLots']
/** Files have a tab of their own, where they can be looked at. */
const elsewhere = ['attachments']

/** Fields in the order of the bench: what it is and when; what this kind asks for; how it was done; what the lab adds; a note; where it comes from. */
export function formSections(fields: readonly FormField[], labFields: readonly FormField[], origin: FormField | undefined): readonly FormSection[] {
  const named = (names: readonly string[]): readonly FormField[] => names.flatMap((name) => fields.find((f) => f.name === name) ?? [])
  const apart = new Set([...first, ...howItWasDone, ...elsewhere, 'note'])
  const how = named(howItWasDone)
  return [
    { title: '', fields: [...named(first), ...fields.filter((f) => !apart.has(f.name))] },
    ...(how.length === 0 ? [] : [{ title: 'Protocol, equipment, lots', fields: how }]),
    ...(labFields.length === 0 ? [] : [{ title: 'Fields of this lab', fields: labFields, below: 'labFields' }]),
    { title: '', fields: [...named(['note']), ...(origin === undefined ? [] : [origin])] },
  ].filter((s) => s.fields.length > 0)
}
