import { Anchor, Button, Card, Container, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useNotebooks } from '../../app/queries.ts'
import { useServices } from '../../app/services-context.ts'
import { openSample, restoreFromFile } from '../../app/notebook-files.ts'

/** Without an open notebook: a new one, a file, the sample, or one of those on this computer. */
export function StartScreen() {
  const services = useServices()
  const notebooks = useNotebooks()
  const [title, setTitle] = useState('')
  const [busy, setBusy] = useState('')
  const failed = (what: string) => (error: unknown): void => {
    setBusy('')
    services.notify({ tone: 'error', title: what, text: error instanceof Error ? error.message : String(error) })
  }
  const create = (event: FormEvent): void => {
    event.preventDefault()
    setBusy('new')
    void services.newNotebook(title.trim()).catch(failed('The notebook was not made'))
  }
  const restore = (): void => {
    setBusy('file')
    void restoreFromFile(services).then((done) => {
      setBusy('')
      if (!done.ok && done.error !== '') services.notify({ tone: 'error', title: 'The file was not opened', text: done.error })
    }).catch(failed('The file was not opened'))
  }
  const sample = (): void => {
    setBusy('sample')
    void openSample(services).then((done) => { if (!done.ok) failed('The sample was not opened')(done.error) }).catch(failed('The sample was not opened'))
  }
  return (
    <Container size="sm" py="xl" component="main">
      <Stack gap="lg">
        <div>
          <Title order={1}>Stromabook</Title>
          <Text>Notebook for mesenchymal stromal cell work: batches, suppression assays, arthritis experiments. Everything stays on this computer.</Text>
        </div>
        {(notebooks ?? []).length > 0 && (
          <Card withBorder>
            <Title order={2} size="h4" mb="xs">On this computer</Title>
            <Stack gap={4}>
              {(notebooks ?? []).map((n) => (
                <Group key={n.id} justify="space-between" wrap="nowrap">
                  <Anchor component="button" type="button" ta="left" onClick={() => { void services.open(n).then((o) => { if (!o.ok) failed('The notebook was not opened')(o.error) }) }}>{n.title}</Anchor>
                  <Text size="sm">last opened {n.lastOpenedAt.slice(0, 16).replace('T', ' ')}</Text>
                </Group>
              ))}
            </Stack>
          </Card>
        )}
        <Card withBorder>
          <Title order={2} size="h4" mb="xs">New notebook</Title>
          <form onSubmit={create}>
            <Group align="end" wrap="nowrap">
              <TextInput label="Name" placeholder="Cell lab" value={title} onChange={(e) => { setTitle(e.currentTarget.value) }} flex={1} />
              <Button type="submit" disabled={title.trim() === ''} loading={busy === 'new'}>Make it</Button>
            </Group>
          </form>
        </Card>
        <Group>
          <Button variant="default" onClick={restore} loading={busy === 'file'}>Open a notebook file or backup</Button>
          <Button variant="default" onClick={sample} loading={busy === 'sample'}>Look at the sample notebook</Button>
        </Group>
      </Stack>
    </Container>
  )
}
