import type { BackupFile } from './host.ts'

/** A backup file with what its name says. */
type Dated = BackupFile & { readonly sort: 'full' | 'hourly' | 'safety'; readonly at: number; readonly title: string }

/** What is to be done now: a backup to make, if any, and files that are no longer needed. */
export type RotationStep = { readonly make: 'full' | 'hourly' | null; readonly remove: readonly string[] }

const hour = 3_600_000
const day = 24 * hour

/**
 * When to back up, and what to keep: a full backup every day on which something changed, in between what changed since it, once an hour;
 * full ones of the last 7 days are kept, then one a week for 8 weeks, and always the newest; hourly ones go with the full one they belong to.
 * Safety copies made before a restore are kept for 8 weeks. Files of other notebooks in the same folder are never touched.
 * @param files the backups in the folder. @param titlePart the notebook's part of the name (backupName up to the date).
 * @param now time of the computer, as in the names: local time without offset. @param changedSince whether anything was stored since the newest backup.
 */
export function rotationStep(files: readonly BackupFile[], titlePart: string, now: string, changedSince: boolean): RotationStep {
  const at = timeOf(now)
  const own = files.flatMap((f) => dated(f) ?? []).filter((f) => f.title === titlePart).sort((a, b) => b.at - a.at)
  const fulls = own.filter((f) => f.sort === 'full')
  const [newestFull] = fulls
  const newest = own.find((f) => f.sort !== 'safety')
  const kept = keptFulls(fulls, at)
  const oldestNeeded = newestFull?.at ?? 0
  const remove = own.filter((f) => (f.sort === 'full' ? !kept.has(f.name) : f.sort === 'hourly' ? f.at < oldestNeeded : at - f.at > 56 * day)).map((f) => f.name)
  // A clock that was set back would otherwise stop backups until it catches up.
  const since = (f: Dated | undefined): number => (f === undefined || f.at > at + hour ? Infinity : at - f.at)
  const make = !changedSince && newestFull !== undefined ? null : since(newestFull) >= day ? 'full' : since(newest) >= hour ? 'hourly' : null
  return { make, remove }
}

/** Full backups that are kept. */
function keptFulls(fulls: readonly Dated[], now: number): ReadonlySet<string> {
  const kept = new Set<string>()
  const weeks = new Set<number>()
  const [newest] = fulls
  if (newest !== undefined) kept.add(newest.name)
  for (const f of fulls) {
    const age = now - f.at
    if (age < 7 * day) kept.add(f.name)
    else if (age < 56 * day) {
      const week = Math.floor(f.at / (7 * day))
      if (!weeks.has(week)) kept.add(f.name)
      weeks.add(week)
    }
  }
  return kept
}

function dated(file: BackupFile): Dated | undefined {
  const match = /^(.+)-(\d{4})-(\d\d)-(\d\d)-(\d\d)(\d\d)(\d\d)-(full|hourly|safety)\.eln$/.exec(file.name)
  if (match === null) return undefined
  const [, title = '', y, mo, d, h, mi, s, sort] = match
  return { ...file, title, at: timeOf(`${y ?? ''}-${mo ?? ''}-${d ?? ''}T${h ?? ''}:${mi ?? ''}:${s ?? ''}`), sort: sort as Dated['sort'] }
}

/** Local time as a number that grows with it. */
function timeOf(local: string): number {
  return Date.parse(`${local.slice(0, 19)}Z`)
}
