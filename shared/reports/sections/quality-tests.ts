import { subjectOfTest } from '../../domain/quality/quality-test-subject.ts'
import type { Content } from '../../util/document-definition.ts'
import { notRecorded, sectionTitle, table } from '../layout/blocks.ts'
import { printAmount, printField, printTime } from '../layout/print-field.ts'
import { originMark } from '../layout/print-origin.ts'
import type { ReportContext } from '../report-context.ts'

/** Quality tests of the batch: mycoplasma, sterility, endotoxin, identity, pathogens. */
export function qualityTests({ notebook, batch }: ReportContext): Content[] {
  const tests = notebook.all('quality-test').filter((t) => subjectOfTest(notebook, t).batchId === batch.id)
  const content: Content[] = [sectionTitle('Quality tests')]
  if (tests.length === 0) return [...content, notRecorded('Quality test')]
  content.push(
    table(
      [{ header: 'Test', width: 92 }, { header: 'Of', width: 92 }, { header: 'Date', width: 58 }, { header: 'Method', width: 82 }, { header: 'Result', width: 72 }, { header: 'Value, limit', width: '*' }],
      tests.map((t) => [
        `${t.test === 'other' ? printField(t.otherTest) : t.test}${originMark(t, '')}`,
        subjectOfTest(notebook, t).name,
        printTime(t.performedAt),
        printField(t.method),
        printField(t.result),
        t.value === undefined ? printField(t.laboratory) : `${printAmount(t.value, t.unit)}${t.limit === undefined ? '' : `, limit ${printAmount(t.limit, t.unit)}`}`,
      ]),
    ),
  )
  return content
}
