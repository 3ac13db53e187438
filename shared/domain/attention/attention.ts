import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import { ordered } from '../../records/ordered.ts'
import type { RecordKind, RecordOf } from '../../records/record-kinds.ts'
import { partialDateRange } from '../../util/partial-date.ts'
import { effectiveConditions } from '../culture/effective-conditions.ts'
import { mycoplasmaStatus } from '../quality/mycoplasma-status.ts'

/** Something that is due or runs out. `at`: the bench date it goes by, where there is one; `isLate`: that date is past. */
export type Due = { readonly what: 'culture' | 'mycoplasma' | 'lot' | 'calibration' | 'permit' | 'stock'; readonly kind: RecordKind; readonly id: string; readonly name: string; readonly reason: string; readonly at: string | undefined; readonly isLate: boolean }

/** How far ahead is looked, and how many vials are few. Reminders only: no calculation uses them. */
const ahead = { lotDays: 30, calibrationDays: 30, permitDays: 60 } as const
const fewVials = 3
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * What needs a hand, by date: cultures whose medium is due, batches in culture without a current mycoplasma test, lots, calibrations and
 * permits that run out, banks with few vials left. Only what was recorded is gone by: a passage without an interval of medium changes
 * is not due.
 * @param now bench date and time of the lab, without offset: 2026-03-14T09:30.
 */
export function attention(notebook: Notebook, now: string): readonly Due[] {
  const found = [...cultures(notebook, now), ...mycoplasma(notebook, now), ...lots(notebook, now), ...calibrations(notebook, now), ...permits(notebook, now), ...stock(notebook)]
  return found.toSorted((a, b) => Number(b.isLate) - Number(a.isLate) || compare(a.at ?? '9', b.at ?? '9') || compare(a.name, b.name))
}

/** Passages that are going on: seeded, not harvested, and no outcome but "ongoing". */
export function passagesGoingOn(notebook: Notebook): readonly RecordOf<'passage'>[] {
  return notebook.all('passage').filter((p) => valueOf(p.seededAt) !== undefined && p.harvest === undefined && (valueOf(p.outcome) ?? 'ongoing') === 'ongoing')
}

function cultures(notebook: Notebook, now: string): readonly Due[] {
  return passagesGoingOn(notebook).flatMap((passage) => {
    const hours = effectiveConditions(notebook, passage).conditions.get('mediumChangeIntervalH')?.value
    if (typeof hours !== 'number') return []
    const fed = [valueOf(passage.seededAt), ...ordered(passage.feedings).map(([, f]) => valueOf(f.at))].filter((d) => d !== undefined).toSorted((a, b) => startOf(a) - startOf(b)).at(-1)
    if (fed === undefined) return []
    const due = startOf(fed) + hours * hourMs
    return due <= startOf(now) + 12 * hourMs ? [{ what: 'culture', kind: 'passage', id: passage.id, name: passage.code, reason: `medium is due ${String(hours)} h after ${fed.replace('T', ' ')}`, at: new Date(due).toISOString().slice(0, 16), isLate: due < startOf(now) }] : []
  })
}

function mycoplasma(notebook: Notebook, now: string): readonly Due[] {
  const batches = new Set(passagesGoingOn(notebook).map((p) => p.batchId))
  return [...batches].flatMap((id): readonly Due[] => {
    const batch = notebook.get('batch', id)
    const status = mycoplasmaStatus(notebook, id, now.slice(0, 10))
    if (batch === undefined || batch.retired !== undefined || status.kind === 'negative' || status.kind === 'use-undated') return []
    const reason = status.kind === 'outdated' ? `last negative mycoplasma test ${String(status.test.days)} days ago, limit ${String(status.limitDays)}` : status.kind === 'positive' ? 'mycoplasma test failed' : status.kind === 'undecided' ? `mycoplasma test of ${status.test.performedAt}: ${status.result}` : status.kind === 'none' ? 'in culture without a mycoplasma test' : 'no mycoplasma test is dated to the day'
    return [{ what: 'mycoplasma', kind: 'batch', id, name: batch.code, reason, at: undefined, isLate: status.kind !== 'undecided' }]
  })
}

function lots(notebook: Notebook, now: string): readonly Due[] {
  return notebook.all('reagent-lot').flatMap((lot) => running('lot', 'reagent-lot', lot, `${lot.name} expires`, valueOf(lot.expiresAt), now, ahead.lotDays))
}

function calibrations(notebook: Notebook, now: string): readonly Due[] {
  return notebook.all('equipment').flatMap((item) => {
    const last = ordered(item.calibrations).map(([, c]) => valueOf(c.dueAt)).filter((d) => d !== undefined).toSorted((a, b) => startOf(a) - startOf(b)).at(-1)
    return running('calibration', 'equipment', item, `${item.name}: calibration due`, last, now, ahead.calibrationDays)
  })
}

function permits(notebook: Notebook, now: string): readonly Due[] {
  return notebook.all('permit').flatMap((permit) => running('permit', 'permit', permit, `${permit.type.replaceAll('-', ' ')} ends`, valueOf(permit.validTo), now, ahead.permitDays))
}

/** A date that is written only to the month runs out when the month is over. */
function running(what: Due['what'], kind: RecordKind, record: { readonly id: string; readonly code: string }, words: string, date: string | undefined, now: string, days: number): readonly Due[] {
  const range = date === undefined ? undefined : partialDateRange(date)
  if (date === undefined || range === undefined || range.to > startOf(now) + days * dayMs) return []
  return [{ what, kind, id: record.id, name: record.code, reason: `${words} ${date}`, at: date, isLate: range.to <= startOf(now) }]
}

function stock(notebook: Notebook): readonly Due[] {
  return notebook.all('bank').flatMap((bank) => {
    const vials = notebook.referencesTo(bank.id).flatMap((ref) => notebook.get('vial', ref.from) ?? []).filter((v) => v.retired === undefined && v.bankId === bank.id)
    const left = vials.filter((v) => (valueOf(v.status) ?? 'stored') === 'stored').length
    return vials.length > fewVials && left <= fewVials ? [{ what: 'stock', kind: 'bank', id: bank.id, name: bank.code, reason: left === 0 ? 'no vial left' : `${String(left)} of ${String(vials.length)} vials left`, at: undefined, isLate: left === 0 }] : []
  })
}

/** First moment of a bench date, all taken as of one place. */
function startOf(date: string): number {
  return partialDateRange(date)?.from ?? NaN
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
