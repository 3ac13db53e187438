import type { Finding } from '../../domain/estimate.ts'
import type { Content } from '../../util/document-definition.ts'
import { warning } from '../layout/blocks.ts'
import { colours } from '../layout/colours.ts'

/** Title of a report, what it is about, and what a reader must know before any number: simulated data, errors in the records. */
export function reportHead(code: string, about: string, results: { readonly simulated: boolean; readonly findings: readonly Finding[] }): Content[] {
  const content: Content[] = [
    { text: code, fontSize: 22, bold: true, color: colours.accent },
    { text: about, fontSize: 10, margin: [0, 0, 0, 6] },
  ]
  if (results.simulated) content.push({ text: 'This report contains simulated data. Every simulated value is marked; no conclusion about real cells can rest on it.', color: colours.simulated, bold: true, margin: [0, 0, 0, 4] })
  const errors = results.findings.filter((f) => f.severity === 'error')
  if (errors.length > 0) content.push(warning(`${String(errors.length)} ${errors.length === 1 ? 'error was' : 'errors were'} found in the records behind this report; see "Consistency"`))
  return content
}
