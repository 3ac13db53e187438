import { createContext, useContext } from 'react'
import type { AnyRecord, RecordKind } from '../../../shared/records/record-kinds.ts'
import type { FormContent } from '../../app/kinds/kind-description.ts'

/** Asks for a record that is to be made without leaving the form, and what to do once it is stored. */
export type CreateInPlace = (kind: RecordKind, blank: FormContent, onCreated: (record: AnyRecord) => void) => void

/** How forms make the records they refer to; null where the page offers none. The dialog needs the form, so the form only knows this. */
export const CreateInPlaceContext = createContext<CreateInPlace | null>(null)

/** Makes a record in place; null where that is not offered. */
export function useCreateInPlace(): CreateInPlace | null {
  return useContext(CreateInPlaceContext)
}
