import { assertNever } from '../util/assert-never.ts'
import { valueOf } from './blank.ts'
import type { NameOfId } from './cell-text.ts'
import type { AnyRecord, RecordOf } from './record-kinds.ts'

/**
 * What a record is called on pages: its code; a kind without codes by what it is about, of which record, and when. Ids never show.
 * @param nameOf codes of the records it points at; what is not known is left out.
 */
export function recordTitle(record: AnyRecord, nameOf: NameOfId): string {
  if (record.kind === 'person') return record.printedName === '' ? record.code : record.printedName
  if ('code' in record) return record.code
  switch (record.kind) {
    case 'donor-private':
      return words(nameOf(record.donorId), 'private file')
    case 'draw':
      return words('Draw of', nameOf(record.from.type === 'harvest' ? record.from.passageId : record.from.vialId), dayOf(valueOf(record.at) ?? record.performedAt))
    case 'phenotype-test':
      return words(nameOf(record.passageId), 'phenotype', dayOf(record.performedAt))
    case 'differentiation-test':
      return words(nameOf(record.passageId), record.lineage, dayOf(record.performedAt))
    case 'quality-test':
      return words(subjectName(record, nameOf), valueOf(record.otherTest) ?? record.test, dayOf(record.performedAt))
    case 'mediator-measurement':
      return words(nameOf(record.subject.type === 'passage' ? record.subject.passageId : record.subject.assayId), valueOf(record.mediator) ?? 'mediator', dayOf(record.performedAt))
    case 'allocation':
      return words(nameOf(record.experimentId), 'allocation')
    case 'administration':
      return words(nameOf(record.experimentId), 'animal', record.animalKey, dayNumber(valueOf(record.day)))
    case 'scoring-session':
      return words(nameOf(record.experimentId), `day ${String(record.day)}`)
    case 'endpoint-measurement':
      return words(nameOf(record.experimentId), valueOf(record.endpoint) ?? valueOf(record.type) ?? 'endpoint', dayNumber(valueOf(record.day)))
    case 'relation-override':
      return words(nameOf(record.leftId), 'and', nameOf(record.rightId), record.relation)
    case 'attachment':
      return record.name
    case 'vocabulary-term':
      return `${record.vocabulary}: ${record.term}`
    case 'lab-settings':
      return words(valueOf(record.labName) ?? 'Limits of the lab')
    default:
      return assertNever(record)
  }
}

function subjectName({ subject }: RecordOf<'quality-test'>, nameOf: NameOfId): string | undefined {
  switch (subject.type) {
    case 'passage':
      return nameOf(subject.passageId)
    case 'bank':
      return nameOf(subject.bankId)
    case 'vial':
      return nameOf(subject.vialId)
    case 'preparation':
      return nameOf(subject.preparationId)
    default:
      return assertNever(subject)
  }
}

function dayOf(date: string | undefined): string | undefined {
  return date?.slice(0, 10)
}

function dayNumber(day: number | undefined): string | undefined {
  return day === undefined ? undefined : `day ${String(day)}`
}

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter((p) => p !== undefined && p !== '').join(' ')
}
