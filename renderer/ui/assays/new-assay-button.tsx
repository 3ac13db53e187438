import { Button, Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { RecordOf } from '../../../shared/records/record-kinds.ts'
import { now } from '../../app/clock.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { beginAssay, type BegunAssay } from '../../app/new-assay.ts'
import { useServices, useSession } from '../../app/services-context.ts'
import { NewAssayForm } from './new-assay-form.tsx'

/** Begins a suppression assay with the cells of a batch: assay, responder lot and plate in one step, then the page of the plate. */
export function NewAssayButton({ batch }: { readonly batch: RecordOf<'batch'> }) {
  const services = useServices()
  const { db } = useSession()
  const navigate = useNavigate()
  const [begun, setBegun] = useState<BegunAssay | null>(null)
  const begin = (): void => {
    beginAssay(services, db, batch, now().slice(0, 10)).then(setBegun, (error: unknown) => { services.notify({ tone: 'error', title: 'The assay was not begun', text: String(error) }) })
  }
  const close = (): void => { setBegun(null) }
  return (
    <>
      <Button size="xs" onClick={begin}>New assay</Button>
      <Modal opened={begun !== null} onClose={close} size={900} title={`New suppression assay with ${batch.code}`} closeButtonProps={{ 'aria-label': 'Close' }}>
        {begun !== null && <NewAssayForm batch={batch} first={begun} onStored={(plateId) => {
          close()
          void navigate({ to: '/$kinds/$id', params: { kinds: kinds.plate.path, id: plateId } })
        }} />}
      </Modal>
    </>
  )
}
