import { Button, Fieldset } from '@mantine/core'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { AddPart } from './add-part.tsx'
import { CollectionInput } from './collection-input.tsx'
import { FieldGrid } from './field-grid.tsx'
import { valueAt, withValue } from './form-value.ts'
import type { InputProps, RenderFields } from './input-props.ts'
import { ItemKeyInput, sourceAt } from './item-key-input.tsx'
import { ReferenceInput } from './reference-input.tsx'
import { ChoiceInput, NumberField, TermInput, TextField, YesNoInput } from './value-inputs.tsx'
import { VariantsInput } from './variants-input.tsx'

/** The input that fits a field. */
export function FieldInput(props: InputProps) {
  const { field } = props
  const source = field.type === 'text' ? sourceAt(props.value, props.path) : undefined
  if (source !== undefined) return <ItemKeyInput {...props} source={source} />
  switch (field.type) {
    case 'text':
    case 'date':
    case 'instant':
    case 'number-list':
      return <TextField {...props} />
    case 'number':
      return <NumberField {...props} />
    case 'yes-no':
      return <YesNoInput {...props} />
    case 'choice':
      return <ChoiceInput {...props} options={field.options} />
    case 'term':
      return <TermInput {...props} vocabulary={field.vocabulary} />
    case 'reference':
      return <ReferenceInput {...props} refTo={field.refTo} />
    case 'group':
      return <GroupInput {...props} group={field} />
    case 'collection':
      return <CollectionInput {...props} collection={field} renderFields={renderFields} />
    case 'variants':
      return <VariantsInput {...props} variants={field} renderFields={renderFields} />
    default:
      return assertNever(field)
  }
}

/** Inputs of several fields side by side where there is room. */
export const renderFields: RenderFields = (fields, at) => (
  <FieldGrid>{fields.map((field) => <FieldInput key={field.name} {...at} field={field} path={[...at.path, field.name]} />)}</FieldGrid>
)

function GroupInput({ group, ...props }: InputProps & { readonly group: Extract<InputProps['field'], { type: 'group' }> }) {
  const { field, path, value, onChange } = props
  const there = valueAt(value, path) !== undefined || field.required
  if (!there) return <AddPart label={field.label} onAdd={() => { onChange(withValue(value, path, {})) }} />
  return (
    <Fieldset legend={field.label}>
      {renderFields(group.fields, props)}
      {!field.required && <Button variant="subtle" color="gray" size="compact-xs" mt="xs" aria-label={`Remove ${field.label}`} onClick={() => { onChange(withValue(value, path, undefined)) }}>Remove</Button>}
    </Fieldset>
  )
}
