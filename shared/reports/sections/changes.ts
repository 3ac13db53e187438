import type { Content } from '../../util/document-definition.ts'
import { notRecorded, paragraph, sectionTitle, table } from '../layout/blocks.ts'
import type { ReportFrame } from '../report-context.ts'

/** Every change of these records after their first entry. */
export function changesSinceFirstEntry({ changes }: ReportFrame): Content[] {
  const content: Content[] = [sectionTitle('Changes since first entry')]
  if (changes === undefined) return [...content, notRecorded('History')]
  if (changes.length === 0) return [...content, paragraph('None: every record stands as it was first entered.')]
  content.push(table([{ header: 'When', width: 100 }, { header: 'Who', width: 62 }, { header: 'Record', width: 96 }, { header: 'Change', width: '*' }, { header: 'Reason', width: 100 }], changes.map((c) => [c.at, c.person, c.record, `${c.action}: ${c.what}`, c.reason])))
  return content
}
