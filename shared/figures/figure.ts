/** A figure as it is shown on screen, printed and exported: the same SVG everywhere. */
export type Figure = {
  readonly svg: string
  readonly title: string
  readonly description: string
  readonly width: number
  readonly height: number
  /** What is drawn, as a table for those who cannot see it. */
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number | null)[])[] }
}
