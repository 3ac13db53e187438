import { Button, Fieldset, Group, Paper, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback, getHotkeyHandler } from '@mantine/hooks'
import { useBlocker } from '@tanstack/react-router'
import { useMemo, useState, type FormEvent } from 'react'
import { labFormFields } from '../../../shared/records/lab-form-fields.ts'
import { parseRecord, type RecordReason } from '../../../shared/records/parse-record.ts'
import type { AnyRecord, RecordKind } from '../../../shared/records/record-kinds.ts'
import { now } from '../../app/clock.ts'
import { dropKeptDraft, keepTypedDraft } from '../../app/drafts.ts'
import { useSuggestedCode } from '../../app/new-record.ts'
import { useRows } from '../../app/queries.ts'
import { useServices, useSession } from '../../app/services-context.ts'
import type { StaleSave } from '../../app/stale-save.ts'
import { renderFields } from './field-input.tsx'
import { fieldsOfKind, originField } from './fields-of-kind.ts'
import { formSections } from './form-sections.ts'
import type { FormValue } from './form-value.ts'
import { StaleChoice } from './stale-choice.tsx'

export type RecordFormProps = {
  readonly kind: RecordKind
  /** The record as it was opened, or the header of a new one. */
  readonly first: FormValue
  /** Revision it was opened at; null for a new one. */
  readonly base: string | null
  /** What was left typed, if anything. */
  readonly draft: FormValue | null
  readonly onSaved: (row: SavedRow) => void
}

/** A record as it was stored, with the revision it stands at. */
export type SavedRow = { readonly id: string; readonly head: string; readonly refs: readonly string[]; readonly record: AnyRecord }

/**
 * The form of any kind of record, made from its schema. What is typed is kept as a draft a moment later; saving passes the one door, and every
 * reason stands at its field.
 */
export function RecordForm({ kind, first, base, draft, onSaved }: RecordFormProps) {
  const services = useServices()
  const { db } = useSession()
  const id = String(first['id'])
  const definitions = useRows('field-definition')
  const sections = useMemo(() => formSections(fieldsOfKind(kind), labFormFields(kind, (definitions ?? []).map((d) => d.record)), originField(kind)), [kind, definitions])
  const [value, setValue] = useState<FormValue>(draft ?? first)
  const [reasons, setReasons] = useState<readonly RecordReason[]>([])
  const [message, setMessage] = useState('')
  const [why, setWhy] = useState('')
  const [stale, setStale] = useState<StaleSave | null>(null)
  const [touched, setTouched] = useState(draft !== null)
  const [saving, setSaving] = useState(false)
  const keep = useDebouncedCallback((content: FormValue) => { void keepTypedDraft(db, { recordId: id, kind, base, content, savedAt: now() }) }, { delay: 400, flushOnUnmount: true })
  useBlocker({ shouldBlockFn: () => { keep.flush(); return false }, disabled: !touched })

  useSuggestedCode(kind, base === null, value, setValue)

  const change = (next: FormValue): void => {
    setValue(next)
    setTouched(true)
    keep(next)
  }
  const store = async (record: AnyRecord, from: string | null): Promise<void> => {
    keep.cancel()
    const saved = await services.save([{ record, base: from }], why.trim() === '' ? undefined : why.trim())
    if (saved.ok) {
      setTouched(false)
      services.notify({ tone: 'done', title: 'Saved', text: `${kind.replaceAll('-', ' ')} ${'code' in record ? record.code : ''}`, undo: saved.value.changeset })
      const [after] = saved.value.rows
      if (after !== undefined) onSaved(after)
      return
    }
    setMessage(saved.error.message)
    if (saved.error.kind === 'refused') setReasons(saved.error.reasons)
    if (saved.error.kind === 'stale') setStale(saved.error.conflicts[0] ?? null)
  }
  const save = (event?: FormEvent): void => {
    event?.preventDefault()
    // A form in a dialog stands inside the form below it; only this one is meant.
    event?.stopPropagation()
    const parsed = parseRecord(value)
    setMessage('')
    setReasons(parsed.ok ? [] : parsed.error)
    if (!parsed.ok) {
      setMessage(`${String(parsed.error.length)} ${parsed.error.length === 1 ? 'field needs' : 'fields need'} a look.`)
      return
    }
    setSaving(true)
    void store(parsed.value, base).finally(() => { setSaving(false) })
  }
  const discard = (): void => {
    keep.cancel()
    void dropKeptDraft(db, id)
    setValue(first)
    setTouched(false)
    setReasons([])
    setMessage('')
  }

  const at = { path: [], value, onChange: change, reasons }
  return (
    <form onSubmit={save} noValidate onKeyDown={(event) => {
      event.stopPropagation()
      getHotkeyHandler([['mod+Enter', () => { save() }]])(event)
    }}>
      <Stack gap="sm" maw={1080}>
        {draft !== null && touched && <Text size="sm">What was typed and not saved is shown below.</Text>}
        {sections.map((s) => {
          const fields = renderFields(s.fields, s.below === undefined ? at : { ...at, path: [s.below] })
          return s.title === '' ? <div key={s.fields[0]?.name}>{fields}</div> : <Fieldset key={s.title} legend={s.title}>{fields}</Fieldset>
        })}
        <Paper withBorder p="xs" pos="sticky" bottom={0} style={{ zIndex: 2 }}>
          <Group justify="space-between" gap="xs">
            {base === null ? <span /> : <TextInput aria-label="Reason for the change" placeholder="Reason for the change, for the history" value={why} onChange={(e) => { setWhy(e.currentTarget.value) }} flex="1 1 200px" maw={420} />}
            <Group>
              {message !== '' && <Text c="red" size="sm" role="alert" maw={420}>{message}</Text>}
              <Button variant="default" onClick={discard} disabled={!touched}>Discard</Button>
              <Button type="submit" loading={saving} disabled={!touched && base !== null}>Save</Button>
            </Group>
          </Group>
        </Paper>
      </Stack>
      {stale !== null && <StaleChoice stale={stale} onClose={() => { setStale(null) }} onChosen={(record) => {
        setStale(null)
        void store(record, stale.currentHead)
      }} />}
    </form>
  )
}
