import { parseInstant } from './pdf-metadata.ts'
import type { PdfkitDocument, PdfReference } from './pdf-engine.ts'

/** What a file is to the document it travels in (ISO 32000-2, table 43; required by PDF/A-3). */
export type FileRelationship = 'Source' | 'Data' | 'Alternative' | 'Supplement' | 'Unspecified'

/** A file that travels inside a PDF. */
export type EmbeddedFile = {
  readonly name: string
  /** Media type, "application/vnd.eln+zip". */
  readonly mediaType: string
  readonly description: string
  readonly relationship: FileRelationship
  /** Last change of the file, ISO 8601 with offset. */
  readonly modifiedAt: string
  readonly bytes: Uint8Array
}

/**
 * Embeds files into an unfinished document: one compressed stream, one file specification with its relationship, an entry in the
 * name tree of embedded files, and one in the document's associated files (ISO 19005-3, 6.8). Bytes are not changed; 0 bytes are fine.
 *
 * Throws on an empty or repeated name, a name with a folder in it, or a media type that is none.
 *
 * Not done by pdfkit's own `file()`: that writes the MD5 sum as 32 letters where 16 bytes are defined, and orders names by locale.
 */
export function embedFiles(document: PdfkitDocument, files: readonly EmbeddedFile[]): void {
  if (files.length === 0) return
  const names = new Set<string>()
  const specifications = files.map((file, index) => {
    if (file.name === '' || /[\\/]/.test(file.name)) throw new RangeError(`not a plain file name: "${file.name}"`)
    if (names.has(file.name)) throw new RangeError(`two embedded files are called "${file.name}"`)
    names.add(file.name)
    const specification = embedOne(document, file)
    document.addNamedEmbeddedFile(treeKey(file.name, index, files.length), specification)
    return specification
  })
  document._root.data['AF'] = specifications
}

function embedOne(document: PdfkitDocument, file: EmbeddedFile): PdfReference {
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(file.mediaType)) throw new RangeError(`not a media type: ${file.mediaType}`)
  const stream = document.ref({
    Type: 'EmbeddedFile',
    // pdfkit writes plain strings as PDF names; a slash inside a name is written #2F.
    Subtype: file.mediaType.replace('/', '#2F'),
    Params: { Size: file.bytes.byteLength, ModDate: parseInstant(file.modifiedAt) },
  })
  stream.end(file.bytes)
  const specification = document.ref({
    Type: 'Filespec',
    AFRelationship: file.relationship,
    F: pdfText(asciiName(file.name)),
    UF: pdfText(file.name),
    Desc: pdfText(file.description),
    EF: { F: stream, UF: stream },
  })
  specification.end()
  return specification
}

/**
 * Key of a file in the name tree. The tree must be ordered by bytes and pdfkit orders by locale; a running number makes both the same.
 * A single file needs no order and keeps its own name, which some readers show instead of the file specification's.
 */
function treeKey(name: string, index: number, count: number): string {
  return count === 1 ? name : `${String(index + 1).padStart(4, '0')}-${name}`
}

/** Name for readers that know no Unicode names. */
function asciiName(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]/gu, '_')
}

/** pdfkit tells PDF strings from PDF names by the String object. */
function pdfText(text: string): object {
  return new String(text)
}
