import { fail, ok, type Result } from '../../shared/util/result.ts'
import { applyImport } from '../db/apply-import.ts'
import { planImport, type ImportPlan } from '../db/plan-import.ts'
import type { ReadFile } from './opened-file.ts'
import type { Services, Session } from './services.ts'

/** What importing a file would do: how many records of each standing, and what is wrong. Nothing is written. */
export type ImportPreview = { readonly plan: ImportPlan; readonly fresh: number; readonly further: number; readonly same: number; readonly behind: number; readonly apart: number; readonly erased: number }

/** Compares a file with the open notebook. */
export async function previewImport({ db }: Session, { archive }: ReadFile): Promise<ImportPreview> {
  const plan = await planImport(db, archive)
  const of = (standing: ImportPlan['items'][number]['standing']): number => plan.items.filter((i) => i.standing === standing).length
  return { plan, fresh: of('new'), further: of('further'), same: of('same'), behind: of('behind'), apart: of('apart'), erased: of('erased') }
}

/** Stores what the preview said, as one change that can be taken back whole. Records changed in both places stay as they are here. */
export async function importFile(services: Services, { db }: Session, { archive, attachments, name }: ReadFile, { plan }: ImportPreview): Promise<Result<{ readonly taken: number; readonly left: number; readonly changeset: string }>> {
  const done = await applyImport(db, plan, attachments, { takeTheirs: new Set(), source: { name, sha256: archive.archiveHash } }, services.context())
  return done.ok ? ok(done.value) : fail(done.error.message)
}
