import { Alert, Badge, Button, Container, Group, Loader, Modal, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { restoreRead } from '../../app/notebook-files.ts'
import { useObservable } from '../../app/observable.ts'
import type { OpenedFile, ReadFile } from '../../app/opened-file.ts'
import { useServices } from '../../app/services-context.ts'
import { FileContents } from './file-contents.tsx'
import { ImportIntoNotebook } from './import-into-notebook.tsx'

/** A notebook file that was double-clicked, above everything else: it is read and shown, and nothing is stored until the person says so. */
export function FileView({ opened }: { readonly opened: OpenedFile }) {
  const services = useServices()
  const close = (): void => { services.openedFile.set(null) }
  return (
    <Modal.Root opened fullScreen onClose={close} aria-label={`Notebook file ${opened.name}, read only`}>
      <Modal.Content radius={0}>
        <Modal.Body>
          <Container size="xl" py="md">
            <Stack>
              <Group justify="space-between">
                <Group gap="sm" wrap="nowrap" miw={0}>
                  <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>{opened.name}</Title>
                  <Badge color="gray" miw="fit-content">read only</Badge>
                </Group>
                <Group gap="xs">
                  {opened.state === 'read' && <TakeIn file={opened.file} onDone={close} />}
                  <Button variant="default" onClick={close}>Close the file</Button>
                </Group>
              </Group>
              {opened.state === 'reading' && <Group><Loader size="sm" aria-label="Reading" /><Text>Reading it, and checking every hash ...</Text></Group>}
              {opened.state === 'refused' && <Alert color="red" title="This file cannot be read">{opened.why} Nothing was changed, neither in the file nor in a notebook.</Alert>}
              {opened.state === 'read' && <FileContents file={opened.file} />}
            </Stack>
          </Container>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function TakeIn({ file, onDone }: { readonly file: ReadFile; readonly onDone: () => void }) {
  const services = useServices()
  const session = useObservable(services.session)
  const [busy, setBusy] = useState(false)
  const openAsOwn = (): void => {
    setBusy(true)
    void restoreRead(services, file).then((done) => {
      setBusy(false)
      if (done.ok) onDone()
      else services.notify({ tone: 'error', title: 'The file was not opened', text: done.error })
    })
  }
  return (
    <>
      {session !== null && <ImportIntoNotebook file={file} session={session} onDone={onDone} />}
      <Button variant={session === null ? 'filled' : 'default'} onClick={openAsOwn} loading={busy}>Open as a notebook of its own</Button>
    </>
  )
}
