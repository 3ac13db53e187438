import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { recordPath } from '../../app/kinds/kinds.ts'

/** Link to the page of a record. In a grid, the grid has the keyboard, and its Enter opens the row. */
export function RecordLink({ kind, id, children, isInGrid = false }: { readonly kind: RecordKind; readonly id: string; readonly children: ReactNode; readonly isInGrid?: boolean }) {
  return <Anchor component={Link} {...(isInGrid ? { tabIndex: -1 } : {})} to={recordPath(kind, id)} size="sm" underline={isInGrid ? 'hover' : 'always'}>{children}</Anchor>
}
