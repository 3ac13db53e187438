import type { HistoryEntry as Entry } from '../db/record-history.ts'

/** One change of a record, as the history shows it. */
export type HistoryEntry = Entry
