import PDFKit from 'pdfkit'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { FONT_STYLES, PDF_FONT_FILES } from '../../shared/pdf/pdf-font-files.ts'
import type { PdfFonts } from '../../shared/pdf/pdf-font-files.ts'

/** One piece of text on a page: baseline start in points from the top left corner, turned anticlockwise by `degrees`. */
export type TextRun = { readonly text: string; readonly x: number; readonly y: number; readonly size: number; readonly font: string; readonly degrees: number }

/** One painted path: absolute SVG path data in points from the top left corner, and how it is painted. */
export type PaintedPath = { readonly d: string; readonly fill: string | null; readonly stroke: string | null; readonly width: number }

/** What is on a page, free of any library: the same content can be written by pdfmake's rival or counted. */
export type NeutralPage = { readonly width: number; readonly height: number; readonly texts: readonly TextRun[]; readonly paths: readonly PaintedPath[] }

/** All pages of a document, with the PostScript names of the faces its runs use. */
export type NeutralContent = { readonly pages: readonly NeutralPage[] }

type Matrix = readonly [number, number, number, number, number, number]
type GraphicsState = { readonly matrix: Matrix; readonly fill: string; readonly stroke: string; readonly width: number }

/**
 * Takes a rendered report apart into text runs and painted paths. Neighbouring words of a line are one run (pdf.js joins them, and
 * columns of monospaced rows are joined here), so that the baseline writes each line once, as a program written by hand would.
 * Opacity, dashes, line caps and clipping are left out.
 */
export async function neutralContent(pdf: Uint8Array): Promise<NeutralContent> {
  const loading = getDocument({ data: pdf.slice(), verbosity: 0, isEvalSupported: false, useSystemFonts: false })
  const document = await loading.promise
  const pages: NeutralPage[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    const operators = await page.getOperatorList()
    const texts: TextRun[] = []
    let end = Number.NaN
    for (const item of (await page.getTextContent({ disableNormalization: true })).items) {
      if (!('str' in item) || item.str.trim() === '') continue
      const [a, b, c, d, x, y] = matrixOf(item.transform)
      const face: unknown = page.commonObjs.get(item.fontName)
      const run = { text: item.str, x, y: height - y, size: Math.hypot(c, d), font: postscriptName(face), degrees: (Math.atan2(b, a) * 180) / Math.PI }
      const joined = joinedRow(texts.at(-1), end, run, item.width / item.str.length)
      if (joined) texts[texts.length - 1] = joined
      else texts.push(run)
      end = x + item.width
    }
    pages.push({ width, height, texts, paths: paintedPaths(operators.fnArray, operators.argsArray, height) })
  }
  await loading.destroy()
  return { pages }
}

/** A monospaced run and the next column of the same row as one run with spaces between; null when they are not that. */
function joinedRow(before: TextRun | undefined, end: number, next: TextRun, advance: number): TextRun | null {
  if (!before || before.font !== next.font || before.size !== next.size || before.y !== next.y) return null
  if (!next.font.includes('Mono') || before.degrees !== 0 || next.degrees !== 0) return null
  const spaces = (next.x - end) / advance
  if (spaces < 0.5 || Math.abs(spaces - Math.round(spaces)) > 0.1) return null
  return { ...before, text: before.text + ' '.repeat(Math.round(spaces)) + next.text }
}

/**
 * Writes neutral content with pdfkit alone, in the same faces, with the same compression, PDF/A level and colour profile as a report:
 * the baseline that a report may cost twice of. Throws when a run names a face that is not among the given families.
 */
