import type { ReactNode } from 'react'
import type { ReportSubject } from '../../../shared/export/report-subject.ts'
import type { AnyRecord, RecordKind } from '../../../shared/records/record-kinds.ts'

/** A stored record as its page has it. */
export type PageRow = { readonly id: string; readonly head: string; readonly refs: readonly string[]; readonly record: AnyRecord }

/** A tab of a record page besides those every page has. It is shown for stored records only. */
export type RecordTab = { readonly value: string; readonly label: string; readonly content: (row: PageRow) => ReactNode }

/**
 * What a kind adds to its page: tabs before and after the form, something beside the form on wide windows (a live report), buttons in the
 * head. The map of all of them is areas/kind-slots.tsx.
 */
export type RecordSlots = {
  /** Tabs before the form; the first of them is what the page opens with. */
  readonly first?: readonly RecordTab[]
  /** Tabs after the form. */
  readonly tabs?: readonly RecordTab[]
  readonly beside?: (row: PageRow) => ReactNode
  /** What the report of this record is about; the page then shows it beside all tabs, where the person wants it. */
  readonly report?: (row: PageRow) => ReportSubject | null
  readonly actions?: (row: PageRow) => ReactNode
}

export type SlotMap = Readonly<Partial<Record<RecordKind, RecordSlots>>>
