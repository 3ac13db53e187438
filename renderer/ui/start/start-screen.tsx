import { Alert, Anchor, Button, Card, Container, Group, Image, Stack, Text, TextInput, Title, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconBook2, IconFileImport, IconFlask } from '@tabler/icons-react'
import { useMemo, useState, type FormEvent } from 'react'
import { openSample, restoreFromFile } from '../../app/notebook-files.ts'
import { useNotebooks } from '../../app/queries.ts'
import { useServices } from '../../app/services-context.ts'
import { startCommandsFor } from '../../app/start-commands.ts'
import { tellDiagnostics } from '../shell/tell-diagnostics.ts'
import { useHostMenu } from '../shell/use-host-menu.ts'
import { RecentNotebooks } from './recent-notebooks.tsx'

/** Without an open notebook: a new one, a file, the sample, or one of those on this computer. */
export function StartScreen() {
  const services = useServices()
  const notebooks = useNotebooks() ?? []
  const [title, setTitle] = useState('')
  const [busy, setBusy] = useState('')
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const doing = useMemo(() => {
    const failed = (what: string) => (error: unknown): void => {
      setBusy('')
      services.notify({ tone: 'error', title: what, text: error instanceof Error ? error.message : String(error) })
    }
    return {
      create: (name: string): void => {
        setBusy('new')
        void services.newNotebook(name).catch(failed('The notebook was not made'))
      },
      openFile: (): void => {
        setBusy('file')
        void restoreFromFile(services).then((done) => {
          setBusy('')
          if (!done.ok && done.error !== '') failed('The file was not opened')(done.error)
        }).catch(failed('The file was not opened'))
      },
      openSample: (): void => {
        setBusy('sample')
        void openSample(services).then((done) => { if (!done.ok) failed('The sample was not opened')(done.error) }).catch(failed('The sample was not opened'))
      },
      saveDiagnostics: (): void => { void tellDiagnostics(services).catch(failed('Diagnostics not saved')) },
    }
  }, [services])
  const commands = useMemo(() => startCommandsFor({ ...doing, toggleDark: () => { setColorScheme(scheme === 'dark' ? 'light' : 'dark') } }), [doing, setColorScheme, scheme])
  useHostMenu(commands)
  const create = (event: FormEvent): void => {
    event.preventDefault()
    doing.create(title.trim())
  }
  return (
    <Container size="sm" py="xl" component="main">
      <Stack gap="lg">
        <Group wrap="nowrap" align="center">
          <Image src="./icon.svg" alt="" w={56} h={56} />
          <div>
            <Title order={1}>Stromabook</Title>
            <Text>Notebook for mesenchymal stromal cell work: batches, suppression assays, arthritis experiments.</Text>
          </div>
        </Group>
        {notebooks.length > 0 && <RecentNotebooks notebooks={notebooks} />}
        <Card withBorder>
          <Title order={2} size="h4">New notebook</Title>
          <Text size="sm" mb="xs">Of the laboratory or the project; it can hold years of work.</Text>
          <form onSubmit={create}>
            <Group align="end">
              <TextInput label="Name" placeholder="Cell lab" value={title} onChange={(e) => { setTitle(e.currentTarget.value) }} flex={1} miw={220} />
              <Button type="submit" leftSection={<IconBook2 size={18} aria-hidden />} disabled={title.trim() === ''} loading={busy === 'new'}>Make it</Button>
            </Group>
          </form>
        </Card>
        <Group>
          <Button variant="default" leftSection={<IconFileImport size={18} aria-hidden />} onClick={doing.openFile} loading={busy === 'file'}>Open a notebook file or backup</Button>
          <Button variant="default" leftSection={<IconFlask size={18} aria-hidden />} onClick={doing.openSample} loading={busy === 'sample'}>Look at the sample notebook</Button>
        </Group>
        {notebooks.length === 0 && (
          <Alert color="blue" title="First time here?">
            The sample notebook shows a laboratory at work: published data and simulated ones, each marked. In your own, say first who is at the bench (top right), then enter a donor and a batch. Everything stays on this computer; choose a folder for backups in the settings.
          </Alert>
        )}
        <Text size="sm">Something wrong? <Anchor component="button" type="button" size="sm" onClick={doing.saveDiagnostics}>Save diagnostics</Anchor> for those who look after the program; nothing of any record is in them.</Text>
      </Stack>
    </Container>
  )
}
