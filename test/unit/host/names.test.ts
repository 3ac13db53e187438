import { describe, expect, it } from 'vitest'
import { backupName, isBackupName } from '../../../shared/host/backup-name.ts'
import { safeLink } from '../../../shared/host/safe-link.ts'

describe('names of backups', () => {
  it('say notebook, time and sort, and pass their own check', () => {
    const name = backupName('Zellkultur / Labor 3 (Süd)', '2026-03-01T09:15:07+01:00', 'full')
    expect(name).toBe('Zellkultur-Labor-3-Su-d-2026-03-01-091507-full.eln')
    expect(isBackupName(name)).toBe(true)
    expect(isBackupName(backupName('細胞', '2026-03-01T09:15:07Z', 'safety'))).toBe(true)
  })

  it.each(['../x.eln', 'a/../x.eln', '..\\x.eln', '.hidden.eln', 'x.eln/', 'x', 'x.pdf', 'a b.eln', 'a\u0000.eln', 'a..b.eln', '', `${'a'.repeat(200)}.eln`, 'C:x.eln'])('refuse %j', (name) => {
    expect(isBackupName(name)).toBe(false)
  })
})

describe('links', () => {
  it.each(['https://doi.org/10.1186/ar2939', 'https://example.org', 'https://example.org:8443/a?b#c'])('opens %s', (url) => { expect(safeLink(url).ok).toBe(true) })
  it.each(['http://example.org', 'file:///etc/passwd', 'javascript:alert(1)', 'https://', 'https://user:pw@example.org', 'https:\\\\example.org', 'https://a\\b', ' https://example.org', 'data:text/html,x', 'mailto:a@b', ''])('refuses %j', (url) => { expect(safeLink(url).ok).toBe(false) })
})
