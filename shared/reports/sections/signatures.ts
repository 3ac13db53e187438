import type { Content } from '../../util/document-definition.ts'
import { notRecorded, sectionTitle, smallPrint } from '../layout/blocks.ts'
import type { ReportFrame } from '../report-context.ts'

/** Signatures over the manifest. */
export function signatures({ manifest, notices }: ReportFrame): Content[] {
  return [
    sectionTitle('Signatures'),
    notRecorded('Signature'),
    smallPrint(`What a signature covers is the manifest of ${String(manifest.records)} records and ${String(manifest.attachments)} attachments with sha256 ${manifest.hash}; the same data are embedded in this PDF as an .eln file.`),
    ...notices.map((n) => smallPrint(n)),
  ]
}
