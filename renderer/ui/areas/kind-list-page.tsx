import { useNavigate } from '@tanstack/react-router'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { RecordListPage } from '../records/record-list-page.tsx'

/** List of the records of a kind. */
export function KindListPage({ kind }: { readonly kind: RecordKind }) {
  const navigate = useNavigate()
  const { path } = kinds[kind]
  return <RecordListPage key={kind} kind={kind} onNew={() => { void navigate({ to: '/$kinds/$id', params: { kinds: path, id: 'new' } }) }} />
}
