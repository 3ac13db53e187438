import { Loader, Modal } from '@mantine/core'
import { useCallback, useState, type ReactNode } from 'react'
import type { AnyRecord, RecordKind } from '../../../shared/records/record-kinds.ts'
import type { FormContent } from '../../app/kinds/kind-description.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { useStart } from '../../app/new-record.ts'
import { useServices } from '../../app/services-context.ts'
import { CreateInPlaceContext, type CreateInPlace } from '../forms/create-in-place.ts'
import { RecordForm } from '../forms/record-form.tsx'

type Asked = { readonly kind: RecordKind; readonly blank: FormContent; readonly onCreated: (record: AnyRecord) => void }

/** Lets the forms inside make the records they refer to in a dialog above themselves, also several deep. */
export function CreateInPlaceHost({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<readonly Asked[]>([])
  const create: CreateInPlace = useCallback((kind, blank, onCreated) => { setAsked((before) => [...before, { kind, blank, onCreated }]) }, [])
  const close = (depth: number): void => { setAsked((before) => before.slice(0, depth)) }
  return (
    <CreateInPlaceContext value={create}>
      {children}
      {asked.map((one, depth) => (
        <Modal key={`${one.kind} ${String(depth)}`} opened onClose={() => { close(depth) }} size={900} title={`New ${kinds[one.kind].noun}`} closeButtonProps={{ 'aria-label': 'Close' }} zIndex={300 + depth}>
          <NewInPlace kind={one.kind} blank={one.blank} onSaved={(record) => {
            close(depth)
            one.onCreated(record)
          }} />
        </Modal>
      ))}
    </CreateInPlaceContext>
  )
}

function NewInPlace({ kind, blank, onSaved }: { readonly kind: RecordKind; readonly blank: FormContent; readonly onSaved: (record: AnyRecord) => void }) {
  const services = useServices()
  const [header] = useState(() => services.header(kind))
  const start = useStart(kind, {})
  return start === undefined ? <Loader aria-label="Reading" /> : <RecordForm kind={kind} first={{ ...header, ...start, ...blank }} base={null} draft={null} onSaved={({ record }) => { onSaved(record) }} />
}
