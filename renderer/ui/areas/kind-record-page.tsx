import { Loader } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { useStart, type BegunFrom } from '../../app/new-record.ts'
import { RecordPage } from '../records/record-page.tsx'
import { kindSlots } from './kind-slots.tsx'

type Props = { readonly kind: RecordKind; readonly id: string; readonly from: BegunFrom }

/** Page of a record of any kind, or of a new one. */
export function KindRecordPage({ kind, id, from }: Props) {
  return id === 'new' ? <NewRecordPage key={`${kind} ${from.of ?? ''}`} kind={kind} from={from} /> : <StoredRecordPage key={id} kind={kind} id={id} />
}

function StoredRecordPage({ kind, id }: Omit<Props, 'from'>) {
  return <RecordPage kind={kind} id={id} slots={kindSlots[kind] ?? {}} onSaved={() => undefined} />
}

function NewRecordPage({ kind, from }: Omit<Props, 'id'>) {
  const navigate = useNavigate()
  const start = useStart(kind, from)
  if (start === undefined) return <Loader aria-label="Reading" />
  return <RecordPage kind={kind} id="new" start={start} slots={kindSlots[kind] ?? {}} onSaved={(record) => { void navigate({ to: '/$kinds/$id', params: { kinds: kinds[kind].path, id: record.id }, replace: true }) }} />
}
