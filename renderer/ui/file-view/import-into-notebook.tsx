import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { importFile, previewImport, type ImportPreview } from '../../app/import-file.ts'
import type { ReadFile } from '../../app/opened-file.ts'
import { useServices } from '../../app/services-context.ts'
import type { Session } from '../../app/services.ts'

/** Import of a file into the open notebook: first what it would do, then, if the person says so, one change that can be taken back. */
export function ImportIntoNotebook({ file, session, onDone }: { readonly file: ReadFile; readonly session: Session; readonly onDone: () => void }) {
  const services = useServices()
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [busy, setBusy] = useState(false)
  const look = (): void => {
    setBusy(true)
    void previewImport(session, file).then(setPreview).catch((error: unknown) => {
      services.notify({ tone: 'error', title: 'No preview', text: error instanceof Error ? error.message : String(error) })
    }).finally(() => { setBusy(false) })
  }
  const take = (chosen: ImportPreview): void => {
    setBusy(true)
    void importFile(services, session, file, chosen).then((done) => {
      setBusy(false)
      setPreview(null)
      if (!done.ok) {
        services.notify({ tone: 'error', title: 'Nothing was imported', text: done.error })
        return
      }
      services.notify({ tone: 'done', title: 'Imported', text: `${String(done.value.taken)} records taken, ${String(done.value.left)} left as they were`, undo: done.value.changeset })
      onDone()
    })
  }
  return (
    <>
      <Button onClick={look} loading={busy && preview === null}>Import into {session.entry.title}</Button>
      <Modal opened={preview !== null} onClose={() => { setPreview(null) }} title={`Import into ${session.entry.title}`} closeButtonProps={{ 'aria-label': 'Close' }}>
        {preview !== null && (
          <Stack>
            <List size="sm">
              {lines(preview).map((line) => <List.Item key={line}>{line}</List.Item>)}
            </List>
            {preview.plan.problems.length > 0 && <Alert color="yellow" title="To know">{preview.plan.problems.slice(0, 8).map((p) => <Text size="sm" key={p}>{p}</Text>)}</Alert>}
            <Text size="sm">It is one change: it can be taken back whole.</Text>
            <Group justify="end">
              <Button variant="default" onClick={() => { setPreview(null) }}>Cancel</Button>
              <Button onClick={() => { take(preview) }} loading={busy} disabled={preview.fresh + preview.further + preview.erased === 0}>Import</Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  )
}

function lines({ fresh, further, same, behind, apart, erased }: ImportPreview): readonly string[] {
  return [
    `${String(fresh)} new`, `${String(further)} that the file takes further`, `${String(same)} the same here`,
    ...(behind > 0 ? [`${String(behind)} that this notebook has taken further: stay as they are here`] : []),
    ...(apart > 0 ? [`${String(apart)} changed in both places: stay as they are here`] : []),
    ...(erased > 0 ? [`${String(erased)} erased here or in the file: erased in both`] : []),
  ]
}
