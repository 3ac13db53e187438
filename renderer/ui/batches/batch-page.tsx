import { useNavigate } from '@tanstack/react-router'
import { RecordPage } from '../records/record-page.tsx'

/** One batch. */
export function BatchPage({ id }: { readonly id: string }) {
  const navigate = useNavigate()
  return (
    <RecordPage key={id} kind="batch" id={id} noun="batch" blank={{ code: '', source: { type: 'donor' } }}
      onSaved={(record) => { if (id === 'new') void navigate({ to: '/batches/$id', params: { id: record.id } }) }} />
  )
}
