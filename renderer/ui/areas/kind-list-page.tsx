import { Loader } from '@mantine/core'
import { Navigate, useNavigate } from '@tanstack/react-router'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { useRows } from '../../app/queries.ts'
import type { ListState } from '../lists/list-state.ts'
import { RecordListPage } from '../lists/record-list-page.tsx'

/** List of the records of a kind; of a kind with one record, that record. */
export function KindListPage({ kind, state }: { readonly kind: RecordKind; readonly state: ListState }) {
  const navigate = useNavigate()
  const { path, single } = kinds[kind]
  const open = (id: string): void => { void navigate({ to: '/$kinds/$id', params: { kinds: path, id } }) }
  if (single === true) return <OnlyRecord kind={kind} />
  return <RecordListPage key={kind} kind={kind} state={state} onState={(next) => { void navigate({ to: '/$kinds', params: { kinds: path }, search: { view: next }, replace: true }) }} onNew={() => { open('new') }} onOpen={open} />
}

function OnlyRecord({ kind }: { readonly kind: RecordKind }) {
  const rows = useRows(kind, { retired: true })
  if (rows === undefined) return <Loader aria-label="Reading" />
  return <Navigate to="/$kinds/$id" params={{ kinds: kinds[kind].path, id: rows[0]?.record.id ?? 'new' }} replace />
}
