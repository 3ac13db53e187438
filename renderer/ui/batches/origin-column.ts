import type { AnyRecord } from '../../../shared/records/record-kinds.ts'
import type { FormValue } from '../forms/form-value.ts'
import type { RecordColumn } from '../sheet/record-columns.ts'

/** What the cells of a step can come from: passages and vials by code. */
export type Origins = { readonly find: (code: string) => { readonly kind: 'passage' | 'vial'; readonly id: string } | undefined; readonly codeOf: (id: string) => string | undefined; readonly list: readonly string[] }

const fromTissue = 'tissue'

/** Column "From": tissue, the codes of the harvests (several with + where they were pooled), or of the vials that were thawed. */
export function originColumn(origins: Origins): RecordColumn {
  return {
    key: 'from', pointer: '/parents', header: 'From', chars: 12, why: 'tissue; a passage, or several with + where they were pooled; a thawed vial', list: [fromTissue, ...origins.list],
    text: (value) => {
      if (typeof value['parents'] === 'string') return value['parents']
      const names = [...keysOf(value['parents']), ...keysOf(value['thawedVials'])].map((id) => origins.codeOf(id) ?? 'not in this notebook')
      return names.length === 0 && value['seededFrom'] === 'tissue' ? fromTissue : names.join(' + ')
    },
    read: (value, text) => {
      const { parents: _p, thawedVials: _v, seededFrom: _s, ...rest } = value
      const codes = text.split('+').map((c) => c.trim()).filter((c) => c !== '')
      if (codes.length === 0) return rest
      if (codes.length === 1 && codes[0]?.toLowerCase() === fromTissue) return { ...rest, seededFrom: 'tissue' }
      const found = codes.map((code) => origins.find(code))
      if (found.some((f) => f === undefined || f.id === value['id'])) return { ...rest, parents: text }
      const parents = refs(found.flatMap((f) => (f?.kind === 'passage' ? [f.id] : [])), value['parents'])
      const thawedVials = refs(found.flatMap((f) => (f?.kind === 'vial' ? [f.id] : [])), value['thawedVials'])
      return { ...rest, ...(parents === null ? {} : { parents }), ...(thawedVials === null ? {} : { thawedVials }), seededFrom: thawedVials === null ? 'harvest' : 'thawed vial' }
    },
    problem: (value) => (typeof value['parents'] === 'string' ? `"${value['parents']}" is neither tissue nor a passage or vial of this notebook` : undefined),
  }
}

/** Numbers of cells taken that were recorded before stay. */
function refs(ids: readonly string[], before: unknown): FormValue | null {
  const known = typeof before === 'object' && before !== null ? (before as FormValue) : {}
  return ids.length === 0 ? null : Object.fromEntries(ids.map((id, i) => [id, { ...(known[id] as object | undefined), order: i + 1 }]))
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}

/** Origins among records that are there and rows that are being typed. */
export function originsOf(passages: readonly FormValue[], others: readonly AnyRecord[]): Origins {
  const known = [
    ...passages.map((p) => ({ kind: 'passage' as const, id: String(p['id']), code: typeof p['code'] === 'string' ? p['code'] : '' })),
    ...others.flatMap((r) => (r.kind === 'passage' || r.kind === 'vial' ? [{ kind: r.kind, id: r.id, code: r.code }] : [])),
  ]
  const byCode = new Map(known.map((k) => [k.code.toLowerCase(), k]))
  const byId = new Map(known.map((k) => [k.id, k.code]))
  return { find: (code) => byCode.get(code.toLowerCase()), codeOf: (id) => byId.get(id), list: [...new Set(known.map((k) => k.code))].filter((c) => c !== '') }
}
