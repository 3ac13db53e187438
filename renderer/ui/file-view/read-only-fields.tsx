import { Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { blankWords, isBlank } from '../../../shared/records/blank.ts'
import type { FormField } from '../../../shared/records/form-fields.ts'
import { shortJson } from '../forms/short-json.ts'

type Content = Readonly<Record<string, unknown>>
/** What a reference is called in the file; undefined for a record it does not hold. */
export type NameOf = (id: string) => string | undefined

/** Fields that hold something, with their values, to read; nothing can be changed. */
export function ReadOnlyFields({ fields, content, nameOf }: { readonly fields: readonly FormField[]; readonly content: Content; readonly nameOf: NameOf }) {
  const filled = fields.filter((f) => content[f.name] !== undefined)
  if (filled.length === 0) return <Text size="sm">Nothing recorded.</Text>
  return (
    <Table withRowBorders verticalSpacing={4}>
      <Table.Tbody>
        {filled.map((field) => (
          <Table.Tr key={field.name}>
            <Table.Th scope="row" w="34%" ta="left" style={{ verticalAlign: 'top' }}>{field.unit === '' ? field.label : `${field.label} (${field.unit})`}</Table.Th>
            <Table.Td>{shown(field, content[field.name], nameOf)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function shown(field: FormField, value: unknown, nameOf: NameOf): ReactNode {
  if (isBlank(value)) return blankWords(value)
  if (field.type === 'reference') return typeof value === 'string' ? (nameOf(value) ?? 'a record that is not in this file') : shortJson(value)
  if (field.type === 'group' && isContent(value)) return <ReadOnlyFields fields={field.fields} content={value} nameOf={nameOf} />
  if (field.type === 'variants' && isContent(value)) {
    const tag = String(value[field.tag])
    const fields = field.options.find((o) => o.tags.includes(tag))?.fields.filter((f) => value[f.name] !== undefined) ?? []
    return <Stack gap={2}><Text size="sm">{tag}</Text>{fields.length > 0 && <ReadOnlyFields fields={fields} content={value} nameOf={nameOf} />}</Stack>
  }
  if (field.type === 'collection' && isContent(value)) return <Items field={field} items={value} nameOf={nameOf} />
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if ((field.type === 'date' || field.type === 'instant') && typeof value === 'string') return value.replace('T', ' ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : shortJson(value)
}

const mostItems = 100

function Items({ field, items, nameOf }: { readonly field: Extract<FormField, { type: 'collection' }>; readonly items: Content; readonly nameOf: NameOf }) {
  const entries = Object.entries(items).sort(([, a], [, b]) => orderOf(a) - orderOf(b))
  return (
    <Stack gap="xs">
      {entries.slice(0, mostItems).map(([key, item]) => (
        <div key={key}>
          <Text size="sm" fw={600}>{field.keyRef === null ? key : (nameOf(key) ?? 'a record that is not in this file')}</Text>
          {field.single !== null ? shown(field.single, item, nameOf) : isContent(item) && <ReadOnlyFields fields={field.fields} content={item} nameOf={nameOf} />}
        </div>
      ))}
      {entries.length > mostItems && <Text size="sm">{`and ${String(entries.length - mostItems)} more`}</Text>}
      {entries.length === 0 && <Text size="sm">none</Text>}
    </Stack>
  )
}

function orderOf(item: unknown): number {
  return isContent(item) && typeof item['order'] === 'number' ? item['order'] : 0
}

function isContent(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
