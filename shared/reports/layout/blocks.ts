import type { Content, ListNode, StackNode, SvgNode, TableNode, TextNode } from '../../util/document-definition.ts'
import { MONO_FONT_FAMILY } from '../../util/font-families.ts'
import { colours } from './colours.ts'

/** Building blocks of every report. Each call returns fresh objects, because pdfmake writes into what it is given. */

export function sectionTitle(text: string): StackNode {
  return keptWithNext({ text, fontSize: 12.5, bold: true, color: colours.accent, margin: [0, 14, 0, 4] }, 70)
}

export function subTitle(text: string): StackNode {
  return keptWithNext({ text, fontSize: 9.5, bold: true, margin: [0, 8, 0, 3] }, 45)
}

/**
 * Heading with `room` points reserved below it in one unbreakable block and given back after it, so that it never stands alone at the
 * foot of a page. (pdfmake's own page-break function lays the whole document out again at every break.)
 */
function keptWithNext(heading: TextNode, room: number): StackNode {
  const spacer = (below: number, above: number): TextNode => ({ text: '', fontSize: 1, lineHeight: 1, margin: [0, above, 0, below] })
  return { stack: [{ stack: [heading, spacer(room, 0)], unbreakable: true }, spacer(0, -room - 2)] }
}

export function paragraph(text: string | (string | TextNode)[]): TextNode {
  return { text, margin: [0, 0, 0, 4] }
}

/** Small print under a table or figure: units, methods, what a mark means. */
export function smallPrint(text: string): TextNode {
  return { text, fontSize: 7, color: colours.soft, margin: [0, 2, 0, 4] }
}

export function notRecorded(what?: string): TextNode {
  return { text: what === undefined ? 'not recorded' : `${what}: not recorded`, italics: true, color: colours.soft, margin: [0, 0, 0, 4] }
}

export function warning(text: string): TextNode {
  return { text: `▲ ${text}`, color: colours.simulated, margin: [0, 0, 0, 2] }
}

export function bullets(items: readonly string[]): ListNode {
  return { ul: items.map((text) => ({ text, margin: [0, 0, 0, 1] })), margin: [0, 0, 0, 4] }
}

/** Mark set beside every simulated value. */
export const simulatedMark = ' [simulated]'

export type Column = { readonly header: string; readonly width: number | 'auto' | '*'; readonly alignment?: 'left' | 'right' | 'center' }

/** Table with a repeated head, thin lines and rows that are not torn across pages. */
export function table(columns: readonly Column[], rows: readonly (readonly (string | TextNode)[])[]): TableNode {
  const cell = (content: string | TextNode, column: Column | undefined): TextNode => {
    const node: TextNode = typeof content === 'string' ? { text: content } : { ...content }
    if (column?.alignment !== undefined) node.alignment = column.alignment
    return node
  }
  const head: Content[] = columns.map((c) => ({ text: c.header, bold: true, fontSize: 7.5, alignment: c.alignment ?? 'left' }))
  return {
    fontSize: 7.5,
    margin: [0, 2, 0, 4],
    table: { headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, widths: columns.map((c) => c.width), body: [head, ...rows.map((row) => row.map((content, i) => cell(content, columns[i])))] },
    layout: {
      hLineWidth: (row, node) => (row === 0 || row === node.table.body.length ? 0.8 : row === 1 ? 0.6 : 0.25),
      vLineWidth: () => 0,
      hLineColor: (row) => (row <= 1 ? colours.ink : colours.line),
      paddingLeft: (column) => (column === 0 ? 2 : 4),
      paddingRight: () => 2,
      paddingTop: () => 2,
      paddingBottom: () => 2,
      fillColor: (row) => (row === 0 ? colours.band : null),
    },
  }
}

/** Two-column list of labels and values, set in two blocks side by side to save pages. */
export function facts(pairs: readonly (readonly [label: string, value: string | TextNode])[]): Content {
  const half = Math.ceil(pairs.length / 2)
  const block = (part: typeof pairs): TableNode => ({
    fontSize: 8,
    table: { widths: [105, '*'], body: part.map(([label, value]) => [{ text: label, color: colours.soft }, typeof value === 'string' ? { text: value } : { ...value }]) },
    layout: { hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 0, paddingRight: () => 4, paddingTop: () => 1, paddingBottom: () => 1 },
  })
  if (pairs.length <= 3) return { ...block(pairs), margin: [0, 0, 0, 4] }
  return { columns: [{ ...block(pairs.slice(0, half)), width: '*' }, { ...block(pairs.slice(half)), width: '*' }], columnGap: 10, margin: [0, 0, 0, 4] }
}

/** Figure at the width of the text or less. */
export function figure(svg: string, width: number): SvgNode {
  return { svg, width, margin: [0, 2, 0, 2] }
}

/** Raw data: one text node per row in a monospaced face, which is several times faster than a table and keeps columns aligned. */
export function monoRow(text: string, bold = false): TextNode {
  return { text, font: MONO_FONT_FAMILY, fontSize: 6, noWrap: true, preserveLeadingSpaces: true, bold }
}
