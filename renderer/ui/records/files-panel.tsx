import { Anchor, Button, Group, Image, Stack, Table, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { ordered } from '../../../shared/records/ordered.ts'
import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import { attachFiles, attachmentBlob } from '../../app/attach-files.ts'
import { useRow } from '../../app/queries.ts'
import { useServices, useSession } from '../../app/services-context.ts'

/** Files of a record: added, looked at, saved. Kinds without files of their own say so. */
export function FilesPanel({ row }: { readonly row: { readonly head: string; readonly record: AnyRecord } }) {
  const services = useServices()
  const { record } = row
  const [busy, setBusy] = useState(false)
  if (!('attachments' in record) && !['batch', 'passage', 'assay', 'plate', 'experiment', 'quality-test', 'phenotype-test', 'differentiation-test', 'mediator-measurement', 'preparation', 'administration', 'scoring-session', 'draw', 'sample-tube', 'endpoint-measurement', 'responder-lot', 'bank', 'vial'].includes(record.kind)) return <Text size="sm">This kind of record carries no files of its own; add them to what was done at the bench.</Text>
  const attached = 'attachments' in record ? ordered(record.attachments) : []
  const add = (): void => {
    setBusy(true)
    void attachFiles(services, row).then((done) => {
      setBusy(false)
      if (done.ok) services.notify({ tone: 'done', title: 'Added', text: `${String(done.value)} ${done.value === 1 ? 'file' : 'files'}` })
      else if (done.error !== '') services.notify({ tone: 'error', title: 'Not added', text: done.error })
    })
  }
  return (
    <Stack>
      <Button w="fit-content" variant="default" onClick={add} loading={busy}>Add files</Button>
      {attached.length === 0
        ? <Text size="sm">No files yet.</Text>
        : <Table><Table.Thead><Table.Tr><Table.Th>File</Table.Th><Table.Th>Type</Table.Th><Table.Th>Size</Table.Th><Table.Th>Look</Table.Th></Table.Tr></Table.Thead><Table.Tbody>{attached.map(([id]) => <AttachedFile key={id} id={id} />)}</Table.Tbody></Table>}
    </Stack>
  )
}

function AttachedFile({ id }: { readonly id: string }) {
  const services = useServices()
  const { db } = useSession()
  const row = useRow('attachment', id)
  const [address, setAddress] = useState<string | null>(null)
  const file = row?.record
  useEffect(() => {
    if (file === undefined || !/^image\/(png|jpeg|webp|gif)$/.test(file.mediaType)) return
    let made = ''
    void attachmentBlob(db, file.sha256).then((blob) => {
      if (!blob.ok) return
      made = URL.createObjectURL(blob.value)
      setAddress(made)
    })
    return () => { if (made !== '') URL.revokeObjectURL(made) }
  }, [db, file])
  if (file === undefined) return <Table.Tr><Table.Td colSpan={4}>not in this notebook</Table.Td></Table.Tr>
  const save = (): void => {
    void attachmentBlob(db, file.sha256).then(async (blob) => {
      const done = blob.ok ? await services.host.saveFile(file.name, file.mediaType, new Uint8Array(await blob.value.arrayBuffer())) : blob
      if (!done.ok && (typeof done.error === 'string' || done.error.kind !== 'cancelled')) services.notify({ tone: 'error', title: 'Not saved', text: typeof done.error === 'string' ? done.error : done.error.message })
    })
  }
  return (
    <Table.Tr>
      <Table.Td><Anchor component="button" type="button" onClick={save}>{file.name}</Anchor></Table.Td>
      <Table.Td>{file.mediaType}</Table.Td>
      <Table.Td>{(file.bytes / 1024).toFixed(1)} kB</Table.Td>
      <Table.Td><Group>{address === null ? <Text size="sm">no preview</Text> : <Image src={address} alt={file.name} h={80} w="auto" fit="contain" />}</Group></Table.Td>
    </Table.Tr>
  )
}
