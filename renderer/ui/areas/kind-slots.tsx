import type { SlotMap } from '../records/record-slots.ts'

/** Tabs, panels and buttons that kinds add to their pages. A rich page is entered here; the frame does the rest. */
export const kindSlots: SlotMap = {}
