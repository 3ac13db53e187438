import type { DocumentDefinition } from '../util/document-definition.ts'

/** How the nodes of a definition are to be treated. */
export type DefinitionGuard = {
  /** Family for text in figures that names no known family. */
  readonly figureFont: string
  /** Called for everything in a figure that cannot be drawn as it stands. */
  readonly onFigureProblem: (problem: string) => void
}

const REFUSED = ['files', 'attachments', 'userPassword', 'ownerPassword', 'permissions'] as const

/**
 * Prepares a fresh definition for rendering, changing it in place: every figure (`svg` node) gets the default family, reports what it
 * cannot draw instead of writing to the log, and may show no picture but one held in a data URL. (pdfmake's access policies do not
 * reach pictures inside an SVG.) Header, footer and background functions are followed as they are called.
 *
 * Throws when the definition brings its own files or encryption: embedded files are passed separately, and PDF/A forbids encryption.
 */
export function guardDefinition(definition: DocumentDefinition, guard: DefinitionGuard): DocumentDefinition {
  for (const key of REFUSED) {
    if (definition[key] !== undefined) throw new RangeError(`a report definition cannot set "${key}"`)
  }
  visit(definition, guard)
  const { header, footer, background } = definition
  if (typeof header === 'function') definition.header = (...args) => visited(header(...args), guard)
  if (typeof footer === 'function') definition.footer = (...args) => visited(footer(...args), guard)
  if (typeof background === 'function') definition.background = (...args) => visited(background(...args), guard)
  return definition
}

function visited<T>(node: T, guard: DefinitionGuard): T {
  visit(node, guard)
  return node
}

function visit(node: unknown, guard: DefinitionGuard): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, guard)
    return
  }
  if (!isNode(node)) return
  if (node['svg'] !== undefined) guardFigure(node, guard)
  for (const value of Object.values(node)) {
    if (typeof value === 'object') visit(value, guard)
  }
}

function guardFigure(node: Record<string, unknown>, guard: DefinitionGuard): void {
  if (typeof node['svg'] !== 'string') throw new RangeError('a figure must be SVG text')
  node['font'] ??= guard.figureFont
  node['options'] = { warningCallback: guard.onFigureProblem, imageCallback: dataUrlOnly }
}

function dataUrlOnly(link: string): string {
  if (!/^data:image\/(png|jpeg);base64,/i.test(link)) throw new RangeError(`a figure refers to something outside the document: ${link}`)
  return link.replaceAll(/\s+/g, '')
}

function isNode(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false
  return !(value instanceof Date)
}
