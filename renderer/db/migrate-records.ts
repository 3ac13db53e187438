import { formatReason, parseRecord } from '../../shared/records/parse-record.ts'
import { recordKinds, recordSchemaVersion, type AnyRecord } from '../../shared/records/record-kinds.ts'
import { upgradeRecord, upgradeSteps, type UpgradeStep } from '../../shared/records/upgrade-record.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import type { RecordState } from '../../shared/trust/make-revision.ts'
import type { RecordLike } from '../../shared/trust/record-like.ts'
import { appendRevisions } from './append-revisions.ts'
import type { NotebookDb } from './notebook-db.ts'
import { metaOf, type StoreContext } from './store-context.ts'
import { problemOf, Refusal, type StoreProblem } from './store-problem.ts'
import { stateOf } from './save-changeset.ts'
import { rowOf } from './stored-row.ts'

/** Steps and versions, so that tests can migrate through shapes that do not exist yet. */
export type MigrationPlan = {
  readonly steps: readonly UpgradeStep[]
  readonly to: number
  /** The door of the version migrated to. */
  readonly parse: (value: RecordLike) => Result<AnyRecord>
}

const toThisProgram: MigrationPlan = {
  steps: upgradeSteps,
  to: recordSchemaVersion,
  parse: (value) => {
    const parsed = parseRecord(value)
    return parsed.ok ? parsed : fail(parsed.error.map(formatReason).join('; '))
  },
}

export type Migrated = { readonly from: number; readonly to: number; readonly records: number; readonly names: readonly string[] }

/**
 * Brings every record of an open notebook to the current shape. Hashes cover the shape as it was written, so nothing earlier is touched: each
 * record gets a `migrate` revision with the new snapshot and the hash of the old shape, one chain of revisions per step. All in one strict
 * transaction; a record that does not fit afterwards stops it, and the notebook stays as it was.
 */
export async function migrateRecords(db: NotebookDb, context: StoreContext, plan: MigrationPlan = toThisProgram): Promise<Result<Migrated, StoreProblem>> {
  try {
    const scope = [db.revisions, db.meta, ...recordKinds.map((kind) => db.rows(kind))]
    return ok(await db.transaction('rw', scope, async () => {
      const entry = await db.meta.get('recordSchema')
      const from = entry?.name === 'recordSchema' ? entry.value : plan.to
      const steps = plan.steps.filter((s) => s.to > from && s.to <= plan.to)
      const rows = (await Promise.all(recordKinds.map((kind) => db.rows(kind).toArray()))).flat()
      let states: readonly RecordState[] = rows.map(stateOf)
      for (const step of steps) states = await migrated(db, states, step, context)
      if (steps.length > 0) await project(db, states, plan)
      await db.meta.put({ name: 'recordSchema', value: plan.to })
      return { from, to: plan.to, records: steps.length === 0 ? 0 : states.length, names: steps.map((s) => s.name) }
    }))
  } catch (error) {
    return fail(problemOf(error, 'The notebook in its new shape'))
  }
}

/** One step for every record; the revisions of a step are one changeset. */
async function migrated(db: NotebookDb, states: readonly RecordState[], step: UpgradeStep, context: StoreContext): Promise<readonly RecordState[]> {
  const meta = { ...metaOf(context, context.newId(), step.explanation), schema: step.to }
  const after = states.map(({ record }): RecordLike => {
    const upgraded = upgradeRecord(record, step.to - 1, [step], step.to)
    if (!upgraded.ok) throw new Refusal({ kind: 'damaged', message: `The notebook was not updated and stands as before: ${upgraded.error}.` })
    return { ...upgraded.value, kind: record.kind, id: record.id }
  })
  const revisions = await appendRevisions(db, states.map((from, i) => ({ meta, change: { action: 'migrate', from, after: after[i] ?? from.record, migration: step.name } })))
  return after.map((record, i) => ({ record, revision: revisions[i]?.envelope.hash ?? '' }))
}

/** Only the last shape is the one this program knows, and only it is kept for reading. */
async function project(db: NotebookDb, states: readonly RecordState[], plan: MigrationPlan): Promise<void> {
  for (const { record, revision } of states) {
    const parsed = plan.parse(record)
    if (!parsed.ok) throw new Refusal({ kind: 'damaged', message: `The notebook was not updated and stands as before: ${parsed.error}.` })
    await db.rows(parsed.value.kind).put(rowOf(parsed.value, revision))
  }
}
