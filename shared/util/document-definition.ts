/**
 * The part of pdfmake's document definition that Stromabook uses. Written down here because the published types pull the DOM and
 * Node libraries into every project that names them, which would blind the compiler to a DOM or Node name in shared code.
 */

export type Margins = number | [number, number] | [number, number, number, number]

export type TextStyle = {
  font?: string
  fontSize?: number
  bold?: boolean
  italics?: boolean
  color?: string
  background?: string
  alignment?: 'left' | 'center' | 'right' | 'justify'
  lineHeight?: number
  margin?: Margins
  fillColor?: string
  characterSpacing?: number
  noWrap?: boolean
  preserveLeadingSpaces?: boolean
}

type Block = TextStyle & {
  style?: string | string[]
  id?: string
  width?: number | string
  pageBreak?: 'before' | 'after'
  headlineLevel?: number
  unbreakable?: boolean
  tocItem?: boolean
  colSpan?: number
  rowSpan?: number
  border?: [boolean, boolean, boolean, boolean]
  /** Place on the page in points, outside the flow of the text. */
  absolutePosition?: { x: number; y: number }
}

export type TextNode = Block & { text: string | (string | TextNode)[]; linkToDestination?: string; linkToPage?: number }
export type StackNode = Block & { stack: Content[] }
export type ColumnsNode = Block & { columns: Content[]; columnGap?: number }
export type ListNode = Block & { ul: Content[] }
export type SvgNode = Block & { svg: string; fit?: [number, number]; height?: number }
/** Picture as a data URL. */
export type ImageNode = Block & { image: string; fit?: [number, number]; height?: number }
/** QR code; `fit` is its side in points, rounded down to whole points per module. */
export type QrNode = Block & { qr: string; fit?: number; eccLevel?: 'L' | 'M' | 'Q' | 'H'; foreground?: string; background?: string }
export type CanvasNode = Block & { canvas: ({ type: 'line'; x1: number; y1: number; x2: number; y2: number; lineWidth?: number; lineColor?: string } | { type: 'rect'; x: number; y: number; w: number; h: number; r?: number; color?: string; lineColor?: string })[] }
export type TableLayout = {
  hLineWidth?: (row: number, node: { table: { body: unknown[]; headerRows?: number } }) => number
  vLineWidth?: (column: number) => number
  hLineColor?: (row: number) => string
  paddingLeft?: (column: number) => number
  paddingRight?: (column: number) => number
  paddingTop?: (row: number) => number
  paddingBottom?: (row: number) => number
  fillColor?: (row: number) => string | null
}
export type TableNode = Block & { table: { headerRows?: number; widths?: (number | string)[]; body: Content[][]; dontBreakRows?: boolean; keepWithHeaderRows?: number }; layout?: string | TableLayout }
export type TocNode = Block & { toc: { title?: TextNode } }

export type Content = string | TextNode | StackNode | ColumnsNode | ListNode | SvgNode | ImageNode | QrNode | CanvasNode | TableNode | TocNode | Content[]

/** Position of a node as pdfmake gives it to the page-break function. */
export type PlacedNode = { headlineLevel?: number; pageNumbers: number[]; startPosition: { verticalRatio: number; top: number } }

/** Settings that only the renderer makes. */
export type DocumentSettings = {
  version?: '1.7'
  subset?: 'PDF/A-3b'
  tagged?: boolean
  displayTitle?: boolean
  compress?: boolean
  language?: string
  info?: Record<string, unknown>
}

/** Keys of pdfmake that a report may not set: files are embedded by the renderer, encryption is forbidden in PDF/A. */
export type RefusedSettings = { files?: never; attachments?: never; userPassword?: never; ownerPassword?: never; permissions?: never }

export type PageSize = { width: number; height: number }
export type PageContent = (currentPage: number, pageCount: number, pageSize: PageSize) => Content

export type DocumentDefinition = DocumentSettings & RefusedSettings & {
  content: Content
  pageSize?: string | PageSize
  pageOrientation?: 'portrait' | 'landscape'
  pageMargins?: Margins
  header?: Content | PageContent
  footer?: Content | PageContent
  background?: Content | ((currentPage: number, pageSize: PageSize) => Content | null)
  watermark?: { text: string; color?: string; opacity?: number; bold?: boolean; angle?: number; fontSize?: number; font?: string }
  styles?: Record<string, TextStyle>
  defaultStyle?: TextStyle
  pageBreakBefore?: (node: PlacedNode, queries: { getFollowingNodesOnPage(): PlacedNode[] }) => boolean
}
