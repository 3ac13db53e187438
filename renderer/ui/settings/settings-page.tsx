import { Alert, Button, Card, Group, SegmentedControl, Stack, Text, Title, useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { backupName } from '../../../shared/host/backup-name.ts'
import { now } from '../../app/clock.ts'
import { makeBackup } from '../../app/backup-service.ts'
import { saveBackupFile } from '../../app/notebook-files.ts'
import { useServices, useSession } from '../../app/services-context.ts'
import { NotebookCheck } from './notebook-check.tsx'

/** Settings of this notebook on this computer: backups, storage, look. */
export function SettingsPage() {
  return (
    <Stack maw={760}>
      <Title order={1} size="h2">Settings</Title>
      <Backups />
      <Storage />
      <NotebookCheck />
      <Look />
    </Stack>
  )
}

function Backups() {
  const services = useServices()
  const { entry } = useSession()
  const [busy, setBusy] = useState(false)
  const navigate = useNavigate()
  const close = (): void => {
    services.close()
    void navigate({ to: '/' })
  }
  const save = (): void => {
    setBusy(true)
    void saveBackupFile(services, backupName(entry.title, now(), 'full')).then((done) => {
      setBusy(false)
      if (done.ok) services.notify({ tone: 'done', title: 'Backup saved', text: done.value })
      else if (done.error !== '') services.notify({ tone: 'error', title: 'Backup not saved', text: done.error })
    })
  }
  const [folder, setFolder] = useState<string | null>(null)
  useEffect(() => { void services.host.backups.name().then(setFolder) }, [services])
  const choose = (): void => {
    void services.host.backups.choose().then((chosen) => {
      if (chosen.ok) setFolder(chosen.value)
      else if (chosen.error.kind !== 'cancelled') services.notify({ tone: 'warning', title: 'No backup folder', text: chosen.error.message })
    })
  }
  const backUpNow = (): void => {
    setBusy(true)
    void makeBackup({ host: services.host, worker: services.worker, localId: entry.id, title: entry.title }, 'full').then((done) => {
      setBusy(false)
      services.notify(done.ok ? { tone: 'done', title: 'Backup made and read back', text: `${done.value.name}, ${String(done.value.records)} records` } : { tone: 'error', title: 'No backup was made', text: done.error })
    })
  }
  return (
    <Card withBorder>
      <Title order={2} size="h4">Backup folder</Title>
      <Text size="sm" mb="sm">{folder === null ? 'None chosen. With one, the notebook backs itself up: whole once a day, and every hour in which something was stored. Choose a folder on another disk or a share.' : `Backups go into "${folder}": once a day, and every hour in which something was stored. Each is read back before it counts.`}</Text>
      <Group mb="lg"><Button variant="default" onClick={choose}>Choose the folder</Button>{folder !== null && <Button variant="default" onClick={backUpNow} loading={busy}>Back up now</Button>}</Group>
      <Title order={2} size="h4">Backup file</Title>
      <Text size="sm" mb="sm">One file with every record, its whole history and every file. Keep it on another disk. It opens on the start screen, here or on another computer.</Text>
      <Group><Button onClick={save} loading={busy}>Save a backup</Button><Button variant="default" onClick={close}>Close this notebook</Button></Group>
    </Card>
  )
}

function Storage() {
  const [persisted, setPersisted] = useState<boolean | null>(null)
  useEffect(() => { void navigator.storage.persisted().then(setPersisted, () => { setPersisted(false) }) }, [])
  return (
    <Card withBorder>
      <Title order={2} size="h4">Storage</Title>
      {persisted === false
        ? <Alert color="yellow" title="This browser may clear the notebook">It did not promise to keep it when the disk gets full. Save backups, install the notebook as an app, or use the desktop program.</Alert>
        : <Text size="sm">{persisted === null ? 'Asking the browser ...' : 'The notebook is kept until you remove it.'}</Text>}
    </Card>
  )
}

function Look() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">Look</Title>
      <SegmentedControl aria-label="Dark or light" value={colorScheme} onChange={(v) => { setColorScheme(v === 'dark' ? 'dark' : v === 'light' ? 'light' : 'auto') }} data={[{ value: 'auto', label: 'As the computer' }, { value: 'light', label: 'Light' }, { value: 'dark', label: 'Dark' }]} />
    </Card>
  )
}
