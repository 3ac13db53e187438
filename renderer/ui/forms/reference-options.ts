import type { OptionsFilter } from '@mantine/core'
import { useMemo } from 'react'
import type { RecordKind } from '../../../shared/records/record-kinds.ts'
import { idOfScanCode } from '../../../shared/records/scan-code.ts'
import { kinds } from '../../app/kinds/kinds.ts'
import { useWholeList } from '../../app/lists.ts'

/** A record to choose: its id, its code, and what it is. */
export type ReferenceOption = { readonly value: string; readonly label: string; readonly description: string }

/** Records of a kind to choose from, without the retired ones; undefined while they are read. */
export function useReferenceOptions(kind: RecordKind): readonly ReferenceOption[] | undefined {
  const rows = useWholeList(kind, kinds[kind].columns.slice(0, 4))
  return useMemo(() => rows?.map(({ id, title, cells }) => ({ value: id, label: title, description: cells.filter((c) => c !== '' && c !== title).join(' \u00b7 ') })), [rows])
}

/** Options whose code or description holds every word typed; a scanned label picks its record, and the Enter of the scanner takes it. */
export const matching: OptionsFilter = ({ options, search, limit }) => {
  const scanned = idOfScanCode(search)
  if (scanned !== undefined) return options.filter((o) => 'value' in o && o.value === scanned)
  const words = search.toLowerCase().split(/\s+/).filter((w) => w !== '')
  const found: typeof options = []
  for (const option of options) {
    if (found.length >= limit) break
    const text = 'value' in option ? `${option.label} ${'description' in option ? String(option.description) : ''}`.toLowerCase() : ''
    if (words.every((w) => text.includes(w))) found.push(option)
  }
  return found
}
