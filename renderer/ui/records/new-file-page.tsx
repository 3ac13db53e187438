import { Button, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { addFiles } from '../../app/attach-files.ts'
import { useServices } from '../../app/services-context.ts'

/** New files of the notebook: chosen from the disk, since a file without bytes is none. */
export function NewFilePage({ onAdded }: { readonly onAdded: (id: string) => void }) {
  const services = useServices()
  const [busy, setBusy] = useState(false)
  const add = (): void => {
    setBusy(true)
    void addFiles(services).then((done) => {
      setBusy(false)
      const [first] = done.ok ? done.value : []
      if (first !== undefined) onAdded(first)
      else if (!done.ok && done.error !== '') services.notify({ tone: 'error', title: 'Not added', text: done.error })
    })
  }
  return (
    <Stack maw={640}>
      <Title order={1} size="h2">New files</Title>
      <Text size="sm">Choose them on this computer. They are stored in the notebook whole, under the hash of their bytes. Files of one record are better added on the page of that record.</Text>
      <Button onClick={add} loading={busy} w="fit-content">Choose files</Button>
    </Stack>
  )
}
