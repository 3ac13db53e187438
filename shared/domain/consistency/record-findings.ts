import { blankStateOf } from '../../records/blank.ts'
import type { FieldMeta } from '../../records/fields.ts'
import { nameOf, type Notebook } from '../../records/notebook.ts'
import type { AnyRecord, RecordKind } from '../../records/record-kinds.ts'
import { isKnownTerm } from '../../records/vocabularies.ts'
import { walkRecord } from '../../records/walk-record.ts'
import { comparePartialDates } from '../../util/partial-date.ts'
import type { Finding } from '../estimate.ts'
import { finding } from './make-finding.ts'

/** Kinds whose data enter results: to rest on a retired one is a mistake. Lots, people and devices are retired in the course of things. */
const dataKinds: ReadonlySet<RecordKind> = new Set(['donor', 'batch', 'passage', 'bank', 'vial', 'responder-lot', 'assay', 'score-scale', 'marker-panel', 'experiment', 'preparation'])

/**
 * Findings that hold for every kind of record, read off the schemas: impossible values, references that lead nowhere, to the wrong kind or
 * to retired records, terms outside the vocabularies, codes used twice, bench dates after the computer recorded them. Retired records are
 * passed over.
 */
export function recordFindings(notebook: Notebook): readonly Finding[] {
  const ownTerms = new Set(notebook.all('vocabulary-term').map((t) => `${t.vocabulary} ${t.term}`))
  return [
    ...duplicateCodes(notebook),
    ...secondSettings(notebook),
    ...notebook.records.filter((r) => r.retired === undefined).flatMap((record) => [...fieldFindings(record, ownTerms), ...referenceFindings(notebook, record), ...recordedBeforePerformed(record)]),
  ]
}

function fieldFindings(record: AnyRecord, ownTerms: ReadonlySet<string>): readonly Finding[] {
  const out: Finding[] = []
  const advice = record.kind === 'lab-settings' ? 'correct it; an impossible margin is refused, other limits are used as they stand until then' : 'compare with the paper or the instrument file and correct it; results that need it are not computed'
  walkRecord(record, ({ value, pointer, meta }) => {
    const impossible = typeof value === 'number' ? impossibleBecause(value, meta) : undefined
    if (impossible !== undefined) {
      out.push(finding(record, 'error', 'impossible-value', pointer, `${meta.label ?? 'value'} is ${String(value)}${meta.unit === undefined || meta.unit === '' ? '' : ` ${meta.unit}`}: ${impossible}`, advice))
    }
    if (typeof value === 'string' && meta.vocabulary !== undefined && !isKnownTerm(meta.vocabulary, value) && !ownTerms.has(`${meta.vocabulary} ${value}`)) {
      out.push(finding(record, 'note', 'unknown-term', pointer, `"${value}" is no term of the vocabulary "${meta.vocabulary}"`, 'choose a term, or add it as a term of the lab, so that it can be compared'))
    }
  })
  return out
}

function impossibleBecause(value: number, meta: Partial<FieldMeta>): string | undefined {
  if (meta.impossibleBelow !== undefined && value < meta.impossibleBelow) return `below ${String(meta.impossibleBelow)} is impossible`
  if (meta.impossibleAbove !== undefined && value > meta.impossibleAbove) return `above ${String(meta.impossibleAbove)} is impossible`
  if (meta.zeroImpossible === true && value === 0) return 'zero is impossible here'
  return undefined
}

function referenceFindings(notebook: Notebook, record: AnyRecord): readonly Finding[] {
  return notebook.referencesFrom(record.id).flatMap((ref): readonly Finding[] => {
    const target = notebook.find(ref.to)
    if (target === undefined) return [finding(record, 'error', 'dangling-reference', ref.pointer, `points at the ${ref.toKind} ${ref.to}, which is not in this notebook`, 'add the missing record, or correct the reference')]
    if (target.kind !== ref.toKind) return [finding(record, 'error', 'wrong-kind-of-reference', ref.pointer, `expects a ${ref.toKind} but points at the ${target.kind} ${nameOf(target)}`, 'correct the reference')]
    if (target.retired !== undefined && dataKinds.has(target.kind)) return [finding(record, 'warning', 'reference-to-retired', ref.pointer, `rests on the retired ${target.kind} ${nameOf(target)} (${target.retired.reason})`, 'correct the reference, retire this record as well, or bring the other one back')]
    return []
  })
}

/**
 * Codes are unique over the whole notebook, since labels and reports name records by them alone: twice within a kind is an error, in two
 * kinds a warning. The record with the later id is marked.
 */
function duplicateCodes(notebook: Notebook): readonly Finding[] {
  const byCode = new Map<string, AnyRecord[]>()
  for (const record of notebook.records) {
    if (!('code' in record) || record.retired !== undefined) continue
    byCode.set(record.code, [...(byCode.get(record.code) ?? []), record])
  }
  return [...byCode].flatMap(([code, records]) => {
    const [first, ...later] = records.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    return later.map((record, i) => {
      const twin = [first, ...later.slice(0, i)].find((r) => r?.kind === record.kind)
      const other = twin ?? first
      return finding(record, twin === undefined ? 'warning' : 'error', 'duplicate-code', '/code', `the code ${code} is also that of ${other?.kind ?? ''} ${other?.id ?? ''}`, 'give one of them another code; labels and reports name records by code')
    })
  })
}

function secondSettings(notebook: Notebook): readonly Finding[] {
  return notebook.all('lab-settings').slice(1).map((s) => finding(s, 'error', 'second-settings', '', 'there is more than one record of settings of the lab; the first is used', 'retire all but one'))
}

function recordedBeforePerformed(record: AnyRecord): readonly Finding[] {
  const at = 'performedAt' in record ? record.performedAt : undefined
  if (at === undefined || blankStateOf(at) !== undefined) return []
  return comparePartialDates(at.slice(0, 10), record.recordedAt.slice(0, 10)) === 1
    ? [finding(record, 'warning', 'performed-after-recorded', '/performedAt', `performed ${at}, but recorded ${record.recordedAt}`, 'check the date at the bench')]
    : []
}
