import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { recordPath } from '../../app/kinds/kinds.ts'

/** Link to the page of a record. */
export function RecordLink({ kind, id, children }: { readonly kind: RecordKind; readonly id: string; readonly children: ReactNode }) {
  return <Anchor component={Link} to={recordPath(kind, id)} size="sm">{children}</Anchor>
}
