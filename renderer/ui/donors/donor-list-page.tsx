import { Anchor, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { blankWords } from '../../../shared/records/blank.ts'
import { RecordListPage } from '../records/record-list-page.tsx'

const shown = (value: unknown): string => blankWords(value) ?? String(value)

/** Donors: people, animals. */
export function DonorListPage() {
  const navigate = useNavigate()
  return (
    <RecordListPage kind="donor" title="Donors" newLabel="New donor" onNew={() => { void navigate({ to: '/donors/$id', params: { id: 'new' } }) }}
      link={(r) => <Anchor component={Link} to={`/donors/${r.id}`}>{r.code}</Anchor>}
      nothing={<Text>No donors yet. A donor is the person or animal the cells come from; batches point at it.</Text>}
      columns={[
        { header: 'Code', text: (r) => r.code },
        { header: 'Species', text: (r) => shown(r.species) },
        { header: 'Strain', text: (r) => shown(r.strain) },
        { header: 'Sex', text: (r) => shown(r.sex) },
        { header: 'Age', text: (r) => (typeof r.age === 'number' ? `${String(r.age)} ${typeof r.ageUnit === 'string' ? r.ageUnit : ''}` : shown(r.age)) },
        { header: 'Health', text: (r) => shown(r.healthStatus) },
      ]} />
  )
}
