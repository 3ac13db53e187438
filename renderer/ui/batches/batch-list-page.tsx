import { Anchor, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { blankWords } from '../../../shared/records/blank.ts'
import type { RecordOf } from '../../../shared/records/record-kinds.ts'
import { useRows } from '../../app/queries.ts'
import { RecordListPage } from '../records/record-list-page.tsx'

const shown = (value: unknown): string => blankWords(value) ?? String(value)

/** Batches: cells isolated once, of one donor, a pool or a cell line. */
export function BatchListPage() {
  const navigate = useNavigate()
  const donors = new Map((useRows('donor', { retired: true }) ?? []).map(({ record }) => [record.id, record.code]))
  const sourceOf = ({ source }: RecordOf<'batch'>): string => {
    switch (source.type) {
      case 'donor':
        return donors.get(source.donorId) ?? 'not in this notebook'
      case 'pool':
        return `pool of ${String(Object.keys(source.members).length)}`
      case 'cell-line':
        return source.name
    }
  }
  return (
    <RecordListPage kind="batch" title="Batches" newLabel="New batch" onNew={() => { void navigate({ to: '/batches/$id', params: { id: 'new' } }) }}
      link={(r) => <Anchor component={Link} to={`/batches/${r.id}`}>{r.code}</Anchor>}
      nothing={<Text>No batches yet. A batch is cells isolated once; passages, banks, assays and animals hang on it. Record its donor first.</Text>}
      columns={[
        { header: 'Code', text: (r) => r.code },
        { header: 'Tissue', text: (r) => shown(r.tissue) },
        { header: 'Donor, pool or line', text: sourceOf },
        { header: 'Collected', text: (r) => shown(r.collectedAt) },
        { header: 'Isolation', text: (r) => shown(r.isolation) },
      ]} />
  )
}
