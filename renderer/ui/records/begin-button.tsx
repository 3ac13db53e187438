import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import type { PageRow } from './record-slots.ts'

/** Begins, in the head of a record, what usually comes next: the batch of a donor, the bank of a passage. */
export function BeginButton({ row, child }: { readonly row: PageRow; readonly child: RecordKind }) {
  const navigate = useNavigate()
  return <Button size="xs" onClick={() => { void navigate({ to: '/$kinds/$id', params: { kinds: kinds[child].path, id: 'new' }, search: { of: `${row.record.kind}:${row.id}` } }) }}>New {kinds[child].noun}</Button>
}