export async function drawWithPdfkit(content: NeutralContent, fonts: PdfFonts): Promise<Uint8Array> {
  const document = new PDFKit({
    autoFirstPage: false,
    compress: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: 'en',
    displayTitle: true,
    info: { Title: 'Baseline', CreationDate: new Date('2026-03-02T14:05:00Z') },
  })
  const chunks: Uint8Array[] = []
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise<void>((resolve) => document.on('end', resolve))
  for (const [name, bytes] of facesByName(fonts)) document.registerFont(name, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  for (const page of content.pages) {
    document.addPage({ size: [page.width, page.height], margin: 0 })
    for (const path of page.paths) drawPath(document, path)
    document.fillColor('black')
    for (const run of page.texts) drawRun(document, run)
  }
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

function drawRun(document: PDFKit.PDFDocument, run: TextRun): void {
  document.font(run.font).fontSize(run.size)
  if (run.degrees === 0) {
    document.text(run.text, run.x, run.y, { lineBreak: false, baseline: 'alphabetic' })
    return
  }
  document.save().rotate(-run.degrees, { origin: [run.x, run.y] })
  document.text(run.text, run.x, run.y, { lineBreak: false, baseline: 'alphabetic' })
  document.restore()
}

function drawPath(document: PDFKit.PDFDocument, path: PaintedPath): void {
  document.path(path.d).lineWidth(path.width)
  if (path.fill !== null && path.stroke !== null) document.fillAndStroke(path.fill, path.stroke)
  else if (path.fill !== null) document.fill(path.fill)
  else if (path.stroke !== null) document.stroke(path.stroke)
}

/** Bytes of each face by its PostScript name, which for these families is its file name without ending. */
function facesByName(fonts: PdfFonts): ReadonlyMap<string, Uint8Array> {
  const faces = new Map<string, Uint8Array>()
  for (const [family, styles] of Object.entries(fonts)) {
    for (const style of FONT_STYLES) {
      const file = PDF_FONT_FILES[family]?.[style]
      if (file !== undefined) faces.set(file.replace(/\.ttf$/, ''), styles[style])
    }
  }
  return faces
}

/** Follows the drawing operators of a page and collects what they paint. */
function paintedPaths(operators: readonly number[], argumentsOf: readonly unknown[], height: number): readonly PaintedPath[] {
  const paths: PaintedPath[] = []
  const saved: GraphicsState[] = []
  let state: GraphicsState = { matrix: [1, 0, 0, 1, 0, 0], fill: '#000000', stroke: '#000000', width: 1 }
  for (const [index, operator] of operators.entries()) {
    const list = listOf(argumentsOf[index])
    if (operator === OPS.save || operator === OPS.paintFormXObjectBegin) saved.push(state)
    if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) state = saved.pop() ?? state
    if (operator === OPS.transform) state = { ...state, matrix: multiply(state.matrix, matrixOf(list)) }
    if (operator === OPS.paintFormXObjectBegin && list[0]) state = { ...state, matrix: multiply(state.matrix, matrixOf(listOf(list[0]))) }
    if (operator === OPS.setFillRGBColor) state = { ...state, fill: String(list[0]) }
    if (operator === OPS.setStrokeRGBColor) state = { ...state, stroke: String(list[0]) }
    if (operator === OPS.setLineWidth) state = { ...state, width: Number(list[0]) }
    if (operator === OPS.constructPath) {
      const path = paintedPath(list, state, height)
      if (path) paths.push(path)
    }
  }
  return paths
}

const FILLING: ReadonlySet<unknown> = new Set([OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke])
const STROKING: ReadonlySet<unknown> = new Set([OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke])

/** One path with its paint; null for a path that only clips, and for the empty fills pdfmake writes before each piece of text. */
function paintedPath([paint, holder]: readonly unknown[], state: GraphicsState, height: number): PaintedPath | null {
  const data = listOf(holder)[0]
  if (!(data instanceof Float32Array)) return null
  const fill = FILLING.has(paint) ? state.fill : null
  const stroke = STROKING.has(paint) ? state.stroke : null
  if (fill === null && stroke === null) return null
  const scale = Math.sqrt(Math.abs(state.matrix[0] * state.matrix[3] - state.matrix[1] * state.matrix[2]))
  return { d: pathData(data, state.matrix, height), fill, stroke, width: state.width * scale }
}

/** Letters and numbers of points of pdf.js's path steps, by its step code: move, line, curve, quadratic curve, close. */
const STEPS = [['M', 1], ['L', 1], ['C', 3], ['Q', 2], ['Z', 0]] as const

function pathData(data: Float32Array, [a, b, c, d, e, f]: Matrix, height: number): string {
  const parts: string[] = []
  for (let at = 0; at < data.length; ) {
    const step = STEPS[data[at] ?? Number.NaN]
    if (!step) throw new Error(`unknown path step ${data[at]}`)
    at++
    const points: string[] = []
    for (let point = 0; point < step[1]; point++, at += 2) {
      const x = data[at] ?? 0
      const y = data[at + 1] ?? 0
      points.push(`${(a * x + c * y + e).toFixed(3)} ${(height - (b * x + d * y + f)).toFixed(3)}`)
    }
    parts.push(step[0] + points.join(' '))
  }
  return parts.join(' ')
}

function multiply([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + c * B, b * A + d * B, a * C + c * D, b * C + d * D, a * E + c * F + e, b * E + d * F + f]
}

function matrixOf(list: readonly unknown[]): Matrix {
  const [a, b, c, d, e, f] = Array.from({ length: 6 }, (_, index) => Number(list[index]))
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined) throw new Error('not a matrix')
  return [a, b, c, d, e, f]
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return ArrayBuffer.isView(value) && value instanceof Float32Array ? Array.from(value) : []
}

function postscriptName(face: unknown): string {
  const name: unknown = typeof face === 'object' && face !== null ? Reflect.get(face, 'name') : undefined
  if (typeof name !== 'string') throw new Error('a run of text has no face')
  return name.replace(/^[A-Z]{6}\+/, '')
}
