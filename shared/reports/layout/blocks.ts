import type { Content, ListNode, StackNode, SvgNode, TableNode, TextNode } from '../../util/document-definition.ts'
import { MONO_FONT_FAMILY } from '../../util/font-families.ts'
import { colours } from './colours.ts'

/** Building blocks of every report. Each call returns fresh objects, because pdfmake writes into what it is given. */

export function sectionTitle(text: string): StackNode {
  return keptWithNext({ text, fontSize: 12.5, bold: true, color: colours.accent, margin: [0, 14, 0, 4] }, 70)
}

/** @param room points kept free below it on the page: more where a figure follows. */
export function subTitle(text: string, room = 45): StackNode {
  return keptWithNext({ text, fontSize: 9.5, bold: true, margin: [0, 8, 0, 3] }, room)
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

/** Width of a wide character at the size of tables, in points: an estimate on the safe side. */
const widestCharacter = 5

export type Column = { readonly header: string; readonly width: number | 'auto' | '*'; readonly alignment?: 'left' | 'right' | 'center' }

/** Table with a repeated head, thin lines and rows that are not torn across pages. */
export function table(columns: readonly Column[], rows: readonly (readonly (string | TextNode)[])[]): TableNode {
  const cell = (content: string | TextNode, column: Column | undefined): TextNode => {
    const node: TextNode = typeof content === 'string' ? { text: content } : { ...content }
    if (column?.alignment !== undefined) node.alignment = column.alignment
    // What surely fits its column is set as one piece instead of word by word, which takes a third of the time.
    if (typeof node.text === 'string' && typeof column?.width === 'number' && !node.text.includes('\n') && node.text.length * widestCharacter <= column.width) node.noWrap = true
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

/** Labels and values as lines of text in two columns: half the pages, and a fraction of the time of a table. */
export function facts(pairs: readonly (readonly [label: string, value: string])[]): Content {
  const line = ([label, value]: readonly [string, string]): TextNode => ({ text: [{ text: `${label}:  `, color: colours.soft }, value], fontSize: 8, margin: [0, 0, 0, 2] })
  if (pairs.length <= 3) return { stack: pairs.map(line), margin: [0, 0, 0, 4] }
  const half = Math.ceil(pairs.length / 2)
  return { columns: [{ stack: pairs.slice(0, half).map(line), width: '*' }, { stack: pairs.slice(half).map(line), width: '*' }], columnGap: 14, margin: [0, 0, 0, 4] }
}

/** Figure at the width of the text or less. */
export function figure(svg: string, width: number): SvgNode {
  return { svg, width, margin: [0, 2, 0, 2] }
}

/** Raw data: one text node per row in a monospaced face, which is several times faster than a table and keeps columns aligned. */
export function monoRow(text: string, bold = false): TextNode {
  return { text, font: MONO_FONT_FAMILY, fontSize: 6, noWrap: true, preserveLeadingSpaces: true, bold }
}

/** Characters of monospaced text that fit a line. */
export const monoLineLength = 140

/**
 * Table of monospaced rows: columns as wide as their longest cell, the head in bold; rows too long for a line are broken before the last
 * column. Where two rows fit a line, they stand in two columns, read downwards.
 */
export function monoTable(head: readonly string[], rows: readonly (readonly string[])[]): TextNode[] {
  const used = head.map((_, i) => i === 0 || rows.some((r) => (r[i] ?? '') !== ''))
  const lines = [head, ...rows].map((cells) => cells.filter((_, i) => used[i]))
  const widths = (lines[0] ?? []).map((_, i) => Math.max(...lines.map((l) => l[i]?.length ?? 0)))
  const [title = '', ...texts] = lines.map((l) => l.map((c, i) => c.padEnd(widths[i] ?? 0)).join('  ').trimEnd())
  const width = Math.max(title.length, ...texts.map((t) => t.length))
  if (2 * width + 4 > monoLineLength || texts.length < 2) return [monoRow(title, true), ...texts.flatMap(brokenRow)]
  const half = Math.ceil(texts.length / 2)
  const join = (left: string, right: string): string => `${left.padEnd(width + 4)}${right}`.trimEnd()
  return [monoRow(join(title, title), true), ...texts.slice(0, half).map((left, i) => monoRow(join(left, texts[half + i] ?? '')))]
}

/** A row that is too long goes on in further lines, indented: nothing runs off the page. */
function brokenRow(text: string): TextNode[] {
  if (text.length <= monoLineLength) return [monoRow(text)]
  const cut = text.lastIndexOf(' ', monoLineLength)
  const at = cut > monoLineLength / 2 ? cut : monoLineLength
  return [monoRow(text.slice(0, at)), ...brokenRow(`      ${text.slice(at).trimStart()}`)]
}
