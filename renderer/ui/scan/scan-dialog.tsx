import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useCallback, useState, type FormEvent } from 'react'
import { CameraView } from './camera-view.tsx'
import { useOpenScanned } from './use-scanned.ts'

/** Scans a code with the camera, or takes it typed or from a keyboard scanner, and opens its record. */
export function ScanDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Scan a code" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      {opened && <Scanning onClose={onClose} />}
    </Modal>
  )
}

function Scanning({ onClose }: { readonly onClose: () => void }) {
  const open = useOpenScanned()
  const [typed, setTyped] = useState('')
  const [camera, setCamera] = useState(false)
  const [failure, setFailure] = useState('')
  const go = useCallback((text: string): void => {
    void open(text).then((found) => { if (found) onClose() })
  }, [open, onClose])
  const failed = useCallback((words: string): void => {
    setFailure(words)
    setCamera(false)
  }, [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    go(typed)
  }
  return (
    <Stack>
      <Text size="sm">Scan with a keyboard scanner, type the code, or hold it before the camera. Codes of this notebook, human codes and lot numbers are understood.</Text>
      <form onSubmit={submit}>
        <Group align="end" wrap="nowrap">
          <TextInput label="Code" value={typed} onChange={(e) => { setTyped(e.currentTarget.value) }} flex={1} data-autofocus autoComplete="off" />
          <Button type="submit" disabled={typed.trim() === ''}>Open</Button>
        </Group>
      </form>
      {failure !== '' && <Alert color="yellow" title="The camera is not available">{failure}</Alert>}
      <Button variant="default" w="fit-content" onClick={() => { setFailure(''); setCamera(!camera) }}>{camera ? 'Stop the camera' : 'Use the camera'}</Button>
      {camera && <CameraView onRead={go} onFailure={failed} />}
    </Stack>
  )
}
