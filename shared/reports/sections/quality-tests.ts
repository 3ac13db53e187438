import type { RecordOf } from '../../records/record-kinds.ts'
import type { Content } from '../../util/document-definition.ts'
import { notRecorded, sectionTitle, table } from '../layout/blocks.ts'
import { printAmount, printField, printTime } from '../layout/print-field.ts'
import { originMark } from '../layout/print-origin.ts'
import type { ReportContext } from '../report-context.ts'

/** Quality tests of the batch: mycoplasma, sterility, endotoxin, identity, pathogens. */
export function qualityTests({ notebook, batch }: ReportContext): Content[] {
  const tests = notebook.all('quality-test').filter((t) => passageOf(notebook, t)?.batchId === batch.id)
  const content: Content[] = [sectionTitle('Quality tests')]
  if (tests.length === 0) return [...content, notRecorded('Quality test')]
  content.push(
    table(
      [{ header: 'Test', width: 92 }, { header: 'Of', width: 92 }, { header: 'Date', width: 58 }, { header: 'Method', width: 82 }, { header: 'Result', width: 72 }, { header: 'Value, limit', width: '*' }],
      tests.map((t) => [
        `${t.test === 'other' ? printField(t.otherTest) : t.test}${originMark(t, '')}`,
        subjectName(notebook, t),
        printTime(t.performedAt),
        printField(t.method),
        printField(t.result),
        t.value === undefined ? printField(t.laboratory) : `${printAmount(t.value, t.unit)}${t.limit === undefined ? '' : `, limit ${printAmount(t.limit, t.unit)}`}`,
      ]),
    ),
  )
  return content
}

type Book = ReportContext['notebook']

function subjectName(notebook: Book, test: RecordOf<'quality-test'>): string {
  const { subject } = test
  const record = subject.type === 'passage' ? notebook.get('passage', subject.passageId) : subject.type === 'bank' ? notebook.get('bank', subject.bankId) : subject.type === 'vial' ? notebook.get('vial', subject.vialId) : notebook.get('preparation', subject.preparationId)
  return record === undefined ? 'not in this file' : `${record.kind} ${record.code}`
}

function passageOf(notebook: Book, test: RecordOf<'quality-test'>): RecordOf<'passage'> | undefined {
  const { subject } = test
  switch (subject.type) {
    case 'passage':
      return notebook.get('passage', subject.passageId)
    case 'bank':
      return notebook.get('passage', notebook.get('bank', subject.bankId)?.passageId)
    case 'vial':
      return notebook.get('passage', notebook.get('bank', notebook.get('vial', subject.vialId)?.bankId)?.passageId)
    case 'preparation': {
      const preparation = notebook.get('preparation', subject.preparationId)
      const direct = notebook.get('passage', preparation?.passageId)
      if (direct !== undefined) return direct
      const vial = notebook.get('vial', Object.keys(preparation?.vials ?? {})[0])
      return notebook.get('passage', notebook.get('bank', vial?.bankId)?.passageId)
    }
  }
}
