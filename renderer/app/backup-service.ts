import { backupName } from '../../shared/host/backup-name.ts'
import { rotationStep } from '../../shared/host/backup-rotation.ts'
import type { Host } from '../../shared/host/host.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { remoteRead, remoteTake, type DataWorker, type WorkOptions } from '../workers/data-worker-client.ts'
import { now } from './clock.ts'

export type BackupDone = { readonly name: string; readonly bytes: number; readonly records: number }

const license = 'No licence stated: ask the laboratory before using the data.'

/** Which notebook is backed up, with what. */
export type BackupParts = { readonly host: Host; readonly worker: DataWorker; readonly localId: string; readonly title: string }

/**
 * Writes a backup of a notebook into the backup folder and reads it back: every hash of it is checked before it counts. One that does not
 * verify is removed again, and the earlier ones stay. The data worker does both, so that nobody waits.
 */
export async function makeBackup({ host, worker, localId, title }: BackupParts, sort: 'full' | 'hourly' | 'safety', options: WorkOptions = {}): Promise<Result<BackupDone>> {
  const name = backupName(title, now(), sort)
  const output = await host.backups.write(name)
  if (!output.ok) return fail(output.error.message)
  try {
    const facts = { createdAt: now(), appVersion: host.facts.appVersion, license }
    const written = await worker.run((api, report) => api.writeBackup(localId, facts, remoteTake(output.value.write), report), options)
    if (!written.ok) {
      await output.value.discard()
      return written
    }
    await output.value.close()
  } catch (error) {
    await output.value.discard().catch(() => undefined)
    return fail(`The backup was not written (${error instanceof Error ? error.message : String(error)}). Records are safe in the notebook; earlier backups are as they were.`)
  }
  const checked = await verifyBackup(host, worker, name, options)
  if (!checked.ok) await host.backups.remove(name)
  return checked
}

/** Reads a backup of the folder whole and checks every hash and chain. */
export async function verifyBackup(host: Host, worker: DataWorker, name: string, options: WorkOptions = {}): Promise<Result<BackupDone>> {
  const file = await host.backups.open(name)
  if (!file.ok) return fail(file.error.message)
  const { size, read } = file.value
  try {
    const found = await worker.run((api, report) => api.verifyArchive(size, remoteRead(read), report), options)
    if (!found.ok) return fail(`The backup ${name} cannot be read back: ${found.error}`)
    const [first] = found.value.problems
    return first === undefined ? ok({ name, bytes: size, records: found.value.records }) : fail(`The backup ${name} is not whole: ${first}`)
  } catch (error) {
    return fail(`The backup ${name} cannot be read back: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/**
 * One look at the clock: makes the backup that is due, and removes those that are no longer needed, after it was verified and never before.
 * @returns what was made, or null where nothing was due or no folder is chosen.
 */
export async function rotateBackups(parts: BackupParts, changedSince: boolean): Promise<Result<BackupDone | null>> {
  const { host, title } = parts
  if ((await host.backups.name()) === null) return ok(null)
  const files = await host.backups.list()
  if (!files.ok) return fail(files.error.message)
  const titlePart = backupName(title, now(), 'full').replace(/-\d{4}-\d\d-\d\d-\d{6}-full\.eln$/, '')
  const step = rotationStep(files.value, titlePart, now(), changedSince)
  if (step.make === null) return ok(null)
  const made = await makeBackup(parts, step.make)
  if (!made.ok) return made
  for (const name of step.remove) await host.backups.remove(name)
  return made
}
