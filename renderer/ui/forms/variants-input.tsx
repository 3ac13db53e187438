import { Fieldset, Select, Stack } from '@mantine/core'
import type { FormField } from '../../../shared/records/form-fields.ts'
import { FieldGrid } from './field-grid.tsx'
import type { InputProps, RenderFields } from './input-props.ts'
import { valueAt, withValue } from './form-value.ts'
import { reasonAt } from './labelled.tsx'

/** One of several shapes: its type is chosen first, then come the fields of that type. */
export function VariantsInput({ variants, renderFields, ...props }: InputProps & { readonly variants: Extract<FormField, { type: 'variants' }>; readonly renderFields: RenderFields }) {
  const { path, value, onChange, field } = props
  const tag = valueAt(value, [...path, variants.tag])
  const chosen = variants.options.find((o) => typeof tag === 'string' && o.tags.includes(tag))
  const error = reasonAt(props)
  const choice = (
    <Select label={chosen === undefined ? field.label : 'Type'} aria-label={`${field.label}: type`} {...(field.why === '' ? {} : { description: field.why })} {...(error === undefined ? {} : { error })} withAsterisk={field.required} clearable={!field.required} data={variants.options.flatMap((o) => o.tags)} value={typeof tag === 'string' ? tag : null}
      onChange={(next) => { onChange(withValue(value, path, next === null ? undefined : { [variants.tag]: next, ...emptyCollections(variants, next) })) }} />
  )
  if (chosen === undefined) return choice
  return (
    <Fieldset legend={field.label}>
      <Stack gap="sm">
        <FieldGrid>{choice}</FieldGrid>
        {renderFields(chosen.fields, { ...props, path })}
      </Stack>
    </Fieldset>
  )
}

/** A collection the schema demands starts empty instead of missing. */
function emptyCollections(variants: Extract<FormField, { type: 'variants' }>, tag: string): Readonly<Record<string, unknown>> {
  const fields = variants.options.find((o) => o.tags.includes(tag))?.fields ?? []
  return Object.fromEntries(fields.filter((f) => f.type === 'collection' && f.required).map((f) => [f.name, {}]))
}
