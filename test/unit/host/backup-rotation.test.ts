import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backupName } from '../../../shared/host/backup-name.ts'
import { rotationStep } from '../../../shared/host/backup-rotation.ts'
import type { BackupFile } from '../../../shared/host/host.ts'

const file = (at: string, sort: 'full' | 'hourly' | 'safety', title = 'Cell lab'): BackupFile => ({ name: backupName(title, at, sort), size: 1, modifiedAt: at })
const now = '2026-03-20T12:00:00+01:00'
const daysAgo = (n: number, hours = 0): string => new Date(Date.parse('2026-03-20T12:00:00Z') - n * 86_400_000 - hours * 3_600_000).toISOString()

describe('rotation of backups', () => {
  it('starts with a full backup, changed or not', () => {
    expect(rotationStep([], 'Cell-lab', now, false)).toEqual({ make: 'full', remove: [] })
  })

  it('makes a full one after a day and an hourly one after an hour, only when something changed', () => {
    expect(rotationStep([file(daysAgo(0, 2), 'full')], 'Cell-lab', now, true).make).toBe('hourly')
    expect(rotationStep([file(daysAgo(0, 2), 'full'), file(daysAgo(0, 0.5), 'hourly')], 'Cell-lab', now, true).make).toBeNull()
    expect(rotationStep([file(daysAgo(1), 'full'), file(daysAgo(0, 0.5), 'hourly')], 'Cell-lab', now, true).make).toBe('full')
    expect(rotationStep([file(daysAgo(3), 'full')], 'Cell-lab', now, false).make).toBeNull()
  })

  it('keeps seven days, then one a week for eight weeks, and always the newest', () => {
    const fulls = Array.from({ length: 120 }, (_, i) => file(daysAgo(i), 'full'))
    const { remove } = rotationStep(fulls, 'Cell-lab', now, true)
    const kept = fulls.filter((f) => !remove.includes(f.name))
    expect(kept.slice(0, 7)).toEqual(fulls.slice(0, 7))
    expect(kept.length).toBeGreaterThanOrEqual(7 + 7)
    expect(kept.length).toBeLessThanOrEqual(7 + 8)
    expect(rotationStep([file(daysAgo(300), 'full')], 'Cell-lab', now, false).remove).toEqual([])
  })

  it('drops hourly ones with the full one they followed, and old safety copies', () => {
    const files = [file(daysAgo(2), 'full'), file(daysAgo(1, 20), 'hourly'), file(daysAgo(1), 'full'), file(daysAgo(0, 20), 'hourly'), file(daysAgo(60), 'safety'), file(daysAgo(10), 'safety')]
    expect(rotationStep(files, 'Cell-lab', now, true).remove).toEqual([files[1]?.name, files[4]?.name])
  })

  it('never touches files of another notebook or of anybody else', () => {
    const others = [...Array.from({ length: 90 }, (_, i) => file(daysAgo(i), 'full', 'Other lab')), { name: 'thesis.eln', size: 1, modifiedAt: now }]
    expect(rotationStep(others, 'Cell-lab', now, true)).toEqual({ make: 'full', remove: [] })
  })

  it('goes on when the clock was set back', () => {
    expect(rotationStep([file(daysAgo(-400), 'full')], 'Cell-lab', now, true).make).toBe('full')
  })

  it('never removes the newest full backup, whatever is in the folder', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: -50, max: 400 }), fc.constantFrom('full' as const, 'hourly' as const, 'safety' as const)), { maxLength: 60 }), (list) => {
      const files = list.map(([age, sort]) => file(daysAgo(age), sort))
      const fulls = files.filter((f) => f.name.endsWith('full.eln')).map((f) => f.name).sort()
      const newest = fulls.at(-1)
      const { remove } = rotationStep(files, 'Cell-lab', now, true)
      if (newest !== undefined) expect(remove).not.toContain(newest)
    }))
  })
})
