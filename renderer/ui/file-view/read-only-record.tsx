import { Alert, Anchor, Badge, Group, Stack, Title } from '@mantine/core'
import { formFields, keptFields, type FormField } from '../../../shared/records/form-fields.ts'
import { labFormFields } from '../../../shared/records/lab-form-fields.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { ReadOnlyFields, type NameOf } from './read-only-fields.tsx'

type Props = { readonly record: AnyRecord; readonly records: readonly AnyRecord[]; readonly nameOf: NameOf; readonly onBack: () => void }

/** The list that was left may have been far down. */
const seen = (element: HTMLElement | null): void => { element?.scrollIntoView({ block: 'center' }) }

/** One record of a notebook file, to read. */
export function ReadOnlyRecord({ record, records, nameOf, onBack }: Props) {
  const ofLab = labFormFields(record.kind, records.filter((r) => r.kind === 'field-definition'))
  const content = new Map<string, unknown>(Object.entries(record))
  const labFields = content.get('labFields')
  const fields: readonly FormField[] = [...formFields(record.kind), ...keptFields(record.kind)]
  return (
    <Stack>
      <Anchor component="button" type="button" size="sm" w="fit-content" onClick={onBack} ref={seen}>Back to all records</Anchor>
      <Group gap="sm">
        <Title order={2} size="h3">{nameOf(record.id) ?? record.id}</Title>
        <Badge variant="outline">{kinds[record.kind].noun}</Badge>
        {record.origin?.type === 'simulated' && <Badge color="orange" variant="outline">simulated</Badge>}
      </Group>
      {record.retired !== undefined && <Alert color="gray" title="Retired">{record.retired.reason}</Alert>}
      <ReadOnlyFields fields={fields} content={Object.fromEntries(content)} nameOf={nameOf} />
      {ofLab.length > 0 && typeof labFields === 'object' && labFields !== null && (
        <>
          <Title order={3} size="h5">Fields of this lab</Title>
          <ReadOnlyFields fields={ofLab} content={Object.fromEntries(Object.entries(labFields))} nameOf={nameOf} />
        </>
      )}
    </Stack>
  )
}
