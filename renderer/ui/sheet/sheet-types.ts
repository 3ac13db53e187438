import type { ReactNode } from 'react'

/** A column of a sheet. Computed ones show text only. */
export type SheetColumn = {
  readonly key: string
  readonly header: string
  /** Stands below the header. */
  readonly unit?: string
  /** Why it matters; shown at the header. */
  readonly why?: string
  /** Width in characters. */
  readonly chars: number
  readonly isRight?: boolean
  readonly isComputed?: boolean
  /** Offered while typing; anything else may be typed, and the owner of the sheet says what it makes of it. */
  readonly list?: readonly string[]
}

/** What a cell shows. */
export type SheetCell = {
  readonly text: string
  /** Why the text cannot be stored as it is. */
  readonly problem?: string
  /** What to know about the value: where it comes from, a warning. */
  readonly note?: string
  readonly tone?: 'changed' | 'inherited'
  /** Shown and not typed into. */
  readonly isFixed?: boolean
}

export type SheetRow = {
  readonly key: string
  /** Names the row for those who do not see it. */
  readonly label: string
  /** First column: a link to the record, a name. */
  readonly head: ReactNode
  readonly cells: Readonly<Record<string, SheetCell>>
}
