import { Loader } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { useStart, type BegunFrom } from '../../app/new-record.ts'
import { CreateInPlaceHost } from '../records/create-in-place-host.tsx'
import { NewFilePage } from '../records/new-file-page.tsx'
import { RecordPage } from '../records/record-page.tsx'
import { kindSlots } from './kind-slots.tsx'

type Props = { readonly kind: RecordKind; readonly id: string; readonly from: BegunFrom }

/** Page of a record of any kind, or of a new one. */
export function KindRecordPage({ kind, id, from }: Props) {
  const navigate = useNavigate()
  const show = (created: string): void => { void navigate({ to: '/$kinds/$id', params: { kinds: kinds[kind].path, id: created }, replace: true }) }
  if (id === 'new' && kind === 'attachment') return <NewFilePage onAdded={show} />
  return (
    <CreateInPlaceHost>
      {id === 'new'
        ? <NewRecordPage key={`${kind} ${from.of ?? ''}`} kind={kind} from={from} onCreated={show} />
        : <RecordPage key={id} kind={kind} id={id} slots={kindSlots[kind] ?? {}} onSaved={() => undefined} />}
    </CreateInPlaceHost>
  )
}

function NewRecordPage({ kind, from, onCreated }: Omit<Props, 'id'> & { readonly onCreated: (id: string) => void }) {
  const start = useStart(kind, from)
  if (start === undefined) return <Loader aria-label="Reading" />
  return <RecordPage kind={kind} id="new" start={start} slots={kindSlots[kind] ?? {}} onSaved={(record) => { onCreated(record.id) }} />
}
