import { Text } from '@mantine/core'
import type { KeySource } from '../../../shared/records/item-keys.ts'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { RecordLink } from '../records/record-link.tsx'
import type { FormValue } from './form-value.ts'
import { useKeyChoices } from './item-key-input.tsx'
import { useReferenceOptions } from './reference-options.ts'

/** An item that is a reference, by the code of its record. */
export function ReferenceName({ kind, id }: { readonly kind: RecordKind; readonly id: string }) {
  const found = useReferenceOptions(kind)?.find((o) => o.value === id)
  return found === undefined ? <Text size="sm">not in this notebook</Text> : <span><RecordLink kind={kind} id={id}>{found.label}</RecordLink> <Text span size="xs" c="dimmed">{found.description}</Text></span>
}

/** An item that names one of another record, as it is called there. */
export function KeyName({ source, value, name }: { readonly source: KeySource; readonly value: FormValue; readonly name: string }) {
  const found = useKeyChoices(source, value).find((c) => c.key === name)
  return <Text size="sm" fw={600}>{found?.label ?? `${name} (not there)`}</Text>
}
