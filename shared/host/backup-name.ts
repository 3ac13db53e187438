/** Names a backup file may have: nothing that could leave the folder, hide in it, or mean something to an operating system. */
const allowed = /^[A-Za-z0-9][A-Za-z0-9._-]{0,118}\.eln$/

/** True for a plain file name of a backup. */
export function isBackupName(name: string): boolean {
  return allowed.test(name) && !name.includes('..')
}

/**
 * Name of a backup: which notebook, when, of what sort.
 * @param instant RFC 3339 time; colons are left out, since Windows allows none in a name.
 */
export function backupName(notebookTitle: string, instant: string, sort: 'full' | 'hourly' | 'safety'): string {
  const title = notebookTitle.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40)
  return `${title === '' ? 'notebook' : title}-${instant.slice(0, 19).replaceAll(':', '').replace('T', '-')}-${sort}.eln`
}
