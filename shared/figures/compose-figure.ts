import { BODY_FONT_FAMILY } from '../util/font-families.ts'
import type { Figure } from './figure.ts'
import type { Panel } from './draw-panel.ts'
import { ink, soft, warningColour } from './palette.ts'

export type PlacedPanel = { readonly panel: Panel; readonly x: number; readonly y: number; readonly heading?: string }
export type Label = { readonly text: string; readonly x: number; readonly y: number; readonly colour?: string; readonly bold?: boolean; readonly anchor?: 'start' | 'middle' | 'end'; readonly size?: number }

export type Composition = {
  readonly title: string
  readonly description: string
  readonly width: number
  readonly height: number
  readonly panels: readonly PlacedPanel[]
  readonly labels?: readonly Label[]
  /** Further SVG, drawn on top. */
  readonly extra?: readonly string[]
  readonly simulated: boolean
  readonly table: Figure['table']
}

const fontSize = 11

/** Puts panels, labels, white ground, title and description together; simulated data get a mark across the figure and in its title. */
export function composeFigure(c: Composition): Figure {
  const title = c.simulated ? `${c.title} [simulated data]` : c.title
  const headings = c.panels.flatMap((p) => (p.heading === undefined ? [] : [{ text: p.heading, x: p.x + 4, y: p.y - 5, bold: true }]))
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${num(c.width)}" height="${num(c.height)}" viewBox="0 0 ${num(c.width)} ${num(c.height)}" font-family="${BODY_FONT_FAMILY}" font-size="${num(fontSize)}" fill="${ink}" text-anchor="middle">`,
    `<title>${escapeText(title)}</title><desc>${escapeText(c.description)}</desc>`,
    `<rect x="0" y="0" width="${num(c.width)}" height="${num(c.height)}" fill="#ffffff"/>`,
    ...(c.simulated ? [watermark(c.width, c.height)] : []),
    ...c.panels.map((p) => `<g transform="translate(${num(p.x)},${num(p.y)})">${p.panel.inner}</g>`),
    ...[...headings, ...(c.labels ?? [])].map(label),
    ...(c.extra ?? []),
    '</svg>',
  ]
  return { svg: parts.join(''), title, description: c.description, width: c.width, height: c.height, table: c.table }
}

function watermark(width: number, height: number): string {
  const size = Math.min(64, height / 3, width / 8)
  return `<text x="${num(width / 2)}" y="${num(height / 2 + size / 3)}" font-size="${num(size)}" font-weight="bold" fill="${warningColour}" fill-opacity="0.1" transform="rotate(-14 ${num(width / 2)} ${num(height / 2)})" data-mark="simulated">SIMULATED</text>`
}

function label(l: Label): string {
  return `<text x="${num(l.x)}" y="${num(l.y)}" text-anchor="${l.anchor ?? 'start'}" fill="${l.colour ?? ink}"${l.bold === true ? ' font-weight="bold"' : ''}${l.size === undefined ? '' : ` font-size="${num(l.size)}"`}>${escapeText(l.text)}</text>`
}

/** Small filled symbol of a legend, at the left of its words. */
export function legendKey(x: number, y: number, colour: string, dashed = false): string {
  return `<line x1="${num(x)}" x2="${num(x + 16)}" y1="${num(y - 4)}" y2="${num(y - 4)}" stroke="${colour}" stroke-width="2.5"${dashed ? ' stroke-dasharray="4,3"' : ''}/>`
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Coordinate with at most two decimals, so that the same figure has the same bytes everywhere. */
export function num(value: number): string {
  return String(Math.round(value * 100) / 100)
}

export const axisText = { fontSize, fontFamily: BODY_FONT_FAMILY } as const
export const softText = soft
