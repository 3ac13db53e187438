import { saveDiagnostics } from '../../app/diagnostics.ts'
import type { Services } from '../../app/services.ts'

/** Saves the diagnostics and says so. */
export async function tellDiagnostics(services: Services): Promise<void> {
  const saved = await saveDiagnostics(services)
  if (saved.ok) services.notify({ tone: 'done', title: 'Diagnostics saved', text: `${saved.value}: counts, versions and the local log, nothing of any record. It is text: read it before you send it.` })
  else if (saved.error !== '') services.notify({ tone: 'error', title: 'Diagnostics not saved', text: saved.error })
}
