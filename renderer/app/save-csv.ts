import { safeName } from '../../shared/export/safe-name.ts'
import { fail, type Result } from '../../shared/util/result.ts'
import type { ListQuery } from '../workers/lists/list-query.ts'
import { now } from './clock.ts'
import { capital, kinds } from './kinds/kinds.ts'
import type { Services } from './services.ts'

/** Saves every row of a list as CSV where the person says; the answer is the name of the file. The error is empty when they cancelled. */
export async function saveListAsCsv(services: Services, query: ListQuery): Promise<Result<string>> {
  const session = services.session.get()
  if (session === null) return fail('no notebook is open')
  const { noun, plural } = kinds[query.kind]
  const text = await session.lists.csv(query, capital(noun))
  const saved = await services.host.saveFile(`${safeName(`${session.entry.title} ${plural} ${now().slice(0, 10)}`)}.csv`, 'text/csv', new TextEncoder().encode(text))
  return saved.ok ? saved : fail(saved.error.kind === 'cancelled' ? '' : saved.error.message)
}
