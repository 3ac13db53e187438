import { NavLink, ScrollArea, Stack } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { capital, kindAt, kinds, kindsOf, listPath } from '../../app/kinds/kinds.ts'
import { areas, type Area } from '../areas/areas.ts'

/** The areas, and below the one that is open the lists of its kinds. */
export function Navigation({ onGone }: { readonly onGone: () => void }) {
  const path = useRouterState({ select: (s) => s.location.pathname })
  const [, first = ''] = path.split('/')
  const kind = kindAt(first)
  const open = kind === undefined ? areas.find((a) => a.to === path)?.id : kinds[kind].area
  return (
    <ScrollArea type="auto" offsetScrollbars="y">
      <Stack gap={2}>
        {areas.map((area) => <AreaLinks key={area.id} area={area} isOpen={area.id === open} current={kind} path={path} onGone={onGone} />)}
      </Stack>
    </ScrollArea>
  )
}

type Links = { readonly area: Area; readonly isOpen: boolean; readonly current: RecordKind | undefined; readonly path: string; readonly onGone: () => void }

function AreaLinks({ area, isOpen, current, path, onGone }: Links) {
  const { id, to, label, icon: Icon } = area
  const below = id === 'home' || !isOpen ? [] : kindsOf(id).filter((kind) => listPath(kind) !== to)
  return (
    <>
      <NavLink component={Link} to={to} label={label} leftSection={<Icon size={18} aria-hidden />} active={isOpen && (path === to || !below.some((kind) => kind === current))} onClick={onGone} />
      {below.map((kind) => <NavLink key={kind} component={Link} to={listPath(kind)} label={capital(kinds[kind].plural)} active={kind === current} pl={38} py={4} onClick={onGone} />)}
    </>
  )
}
