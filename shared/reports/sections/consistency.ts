import type { Finding } from '../../domain/estimate.ts'
import type { Content } from '../../util/document-definition.ts'
import { paragraph, sectionTitle, table } from '../layout/blocks.ts'

/** Findings over the records behind the report. */
export function consistency({ results }: { readonly results: { readonly findings: readonly Finding[] } }): Content[] {
  const content: Content[] = [sectionTitle('Consistency of the records')]
  if (results.findings.length === 0) return [...content, paragraph('No findings.')]
  content.push(
    table(
      [{ header: 'Severity', width: 42 }, { header: 'Record', width: 118 }, { header: 'What was found', width: '*' }, { header: 'What to do', width: 150 }],
      results.findings.map((f) => [f.severity, `${f.kind} ${f.name}${f.field === '' ? '' : `\n${f.field}`}`, f.reason, f.advice]),
    ),
  )
  return content
}
