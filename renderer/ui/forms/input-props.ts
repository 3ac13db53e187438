import type { ReactNode } from 'react'
import type { FormField } from '../../../shared/records/form-fields.ts'
import type { RecordReason } from '../../../shared/records/parse-record.ts'
import type { FormValue } from './form-value.ts'

/** What every input is given: the field, where it stands in the form, and how to change the whole. */
export type InputProps = {
  readonly field: FormField
  readonly path: readonly string[]
  readonly value: FormValue
  readonly onChange: (value: FormValue) => void
  readonly reasons: readonly RecordReason[]
}

/** Renders the inputs of fields; inputs that hold others are handed it, since they cannot know all inputs. */
export type RenderFields = (fields: readonly FormField[], at: Omit<InputProps, 'field'>) => ReactNode
