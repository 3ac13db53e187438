import type { FormValue } from '../forms/form-value.ts'

/**
 * A passage after the rows that are there: next number, from the harvest of the last one, with a code that no row has. The first of a batch
 * grows from tissue.
 */
export function newPassage(header: FormValue, batch: { readonly id: string; readonly code: string }, rows: readonly FormValue[]): FormValue {
  const numbered = rows.filter((r) => typeof r['number'] === 'number').toSorted((a, b) => Number(a['number']) - Number(b['number']))
  const last = numbered.at(-1)
  const number = last === undefined ? 0 : Number(last['number']) + 1
  const origin = last === undefined ? { seededFrom: 'tissue' } : { seededFrom: 'harvest', parents: { [String(last['id'])]: { order: 1 } } }
  return { ...header, code: freeCode(`${batch.code}-P${String(number)}`, rows), batchId: batch.id, number, ...origin }
}

function freeCode(wanted: string, rows: readonly FormValue[]): string {
  const taken = new Set(rows.map((r) => r['code']))
  if (!taken.has(wanted)) return wanted
  let n = 2
  while (taken.has(`${wanted}-${String(n)}`)) n++
  return `${wanted}-${String(n)}`
}
