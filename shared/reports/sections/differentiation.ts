import { nameOf } from '../../records/notebook.ts'
import type { Content } from '../../util/document-definition.ts'
import { notRecorded, sectionTitle, smallPrint, table } from '../layout/blocks.ts'
import { printField } from '../layout/print-field.ts'
import { originMark } from '../layout/print-origin.ts'
import type { ReportContext } from '../report-context.ts'

/** Differentiation tests of the batch's passages. */
export function differentiation({ notebook, batch, results }: ReportContext): Content[] {
  const tests = notebook.all('differentiation-test').filter((t) => notebook.get('passage', t.passageId)?.batchId === batch.id)
  const content: Content[] = [sectionTitle('Differentiation')]
  if (tests.length === 0) return [...content, notRecorded('Differentiation test')]
  content.push(
    table(
      [{ header: 'Lineage', width: 78 }, { header: 'Passage', width: 90 }, { header: 'Days', width: 34, alignment: 'right' }, { header: 'Stain or read-out', width: 92 }, { header: 'Result', width: 52 }, { header: 'Undifferentiated control', width: 80 }, { header: 'Positive', width: '*' }],
      tests.map((t) => {
        const passage = notebook.get('passage', t.passageId)
        return [`${t.lineage === 'other' ? printField(t.otherLineage) : t.lineage}${originMark(t, '')}`, passage === undefined ? '–' : nameOf(passage), printField(t.days), printField(t.stain), printField(t.result), printField(t.undifferentiatedControl), printField(t.positivePercent, '%')]
      }),
    ),
    smallPrint(results.phenotype.lineages.map((l) => `${l.lineage}: ${l.verdict}${l.detail === '' ? '' : ` (${l.detail})`}`).join('. ')),
  )
  return content
}
