import { fail, ok, type Result } from '../util/result.ts'
import { recordSchemaVersion } from './record-kinds.ts'

/** One step from a shape to the next, pure and frozen: it knows the old shape by itself and uses nothing that may change later. */
export type UpgradeStep = {
  /** Version the step leads to. */
  readonly to: number
  readonly name: string
  readonly explanation: string
  readonly upgrade: (record: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
}

/** All steps in order. Empty while version 1 is the only one. */
export const upgradeSteps: readonly UpgradeStep[] = []

/**
 * Brings a record written at `version` to the current shape, by the same steps on every path (database, archive, command line).
 * @returns the record, or why not: a version newer than this program knows, or no version at all.
 */
export function upgradeRecord(record: Readonly<Record<string, unknown>>, version: number, steps: readonly UpgradeStep[] = upgradeSteps, current: number = recordSchemaVersion): Result<Readonly<Record<string, unknown>>> {
  if (!Number.isInteger(version) || version < 1) return fail(`schema version ${String(version)} is not a version; the file names none that can be read`)
  if (version > current) return fail(`written with schema version ${String(version)}; this program knows up to ${String(current)}. Open it with a newer Stromabook`)
  let at = record
  for (const step of steps) if (step.to > version && step.to <= current) at = step.upgrade(at)
  return ok(at)
}
