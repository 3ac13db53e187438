import type { DocumentDefinition } from '../util/document-definition.ts'
import { embedFiles } from './embed-files.ts'
import type { EmbeddedFile } from './embed-files.ts'
import { guardDefinition } from './guard-definition.ts'
import { BODY_FONT_FAMILY } from '../util/font-families.ts'
import { FONT_STYLES } from './pdf-font-files.ts'
import type { PdfFonts } from './pdf-font-files.ts'
import { isPdfkitDocument } from './pdf-engine.ts'
import type { EngineFiles, PdfEngine, PdfkitDocument } from './pdf-engine.ts'
import { cleanMetadata, parseInstant, PDF_CREATOR, PDF_PRODUCER, xmpDescriptions } from './pdf-metadata.ts'
import type { PdfMetadata } from './pdf-metadata.ts'

/** One PDF to be made. */
export type PdfRequest = {
  /**
   * Makes the definition, with new objects at every call: pdfmake writes into the objects it is given and fails on frozen ones.
   * Version, PDF/A level, language, title and dates are set here and override the definition's.
   */
  readonly build: () => DocumentDefinition
  readonly fonts: PdfFonts
  readonly metadata: PdfMetadata
  readonly files?: readonly EmbeddedFile[]
  /** Fraction drawn so far, above 0 to 1. Layout, which takes the larger share of the time, comes before the first call. */
  readonly onProgress?: (fraction: number) => void
  /**
   * Called once, before the bytes are returned, when text contains characters that its face lacks. They are printed as empty boxes,
   * cannot be copied from the PDF, and PDF/A does not allow them: the caller should say so or write them otherwise.
   */
  readonly onMissingCharacters?: (characters: readonly string[]) => void
}

/**
 * Renders a pdfmake definition to the bytes of a PDF 1.7 file that declares PDF/A-3b: XMP identification, sRGB output intent, embedded
 * subsets of the given fonts only, files with their relationship. It is not tagged, because pdfmake writes no structure elements and
 * an empty structure tree would hide the text from screen readers.
 *
 * The same request gives the same bytes with the same engine build (the Node and the browser build differ in compression).
 * Nothing is fetched or read: pictures must be data URLs. May run side by side with other calls on one engine.
 *
 * Rejects on programming errors: unknown font family, link to something outside, a figure that cannot be drawn faithfully,
 * a date without offset, repeated file names, an engine of another shape.
 */
export async function renderPdf(engine: PdfEngine, request: PdfRequest): Promise<Uint8Array> {
  const metadata = cleanMetadata(request.metadata)
  const figureProblems: string[] = []
  const families = Object.keys(request.fonts)
  const definition = guardDefinition(request.build(), {
    figureFont: request.fonts[BODY_FONT_FAMILY] === undefined ? (families[0] ?? BODY_FONT_FAMILY) : BODY_FONT_FAMILY,
    onFigureProblem: (problem) => figureProblems.push(problem),
  })
  const output = startDocument(engine, request, { ...definition, ...standardSettings(metadata) })
  const document = await output.getStream()
  if (!isPdfkitDocument(document)) throw new Error('this release of pdfmake is not supported')
  if (figureProblems.length > 0) throw new Error(`a figure cannot be drawn faithfully: ${figureProblems.join('; ')}`)
  embedFiles(document, request.files ?? [])
  document._addInfo = () => document.appendXML(xmpDescriptions(metadata))
  const missing = missingCharacters(document)
  if (missing.length > 0) request.onMissingCharacters?.(missing)
  // A plain Uint8Array of its own memory: Node's Buffer differs in slice(), and may share memory with others.
  return new Uint8Array(await output.getBuffer())
}

/** Sets the engine up and starts in one synchronous step: createPdf takes the settings with it, so that calls cannot mix. */
function startDocument(engine: PdfEngine, request: PdfRequest, definition: DocumentDefinition) {
  const faces = facesByKey(request.fonts)
  engine.virtualfs = noFiles
  engine.setUrlAccessPolicy(() => false)
  engine.localAccessPolicy = onlyFaces(faces)
  engine.setProgressCallback(request.onProgress)
  engine.setFonts(fontDictionary(request.fonts))
  return engine.createPdf(definition)
}

function standardSettings(metadata: PdfMetadata): Partial<DocumentDefinition> {
  return {
    version: '1.7',
    subset: 'PDF/A-3b',
    tagged: false,
    displayTitle: true,
    compress: true,
    language: metadata.language,
    info: {
      title: metadata.title,
      subject: metadata.subject,
      ...(metadata.author === undefined ? {} : { author: metadata.author }),
      ...(metadata.keywords === undefined ? {} : { keywords: metadata.keywords }),
      creator: PDF_CREATOR,
      producer: PDF_PRODUCER,
      creationDate: parseInstant(metadata.createdAt),
    },
  }
}

const noFiles: EngineFiles = {
  existsSync: () => false,
  readFileSync: (name) => {
    throw new Error(`there is no file ${name}`)
  },
  writeFileSync: () => undefined,
}

function faceKey(family: string, style: string): string {
  return `${family}/${style}`
}

function facesByKey(fonts: PdfFonts): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(fonts).flatMap(([family, styles]) => FONT_STYLES.map((style) => [faceKey(family, style), styles[style]] as const)))
}

function fontDictionary(fonts: PdfFonts): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.keys(fonts).map((family) => [family, Object.fromEntries(FONT_STYLES.map((style) => [style, faceKey(family, style)]))]),
  )
}

/**
 * The policy that lets text use the given faces and nothing else. pdfmake calls it as a method of its document, before the first use of
 * each face; this is the one place to hand pdfkit the faces by name, so that figures, which ask by name too, share them with the text.
 */
function onlyFaces(faces: ReadonlyMap<string, Uint8Array>): (this: unknown, path: string) => boolean {
  const prepared = new WeakSet<object>()
  return function (path) {
    if (!faces.has(path)) return false
    if (!isPdfkitDocument(this)) throw new Error('this release of pdfmake is not supported')
    if (!prepared.has(this)) {
      prepared.add(this)
      for (const [name, bytes] of faces) this.registerFont(name, bytes)
    }
    return true
  }
}

/** Characters of the document's text that were set with glyph 0, "no such character", sorted, each once. */
function missingCharacters(document: PdfkitDocument): readonly string[] {
  const missing = new Set<string>()
  for (const face of Object.values(document._fontFamilies)) {
    for (const [text, run] of Object.entries(face.layoutCache ?? {})) {
      if (run.glyphs.every((glyph) => glyph.id !== 0)) continue
      for (const character of text) {
        // Joiners, variation marks and the like have no glyph of their own and leave no box.
        const visible = !/\p{Default_Ignorable_Code_Point}/u.test(character)
        if (visible && !face.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) missing.add(character)
      }
    }
  }
  return [...missing].sort()
}
