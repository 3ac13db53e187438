import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { AnyRecord, RecordOf } from '../../records/record-kinds.ts'
import { at, each, absent, type Part } from './item-parts.ts'

/** Donors of a batch that are on record. */
export function donorsOf(notebook: Notebook, batch: RecordOf<'batch'>): readonly RecordOf<'donor'>[] {
  const { source } = batch
  const ids = source.type === 'donor' ? [source.donorId] : source.type === 'pool' ? ordered(source.members).map(([, m]) => m.donorId) : []
  return [...new Set(ids)].flatMap((id) => notebook.get('donor', id) ?? [])
}

/** A field of every donor; of a cell line the field its source has under the same name, if any. */
export function ofDonors(notebook: Notebook, batch: RecordOf<'batch'>, name: 'species' | 'strain' | 'sex' | 'age' | 'healthStatus' | 'genotype', label: string): Part {
  const { source } = batch
  if (source.type === 'cell-line') return name === 'species' || name === 'strain' ? at(batch, `/source/${name}`, source[name], label) : { evidence: [], gaps: [] }
  const named = source.type === 'donor' ? 1 : new Set(Object.values(source.members).map((m) => m.donorId)).size
  const donors = donorsOf(notebook, batch)
  const missing = named - donors.length
  const parts = each(donors, (d) => at(d, `/${name}`, d[name], `${label}, ${d.code}`), absent(label, `donor, /${name}`, named === 0 ? 'no donor named' : 'donor not in the notebook'))
  if (missing <= 0 || donors.length === 0) return parts
  return { evidence: parts.evidence, gaps: [...parts.gaps, { what: label, where: `donor, /${name}`, state: `${missing} of ${named} donors not in the notebook` }] }
}

/** Every record that shares a set of bench references: protocols of acts, with what they say. */
export function protocolsOf(notebook: Notebook, records: readonly AnyRecord[]): readonly RecordOf<'protocol'>[] {
  const ids = records.flatMap((r) => ('protocolId' in r ? [valueOf(r.protocolId)] : []))
  return [...new Set(ids)].flatMap((id) => notebook.get('protocol', id) ?? [])
}

/** Equipment named by acts at the bench. */
export function equipmentOf(notebook: Notebook, records: readonly AnyRecord[]): readonly RecordOf<'equipment'>[] {
  const ids = records.flatMap((r) => ('equipment' in r ? ordered(r.equipment).map(([id]) => id) : []))
  return [...new Set(ids)].flatMap((id) => notebook.get('equipment', id) ?? [])
}
