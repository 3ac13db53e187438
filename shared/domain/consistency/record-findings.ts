import { blankStateOf } from '../../records/blank.ts'
import type { FieldMeta } from '../../records/fields.ts'
import { nameOf, type Notebook } from '../../records/notebook.ts'
import type { AnyRecord } from '../../records/record-kinds.ts'
import { isKnownTerm } from '../../records/vocabularies.ts'
import { walkRecord } from '../../records/walk-record.ts'
import { comparePartialDates } from '../../util/partial-date.ts'
import type { Finding } from '../estimate.ts'
import { finding } from './make-finding.ts'

/**
 * Findings that hold for every kind of record, read off the schemas: impossible values, references that lead nowhere or to the wrong
 * kind, terms outside the vocabularies, codes used twice, bench dates after the computer recorded them.
 */
export function recordFindings(notebook: Notebook): readonly Finding[] {
  const out: Finding[] = [...duplicateCodes(notebook)]
  const ownTerms = new Set(notebook.all('vocabulary-term').map((t) => `${t.vocabulary} ${t.term}`))
  for (const record of notebook.records) {
    walkRecord(record, ({ value, pointer, meta }) => {
      const impossible = typeof value === 'number' ? impossibleBecause(value, meta) : undefined
      if (impossible !== undefined) {
        out.push(finding(record, 'error', 'impossible-value', pointer, `${meta.label ?? 'value'} is ${String(value)}${meta.unit === undefined || meta.unit === '' ? '' : ` ${meta.unit}`}: ${impossible}`, 'compare with the paper or the instrument file and correct it; results that need it are not computed'))
      }
      if (typeof value === 'string' && meta.vocabulary !== undefined && !isKnownTerm(meta.vocabulary, value) && !ownTerms.has(`${meta.vocabulary} ${value}`)) {
        out.push(finding(record, 'note', 'unknown-term', pointer, `"${value}" is no term of the vocabulary "${meta.vocabulary}"`, 'choose a term, or add it as a term of the lab, so that it can be compared'))
      }
    })
    for (const ref of notebook.referencesFrom(record.id)) {
      const target = notebook.find(ref.to)
      if (target === undefined) out.push(finding(record, 'error', 'dangling-reference', ref.pointer, `points at the ${ref.toKind} ${ref.to}, which is not in this notebook`, 'add the missing record, or correct the reference'))
      else if (target.kind !== ref.toKind) out.push(finding(record, 'error', 'wrong-kind-of-reference', ref.pointer, `expects a ${ref.toKind} but points at the ${target.kind} ${nameOf(target)}`, 'correct the reference'))
    }
    out.push(...recordedBeforePerformed(record))
  }
  return out
}

function impossibleBecause(value: number, meta: Partial<FieldMeta>): string | undefined {
  if (meta.impossibleBelow !== undefined && value < meta.impossibleBelow) return `below ${String(meta.impossibleBelow)} is impossible`
  if (meta.impossibleAbove !== undefined && value > meta.impossibleAbove) return `above ${String(meta.impossibleAbove)} is impossible`
  if (meta.zeroImpossible === true && value === 0) return 'zero is impossible here'
  return undefined
}

function duplicateCodes(notebook: Notebook): readonly Finding[] {
  const seen = new Map<string, AnyRecord>()
  const out: Finding[] = []
  for (const record of notebook.records) {
    if (!('code' in record) || record.retired !== undefined) continue
    const key = `${record.kind} ${record.code}`
    const first = seen.get(key)
    if (first === undefined) seen.set(key, record)
    else out.push(finding(record, 'error', 'duplicate-code', '/code', `the code ${record.code} is also that of ${first.kind} ${first.id}`, 'give one of them another code; labels and reports name records by code'))
  }
  return out
}

function recordedBeforePerformed(record: AnyRecord): readonly Finding[] {
  const at = 'performedAt' in record ? record.performedAt : undefined
  if (at === undefined || blankStateOf(at) !== undefined) return []
  return comparePartialDates(at.slice(0, 10), record.recordedAt.slice(0, 10)) === 1
    ? [finding(record, 'warning', 'performed-after-recorded', '/performedAt', `performed ${at}, but recorded ${record.recordedAt}`, 'check the date at the bench')]
    : []
}
