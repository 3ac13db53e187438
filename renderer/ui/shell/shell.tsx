import { ActionIcon, AppShell, Burger, Group, Text, UnstyledButton, useMantineColorScheme, useComputedColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { spotlight } from '@mantine/spotlight'
import { IconScan } from '@tabler/icons-react'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { commandsFor } from '../../app/commands.ts'
import { chooseFileToLookInto, takeOpenedFile } from '../../app/look-into-file.ts'
import { useObservable } from '../../app/observable.ts'
import { preferences } from '../../app/preferences.ts'
import { useNotebooks } from '../../app/queries.ts'
import { useServices } from '../../app/services-context.ts'
import { FileView } from '../file-view/file-view.tsx'
import { PersonMenu } from '../people/person-menu.tsx'
import { ScanDialog } from '../scan/scan-dialog.tsx'
import { useKeyboardScanner } from '../scan/use-scanned.ts'
import { StartScreen } from '../start/start-screen.tsx'
import { CommandPalette } from './command-palette.tsx'
import { Navigation } from './navigation.tsx'
import { Notices } from './notices.tsx'
import { ShortcutsSheet } from './shortcuts-sheet.tsx'
import { tellDiagnostics } from './tell-diagnostics.ts'
import { useHostMenu } from './use-host-menu.ts'

/** The frame of the window: start screen without a notebook; else head, navigation, page, palette, notices. */
export function Shell() {
  const services = useServices()
  const session = useObservable(services.session)
  const notebooks = useNotebooks()
  const opened = useObservable(services.openedFile)
  const [restored, setRestored] = useState(false)
  useEffect(() => {
    void takeOpenedFile(services)
    return services.host.listen((event) => {
      if (event.kind === 'file') void takeOpenedFile(services)
      else if (event.kind === 'update') services.notify({ tone: 'info', title: 'A newer Stromabook is ready', text: 'It is taken when you say so, or when every window was closed. What you are typing is kept as a draft.', action: { label: 'Load it now', run: () => { void services.host.applyUpdate() } } })
      // What is chosen in the menu is done on the page below.
      else services.openedFile.set(null)
    })
  }, [services])
  useEffect(() => {
    if (notebooks === undefined || restored) return
    const last = notebooks.find((n) => n.id === preferences.get('notebook'))
    if (session !== null || last === undefined) setRestored(true)
    else void services.open(last).then((opened) => {
      if (!opened.ok) services.notify({ tone: 'error', title: 'The notebook was not opened', text: opened.error })
      setRestored(true)
    })
  }, [notebooks, restored, services, session])
  return (
    <>
      {session !== null ? <Frame key={session.entry.id} title={session.entry.title} /> : restored && <StartScreen />}
      {opened !== null && <FileView opened={opened} />}
      <Notices />
    </>
  )
}

function Frame({ title }: { readonly title: string }) {
  const services = useServices()
  const navigate = useNavigate()
  const [menu, { toggle, close }] = useDisclosure(false)
  const [sheet, { open: openShortcuts, close: closeShortcuts }] = useDisclosure(false)
  const [scan, { open: openScan, close: closeScan }] = useDisclosure(false)
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const commands = useMemo(() => commandsFor({
    go: (to) => { void navigate({ to }) },
    openPalette: spotlight.open, openShortcuts, openScan,
    toggleDark: () => { setColorScheme(scheme === 'dark' ? 'light' : 'dark') },
    undoLast: () => {
      const last = services.notices.get().findLast((n) => n.undo !== undefined)
      if (last?.undo !== undefined) void services.undo(last.undo).then((done) => {
        services.dismiss(last.id)
        services.notify(done.ok ? { tone: 'done', title: 'Undone', text: 'The change was taken back; the history keeps both.', undo: done.value.changeset } : { tone: 'error', title: 'Not undone', text: done.error.message })
      })
    },
    closeNotebook: () => {
      services.close()
      void navigate({ to: '/' })
    },
    saveDiagnostics: () => { void tellDiagnostics(services) },
    lookIntoFile: () => { void chooseFileToLookInto(services) },
  }), [navigate, openShortcuts, openScan, setColorScheme, scheme, services])
  useKeySequences(commands)
  useHostMenu(commands)
  useKeyboardScanner()
  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 210, breakpoint: 'sm', collapsed: { mobile: !menu } }} padding="md">
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger opened={menu} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />
            <Text fw={650} c="var(--mantine-color-anchor)" visibleFrom="xs">Stromabook</Text>
            <Text truncate title={title}>{title}</Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <UnstyledButton onClick={spotlight.open} px="sm" py={6} bd="1px solid var(--mantine-color-default-border)" bdrs="sm"><Text size="sm" style={{ whiteSpace: 'nowrap' }}>Search or do<Text span size="xs" ml="sm" visibleFrom="sm">Ctrl K</Text></Text></UnstyledButton>
            <ActionIcon variant="default" size="lg" aria-label="Scan a code" onClick={openScan}><IconScan size={18} aria-hidden /></ActionIcon>
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" component="nav" aria-label="Areas">
        <Navigation onGone={close} />
      </AppShell.Navbar>
      <AppShell.Main><Outlet /></AppShell.Main>
      <CommandPalette commands={commands} />
      <ShortcutsSheet opened={sheet} onClose={closeShortcuts} commands={commands} />
      <ScanDialog opened={scan} onClose={closeScan} />
    </AppShell>
  )
}

/** One key ("?"), or two keys one after the other ("g b"), outside of fields. */
function useKeySequences(commands: ReturnType<typeof commandsFor>): void {
  useEffect(() => {
    let first: { key: string; at: number } | null = null
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event
      if (event.ctrlKey || event.metaKey || event.altKey || (target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)))) return
      const sequence = first !== null && event.timeStamp - first.at < 1500 ? `${first.key} ${event.key}` : ''
      const command = commands.find((c) => c.shortcut === sequence) ?? commands.find((c) => c.shortcut === event.key)
      first = { key: event.key, at: event.timeStamp }
      if (command === undefined) return
      event.preventDefault()
      first = null
      command.run()
    }
    document.addEventListener('keydown', onKey)
    return () => { document.removeEventListener('keydown', onKey) }
  }, [commands])
}
