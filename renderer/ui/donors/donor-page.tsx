import { Anchor, List, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRowsPointingAt } from '../../app/queries.ts'
import { RecordPage } from '../records/record-page.tsx'

/** One donor, with the batches made of it. */
export function DonorPage({ id }: { readonly id: string }) {
  const navigate = useNavigate()
  return (
    <RecordPage key={id} kind="donor" id={id} noun="donor" blank={{ code: '' }} more={[{ value: 'batches', label: 'Batches', content: <BatchesOfDonor id={id} /> }]}
      onSaved={(record) => { if (id === 'new') void navigate({ to: '/donors/$id', params: { id: record.id } }) }} />
  )
}

function BatchesOfDonor({ id }: { readonly id: string }) {
  const batches = useRowsPointingAt('batch', id)
  if (batches === undefined) return null
  return batches.length === 0 ? <Text size="sm">No batch of this donor yet.</Text> : <List>{batches.map(({ record }) => <List.Item key={record.id}><Anchor component={Link} to={`/batches/${record.id}`}>{record.code}</Anchor></List.Item>)}</List>
}
