import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { AnyRecord, RecordOf } from '../../records/record-kinds.ts'
import { comparePartialDates } from '../../util/partial-date.ts'
import { effectiveConditions } from '../culture/effective-conditions.ts'
import type { Finding } from '../estimate.ts'
import { finding } from './make-finding.ts'

/** A lot as it was used: where it is named, and when it was used as far as recorded. */
type LotUse = { readonly lotId: string; readonly field: string; readonly at: string | undefined; readonly how: string }

/** Findings about materials and devices: lots expired or rejected when they were used, calibration overdue. */
export function lotFindings(notebook: Notebook): readonly Finding[] {
  return notebook.records.filter((r) => r.retired === undefined).flatMap((record) => [...usesOf(notebook, record).flatMap((use) => lotOf(notebook, record, use)), ...calibrations(notebook, record)])
}

function usesOf(notebook: Notebook, record: AnyRecord): readonly LotUse[] {
  const at = timeOf(record)
  const named = notebook.referencesFrom(record.id).flatMap((ref): LotUse[] => {
    if (ref.toKind !== 'reagent-lot') return []
    const feeding = record.kind === 'passage' ? /^\/feedings\/([^/]+)\//.exec(ref.pointer)?.[1] : undefined
    const fedAt = record.kind === 'passage' && feeding !== undefined ? valueOf(record.feedings?.[feeding]?.at) : undefined
    return [{ lotId: ref.to, field: ref.pointer, at: fedAt ?? at, how: '' }]
  })
  return record.kind === 'passage' ? [...named, ...inheritedLots(notebook, record, at)] : named
}

/** Lots in conditions that a passage takes over from its parents. */
function inheritedLots(notebook: Notebook, passage: RecordOf<'passage'>, at: string | undefined): readonly LotUse[] {
  return [...effectiveConditions(notebook, passage).conditions].flatMap(([name, { value, from, inherited }]) => {
    if (!inherited) return []
    const lots = typeof value === 'string' ? [value] : Object.values(typeof value === 'object' ? value : {}).flatMap((item: unknown) => (typeof item === 'object' && item !== null && 'reagentLotId' in item && typeof item.reagentLotId === 'string' ? [item.reagentLotId] : []))
    return lots.map((lotId) => ({ lotId, field: `/conditions/${name}`, at, how: ` (inherited from ${from.code})` }))
  })
}

/** When the work of a record began. */
function timeOf(record: AnyRecord): string | undefined {
  const performed = 'performedAt' in record ? record.performedAt : undefined
  if (record.kind === 'passage') return valueOf(record.seededAt) ?? performed
  if (record.kind === 'bank') return performed ?? valueOf(record.frozenAt)
  if (record.kind === 'preparation') return performed ?? valueOf(record.startedAt) ?? valueOf(record.readyAt)
  if (record.kind === 'plate') return performed ?? valueOf(record.readAt)
  return record.kind === 'experiment' ? performed ?? valueOf(record.day0At) : performed
}

function lotOf(notebook: Notebook, record: AnyRecord, { lotId, field, at, how }: LotUse): readonly Finding[] {
  const lot = notebook.get('reagent-lot', lotId)
  if (lot === undefined) return []
  const name = `lot ${lot.code} (${lot.name})${how}`
  const expires = valueOf(lot.expiresAt)
  return [
    ...(at !== undefined && expires !== undefined && comparePartialDates(at, expires) === 1 ? [finding(record, 'warning', 'expired-lot', field, `used ${at}; ${name} expired ${expires}`, 'name the lot that was used, or record the deviation')] : []),
    ...(valueOf(lot.qualification) === 'rejected' ? [finding(record, 'warning', 'rejected-lot', field, `${name} is rejected`, 'name the lot that was used, or record the deviation')] : []),
  ]
}

/** Devices whose last calibration before use was overdue. Devices without recorded calibrations are passed over. */
function calibrations(notebook: Notebook, record: AnyRecord): readonly Finding[] {
  const at = timeOf(record)
  if (at === undefined || !('equipment' in record)) return []
  return Object.keys(record.equipment ?? {}).flatMap((id): readonly Finding[] => {
    const device = notebook.get('equipment', id)
    const before = ordered(device?.calibrations).flatMap(([, c]) => {
      const done = valueOf(c.at)
      return done !== undefined && comparePartialDates(done, at) !== 1 ? [{ done, due: valueOf(c.dueAt) }] : []
    })
    const last = before.toSorted((a, b) => comparePartialDates(b.done, a.done) ?? 0)[0]
    if (device === undefined || last?.due === undefined || comparePartialDates(at, last.due) !== 1) return []
    return [finding(record, 'warning', 'calibration-overdue', `/equipment/${id}`, `used ${at}; the calibration of ${device.code} (${device.name}) was due ${last.due}`, 'calibrate the device; check whether its readings can still be used')]
  })
}
