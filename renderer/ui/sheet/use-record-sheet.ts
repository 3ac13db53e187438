import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useMemo, useState } from 'react'
import { formatReason, parseRecord, type RecordReason } from '../../../shared/records/parse-record.ts'
import type { AnyRecord, RecordKind } from '../../../shared/records/record-kinds.ts'
import { now } from '../../app/clock.ts'
import { dropKeptDraft, keepTypedDraft } from '../../app/drafts.ts'
import { useDraftsOfKind } from '../../app/queries.ts'
import { useServices, useSession } from '../../app/services-context.ts'
import type { StaleSave } from '../../app/stale-save.ts'
import type { FormValue } from '../forms/form-value.ts'

/** A record of a sheet as it stands: stored, changed and not saved, or new. */
export type SheetRecord = { readonly id: string; readonly value: FormValue; readonly stored: AnyRecord | null; readonly isChanged: boolean; readonly reasons: readonly RecordReason[] }

export type RecordSheet = {
  /** Stored ones in their order, then new ones. */
  readonly records: readonly SheetRecord[]
  /** Changed records that would pass the one door as they are. */
  readonly typed: readonly AnyRecord[]
  readonly changed: number
  readonly change: (values: readonly FormValue[]) => void
  readonly save: () => void
  readonly discard: () => void
  readonly isSaving: boolean
  readonly message: string
  readonly stale: StaleSave | null
  /** What was chosen where somebody else had changed a record; null goes back to the sheet. */
  readonly choose: (record: AnyRecord | null) => void
}

/** A change on its way. `saved`: it is stored; it is shown until the database tells so, that is, while the row still is what it was saved over. */
type Entry = { readonly base: string | null; readonly value: FormValue; readonly saved?: { readonly over: string | null } }

type Stored = { readonly id: string; readonly head: string; readonly record: AnyRecord }

/**
 * Records of one kind as rows of a sheet. What is typed is kept as a draft of each record; saving stores all of them as one change, or none,
 * with every reason at its cell.
 * @param belongs whether a draft of a new record is one of these.
 */
export function useRecordSheet(kind: RecordKind, stored: readonly Stored[], belongs: (draft: FormValue) => boolean, noun: string): RecordSheet {
  const services = useServices()
  const { db } = useSession()
  const [entries, setEntries] = useState<ReadonlyMap<string, Entry>>(new Map())
  const [isSaving, setSaving] = useState(false)
  const [message, setMessage] = useState('')
  const [stale, setStale] = useState<StaleSave | null>(null)
  const [reasons, setReasons] = useState<readonly RecordReason[]>([])
  const drafts = useDraftsOfKind(kind)
  const [isRestored, setRestored] = useState(false)
  useEffect(() => {
    if (drafts === undefined || isRestored) return
    setRestored(true)
    const ids = new Set(stored.map((r) => r.id))
    const left = drafts.flatMap(({ recordId, base, content }): readonly [string, Entry][] => (isFormValue(content) && (ids.has(recordId) || (base === null && belongs(content))) ? [[recordId, { base, value: content }]] : []))
    if (left.length > 0) setEntries((before) => new Map([...left, ...before]))
  }, [drafts, isRestored, stored, belongs])
  const keep = useDebouncedCallback((all: ReadonlyMap<string, Entry>) => {
    for (const [recordId, { base, value, saved }] of all) if (saved === undefined) void keepTypedDraft(db, { recordId, kind, base, content: value, savedAt: now() })
  }, { delay: 400, flushOnUnmount: true })

  const current = useMemo(() => shownEntries(entries, stored), [entries, stored])
  const records = useMemo(() => rowsOf(stored, current, reasons), [stored, current, reasons])
  const open = useMemo(() => [...current].filter(([, e]) => e.saved === undefined), [current])
  const typed = useMemo(() => open.flatMap(([, { value }]) => {
    const parsed = parseRecord(value)
    return parsed.ok ? [parsed.value] : []
  }), [open])

  const change = (values: readonly FormValue[]): void => {
    const next = new Map(current)
    for (const value of values) {
      const id = String(value['id'])
      const entry = next.get(id)
      next.set(id, { base: entry === undefined ? (stored.find((r) => r.id === id)?.head ?? null) : entry.base, value })
    }
    keep(next)
    setEntries(next)
    setMessage('')
  }
  const store = async (edits: readonly { readonly record: AnyRecord; readonly base: string | null }[]): Promise<void> => {
    keep.cancel()
    setSaving(true)
    const saved = await services.save(edits)
    setSaving(false)
    if (!saved.ok) {
      setMessage(saved.error.message)
      if (saved.error.kind === 'refused') setReasons(saved.error.reasons)
      if (saved.error.kind === 'stale') setStale(saved.error.conflicts[0] ?? null)
      return
    }
    setEntries((before) => new Map([...before, ...saved.value.rows.map((r, i): [string, Entry] => [r.id, { base: r.head, value: r.record, saved: { over: edits[i]?.base ?? null } }])]))
    services.notify({ tone: 'done', title: 'Saved', text: `${String(edits.length)} ${noun}${edits.length === 1 ? '' : 's'}`, undo: saved.value.changeset })
  }
  const save = (): void => {
    const parsed = open.map(([, { base, value }]) => ({ base, record: parseRecord(value) }))
    const refused = parsed.flatMap(({ record }) => (record.ok ? [] : record.error))
    setReasons(refused)
    setMessage(refused.length === 0 ? '' : `Not stored yet: ${refused.slice(0, 4).map(formatReason).join('; ')}${refused.length > 4 ? ` and ${String(refused.length - 4)} more` : ''}`)
    if (refused.length > 0 || parsed.length === 0) return
    void store(parsed.flatMap(({ base, record }) => (record.ok ? [{ base, record: record.value }] : [])))
  }
  return {
    records, typed, isSaving, message, stale, change, save,
    changed: open.length,
    discard: () => {
      keep.cancel()
      for (const [id] of open) void dropKeptDraft(db, id)
      setEntries((before) => new Map([...before].filter(([, e]) => e.saved !== undefined)))
      setReasons([])
      setMessage('')
    },
    choose: (record) => {
      const now = stale
      setStale(null)
      if (record === null || now === null) return
      const others = open.flatMap(([id, { base, value }]) => {
        const parsed = parseRecord(value)
        return id !== record.id && parsed.ok ? [{ base, record: parsed.value }] : []
      })
      void store([{ record, base: now.currentHead }, ...others])
    },
  }
}

/** Changes that are still to be shown: typed ones, and saved ones the database has not told of. */
function shownEntries(entries: ReadonlyMap<string, Entry>, stored: readonly Stored[]): ReadonlyMap<string, Entry> {
  const heads = new Map(stored.map((r) => [r.id, r.head]))
  return new Map([...entries].filter(([id, { saved }]) => saved === undefined || (heads.get(id) ?? null) === saved.over))
}

function rowsOf(stored: readonly Stored[], entries: ReadonlyMap<string, Entry>, reasons: readonly RecordReason[]): readonly SheetRecord[] {
  const known = new Set(stored.map((r) => r.id))
  const row = (id: string, value: FormValue, record: AnyRecord | null): SheetRecord => ({ id, value, stored: record, isChanged: entries.has(id) && entries.get(id)?.saved === undefined, reasons: reasons.filter((r) => r.id === id) })
  return [
    ...stored.map((r) => row(r.id, entries.get(r.id)?.value ?? r.record, r.record)),
    ...[...entries].flatMap(([id, { value }]) => (known.has(id) ? [] : [row(id, value, null)])),
  ]
}

function isFormValue(value: unknown): value is FormValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
