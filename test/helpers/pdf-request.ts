import type { DocumentDefinition } from '../../shared/util/document-definition.ts'
import type { EmbeddedFile } from '../../shared/pdf/embed-files.ts'
import { BODY_FONT_FAMILY } from '../../shared/util/font-families.ts'
import type { PdfFonts } from '../../shared/pdf/pdf-font-files.ts'
import type { PdfRequest } from '../../shared/pdf/render-pdf.ts'

/** A small request for tests: the given content in the body face, dated 2 March 2026, with the given changes. */
export function pdfRequest(fonts: PdfFonts, content: () => DocumentDefinition['content'], changes: Partial<PdfRequest> = {}): PdfRequest {
  return {
    fonts,
    build: () => ({ content: content(), defaultStyle: { font: BODY_FONT_FAMILY, fontSize: 10 } }),
    metadata: { title: 'Batch BM-0012', subject: 'Manifest ab12', createdAt: '2026-03-02T14:05:00+01:00', language: 'en' },
    ...changes,
  }
}

/** A file to embed, with everything but name and bytes filled in. */
export function embeddedFile(name: string, bytes: Uint8Array): EmbeddedFile {
  return { name, bytes, mediaType: 'application/vnd.eln+zip', description: `Data of ${name}`, relationship: 'Data', modifiedAt: '2026-03-02T14:05:00+01:00' }
}
